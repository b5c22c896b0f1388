"""A scripted model that writes about owls, citing sentences of tests/pages by their words."""

from collections.abc import Sequence

from model_server import Event, Messages, Script, id_of

from rag.answer import Answer
from rag.assistant import Assistant
from rag.support.check import SupportCheck
from rag.written.model import LanguageModel
from rag.written.writer import Writer

HEAD = "How far can an owl turn its head?"
TURNS, TUBES, PUPIL = "up to 270 degrees", "eyes are tubes", "The pupil of an owl"


def writer_of(assistant: Assistant, model: LanguageModel) -> Writer:
    return Writer(assistant, model, SupportCheck(assistant.encoder, assistant.also_called))


def writing(text: str, *then: Event) -> Script:
    """A model that writes a text in which {turns}, {tubes} and {pupil} are the ids of these sentences."""

    def script(messages: Messages) -> Sequence[Event]:
        ids = {"{turns}": TURNS, "{tubes}": TUBES, "{pupil}": PUPIL}
        said = text
        for name, words in ids.items():
            if name in said:
                said = said.replace(name, id_of(messages, words))
        return [*(said[start : start + 3] for start in range(0, len(said), 3)), *then]

    return script


def quotes(answer: Answer) -> list[list[str]]:
    """Of each statement, the sentences that it cites."""
    by_number = {citation.number: citation.quote for citation in answer.citations}
    return [[by_number[number] for number in statement.citations] for statement in answer.statements]
