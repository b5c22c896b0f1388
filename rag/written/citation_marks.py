r"""Text and citations -> a text in which marks stand for these, with the space beside each put right.

A mark is an id between two characters that no text holds (private use of Unicode). A citation without an id is dropped,
and with it what only led to it. Each is put right by what stands before it and after it, and by nothing else.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

OPEN, CLOSE = "\ue002", "\ue003"
MARK = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
LEAD_IN = (
    r"(?:according to|based on|as per|per|as (?:is |was )?(?:shown|stated|described|explained|noted|mentioned|seen|"
    r"given|said|reported|discussed|argued) (?:in|by)|see(?: also)?|cf\.)"
)
SAYS = (
    r"(?:also )?(?:shows?|says?|states?|explains?|notes?|describes?|reports?|mentions?|adds?|argues?|finds?|suggests?|"
    r"confirms?|points out|tells us|indicates?|claims?)"
)
_SOURCE = r"(?:(?:the )?(?:sentences?|sources?|passages?|references?|documents?) )?"
_SPACE = re.compile(r"^\s*(?:-{3,}\s*)?")
_JOINS = re.compile(r"[ ,]*(?:(?:[-–—~/&+;]|to|through)[ ,]*)?")
"""What stands between the citations of one run."""
_OPENS_SENTENCE = tuple(
    (re.compile(rf"(?:^|(?<=[.\n] )|(?<=\n)){before}$", re.IGNORECASE), re.compile(after, re.IGNORECASE))
    for before, after in (
        (
            rf"{LEAD_IN} {_SOURCE}",
            r"(?: *(?:above|below|earlier|before)(?=[,:]))?[,:]? *(?=\w)",
        ),  # According to source [id], it is old.
        (rf"as {_SOURCE}", rf" ?{SAYS}[,:]? *(?=\w)"),  # As [id] says, it is old.
        (rf"from {_SOURCE}", r" ?we (?:learn|know|see|read) that[,:]? *(?=\w)"),  # From [id] we learn that it is old.
        (_SOURCE, rf" ?{SAYS} that[,:]? *(?=\w)"),  # The source [id] also says that it is old.
    )
)
"""Before and after a citation: what says at the beginning of a sentence who says it."""
_LEADS_TO = tuple(
    (re.compile(rf"{before}$", re.IGNORECASE), re.compile(after))
    for before, after in (
        (rf",? *\b{LEAD_IN} ", r"(?: (?:above|below)(?=\W))?"),  # It is old, as shown in [id].
        (r"[(（] *", r" *[)）]"),  # It is old ([id]).
        (r", ", r"(?=[.\n]|\Z)"),  # It is old, [id].
        (r"(?<=\w) (?:in|from|by) ", r"(?=[.!?\n]|\Z)"),  # It was proposed in [id].
    )
)
"""Before and after a citation: what stands there for it alone."""
_LINE_IS_EMPTY = re.compile(r"^[ \t]*(?:[-*] )?\Z", re.MULTILINE)
_STAYS_EMPTY = re.compile(r"[ .]*(?:\n|\Z)")
_COLON = re.compile(r" *[:–—-]+ +")
_OPEN_END = re.compile(r" *: *\Z")
_STOP = re.compile(r" *[.!?]")
_DASH = re.compile(r" +(?:[–—|-]|<[-=]|[←⇐]) +\Z")
_ENDS = re.compile(r" *[.!?]?\s*(?:\n|\Z)")
_OPENING, _CLOSING, _EITHER = "[({<“‘«„【（", "])}>”’»“】）", "\"'*_~`"
"""What stands about a citation, in pairs."""
_ONCE = {".": (".", "!", "?", "。"), ",": (",",), ";": (";",), ":": (":",)}
"""Signs of which, and the signs behind which, one is enough."""
_SIGN_AT_END = re.compile(r" ([–—])\Z")
_WORD = re.compile(r"[^\W_]|[\U0001f300-\U0001faff]")


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation, as it stands between two texts; one without ids is dropped."""

    ids: Sequence[str] = ()


def joined(tokens: Iterable[str | Cited]) -> str:
    """The marked text.

    >>> text = joined(["It is old", Cited(["a1b2c"]), ", ", Cited(["d3e4f"]), "and slow ", Cited(), "."])
    >>> MARK.sub(r"[\\1]", text)
    'It is old [a1b2c] [d3e4f] and slow.'
    """
    texts, runs = _runs(tokens)
    text = texts[0]
    for ids, after in zip(runs, texts[1:], strict=True):
        beside = _beside_marks if ids else _beside_dropped
        before, after = beside(*_without_signs(text, after))
        text = before + " ".join(f"{OPEN}{one}{CLOSE}" for one in ids) + after
    return text


def cited_ids(text: str) -> list[str]:
    """The ids of a text's marks, each once, in order."""
    return list(dict.fromkeys(MARK.findall(text)))


def without_marks(text: str) -> str:
    """The text alone, without what only led to a mark.

    >>> without_marks(joined(["According to ", Cited(["a1b2c"]), ", it is old."]))
    'It is old.'
    """
    first, *others = MARK.sub(OPEN, text).split(OPEN)
    return joined([first, *(token for one in others for token in (Cited(), one))]).strip()


