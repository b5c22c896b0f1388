r"""What a model writes where it cites -> marks: the ids it was given, in whatever brackets, and nothing else.

A model is told to write `[id]`, and writes 【id】, [[id]], (source: id), [id](address) or its own [1] as well. Here
each known id becomes a mark; ids that nobody gave out and the model's own numbers go, with the words that only led to
them. Code, formulas, intervals and words in brackets stay as they are; `tests/citation_formats.yaml` is the table.

A mark is the id between two characters that no text holds (private use of Unicode); a third stands for what was dropped
until the space around it is put right.
"""

import re
import string
from collections.abc import Callable, Collection
from functools import cached_property

from rag.written.ids import ID, ID_BY_LOOKS, LENGTH

OPEN, CLOSE, GONE, KEPT, KEPT_END = "\ue002", "\ue003", "\ue004", "\ue005", "\ue006"
MARK = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
CHAT_MARK = "\ue200[^\ue201\n]*\ue201?"
MOST_POSITIONS = 30
"""A number in round brackets above this is none of a source."""
MOST_SLIPS = 2
"""Letters in which an id may be miswritten."""
SHORTEST_PART = 3
"""Characters from which the beginning of an id, alone in brackets, is one that was cut short."""
UNKNOWN = (
    rf"(?:{ID_BY_LOOKS}|[a-z](?=[a-z]*\d[a-z]*\d)[a-z0-9]{{{LENGTH},11}}|"
    r"(?:(?:src|source|ref|doc)[-_]?|id[-_])\d+|s\d{1,2})(?![a-z0-9])"
)
"""An id by its looks."""
_NUMBER = r"(?:\d{1,3}[a-c]?|[¹²³⁰-⁹₀-₉]{1,3})"
_LABEL_WORD = (
    r"(?:sentences?|sources?|refs?|references?|citations?|cite[ds]?|ids?|see(?: also)?|cf\.|docs?|documents?|passages?|"
    r"evidence|from|both)(?![a-z])"
)
_LABEL = rf"{_LABEL_WORD}\s*[:=#.]?"
_BETWEEN = r"(?:[\s,;/&|+]|\band\b|\bsee also\b|[-–])"
_SIGNS = r"[*_`~\"'“”‘’#№@^✓†]{0,3}"
"""What wraps an id, or stands before it."""
_PLACE = r"(?:,?\s*p\.\s*\d+|(?::\d+)?†[^\]】]*)"
_LEADS_TO_ONE = r"(?<=[\w ]):(?:cite|citation|ref|source|footnote)|(?:(?<=[a-z]{3})|(?<=[.\s]))\^"
_LINK = r"(?:\((?:[a-z]+:|[#/.])[^)\s]*\))?"
_LEAD_IN = (
    r"(?:according to|based on|as per|per|as (?:is |was )?(?:shown|stated|described|explained|noted|mentioned|seen|"
    r"given|said|reported|discussed|argued) (?:in|by)|see(?: also)?|cf\.)"
)
_SAYS = (
    r"(?:also )?(?:shows?|says?|states?|explains?|notes?|describes?|reports?|mentions?|adds?|argues?|finds?|suggests?|"
    r"confirms?|points out|tells us|indicates?|claims?)"
)
_A_SOURCE = r"(?:(?:the )?(?:sentences?|sources?|passages?|references?|documents?) )?"
_INDEXED = re.compile(r"(?<![a-zA-Z])(?:[a-zA-Z](?:_\w{1,8})?|\w{1,20}(?:\[[^\[\]\n]{1,12}\])+)\^?$")
_PLACED = re.compile(
    r"\b(in|range|interval|between|from|shape|size|list|array|vector|tuple|tensor|matrix|sequence|values)(?: the)? $",
    re.IGNORECASE,
)
_SHOWN = re.compile(r"\b(shown|described|stated|argued|reported|explained|discussed|found|used) in $", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(equation|eq\.|fig(\.|ure)|table|step|section|stage|version|layer|type|class) $", re.IGNORECASE
)
_PAIRS = ("[]", "【】", "［］", "〔〕", "「」", "『』", "〖〗", "〈〉", "«»", "‹›", "⟨⟩", "⟦⟧", "❲❳", "‘’")
"""Brackets, and signs that are used as such, in which an id makes all else a part of the marker."""
_PLAIN = str.maketrans({chr(0xFEE0 + ord(one)): one for one in string.ascii_letters + string.digits})
"""Letters and digits of full width, as plain ones."""
_RAISED = r"[⁽(\[【]?[¹²³⁰⁴-⁹]{1,3}[⁾)\]】]?"
_PICTURE = re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)?|\[[^\]\n]*\])?")
_FENCE = re.compile(r"(?ms)^(```|~~~).*?(?:^\1[ \t]*$|\Z)")
_CODE = re.compile(r"(?<!`)(`{1,8})(?!`)([^\n]+?)(?<!`)\1(?!`)")
_FORMULAS = (
    re.compile(r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL),
    re.compile(r"\$(?=\S)[^$\n]*?(?<=\S)\$(?!\d)"),
)


