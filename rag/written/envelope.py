"""A reply that is an object in JSON -> the answer in it: some models wrap what they say, whatever they are told."""

import json
import re
from collections.abc import Iterator

from rag.written.ids import ID_BY_LOOKS

MOST = 12_000
"""Characters of an object that are waited for."""
_OPENS = re.compile(r"\s*(?:```+(?:json)?\s*)?(?:\[\s*)?\{\s*\"")
_MAY_OPEN = re.compile(r"\s*(?:`{0,3}|```+(?:j|js|jso|json)?\s*(?:\[\s*)?(?:\{\s*)?|(?:\[\s*)?\{\s*|\[\s*)\Z")
_STRING = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)(?:"(?P<is_key>\s*:)?|\Z)', re.DOTALL)
_OF_THE_ANSWER = re.compile(
    r"(?:\w+_)?(?:answers?|response|reply|text|content|statements?|claims?|sentences?|summary|result|output|message)",
    re.IGNORECASE,
)
_BESIDE_THE_ANSWER = re.compile(
    r"(?:\w+_)?(?:titles?|names?|sources?|sections?|urls?|links?|quotes?|questions?|query|thoughts?|thinking|reasoning|"
    r"analysis|plan|notes?|instructions?|prompt|references?|citations?|evidence|ids?)",
    re.IGNORECASE,
)
_SAYS = 4
"""Words from which a text under a key of any other name may be an answer."""
_IDS = re.compile(rf"\W*{ID_BY_LOOKS}(?:\W+{ID_BY_LOOKS})*\W*", re.IGNORECASE)


class Envelope:
    """Passes on what a model says, piece by piece; of an object in JSON only the answer, when it is whole.

    >>> envelope = Envelope()
    >>> envelope.feed('{"answer": "Pooling has no weights.", "citations": ["a1b2c"]}') + envelope.close()
    'Pooling has no weights. [a1b2c]'
    >>> envelope = Envelope()
    >>> envelope.feed("Pooling has ") + envelope.feed("no weights.") + envelope.close()
    'Pooling has no weights.'
    """

    def __init__(self) -> None:
        self._held = ""
        self._passes = False

    def feed(self, piece: str) -> str:
        """What is sure to stand in no object."""
        if self._passes:
            return piece
        self._held += piece
        may_be_object = _OPENS.match(self._held) or _MAY_OPEN.match(self._held)
        return "" if may_be_object and len(self._held) <= MOST else self.close()

    def close(self) -> str:
        """What is left when the reply has ended: the answer in the object, or what was held as it is."""
        held, self._held, self._passes = self._held, "", True
        return (answer_in(held) if _OPENS.match(held) else "") or held


def answer_in(text: str) -> str:
    """The answer that an object in JSON holds, with the ids it gives; empty where it holds none.

    It may be cut off, or not quite JSON.

    >>> answer_in('{"claims": [{"text": "It is old.", "ids": ["a1b2c"]}, {"text": "It is sl')
    'It is old. [a1b2c]\\n\\nIt is sl'
    >>> answer_in('{"facts": ["Pooling has no weights.", "d3e4f"], "question": "Does pooling have weights?"}')
    'Pooling has no weights. [d3e4f]'
    >>> answer_in('{"stride": 2, "name": "max pooling"}')
    ''
    """
    return ("".join(_parts(text)) or "".join(_parts(text, by_name=False))).strip()


def is_envelope(text: str) -> bool:
    """Whether a text is an object in JSON, or a list of some, that holds an answer or its sources and nothing else.

    >>> is_envelope('{"answer": "It is old.", "citations": []}'), is_envelope('[{"id": "a1b2c", "quote": "Old."}]')
    (True, True)
    >>> is_envelope('{"stride": 2, "name": "max pooling"}'), is_envelope("x = {}")
    (False, False)
    """
    keys = [string["text"] for string in _STRING.finditer(text) if string["is_key"]]
    known = (_OF_THE_ANSWER.fullmatch(key) or _BESIDE_THE_ANSWER.fullmatch(key) for key in keys)
    return _OPENS.match(text) is not None and all(known)


def _parts(text: str, *, by_name: bool = True) -> Iterator[str]:
    key, has_said = "", False
    for string in _STRING.finditer(text):
        if string["is_key"]:
            key = string["text"]
        elif _OF_THE_ANSWER.fullmatch(key) if by_name else _may_be_answer(key, string["text"]):
            yield "\n\n" + _unescaped(string["text"])
            has_said = True
        elif has_said and _IDS.fullmatch(string["text"]):
            yield f" [{string['text'].strip('[] ')}]"


def _may_be_answer(key: str, text: str) -> bool:
    return _BESIDE_THE_ANSWER.fullmatch(key) is None and len(text.split()) >= _SAYS


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text
