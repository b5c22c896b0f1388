"""Where the first sentence of a reply ends, with the citations behind it: what is sure whatever follows.

It ends where our splitter of sentences says so, and where it would go on in a page: before a lower-case letter, where
the word before the stop is not one that is cut short, or where a citation stood.
"""

import re

from index.abbreviations import NEVER_LAST, NUMBERED
from index.sentences import cover_wholes, split_sentences
from rag.written.ids import ID_BY_LOOKS

MIN_NEXT_CHARACTERS = 24
"""Characters of the next sentence that must be there before a sentence is taken to have ended."""
FIRST_CHARACTERS = 600
"""Characters in which the end of a sentence is looked for first."""
MAX_MARKER_CHARACTERS = 80
_ID = rf"{ID_BY_LOOKS}(?![a-z0-9])"
_BEFORE_LABEL = r"[-*•(\[ \t]{0,4}[*_]{0,2}(?:source|citation|reference|ref|evidence|id)"
_LABELLED = (
    rf"{_BEFORE_LABEL}s?[*_]{{0,2}}:[*_]{{0,2}}(?:[ \t]*(?:,|;|&|and)?[ \t]*[\[(【]?(?<![a-z0-9]){_ID}[\])】]?)+\)?"
)
"""A citation that says that it is one: "Source: [id]"."""
LABELLED_LINE = re.compile(rf"{_LABELLED}[ \t.*_]*(?=\n|\Z)", re.IGNORECASE)
_MAY_BE_LABELLED = re.compile(rf"{_BEFORE_LABEL}(?![a-z])", re.IGNORECASE)
_MARKER = re.compile(
    r"<(?P<tag>sup|cite|ref)>[^<>\n]{1,40}</(?P=tag)>|"
    r"(?:~?\\[a-z]{3,9})?[\[【［(（{<]{1,3}[^\[\]【】［］(){}（）<>\n]{1,80}[\]】］)）}>]{1,3}(?:\((?:[a-z]+:|#)[^)\s]*\))?|"
    rf"(?P<labelled>(?<![^\W_]){_LABELLED})",
    re.IGNORECASE,
)
_CITES = re.compile(
    r"\s*(?:\\[a-z]+)?(?:[\[【［(（{<]+|\^)[\s*_`~\"'“”‘’#@^]*(?:[a-z]{2,10}\W{1,4}|[a-z]{2,10}(?=[\d`])){0,2}"
    rf"(?:{ID_BY_LOOKS}|\d{{1,3}}(?![\d.]))",
    re.IGNORECASE,
)
_BEHIND_STOP = re.compile(r"[.!?][\"'”’)*_]{0,3}\s+$")
_GOES_ON = re.compile(r"\s+[a-z]")
_IS_WRAPPED = re.compile(
    r"(?:\w,|\s(?:an?|the|of|in|on|at|by|to|for|from|with|and|or|as|than|that|which|into|via|about))[ \t]*\Z"
)
"""How a line ends that is but wrapped, whatever the next begins with."""
_OPENS_BLOCK = re.compile(r"[-*+•|>#]|\d{1,2}[.)]\s|```|~~~|\$\$|\\\[")
LETTERED = r"\(?(?:[a-h]|i{1,3}|iv|vi{0,3})\)"
"""The mark of an item of a list that is counted by letters."""
BRACKETED = r"(?:(?:and|or)[ \t]+)?\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|vi{0,3})\)[ \t]+(?=[^\W\d_])"
"""The mark of an item that stands on the line of the one before it: "(1) it hears [id], and (2) it sees"."""
_NUMBER_OF_ITEM = re.compile(BRACKETED)
_BEFORE_NUMBER = re.compile(r"(?:[,;:]|\b(?:and|or))[ \t]{1,4}\Z")
MAX_BEFORE_NUMBER = 8
_OPENS_LINE = re.compile(rf"{ID_BY_LOOKS}:|{LETTERED}\s")
CITED = "\x01"
"""Covers citations; no reply holds it."""
_ALSO_CUT_SHORT = frozenset("al etc incl excl esp inc ltd".split())
_STOP = re.compile(
    rf"(?:(?P<cited>{CITED})[ \t]{{0,2}}[*_\"'”’)]{{0,3}})?(?<![.!?…])(?P<stop>[.!?…]+)[*_]{{0,3}}"
    rf"(?P<behind>(?:\s*+{CITED}++)*+)\s+(?=(?P<next>[^\w\s{CITED}\0]{{0,4}}\s?[^\W\d_]|\0))"
)
_GLUED = re.compile(rf"(?:{CITED}[.!?]|(?<=[^\W\d_]{{2}})[.!?]{CITED}+)(?=[^\W\d_a-z])")
"""A stop beside a citation, with no space before the capital of the next sentence."""
_CUT_SHORT = re.compile(
    rf"(?:(?<![^\W_])(?:{'|'.join(map(re.escape, sorted({*NEVER_LAST, *NUMBERED, *_ALSO_CUT_SHORT})))})|"
    r"(?<![\w.&’'-])[^\W\d_](?:\.-?[^\W\d_])*|[:;,]\s\(?\d{1,2})$",
    re.IGNORECASE,
)
"""Words that no sentence ends with where a small letter follows, and numbers of a list."""
_LETTER_ALONE = re.compile(r"(?<![\w.&’'-])[^\W\d_]$")
MAX_CUT_SHORT_CHARACTERS = 40
"""Characters of a word that is cut short, with what tells where it begins."""
MIN_CLAUSE_WORDS = 5
"""Words from which what stands before a citation may be a sentence of its own."""
_BEHIND_CITATION = re.compile(
    rf"{CITED}(?:[ \t]*\n\s*(?=[^\W\d_])|"
    r"[ \t]+(?=(?:it|they|he|she|we|you|this|these|there|the|an?|nobody|everybody)\s)|"
    rf"[ \t]*;[ \t]+(?=[^\W_])|(?P<item>[ \t]+(?=\d{{1,2}}[.)][ \t]+[^\W\d_]))|"
    rf"(?P<bracketed>[ \t]*[,;]?[ \t]+(?={BRACKETED})))"
)
_FIRST_ITEM = re.compile(r"(?<!\w)\(?(?:1|a|i)\) (?=[^\W\d_])")
_BEFORE_ITEMS = re.compile(rf"(?<=[^\W_]:) (?={_FIRST_ITEM.pattern})")
"""Between what leads to items on its line and the first of them."""
_SUBORDINATE = re.compile(
    r"\W*(?:if|as|while|when|where|whereas|since|because|although|though|unless|until|once|in|on|at|by|with|without|"
    r"for|from|after|before|during|under|unlike|like|given|to|according|based|using|via|compared|instead)\b",
    re.IGNORECASE,
)
"""How a part of a sentence begins whose subject comes later."""
_BEFORE_FORMULA = re.compile(rf"(?:(?<=[^.!?:\s])|(?<=\b(?:is|as|by):))\s*\n\s*(?=\$\$|\\\[(?!\s*(?:{_ID}|\d)))")
"""Between a sentence that is not over and a display formula below it, which ends it."""
_FENCE_IN_LINE = re.compile(r"(?<=\S)[ \t]+(?=(?:`{3,}|~{3,})[\w+-]*[ \t]*\n)")
"""Before code that is opened behind a text, on its line."""
_TEX = re.compile(r"\\(?:\((?:[^\\]|\\(?![()]))++\\\)|\[(?:[^\\]|\\(?![\[\]]))++\\\])")