class MarkerReader:
    """Reads the citations of one turn.

    >>> reader = MarkerReader(["a1b2c", "d3e4f"])
    >>> text = reader.read("Pooling has no weights【a1b2c】, see [d3e4f]. It is old [7].")
    >>> cited_ids(text)
    ['a1b2c', 'd3e4f']
    >>> without_marks(text)
    'Pooling has no weights. It is old.'
    """

    def __init__(self, known: Collection[str]) -> None:
        self._known = {one.casefold() for one in known}

    def read(self, text: str) -> str:
        """A complete part of a reply with its citations as marks."""
        kept: list[str] = []

        def keep(match: re.Match[str]) -> str:
            kept.append(match[0])
            return f"{KEPT}{len(kept) - 1}{KEPT_END}"

        text = _PICTURE.sub(GONE, text)
        text = self._protected(text.replace("\u00a0", " "), keep)
        text = self._in_square_brackets(text.translate(_PLAIN))
        text = self._closed(_LONG_GAP.sub(lambda gap: gap[0][:MOST_SPACE], text))
        text = self._pattern.sub(lambda match: self._put(match, text), text)
        text = tidied(text)
        while KEPT in text:  # a formula may stand in code that was kept
            text = re.sub(f"{KEPT}(\\d+){KEPT_END}", lambda match: kept[int(match[1])], text)
        return text

    def code(self, code: str) -> str:
        """Code without citations in it, nor the sign of a comment that holds but these.

        >>> MarkerReader(["a1b2c", "d3e4f"]).code("y = x[1]  # [a1b2c, d3e4f]")
        'y = x[1]'
        """
        one = rf"[\[(【]\s*{self._id}(?:[,;\s]+{self._id})*\s*[\])】]"
        return re.sub(rf"[ \t]*(?:(?:#|//)[ \t]*)?{one}", "", code, flags=re.IGNORECASE)

    def _is_name(self, brackets: str) -> bool:
        """Whether it is a name such as VGG16, and no slip of an id."""
        name = re.fullmatch(r"\[([a-z]{2,8}\d{1,3})\]", brackets, re.IGNORECASE)
        if name is None or re.match(r"(?:src|source|ref|doc)\d", name[1], re.IGNORECASE):
            return False
        letters = name[1].casefold()
        return not (re.fullmatch(ID, letters) or self._begins_id(letters)) and all(
            len(one) != len(letters) or sum(a != b for a, b in zip(one, letters, strict=True)) > MOST_SLIPS
            for one in self._known
        )

    @cached_property
    def _id(self) -> str:
        """Matches a known id; never, where there is none."""
        return f"(?:{'|'.join(map(re.escape, sorted(self._known)))})" if self._known else "(?!)"

    @cached_property
    def _part(self) -> str:
        """Matches a known id that was cut short."""
        parts = {one[:length] for one in self._known for length in range(SHORTEST_PART, len(one))}
        parts = {one for one in parts if re.search(r"\d", one)}
        return rf"(?:{'|'.join(map(re.escape, sorted(parts)))})(?![a-z0-9])" if parts else "(?!)"

    def _protected(self, text: str, keep: Callable[[re.Match[str]], str]) -> str:
        """The text with its code and formulas put away; what looks like one and holds only an id is a marker."""
        only_id = re.compile(rf"\s*{self._id}\s*", re.IGNORECASE)
        text = _FENCE.sub(keep, text)
        text = _CODE.sub(lambda match: match[0] if only_id.fullmatch(match[2]) else keep(match), text)
        text = re.sub(rf"\\\[\s*({self._id}|\d{{1,3}})\s*\\\]", r"[\1]", text, flags=re.IGNORECASE)
        for formula in _FORMULAS:
            text = formula.sub(keep, text)
        return text

    def _in_square_brackets(self, text: str) -> str:
        """The text with its markers in square brackets, whatever brackets and words a known id stands in.

        >>> MarkerReader(["a1b2c"])._in_square_brackets("It is old ⟨a1b2c⟩ [see a1b2c for more] (a1b2c: a paper).")
        'It is old [a1b2c] [a1b2c] [a1b2c].'
        """
        text = self._bracketed.sub(lambda match: f"[{', '.join(re.findall(self._id, match[0], re.IGNORECASE))}]", text)
        return _NUMBER_IN_OTHERS.sub(lambda match: f"[{match[0][1:-1]}]", text)

    @cached_property
    def _bracketed(self) -> re.Pattern[str]:
        """Matches brackets with a known id in them, in round ones where the words beside it are about it."""
        inside = rf"[^\n{re.escape(''.join(_PAIRS))}]{{0,80}}"
        within = (rf"{re.escape(one[0])}{inside}\b{self._id}\b{inside}{re.escape(one[1])}" for one in _PAIRS)
        words_ = r"(?:as (?:in|per)|see(?: also)?|cf\.|from|both)"
        round_ = rf"\({self._id}\s*[:=–—]\s[^()\n]{{0,80}}\)|\({words_} {self._id}\b[^()\n]{{0,30}}\)"
        return re.compile("|".join([*within, round_]), re.IGNORECASE)

    def _closed(self, text: str) -> str:
        """A marker that a reply ends in the middle of: closed where it has an id, gone where it has but a part."""
        cut = re.search(r"[\[(【]([^\[\]()【】\n]*)$", text)
        if cut is None:
            return text
        if ids := re.findall(rf"\b{self._id}\b", cut[1], re.IGNORECASE):
            return f"{text[: cut.start()]}[{', '.join(ids)}]"
        is_part = re.fullmatch(rf"(?:\d+[\s,-]*)*|[a-z]\d[a-z0-9]{{0,{LENGTH - 2}}}", cut[1], re.IGNORECASE)
        last = re.search(rf"\w*(?={_SIGNS}\Z)", cut[1])
        return text[: cut.start()] + GONE if is_part or (last and self._begins_id(last[0])) else text

    def _begins_id(self, letters: str) -> bool:
        """Whether a known id begins so."""
        return letters != "" and any(one.startswith(letters.casefold()) for one in self._known)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """All that may be a marker, each kind under its name; the first that fits is taken."""
        anything = f"{self._id}|{UNKNOWN}|{_NUMBER}|{self._part}"
        square = "|".join(
            open_ + _inside(anything) + close for open_, close in ((r"\[", r"\]"), ("【", "】"), ("［", "］"))
        )
        square = rf"(?:\[\[{_inside(anything)}\]\]|{square})"
        known = _inside(f"{self._id}|{_NUMBER}")
        several = rf"{_SIGNS}\b{self._id}\b{_SIGNS}(?:{_BETWEEN}+{_SIGNS}{self._id}\b{_SIGNS})*"
        ends = r"[.!?]?\s*(?:\n|\Z)"
        kinds = {
            "gone": rf"{CHAT_MARK}|\[/?cite(?:_\w{{1,10}})?\]|\[\^(?!\s*{self._id})[\w-]{{1,20}}\](?!\w)|"
            r":contentReference\[oaicite:\d+\]\{index=\d+\}|\^\d{1,3}\^",
            "invented": r"[(（](?:(?:src|source|ref|doc)[-_: ]?|id[-_: ])\d+[)）]",
            "tex": rf"~?\\[a-z]*(?:cite|ref|footnote|superscript)[a-z]*\*?(?:\[[^\]\n]{{0,40}}\]){{0,2}}\{{{known}\}}",
            "round": rf"[(（\[]\s*(?:{_LABEL}\s*)?{square}{_LINK}(?:{_BETWEEN}*{square}{_LINK})*\s*[)）\]]{_LINK}",
            "bold": rf"(?P<stars>\*\*|\*|_){square}(?P=stars)",
            "element": rf"<(?:sup|cite)>\s*(?:{square}|{anything})\s*</(?:sup|cite)>|"
            rf"<(?P<tag>[a-z]\w{{0,20}})(?:\s[^<>\n]{{0,60}})?>\s*(?:{square}|{known})\s*</(?P=tag)>|"
            rf"<[a-z]\w{{0,20}}\s[^<>\n]{{0,40}}\b{self._id}\b[^<>\n]{{0,40}}>(?:\s*</\w{{1,20}}>)?",
            "square": rf"(?:{_LEADS_TO_ONE})?{square}{_LINK}\^?",
            "other": rf"[(（]{{1,2}}{known}[)）]{{1,2}}|\{{{{1,3}}{known}\}}{{1,3}}|<{{1,3}}{known}>{{1,3}}|"
            rf"\^{self._id}\^|`{self._id}`|“{self._id}”|\"{self._id}\"|'{self._id}'|/{{1,2}}{self._id}/{{1,2}}|"
            rf"<{self._id}\s?/>|\{{\{{\w{{1,10}}\|{self._id}\}}\}}",
            "lead": rf"\b(?P<said>{_LEAD_IN}) +(?:the +)?(?:{_LABEL} *)?(?:{several}|(?:{_LABEL} *){square})",
            "label": rf"(?:,|\n[ \t]*[-*•])?\s*\b{_LABEL_WORD}\s*[:=#]\s*"
            rf"(?:(?:{anything})(?:{_BETWEEN}+{self._id})*\b|{square}(?:{_BETWEEN}*{square})*)",
            "after": rf"(?<=source )\b{self._id}\b|(?:(?<=^)|(?<=\n)){self._id}(?=\s?[:–—]|\s-\s)|"
            rf"\s*(?:[–—→⇒]|--|[-=]>)\s*(?:{several}|{square})(?={ends})|"
            rf"(?<=\w) (?:(?:in )?{_LABEL} *)?[#№@]?{self._id}\b(?={ends})",
            "subject": r"(?:(?<=^)|(?<=[.] )|(?<=\n))Source \d+(?= [a-z])",
            "numbered": r"\bsource \d+\b",
            "bare": rf"\b{self._id}\b",
            "raised": rf"(?:\A|(?<=[A-Za-z]{{3}})|(?<=[.!?\w]) |(?<=[.!?])){_RAISED}(?:[ ,⁻]{{0,2}}{_RAISED})*\)?|"
            rf"(?<=[a-z]{{3}})[†‡]\d{{0,2}}|\s?[①-⑳❶-❿⑴-⒇㈠-㈩](?={ends})",
            "empty": r"(?<!- )\[ ?\]",
            "link": r"\[(?P<words>[^\]\n]+)\]\([^)\s]*(?:\s\"[^\"\n]*\")?\)",
        }
        return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in kinds.items()), re.IGNORECASE)

    def _put(self, match: re.Match[str], text: str) -> str:
        """What stands in the place of something that may be a marker."""
        kind, found = _kind(match), match[0]
        if kind == "link":
            return match["words"]
        if kind == "subject":
            return "The source"
        if kind in ("gone", "invented", "numbered", "bare", "raised", "empty"):
            return GONE
        ids = re.findall(self._id, found, re.IGNORECASE)
        if ids:
            return (f"{match['said']} " if kind == "lead" else "") + "".join(
                f"{OPEN}{one.casefold()}{CLOSE}" for one in dict.fromkeys(ids)
            )
        if kind == "square":
            is_said = _is_of_the_text(found, text[: match.start()]) or self._is_name(found)
            return found if is_said else GONE
        if kind == "other":
            return GONE if _is_position(found, text[: match.start()], text[match.end() :]) else found
        return GONE


