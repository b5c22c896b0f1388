"""Which runs of a page are its article: what trafilatura finds, and what it lost in between.

Trafilatura is good at telling where an article is, and drops some of its parts on the way (lists of links, short
paragraphs, what follows a formula). So its output is not copied: it is looked up in the page, and what stands between
found neighbours, in the same part of the page and without the marks of furniture, is taken with it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from ingest.html.furniture import is_furniture, is_site_box, is_text_box
from ingest.html.kept import WORD, Element
from ingest.html.runs import Run

SHINGLE = 4
"""Words in a row by which a long run is looked up."""
MIN_FOUND = 0.6
"""Share of a run's shingles that the output must hold."""
ROOT_SHARE = 0.9
"""Share of all found words that the article's element must hold."""
MAX_LINKED = 0.5
"""Share of a lost part's characters from which its links are all that it says."""
MAX_TEASER = 0.65
"""Share of a paragraph's characters from which its links are all that it says."""
MAX_LOST = 0.1
"""Share of an element's words that were found, at most, for it to count as lost."""
MIN_AROUND = 0.5
"""Share of the words around a lost part that must have been found."""
MIN_AROUND_LIKE = 0.2
"""The same for code, formulas and tables, for prose, and for what looks like its found neighbours."""
MAX_LABEL_WORDS = 8
MIN_PROSE = 80
"""Characters outside its links that make a list of links one that says something."""
MAX_FURNITURE = 0.25
"""Share of the article beyond which a name alone makes nothing furniture: sites name their wrappers at will."""
_TOKEN = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]|\w+")
_PLAIN = frozenset("p ul ol li dl dd dt blockquote pre table tbody tr td th center font b i em strong span a".split())
_TEXT = frozenset("p li dd dt blockquote pre tr td th a span b i em strong font".split())
"""Elements too small to be the article, however long their text."""
_ADDRESS = re.compile(r"://|@|www\.")
_CALLED = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]: ")
_SENTENCE = re.compile(r"[.!?:;。！？]")


def article_runs(runs: Sequence[Run], found: Element | None) -> list[Run]:
    """The runs of the article, in order, by the body that trafilatura found on the page."""
    output = _Output.of(found) if found is not None else _Output()
    in_output = [output.holds(run.text) for run in runs]
    if not any(in_output):
        return []
    article = _Article(runs, in_output)
    held = _without_labels(runs, [article.holds(position) for position in range(len(runs))])
    held = _with_footnotes(runs, held)
    kept = _without_empty_sections(runs, held, in_output)
    return [run for run, is_kept in zip(runs, kept, strict=True) if is_kept]


def _without_labels(runs: Sequence[Run], held: Sequence[bool]) -> list[bool]:
    """What leads in to nothing that is held goes too ("See also:")."""
    return [
        is_held and not (_is_lead(run) and not following)
        for run, is_held, following in zip(runs, held, [*held[1:], False], strict=True)
    ]


def _is_lead(run: Run) -> bool:
    return run.kind == "paragraph" and run.text.endswith(":") and len(run.text.split()) <= MAX_LABEL_WORDS


def _with_footnotes(runs: Sequence[Run], held: Sequence[bool]) -> list[bool]:
    """The text of a footnote belongs to the article when what calls it does."""
    called = {name for run, is_held in zip(runs, held, strict=True) if is_held for name in _CALLED.findall(run.text)}
    return [
        is_held or ((note := _FOOTNOTE.match(run.text)) is not None and note[1] in called)
        for run, is_held in zip(runs, held, strict=True)
    ]


def _without_empty_sections(runs: Sequence[Run], held: Sequence[bool], found: Sequence[bool]) -> list[bool]:
    """A heading goes when what stands under it, up to the next of its level or a higher one, is not held.

    One that has nothing under it stays where it was found.
    """
    kept: list[bool] = []
    has_text, is_bare, below = False, False, 0
    for run, is_held, is_found in zip(reversed(runs), reversed(held), reversed(found), strict=True):
        if run.heading:
            is_held = is_held and (has_text or (is_bare and is_found) or below > run.heading)
            below = run.heading if is_held else below
            has_text, is_bare = False, is_held
        else:
            has_text, is_bare = has_text or is_held, False
        kept.append(is_held)
    return kept[::-1]