def end_of_first_sentence(body: str, *, final: bool, waits: bool) -> int | None:
    """Where the first sentence of a text, with its citations, ends; `waits`: not before an open formula does."""
    if (
        len(body) > FIRST_CHARACTERS
        and (end := end_of_first_sentence(body[:FIRST_CHARACTERS], final=False, waits=waits)) is not None
    ):
        return end  # what is sure by now stays so, whatever follows
    covered = cover_formulas(body)
    if _has_open_formula(covered):
        if waits:
            return None
        covered = body
    fence = _FENCE_IN_LINE.search(covered)
    if fence:
        covered, final = covered[: fence.start()], True
    covered = _with_formula_on_line(covered, body)
    line = _end_of_line(covered, final=final)
    sentence = _end_of_sentence(covered, line, final=final)
    if sentence is not None:
        return sentence
    if line is not None:
        return line
    return len(covered) if final else None


def cover_formulas(text: str) -> str:
    r"""The text with formulas, code and addresses covered, at the same length.

    >>> cover_formulas(r"Let \( a. b \) be `c. d`.").replace("\0", "#")
    'Let ########## be ######.'
    """
    return _TEX.sub(lambda match: "\0" * len(match[0]), cover_wholes(text))


def _has_open_formula(covered: str) -> bool:
    """Whether a display formula has begun that has not ended; it is waited for."""
    opened = covered.rsplit("\n\n", 1)[-1]
    return "$$" in opened or re.search(r"\\\[|\\\(", opened) is not None


