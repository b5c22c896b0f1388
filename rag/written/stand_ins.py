"""Stand-ins for what differs from turn to turn, ids and titles, so that the patterns of citations are made but once.

Each is as long as what it stands for, so that every place in the text stays the same.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from rag.written.citation_parts import PARTS

KNOWN_ID = "q7z7q"
"""It stands for every known id."""
TITLE, LONG_TITLE = "ᚠ", "ᚢ"
"""Letters of what stands for a title, and for one that tells of a text."""
NAME_WORDS = 3
"""Words of a title up to which it may be the name of a thing."""
SHORTEST_PART = 3
"""Characters from which a part of an id is one that was cut short."""
_RUN = re.compile(r"[a-z0-9]+", re.IGNORECASE)
_LAST_RUN = re.compile(rf"(?<!\w)[a-z0-9]+(?={PARTS['SIGNS']}\Z)", re.IGNORECASE)


class StandIns:
    """Puts the stand-ins into texts, for the ids and titles of one turn, given in small letters.

    >>> of_turn = StandIns(["a1b2c", "d3e4f"], ["on the nests of owls", "owls"])
    >>> of_turn.put_into("It is old [a1b2c, D3E4F], and [3e4f] is no 3e4f5 (see d")
    'It is old [q7z7q, q7z7q], and [7z7q] is no 3e4f5 (see q'
    >>> of_turn.put_into("[Owls, a1b2c], [owls](https://owls.example) and (on the nests of owls)")
    '[ᚠᚠᚠᚠ, q7z7q], [owls](https://owls.example) and (ᚢᚢᚢᚢᚢᚢᚢᚢᚢᚢᚢᚢᚢᚢᚢᚢᚢᚢᚢᚢ)'
    """

    def __init__(self, known: Collection[str], titles: Collection[str]) -> None:
        self._ids = re.compile(either(known), re.IGNORECASE)
        pairs = (pair for one in known for pair in zip(parts(one), parts(KNOWN_ID), strict=True))
        self._cut = {part: stands for part, stands in pairs if re.search(r"[0-9]", part)}
        self._begun = {part: KNOWN_ID[: len(part)] for one in known for part in beginnings(one)}
        self._titles = re.compile(
            rf"(?<=[\[(【])(?P<before>\s*(?:from:? )?)(?P<title>{either(titles)})"
            rf"(?=[)\]】](?![(\[])|\s*[,;:–—-]?\s*(?:{KNOWN_ID}|[^\w\s)\]】]))",
            re.IGNORECASE,
        )

    def put_into(self, text: str) -> str:
        """A text with stand-ins in the place of ids, of what was cut off these, and of titles in brackets."""
        text = self._ids.sub(KNOWN_ID, text)
        text = _RUN.sub(lambda run: self._cut.get(run[0].lower(), run[0]), text)
        text = _LAST_RUN.sub(lambda run: self._begun.get(run[0].lower(), run[0]), text)
        return self._titles.sub(_of_title, text)


def _of_title(match: re.Match[str]) -> str:
    return match["before"] + (LONG_TITLE if is_long(match["title"]) else TITLE) * len(match["title"])


def is_long(title: str) -> bool:
    """Whether a title tells of a text, and is no mere name of a thing that one may speak of in brackets.

    >>> [is_long(one) for one in ("Barn owl", "Barn owl > Nests", "Owls: a guide", "On the nests of owls")]
    [False, True, True, True]
    """
    return " > " in title or ":" in title or len(title.split()) > NAME_WORDS


def either(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longer first; it never matches where there is none.

    >>> either(["a1", "a1b2c"]), either([])
    ('(?:a1b2c|a1)', '(?!)')
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})" if longest_first else "(?!)"


def beginnings(known: str) -> Iterator[str]:
    """An id without its last letters."""
    return (known[:length] for length in range(1, len(known)))


def parts(known: str) -> Iterator[str]:
    """An id without its last letters, and without its first ones, as far as enough of it is left to know it by.

    >>> list(parts("a1b2c"))
    ['a1b', 'a1b2', '1b2c', 'b2c']
    """
    yield from (known[:length] for length in range(SHORTEST_PART, len(known)))
    yield from (known[start:] for start in range(1, len(known) - SHORTEST_PART + 1))
