"""Truth × Markdown -> how much is kept, and what is lost."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.fidelity.compare import (
    Finding,
    cells,
    code,
    find_passages,
    foreign_headings,
    formulas,
    furniture,
    headings,
    passages,
)
from tests.fidelity.reading import read_markdown
from tests.fidelity.truth import Truth

KINDS = ("display formulas", "inline formulas", "headings", "captions", "code blocks", "table cells", "paragraphs")
UNWANTED = ("furniture", "foreign headings")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a kind are kept; of the `UNWANTED` kinds, how many slipped in."""

    kind: str
    kept: int
    total: int


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of the page that the document lacks; or, of the `UNWANTED` kinds, has."""

    kind: str
    text: str
    where: str
    """Whether it stands nowhere in the document, or in what other form."""


@dataclass(frozen=True, slots=True)
class Score:
    """A document's fidelity to its page."""

    tallies: tuple[Tally, ...]
    losses: tuple[Loss, ...]

    def tally(self, kind: str) -> Tally:
        return next(one for one in self.tallies if one.kind == kind)


def score(truth: Truth, markdown: str, *, any_delimiters: bool = False) -> Score:
    """Compares a document with the truth of its page.

    `any_delimiters` is for writers that know nothing of formulas: TeX counts in whatever delimiters the page has, and
    escapes in it are forgiven.
    """
    reading = read_markdown(markdown, any_delimiters=any_delimiters)
    places = find_passages(truth, reading)
    by_kind: list[tuple[str, Callable[[], Iterable[Finding]]]] = [
        ("display formulas", lambda: formulas(truth, reading, display=True)),
        ("inline formulas", lambda: formulas(truth, reading, display=False)),
        ("headings", lambda: headings(truth, reading)),
        ("captions", lambda: passages(truth, reading, places, captions=True)),
        ("code blocks", lambda: code(truth, reading)),
        ("table cells", lambda: cells(truth, reading)),
        ("paragraphs", lambda: passages(truth, reading, places, captions=False)),
        ("furniture", lambda: furniture(truth, reading)),
        ("foreign headings", lambda: foreign_headings(truth, reading)),
    ]
    return _summed([(kind, list(findings())) for kind, findings in by_kind])


def _summed(findings: list[tuple[str, list[Finding]]]) -> Score:
    return Score(
        tuple(
            Tally(kind, sum(one.kept for one in found), sum(one.weight for one in found)) for kind, found in findings
        ),
        tuple(Loss(kind, one.text, one.where) for kind, found in findings for one in found if one.where),
    )