def _with_formula_on_line(covered: str, body: str) -> str:
    r"""The covered text with a display formula on the line of what it ends, if that cites nothing of its own.

    >>> body = "Its area is\n\n$$a = b^2$$"
    >>> _with_formula_on_line(cover_formulas(body), body).replace("\0", "#")
    'Its area is  ###########'
    """
    gap = _BEFORE_FORMULA.search(body)
    if gap is None or gap.end() > len(covered) or CITED in _with_covered_markers(covered[: gap.start()]):
        return covered
    return covered[: gap.start()] + " " * len(gap[0]) + covered[gap.end() :]


def _end_of_line(text: str, *, final: bool) -> int | None:
    """Where the first line ends that the next does not go on from."""
    for newline in re.finditer(r"\n", text):
        before, rest = text[: newline.start()], text[newline.end() :]
        opened = max(before.rfind(mark) for mark in "[【［")
        if opened > max(before.rfind(mark) for mark in "]】］") and len(before) - opened < MAX_MARKER_CHARACTERS:
            continue
        following = rest.lstrip(" \t\n")
        if not following:
            return newline.start() if final else None
        cites = _is_citation(following, final=final)
        if cites is None:
            return None
        if cites:
            continue
        if following[0] in "[【［(（":
            return newline.start()
        if _IS_WRAPPED.search(before) and not (rest.startswith("\n") or _OPENS_BLOCK.match(following)):
            continue
        if following[0].islower() and not rest.startswith("\n") and not _OPENS_LINE.match(following):
            continue
        return newline.start()
    return None


def _is_citation(line: str, *, final: bool) -> bool | None:
    """Whether a line is but a citation of the statement before it; None while that may yet show."""
    if line[0] in "[【［(（" and not _MAY_BE_LABELLED.match(line):
        marker = _MARKER.match(line)
        if marker is None:
            return None if not final and len(line) < MAX_MARKER_CHARACTERS else False
        left = line[marker.end() :].lstrip(" \t,.")
        if not left and not final:
            return None
        return _CITES.match(line) is not None and (not left or left[0] == "\n")
    may_be = _MAY_BE_LABELLED.match(line) or not line.strip("-*•_ \t")
    if may_be and "\n" not in line and not final and len(line) < MAX_MARKER_CHARACTERS:
        return None
    return LABELLED_LINE.match(line) is not None


def _end_of_sentence(text: str, line: int | None, *, final: bool) -> int | None:
    """Where the first sentence ends, with the citations after it; None where it is not sure that it has."""
    whole = text if line is None else text[:line]
    bare, places = _without_markers(whole)
    starts = [places[start] for start, _ in split_sentences(bare)[1:2]]
    starts += [one for one in (_start_behind_stop(whole), _start_behind_citation(whole)) if one is not None]
    starts += [found.end() for found in [_BEFORE_ITEMS.search(whole)] if found]
    if not starts:
        return None
    start = min(starts)
    sure = final or line is not None or len(_without_markers(whole[start:])[0]) >= MIN_NEXT_CHARACTERS
    return len(whole[:start].rstrip()) if sure else None


