"""The written answerer: a covered question, its evidence, what a model makes of it, and what of that holds."""

import threading
from collections.abc import Sequence
from dataclasses import replace

from index.errors import ModelError
from rag.answer import Answer
from rag.answerer import Answerer, Watch, nobody
from rag.assistant import Assistant, Prepared
from rag.clock import Clock
from rag.conversation import Asked
from rag.questions.leaning import may_lean
from rag.support.check import SupportCheck
from rag.wording import instead
from rag.written.draft import Draft
from rag.written.earlier import earlier_messages, question_as_told
from rag.written.evidence import Evidence, choose_evidence, evidence_text, shown_text
from rag.written.ids import MakeIds, fresh_ids
from rag.written.model import SPARE, End, LanguageModel, Message
from rag.written.prompts import answer_rules, question_with_sources
from rag.written.rewrite import rewritten
from rag.written.wording import (
    BEHIND,
    DECLINED,
    IN_ITS_PLACE,
    MOSTLY_UNSUPPORTED,
    NO_ROOM,
    REPEATED_RULES,
    STOPPED,
)

REPLY_TOKENS, WORDS = 600, 120
"""Of a reply: the tokens that a server is asked for at most, and the words that the model is asked for."""
REPLY_SHARE, HISTORY_SHARE = 0.25, 0.15
"""Of a model's context, for what it writes and for what was said before."""
HISTORY_TOKENS = 1200
"""Of what was said before, however much a model could read, or says that it can."""


class Writer(Answerer):
    """Answers questions with a model. Cheap to make; it holds no conversation."""

    def __init__(
        self,
        assistant: Assistant,
        model: LanguageModel,
        check: SupportCheck,
        *,
        key: str = "",
        make_ids: MakeIds = fresh_ids,
    ) -> None:
        self._assistant, self.model, self.check = assistant, model, check
        self._key, self._make_ids = key, make_ids

    def answer(self, asked: Asked, watch: Watch = nobody, stop: threading.Event | None = None) -> Answer:
        """The written answer; the quoted one, with the reason, where the model has none or its answer does not hold."""
        if asked.small_talk:
            return self._assistant.answer(asked)
        stop, clock = stop or threading.Event(), Clock()
        readings = self._assistant.readings(asked)
        prepared = self._assistant.prepare(asked, readings, clock)
        if not prepared.is_covered:  # so that nothing of it is sent
            return self._assistant.quotes(prepared)
        if asked.goes_on_from_told and may_lean(asked.question):
            try:
                rewrite = rewritten(self.model, asked, readings, stop)
            except ModelError as error:
                return self._assistant.quotes(prepared, instead(error))
            better = self._assistant.prepare(asked, [rewrite], clock) if rewrite else prepared
            prepared = better if better.is_covered else prepared
        return self._written(prepared, asked, watch, stop)

    def _written(self, prepared: Prepared, asked: Asked, watch: Watch, stop: threading.Event) -> Answer:
        try:
            if not self.model.get_ready(stop):
                return self._assistant.quotes(prepared, STOPPED)
            messages, evidence, rules = self._told(prepared, asked)
        except ModelError as error:  # its tokenizer is gone
            return self._assistant.quotes(prepared, instead(error))
        if not evidence:
            return self._assistant.quotes(prepared, NO_ROOM)
        draft = Draft(prepared, evidence, self.check, rules, self._key, self._assistant.library)
        try:
            end = self._listen(draft, messages, watch, stop)
        except ModelError as error:
            if draft.is_empty:
                return self._assistant.quotes(prepared, instead(error))
            end = "cut"
        return self._finished(draft, prepared, end)

    def _finished(self, draft: Draft, prepared: Prepared, end: End) -> Answer:
        """The draft as the answer, or quotes where it cannot be one."""
        if draft.is_declined:
            return self._assistant.quotes(prepared, DECLINED)
        if draft.is_leaking:
            return self._assistant.quotes(prepared, REPEATED_RULES)
        if draft.is_empty:
            return self._assistant.quotes(prepared, IN_ITS_PLACE[end])
        if draft.is_mostly_unsupported:
            return self._assistant.quotes(prepared, MOSTLY_UNSUPPORTED)
        prepared.clock.lap("answer")
        answer = draft.answer()
        notice = " ".join(filter(None, [BEHIND.get(end, ""), answer.notice]))
        return replace(answer, notice=notice, timings_ms=prepared.clock.timings())

    def _listen(self, draft: Draft, messages: Sequence[Message], watch: Watch, stop: threading.Event) -> End:
        """Feeds the draft with what the model says, until it has said enough."""
        limit = min(REPLY_TOKENS, int(self.model.context * REPLY_SHARE))
        reply = self.model.reply(messages, limit, stop)
        try:
            for piece in reply:
                if draft.add(piece):
                    watch(draft.answer())
                if draft.is_enough:
                    return "length" if draft.is_lost else "done"
        finally:
            if draft.close(is_whole=reply.is_whole):
                watch(draft.answer())
            reply.close()
        return "length" if draft.is_broken_off and reply.is_whole else reply.end

    def _told(self, prepared: Prepared, asked: Asked) -> tuple[list[Message], list[Evidence], str]:
        """What the model is told, the evidence in it, and the rules it must not repeat."""
        key, example, other = self._make_ids(["key", "example", "other"], [prepared.standalone])
        rules = answer_rules(key, example, other, WORDS)
        history = min(HISTORY_TOKENS, int(self.model.context * HISTORY_SHARE))
        before = earlier_messages(asked.told, history, self.model.count_tokens)
        told = [rules, prepared.standalone, *(message.text for message in before)]
        fixed = sum(self.model.count_tokens(text) for text in [*told, question_with_sources(key, "", "")])
        reply = min(REPLY_TOKENS, int(self.model.context * REPLY_SHARE))
        found = prepared.coverage.answered
        room = self.model.context - fixed - reply - SPARE
        evidence = choose_evidence(found.stretches, found.excerpts, room, self.model.count_tokens, told, self._make_ids)
        sources = evidence_text(evidence)
        question = shown_text(question_as_told(asked, prepared.standalone, sources))
        last = Message("user", question_with_sources(key, sources, question))
        return [Message("system", rules), *before, last], evidence, rules