def joint_of(gap: str) -> str:
    r"""White space and list marks as they are kept, these as far in as they stand; headings lose theirs.

    >>> joint_of("\n\n\n- "), joint_of("\n  - "), joint_of("  "), joint_of("\n## ")
    ('\n\n- ', '\n  - ', ' ', '\n\n')
    """
    mark = _SPACE.sub("", gap)
    space = gap.removesuffix(mark)
    indent = space.rpartition("\n")[2].expandtabs(4)
    mark = "" if "#" in mark or ">" in mark else f"{indent}{mark}" if mark else ""
    if space.count("\n") > 1 or "#" in gap:
        return "\n\n" + mark
    return ("\n" if "\n" in space else ("" if mark else " ")) + mark


def _runs(tokens: Iterable[str | Cited]) -> tuple[list[str], list[Sequence[str]]]:
    """The texts, and between each two the ids of a run of citations, each once.

    >>> _runs(["It is old", Cited(["a1b2c"]), "; ", Cited(["d3e4f", "a1b2c"]), "."])
    (['It is old', '.'], [['a1b2c', 'd3e4f']])
    """
    texts, runs = [""], list[Sequence[str]]()
    for token in tokens:
        if isinstance(token, str):
            texts[-1] += token
        elif runs and _are_one(runs[-1], texts[-1], token.ids):
            runs[-1], texts[-1] = list(dict.fromkeys([*runs[-1], *token.ids])), ""
        else:
            runs.append(token.ids)
            texts.append("")
    return texts, runs


def _are_one(ids: Sequence[str], between: str, others: Sequence[str]) -> bool:
    """Whether two citations are one run; an "and" between two that are shown is prose."""
    return _JOINS.fullmatch(between) is not None or (between == " and " and not (ids and others))


def _without_signs(before: str, after: str) -> tuple[str, str]:
    """Without the colon after a citation that opens a line, and the dash or colon before one that ends a statement.

    >>> _without_signs("", ": It is old."), _without_signs("It is old – ", "."), _without_signs("It is old:", ".")
    (('', ' It is old.'), ('It is old ', '.'), ('It is old ', '.'))
    """
    if _opens_line(before) and (colon := _COLON.match(after)):
        after = f" {after[colon.end() :]}"
    if (colon := _OPEN_END.search(before)) and _STOP.match(after):
        before = before[: colon.start()] + " "
    if (dash := _DASH.search(before)) and _ENDS.match(after):
        before = before[: dash.start()] + " "
    return before, after


def _beside_marks(before: str, after: str) -> tuple[str, str]:
    """With one space before a mark, but where a line or a bracket opens, and one between a mark and a word.

    >>> _beside_marks("It is old", "and slow."), _beside_marks("(", ")"), _beside_marks("**", "**")
    (('It is old ', ' and slow.'), ('(', ')'), ('**', '**'))
    """
    said = before.rstrip(" ")
    if said.endswith("**") and after.startswith("**"):
        before = said
    elif said and not said[-1].isspace() and said[-1] not in "(（":
        before = f"{said} "
    return before, f" {after}" if _WORD.match(after) else after


def _beside_dropped(before: str, after: str) -> tuple[str, str]:
    """Without what only led to a citation that is dropped, and with the space that remains between two words.

    >>> _beside_dropped("Yes. As ", " says, it is old."), _beside_dropped("It is old (see ", ") and slow.")
    (('Yes. ', 'It is old.'), ('It is old ', 'and slow.'))
    >>> _beside_dropped("It is old ", " ."), _beside_dropped("It is old.\\n- ", "\\nIt is slow.")
    (('It is old', '.'), ('It is old.\\n', 'It is slow.'))
    >>> _beside_dropped("It is old.", "."), _beside_dropped("Old, ", ", and slow"), _beside_dropped("Old — ", " — it")
    (('It is old.', ''), ('Old,', ' and slow'), ('Old — ', 'it'))
    """
    before, after = _without_pairs(before, after)
    for opens, goes_on in _OPENS_SENTENCE:
        if (start := opens.search(before)) and (end := goes_on.match(after)):
            said = after[end.end() :]
            return before[: start.start()], said[:1].upper() + said[1:]
    for leads, ends in _LEADS_TO:
        if (start := leads.search(before)) and (end := ends.match(after)):
            before, after = before[: start.start()], after[end.end() :]
    if (line := _LINE_IS_EMPTY.search(before)) and (end := _STAYS_EMPTY.match(after)):
        return before[: line.start()], after[end.end() :]
    said, goes_on_with = before.rstrip(" "), after.lstrip(" ")
    if _opens_line(before):
        return before, goes_on_with
    if goes_on_with.startswith(tuple(".,!?;:。，")):
        return said, goes_on_with[said.endswith(_ONCE.get(goes_on_with[0], ())) :]
    if (sign := _SIGN_AT_END.search(said)) and goes_on_with.startswith(sign[1]):
        return f"{said} ", goes_on_with[1:].lstrip(" ")
    if not goes_on_with or goes_on_with[0].isspace():
        return said, after
    return f"{said} ", goes_on_with


def _without_pairs(before: str, after: str) -> tuple[str, str]:
    """Without the brackets and quotation marks that hold nothing any more, whatever bracket closes another.

    >>> _without_pairs("It is old “[", ").” It"), _without_pairs("It is *", "* old"), _without_pairs("(old", ")")
    (('It is old “', '.” It'), ('It is ', ' old'), ('(old', ')'))
    """
    while (left := before.rstrip(" ")) and (right := after.lstrip(" ")):
        is_pair = left[-1] in _OPENING and right[0] in _CLOSING
        is_sign = left == before and right == after and left[-1] in _EITHER and left[-1] == right[0]
        if not (is_pair or is_sign):
            break
        before, after = left[:-1], right[1:]
    return before, after


def _opens_line(before: str) -> bool:
    return not before or before.endswith("\n")