def _start_behind_stop(text: str) -> int | None:
    """Where a second sentence begins that our splitter takes for more of the first: with a small letter, or a formula.

    >>> text = "It is old, e.g. the first of all (cf. it). it was so. nobody knows."
    >>> text[_start_behind_stop(text) :]
    'it was so. nobody knows.'
    """
    cited = _with_covered_markers(text)
    if glued := _GLUED.search(cited):
        cited = cited[: glued.end()]
    for stop in _STOP.finditer(cited):
        begins = stop["next"][-1].islower() or stop["next"] == "\0"
        if _LETTER_ALONE.search(cited[: stop.start("stop")].rstrip(f" {CITED}")) and (stop["cited"] or stop["behind"]):
            return stop.end()  # an initial has no citation between it and the name
        if begins and (stop["cited"] or stop["behind"] or _is_over(cited[: stop.start("stop")], stop["stop"])):
            return stop.end()
    return glued.end() if glued else None


def _is_over(before: str, stop: str) -> bool:
    """Whether a sentence may end at a stop that a small letter follows.

    >>> [_is_over(one, ".") for one in ("It is 0.5", "It is so, i.e", "It is (so", "As in Fig", "Then: 1")]
    [True, False, False, False, False]
    """
    if stop[:2] == ".." or "…" in stop or (stop == "." and _CUT_SHORT.search(before[-MAX_CUT_SHORT_CHARACTERS:])):
        return False
    is_open = any(before.count(one) > before.count(other) for one, other in ("()", "“”")) or before.count('"') % 2
    return not is_open and len(before.split(maxsplit=2)) >= 2


def _start_behind_citation(text: str) -> int | None:
    """Where a second sentence begins that no stop parts from the first, but a citation and the line or its own subject.

    >>> text = "Pooling has no weights of its own [a1b2c] it is old"
    >>> text[_start_behind_citation(text) :]
    'it is old'
    """
    cited = _with_covered_markers(text)
    for found in _BEHIND_CITATION.finditer(cited):
        before = cited[: found.start()].rstrip(" \x01")
        if found["bracketed"] is not None and _FIRST_ITEM.search(text, 0, found.start()):
            continue  # its subject stands before the first item
        is_clause = len(before.split()) >= MIN_CLAUSE_WORDS and not _SUBORDINATE.match(before)
        is_parted = "\n" in found[0] or found["item"] is not None or found["bracketed"] is not None
        if before and before[-1] not in ",;:–—-.!?" and (is_clause or is_parted):
            return found.end()
    return None


def _with_covered_markers(text: str) -> str:
    """The text with each citation covered, at the same length."""
    return _MARKER.sub(lambda marker: CITED * len(marker[0]) if _cites(marker) else marker[0], text)


def _cites(marker: re.Match[str]) -> bool:
    """Whether what looks like a citation is one, and not the number of an item."""
    text, start = marker.string, marker.start()
    if _BEFORE_NUMBER.search(text, max(0, start - MAX_BEFORE_NUMBER), start) and _NUMBER_OF_ITEM.match(text, start):
        return False
    return bool(marker["labelled"] or _CITES.match(marker[0]))


def _without_markers(text: str) -> tuple[str, list[int]]:
    """The text without citations, and where each of its characters stood.

    A citation that the next sentence begins with, as what it speaks of, has a letter in its place.

    >>> _without_markers("It is so. [a1b2c] [d3e4f] shows that too [a1b2c].")[0]
    'It is so.  X shows that too .'
    """
    places: list[int] = []
    last = 0
    subjects: set[int] = set()
    for marker in _MARKER.finditer(text):
        if _cites(marker):
            places += range(last, marker.start())
            last = marker.end()
            before = "".join(text[place] for place in places[-8:])
            if _BEHIND_STOP.search(before) and _GOES_ON.match(text, last):
                subjects.add(marker.start())
                places.append(marker.start())
    places += range(last, len(text))
    return "".join("X" if place in subjects else text[place] for place in places), places