def tokens(text: str) -> list[str]:
    """The words of a text, in lower case; a Chinese, Japanese or Korean character is one."""
    return _TOKEN.findall(text.lower())


@dataclass(frozen=True, slots=True)
class _Output:
    """What trafilatura keeps, for looking up."""

    shingles: frozenset[tuple[str, ...]] = frozenset()
    lines: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def of(cls, found: Element) -> "_Output":
        words = tokens(" ".join(found.itertext()))
        shingles = frozenset(zip(*(words[start:] for start in range(SHINGLE)), strict=False))
        lines = frozenset(tuple(tokens(line)) for line in _lines(found))
        return cls(shingles, lines)

    def holds(self, text: str) -> bool:
        words = tokens(text)
        if len(words) < SHINGLE:
            return tuple(words) in self.lines
        own = list(zip(*(words[start:] for start in range(SHINGLE)), strict=False))
        return sum(shingle in self.shingles for shingle in own) >= MIN_FOUND * len(own)


def _lines(found: Element) -> Iterable[str]:
    """The texts that stand on lines of their own in the output."""
    for element in found.iter():
        if element.tag in ("p", "head", "item", "cell", "quote", "list", "div", "body", "code", "row", "table"):
            yield "".join(element.itertext()) if not len(element) else element.text or ""
        elif element.tag == "lb":
            yield element.tail or ""
        if element.tail:
            yield element.tail
        if element.tag in ("p", "item", "cell", "head") and len(element):
            yield "".join(element.itertext())


def _is_teaser(run: Run) -> bool:
    """Whether a paragraph is but a link to something else to read."""
    is_link = run.kind != "item" and run.linked >= MAX_TEASER * len(run.text)
    return is_link and not _ADDRESS.search(run.text) and WORD.search(run.text) is None


def _is_sentence(run: Run) -> bool:
    return len(run.text) > 60 and _SENTENCE.search(run.text) is not None