MOST_SPACE = 20
"""Characters of white space in a row; what is longer says nothing more, and is slow to read."""
_LONG_GAP = re.compile(rf"\s{{{MOST_SPACE + 1},}}")
_PARTS = ("stars", "words", "tag", "said")


def _kind(match: re.Match[str]) -> str:
    return next(name for name, found in match.groupdict().items() if found is not None and name not in _PARTS)


def _inside(one: str) -> str:
    item = rf"(?:{_SIGNS}(?:{one}){_SIGNS})"
    return rf"\s*(?:{_LABEL}\s*)?{item}(?:{_BETWEEN}*(?:{_LABEL}\s*)?{item})*{_PLACE}?\s*"


def _is_of_the_text(brackets: str, before: str) -> bool:
    """Whether numbers in square brackets are an index, an interval or a shape."""
    if not re.fullmatch(r"\[[\d, –-]+\]", brackets):
        return False
    if _NUMBERED.search(before):
        return True
    numbers = re.findall(r"\d+", brackets)
    if _INDEXED.search(before) or ("0" in numbers and re.search(r"\w$", before)):
        return True
    return len(numbers) > 1 and ("0" in numbers or bool(_PLACED.search(before) and not _SHOWN.search(before)))


def _is_position(brackets: str, before: str, after: str) -> bool:
    """Whether something in round brackets or the like points at a source by the model's own count."""
    if re.match(rf"\({_LABEL}\s*(?<=[\s:=#.])\d", brackets, re.IGNORECASE):
        return True
    number = re.fullmatch(r"\((\d+)\)", brackets)
    if number is None or not before or before.endswith("\n") or int(number[1]) > MOST_POSITIONS:
        return False
    is_said = _NUMBERED.search(before) or _INDEXED.search(before)
    return after[:1] in ("", ".", "!", "?", "\n") and not is_said


