"""What a model said, kept in a file and said again: so that checks and scores can be compared without the model.

A reply is kept under the question it answers. With `lasting_ids` the ids in it are made of the sentences' words, so
that they still fit when the same sentences are found again.
"""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from index.errors import ModelError, reason_of
from rag.written.model import End, LanguageModel, Message, Reply, estimated_tokens

CONTEXT = 8192
_ASKED = "Question: "


@dataclass(frozen=True, slots=True)
class Recorded:
    """One reply."""

    asked: str
    """The first words of the rules and the question, by which it is found again."""
    said: str
    end: End


@dataclass(frozen=True)
class RecordingModel:
    """A model whose replies are written down, a JSON line each."""

    model: LanguageModel
    file: TextIO

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def context(self) -> int:
        return self.model.context

    def count_tokens(self, text: str) -> int:
        return self.model.count_tokens(text)

    def get_ready(self, stop: threading.Event) -> bool:
        return self.model.get_ready(stop)

    def reply(self, messages: Sequence[Message], limit: int, stop: threading.Event) -> Reply:
        """The model's reply, written down when it has ended."""
        reply = self.model.reply(messages, limit, stop)
        recorded = Reply(iter(()))
        recorded.pieces = self._pieces(reply, recorded, messages)
        return recorded

    def _pieces(self, reply: Reply, recorded: Reply, messages: Sequence[Message]) -> Iterator[str]:
        said = []
        try:
            for piece in reply:
                said.append(piece)
                yield piece
            recorded.end = reply.end
        finally:
            kept = Recorded(asked_of(messages), "".join(said), reply.end)
            self.file.write(json.dumps(asdict(kept), ensure_ascii=False) + "\n")
            self.file.flush()


@contextmanager
def recording(model: LanguageModel, path: Path) -> Iterator[LanguageModel]:
    """The model, with what it says written to a file.

    Raises:
        ModelError: the file cannot be written.
    """
    try:
        file = path.open("w", encoding="utf-8")
    except OSError as error:
        raise ModelError(f"The replies cannot be written to {path} ({error.strerror}): choose another file.") from error
    with file:
        yield RecordingModel(model, file)


@dataclass(frozen=True)
class ReplayedModel:
    """Says what was recorded."""

    path: Path
    replies: dict[str, Recorded]
    context: int = CONTEXT

    @property
    def name(self) -> str:
        return f"recorded in {self.path}"

    def count_tokens(self, text: str) -> int:
        return estimated_tokens(text)

    def get_ready(self, stop: threading.Event) -> bool:
        return True

    def reply(self, messages: Sequence[Message], limit: int, stop: threading.Event) -> Reply:
        """What was said to the same question.

        Raises:
            ModelError: nothing was recorded for it.
        """
        recorded = self.replies.get(asked_of(messages))
        if recorded is None:
            raise ModelError(f"Nothing is recorded for this question in {self.path}: record it with --record.")
        return Reply(iter([recorded.said]), recorded.end)


def read_replies(path: Path) -> ReplayedModel:
    """The model that a file of replies stands for.

    Raises:
        ModelError: the file cannot be read or holds no replies.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # JSON may hold other ends of lines
        replies = [Recorded(**json.loads(line)) for line in lines if line.strip()]
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(
            f"The replies {path} cannot be read ({reason_of(error)}): record them with --record {path}."
        ) from error
    return ReplayedModel(path, {one.asked: one for one in replies})


def asked_of(messages: Sequence[Message]) -> str:
    """By what a reply is found again: the kind of rules, and the question."""
    kind = messages[0].text.split(".", 1)[0]
    return f"{kind}: {messages[-1].text.rpartition(_ASKED)[2]}"