@dataclass(slots=True)
class _Article:
    """The part of a page that holds what was found, and what of it is taken."""

    runs: Sequence[Run]
    found: Sequence[bool]
    words_found: Counter[Element] = field(default_factory=Counter)
    words_all: Counter[Element] = field(default_factory=Counter)
    linked: Counter[Element] = field(default_factory=Counter)
    length: Counter[Element] = field(default_factory=Counter)
    sentences: Counter[Element] = field(default_factory=Counter)
    """Characters of runs that read like a sentence."""
    prose: Counter[Element] = field(default_factory=Counter)
    """Characters of runs that are no kept blocks."""
    root: Element = field(init=False)
    first: int = 0
    last: int = 0

    def __post_init__(self) -> None:
        for run, found in zip(self.runs, self.found, strict=True):
            count = len(run.text.split())
            for element in (run.element, *run.element.iterancestors()):
                self.words_all[element] += count
                self.words_found[element] += count if found else 0
                self.linked[element] += run.linked
                self.length[element] += len(run.text)
                self.sentences[element] += len(run.text) if _is_sentence(run) else 0
                self.prose[element] += 0 if run.is_kept_block else len(run.text)
        self.root = self._smallest_root()
        inside = [
            position for position, run in enumerate(self.runs) if self.found[position] and self._in_root(run.element)
        ]
        self.first, self.last = (inside[0], inside[-1]) if inside else (0, -1)

    def _smallest_root(self) -> Element:
        """The innermost element that holds nearly all that was found."""
        start = next(run.element for run, found in zip(self.runs, self.found, strict=True) if found)
        top = start.getroottree().getroot()
        needed = ROOT_SHARE * self.words_found[top]
        root = top
        while (inner := next((child for child in root if self.words_found[child] >= needed), None)) is not None:
            if inner.tag in _TEXT:
                break
            root = inner
        return root

    def _in_root(self, element: Element) -> bool:
        return element is self.root or any(parent is self.root for parent in element.iterancestors())

    def holds(self, position: int) -> bool:
        """Whether a run is part of the article."""
        run = self.runs[position]
        if self.found[position]:
            is_only_text = position > 0 and self.runs[position - 1].heading > 0
            return not ((_is_teaser(run) and not is_only_text) or self._in_box(run.element, is_site_box))
        if not self._in_root(run.element) or self._in_box(run.element, is_furniture):
            return False
        lost = self._lost(run.element)
        if run.heading and position < self.last and not self.prose[lost]:
            return True  # and goes again when nothing under it is held
        return self._among_found(lost, run) and self._is_text(lost, run) and self._is_beside(lost, position)

    def _lost(self, element: Element) -> Element:
        """The outermost element around a run of which (nearly) nothing was found."""
        lost = element
        parent = lost.getparent()
        while parent is not None and parent is not self.root and self._is_lost(parent) and self._in_root(parent):
            lost, parent = parent, parent.getparent()
        return lost

    def _is_lost(self, element: Element) -> bool:
        return self.words_found[element] <= MAX_LOST * self.words_all[element]

    def _among_found(self, lost: Element, run: Run) -> bool:
        """Whether most of what stands around a lost part was found."""
        parent = lost.getparent()
        around = self.words_all[parent] - self.words_all[lost] if parent is not None else 0
        is_content = run.is_kept_block and not run.is_image
        needed = MIN_AROUND_LIKE if is_content or self._is_like_found(lost) or self._has_prose(lost) else MIN_AROUND
        return parent is not None and self.words_found[parent] >= needed * around

    def _is_like_found(self, lost: Element) -> bool:
        """Whether a sibling of the same tag and class holds something that was found: cells of a notebook, sections."""
        parent, looks = lost.getparent(), (lost.tag, lost.get("class"))
        return parent is not None and any(
            self.words_found[other] and (other.tag, other.get("class")) == looks
            for other in parent
            if other is not lost
        )

    def _has_prose(self, lost: Element) -> bool:
        """Whether a lost part is mostly sentences, formulas and code, and not links and labels."""
        return self.sentences[lost] > 0.5 * self.length[lost] and self.linked[lost] < 0.2 * self.length[lost]

    def _is_text(self, lost: Element, run: Run) -> bool:
        """Whether what was lost is text: not a list of links, not a box of the site's."""
        if run.is_kept_block and not run.heading and (not run.is_image or not self.prose[lost]):
            return True
        most = MAX_TEASER if lost.tag == "p" else MAX_LINKED
        if self.linked[lost] > most * self.length[lost] and self.length[lost] - self.linked[lost] < MIN_PROSE:
            return False
        return lost.tag in _PLAIN or self.words_found[lost] > 0 or is_text_box(lost) or self._is_like_found(lost)

    def _is_beside(self, lost: Element, position: int) -> bool:
        """Between found runs; before the first and after the last only what stands beside it and reads like text."""
        if self.first < position < self.last:
            return True
        run = self.runs[position]
        neighbour = self.runs[self.first if position < self.first else self.last].element
        beside = lost.getparent() is neighbour.getparent() or lost.getparent() is neighbour
        return beside and (run.is_kept_block or len(run.text.split()) > 4 or bool(_SENTENCE.search(run.text)))

    def _in_box(self, element: Element, is_box: Callable[[Element], bool]) -> bool:
        """Whether the element, or one around it within the article, is such a box and a small part of the article."""
        inside = takewhile(lambda around: around is not self.root, (element, *element.iterancestors()))
        limit = MAX_FURNITURE * self.words_found[self.root]
        return any(self.words_found[around] < limit and is_box(around) for around in inside)