_NUMBER_IN_OTHERS = re.compile(
    "|".join(rf"{one[0]}\s*(?:\d{{1,3}}|[¹²³⁰⁴-⁹₀-₉]{{1,3}})\s*{one[1]}" for one in _PAIRS[3:-1])
)
_LED_IN = re.compile(
    rf"(?:(?<=^)|(?<=[.\n] )|(?<=\n))(?:{_LEAD_IN} {_A_SOURCE}{GONE}|as {_A_SOURCE}{GONE} ?{_SAYS}|"
    rf"{_A_SOURCE}{GONE} ?(?:also )?{_SAYS} that)[,:]? *(?P<next>\w)",
    re.IGNORECASE,
)
"""What leads to a citation that is gone, at the beginning of a sentence."""


def tidied(text: str) -> str:
    """The text with the space about marks, and about what was dropped, put right."""
    mark = f"(?:{MARK.pattern.replace('(', '(?:', 1)})"
    text = re.sub(
        rf"(?:{mark}|{GONE})(?:[ ,]*(?:{mark}|{GONE}))+",
        lambda run: "".join(dict.fromkeys(re.findall(mark, run[0]))) or GONE,
        text,
    )
    text = re.sub(rf"({mark}) ?(?:[-–—~/&+;]|to|through) ?(?={mark})", r"\1 ", text)
    text = re.sub(rf"({mark}|{GONE}) and {GONE}", r"\1", text)
    text = re.sub(rf"{GONE} and ({mark})", r"\1", text)
    text = re.sub(rf"(?m)^((?:{mark}|{GONE} *)+) *[:–—-]+ +", r"\1 ", text)
    text = _LED_IN.sub(lambda lead: lead["next"].upper(), text)
    text = re.sub(rf",? *{_LEAD_IN} {GONE}", GONE, text, flags=re.IGNORECASE)
    text = re.sub(rf" +[–—-] +({mark}|{GONE})(?= *[.!?]?\s*(?:\n|\Z))", r" \1", text)
    text = re.sub(rf"[(（] *{GONE} *[)）]", GONE, text)
    text = re.sub(rf", {GONE}(?=[.\n]|$)", GONE, text)
    text = re.sub(rf"{GONE}(?: *{GONE})+", GONE, text)
    text = re.sub(rf"(?m)^[ \t]*(?:[-*] )?{GONE}[ .]*(?:\n|\Z)", "", text)
    text = re.sub(rf"\| *{GONE} *\|", "| |", text)
    text = re.sub(rf"(?m)^{GONE} *", "", text)
    text = re.sub(rf" *{GONE}(?= *[.,!?;:。，])\s*", "", text)
    text = re.sub(rf" *{GONE} *(?=\S)", " ", text)
    text = re.sub(rf" *{GONE}", "", text)
    text = re.sub(rf"(?<=[^\s(（{CLOSE}])[ \u00a0]*(?={mark})", " ", text)
    text = re.sub(rf"(?<={CLOSE}) *(?={mark})", " ", text)
    text = re.sub(rf"(?<={CLOSE})(?=[^\W_]|[\U0001f300-\U0001faff])", " ", text)
    return re.sub(rf"(?<=\*\*) (?={mark}\*\*)", "", text)


def cited_ids(text: str) -> list[str]:
    """The ids of a text's marks, each once, in order."""
    return list(dict.fromkeys(MARK.findall(text)))


def without_marks(text: str) -> str:
    """The text alone, without what only led to a mark."""
    return tidied(MARK.sub(GONE, text)).strip()
