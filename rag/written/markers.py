r"""What a model writes where it cites -> marks: the ids it was given, in whatever brackets, and nothing else.

A model is told to write `[id]`, and writes 【id】, [[id]], (source: id), [id](address) or its own [1] as well. Here
each known id becomes a mark; ids that nobody gave out and the model's own numbers go, with the words that only led to
them. Code, formulas, intervals and words in brackets stay as they are. `citation_formats` names every format, with an
example; `tests/citation_formats.yaml` says what a reader sees.
"""

import re
import string
from collections.abc import Collection, Iterator

from index.lookalikes import LOOKALIKES
from rag.written.citation_formats import FORMATS, Becomes, pattern
from rag.written.citation_marks import Cited, joined
from rag.written.ids import ID
from rag.written.stand_ins import StandIns, either, is_long

MOST_POSITIONS = 30
"""A number in round brackets above this is none of a source."""
MOST_SLIPS = 2
"""Letters in which an id may be miswritten."""
MOST_SPACE = 20
"""Characters of white space in a row; what is longer says nothing more, and is slow to read."""
_LONG_GAP = re.compile(rf"\s{{{MOST_SPACE + 1},}}")
_BECOMES: dict[str | None, Becomes] = {row.name: row.becomes for row in FORMATS}
_PLAIN = str.maketrans({chr(0xFEE0 + ord(one)): one for one in string.ascii_letters + string.digits} | LOOKALIKES)
"""Letters and digits of full width, and letters that look like others, as plain ones."""
_SPACES = str.maketrans(dict.fromkeys([*map(chr, range(0x2000, 0x200B)), *"\u00a0\u202f\u205f\u3000"], " "))
"""White space of every width, as a plain space."""
_INDEXED = re.compile(
    r"(?<![a-zA-Z])(?:[a-zA-Z](?:_\w{1,8})?(?:\[[^\[\]\n]{1,12}\])*|"
    r"\w{1,20}(?:\[[1-9]\d?\])*+\[[^\[\]\n]{1,12}\](?:\[[^\[\]\n]{1,12}\])*)\^?$"
)
"""What stands before an index: a single letter, or a word with another index that is no number of a source."""
_PLACED = re.compile(
    r"\b(in|range|interval|between|from|shape|size|list|array|vector|tuple|tensor|matrix|sequence|values)(?: the)? $",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\b(shown|described|stated|argued|reported|explained|discussed|found|used|introduced|proposed|presented|demonstrated|"
    r"given|studied|observed|detailed|mentioned|defined|established|suggested|noted|seen|published|investigated|explored|"
    r"adapted|taken|cited|quoted|results?|findings?|evidence|experiments?|work|papers?|implementations?|ideas?|methods?)"
    r" (?:in|from|by) $",
    re.IGNORECASE,
)
_PAIRED = re.compile(
    r"(?:\b(?:in|of|range|interval|between|from|shape|size|stride|kernel|padding|list|set|array|vector|tuple|tensor|matrix|"
    r"sequence|values?|points?|pairs?|pixels?|cells?|corners?|positions?|coordinates?|index|at|is|are|to|and|or|by)"
    r"(?: the)?|[^\w\s.!?)\]%\"”’]) $",
    re.IGNORECASE,
)
"""What numbers in brackets are the value of."""
_NUMBERED = re.compile(
    r"\b(equation|eq\.|fig(\.|ure)|table|step|section|stage|version|layer|type|class) $", re.IGNORECASE
)
_ANY_ONE = (
    r"\b(?:an?|one|every|each|any|some|no|this|that|another|its|their{the}) "
    r"(?:(?!(?:in|of|at|to|by|from|with|for|on|than|is|are|as) )[\w-]+ ){{0,2}}[\w.]+ $"
)
_NAMES_NO_NUMBER = {"(": re.compile(_ANY_ONE.format(the=""), re.I), "[": re.compile(_ANY_ONE.format(the="|the"), re.I)}
"""An article before what is numbered: "in step (2)" has a number, "at every step (2)" has none."""
_SINGLE_VALUE = re.compile(
    r"(?:\b(?:probability|rate|size|number|width|height|depth|length|loss|weight|bias|score|factor|threshold|parameter|"
    r"constant|variable|dimension|temperature|stride|side|count|ratio|momentum|mean|variance) |"
    r"\d ?[-+*/=×·−<>≤≥] ?|(?<![^\W_])[^\W\d_],? (?:and|or) )[a-z]$",
    re.IGNORECASE,
)
"""A letter that stands for one value, which has no elements: "probability p", "1 - p", "B and C"."""
_QUOTED_BEHIND = re.compile(r"\s*[:,–—-]\s*[\"“'‘*_].*[\"”'’*_][.!?]?\Z")
_ENDS = re.compile(r"[.!?]?\s*(?:\n|\Z)")


class MarkerReader:
    """Reads the citations of one turn.

    >>> from rag.written.citation_marks import cited_ids, without_marks
    >>> reader = MarkerReader(["a1b2c", "d3e4f"])
    >>> text = reader.read("Pooling has no weights【a1b2c】, see [d3e4f]. It is old [7].")
    >>> cited_ids(text)
    ['a1b2c', 'd3e4f']
    >>> without_marks(text)
    'Pooling has no weights. It is old.'
    """

    def __init__(self, known: Collection[str], titles: Collection[str] = ()) -> None:
        """Takes the ids of the turn, and the titles and headings under which the sentences were told."""
        self._known = {one.casefold() for one in known}
        self._titles = {_plain(one) for one in titles}
        self._id = re.compile(either(self._known), re.IGNORECASE)
        self._stand_ins = StandIns(self._known, self._titles)

    def read(self, text: str) -> str:
        """A complete part of a reply with its citations as marks."""
        return joined(self._tokens(_LONG_GAP.sub(lambda gap: gap[0][:MOST_SPACE], text)))

    def code(self, code: str) -> str:
        """Code without citations in it, nor the sign of a comment that holds but these.

        >>> MarkerReader(["a1b2c", "d3e4f"]).code("y = x[1]  # [a1b2c, d3e4f]")
        'y = x[1]'
        >>> MarkerReader(["a1b2c"]).code("y = x[1]  # source: a1b2c\\nz = y")
        'y = x[1]\\nz = y'
        """
        id_ = self._id.pattern
        ids, label = rf"{id_}(?:[,;\s]+{id_})*", r"(?:sources?|refs?|see|from|ids?)?[ \t]*:?[ \t]*"
        comment = rf"[ \t]*(?:#|//)[ \t]*{label}(?:[\[(【]\s*{ids}\s*[\])】]|{ids})[ \t]*(?=\n|\Z)"
        return re.sub(rf"{comment}|[ \t]*(?:(?:#|//)[ \t]*)?[\[(【]\s*{ids}\s*[\])】]", "", code, flags=re.IGNORECASE)

    def is_title(self, text: str) -> bool:
        """Whether a text is but the place of a sentence, as the model was told it, with what stands there in quotes.

        >>> reader = MarkerReader(["a1b2c"], ["Owls", "Owls > Nests"])
        >>> reader.is_title("Owls > Nests"), reader.is_title('Owls > Nests: "It is old."'), reader.is_title("Owls")
        (True, True, False)
        """
        place = _QUOTED_BEHIND.sub("", text)
        return is_long(place) and _plain(place) in self._titles

    def formats_in(self, text: str) -> list[str]:
        """The names of the formats that a text holds, in order.

        >>> MarkerReader(["a1b2c"]).formats_in("It is old (see [a1b2c]), unlike `x[1]`.")
        ['around', 'code']
        """
        return [str(match.lastgroup) for match in pattern().finditer(self._stand_ins.put_into(text))]

    def _tokens(self, text: str) -> Iterator[str | Cited]:
        """The text between the citations, and these."""
        spaced, start = text.translate(_SPACES), 0
        plain = spaced.translate(_PLAIN)
        for match in pattern().finditer(self._stand_ins.put_into(plain)):
            yield spaced[start : match.start()]
            if _BECOMES[match.lastgroup] == "itself":
                yield text[match.start() : match.end()]
            else:
                yield from self._read(match, plain, spaced)
            start = match.end()
        yield spaced[start:]

    def _read(self, found: re.Match[str], plain: str, text: str) -> Iterator[str | Cited]:
        """What stands in the place of a format that was found in a text, which is given in plain letters as well."""

        def written(group: int | str = 0) -> str:
            return text[found.start(group) : found.end(group)]

        cited = Cited(tuple(dict.fromkeys(one.casefold() for one in self._id.findall(plain, *found.span()))))
        match _BECOMES[found.lastgroup]:
            case "the source":
                yield "The source"
            case "words" | "named" as group:
                yield written(group)
                if cited.ids:
                    yield cited
            case "said and ids":
                yield from (f"{written('said')} ", cited)
            case "ids or itself":
                yield cited if cited.ids else written()
            case "ids or position":
                yield cited if cited.ids or self._is_position(found, plain) else _unescaped(written())
            case "ids":
                yield cited
            case _:
                yield Cited()

    def _is_position(self, found: re.Match[str], plain: str) -> bool:
        """Whether brackets without a known id hold a place in a list of sources, or an id that nobody gave out."""
        start, end = found.span()
        before, brackets, after = plain[:start], plain[start:end], plain[end:]
        if found.lastgroup in ("round", "braces", "angles"):
            return _counts_sources(brackets, before, after)
        return not (_is_of_the_text(_unescaped(brackets), before, after) or self._is_name(brackets))

    def _is_name(self, brackets: str) -> bool:
        """Whether it is a name such as VGG16, and no slip of an id."""
        name = re.fullmatch(r"\[([a-z]{2,8}\d{1,3})\]", brackets, re.IGNORECASE)
        if name is None or re.match(r"(?:src|source|ref|doc)\d", name[1], re.IGNORECASE):
            return False
        letters = name[1].casefold()
        return not (
            re.fullmatch(ID, letters) or any(one.startswith(letters) or one.endswith(letters) for one in self._known)
        ) and all(
            len(one) != len(letters) or sum(a != b for a, b in zip(one, letters, strict=True)) > MOST_SLIPS
            for one in self._known
        )


def _plain(title: str) -> str:
    """A title in small letters: a word in capitals would be a part of a pattern."""
    return title.translate(_SPACES).translate(_PLAIN).lower()


def _unescaped(brackets: str) -> str:
    return brackets.replace("\\", "")


def _is_of_the_text(brackets: str, before: str, after: str) -> bool:
    """Whether numbers in square brackets are an index, an interval or a shape.

    >>> _is_of_the_text("[1]", "x", " is"), _is_of_the_text("[0, 1]", "In ", "."), _is_of_the_text("[1, 2]", "Old", ".")
    (True, True, False)
    """
    if not re.fullmatch(r"\[[\d, –-]+\]", brackets):
        return False
    if _is_numbered(brackets, before):
        return True
    numbers = re.findall(r"\d+", brackets)
    if "0" in numbers and re.search(r"\w$", before):
        return True
    if _INDEXED.search(before) and not (_SINGLE_VALUE.search(before) and _ENDS.match(after)):
        return True
    return len(numbers) > 1 and ("0" in numbers or bool(_PLACED.search(before) and not _SHOWN.search(before)))


def _is_numbered(brackets: str, before: str) -> bool:
    """Whether a number is that of a step, a figure or the like.

    >>> _is_numbered("(2)", "as in layer "), _is_numbered("[2]", "at every training step ")
    (True, False)
    """
    return bool(_NUMBERED.search(before)) and not _NAMES_NO_NUMBER[brackets[0]].search(before)


def _counts_sources(brackets: str, before: str, after: str) -> bool:
    """Whether numbers in other brackets than square ones are those of sources, by the model's own count.

    >>> _counts_sources("(2)", "It is old ", "."), _counts_sources("(2)", "as in equation ", ".")
    (True, False)
    >>> _counts_sources("(1, 2)", "It is old ", "."), _counts_sources("(1, 2)", "at the point ", ".")
    (True, False)
    """
    if re.match(r"\([a-z ]+[\s.:=#]+\d", brackets, re.IGNORECASE):
        return True
    numbers = [int(one) for one in re.findall(r"\d+", brackets)]
    is_list = re.fullmatch(r"[(（{<][#№]?\d+(?:\s*[,;–-]\s*\d+)*[)）}>]", brackets) is not None
    if not is_list or not before or before.endswith("\n") or not 0 < numbers[0] <= numbers[-1] <= MOST_POSITIONS:
        return False
    if not re.match(r"(?:[ ,]*\(\d{1,2}\))*(?:[.!?\n]|\Z)", after):
        return False
    before = re.sub(r"(?:\(\d{1,2}\)[ ,]*)+$", "", before)
    if len(numbers) > 1 or brackets[0] in "{<":
        is_apart = before.endswith(tuple(" .!?"))
        return is_apart and sorted(set(numbers)) == numbers and not _PAIRED.search(before)
    return not (_is_numbered("(", before) or _INDEXED.search(before))
