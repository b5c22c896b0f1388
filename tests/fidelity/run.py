"""Pages -> scores, in a process pool."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from time import perf_counter

from index.markdown import as_markdown
from index.records import Source
from ingest.extract import extract
from ingest.page import Page, PageUnavailable
from tests.fidelity.pages import Case
from tests.fidelity.score import Score, score
from tests.fidelity.truth import read_truth


@dataclass(frozen=True, slots=True)
class Result:
    """The scores of one page."""

    url: str
    main: bool
    ours: Score
    plain: Score | None
    """Of trafilatura alone, where asked for."""
    seconds: float
    """That our extraction took."""
    refusal: str
    """Why our extraction gave no document, or empty."""
    root: str
    """The element taken for the article."""
    crossing: tuple[str, ...]
    """Formulas cut by inline elements, which are in no truth."""
    drawn: int
    """Formulas of which the page has the glyphs only."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What our extractor made of a page."""

    markdown: str
    seconds: float
    refusal: str = ""


def extraction(page: Page) -> Extraction:
    """The Markdown of a page, and the time for it."""
    began = perf_counter()
    try:
        extracted = extract(page, Source(page.url, page.url, "article"))
    except PageUnavailable as refusal:
        return Extraction("", perf_counter() - began, refusal.reason)
    seconds = perf_counter() - began
    return Extraction(as_markdown(extracted.document), seconds)


def plain_markdown(body: bytes) -> str:
    """What trafilatura makes of a page with its default options."""
    import trafilatura  # half a second, which only the comparison needs

    return trafilatura.extract(body, output_format="markdown") or ""


def result(case: Case, *, plain: bool = True) -> Result:
    """Scores one page."""
    page, truth = case.page, read_truth(case.page.body, case.page.charset)
    ours = extraction(page)
    return Result(
        page.url,
        case.main,
        score(truth, ours.markdown),
        score(truth, plain_markdown(page.body), any_delimiters=True) if plain else None,
        ours.seconds,
        ours.refusal,
        truth.root,
        truth.crossing,
        truth.drawn,
    )


def _ours_only(case: Case) -> Result:
    return result(case, plain=False)


def results(cases: Sequence[Case], *, jobs: int, plain: bool = True) -> Iterator[Result]:
    """Scores pages, in their order."""
    work: Callable[[Case], Result] = result if plain else _ours_only
    if jobs == 1:
        yield from map(work, cases)
        return
    new = get_context("spawn")  # a fork of a process with threads, such as a test run with a model, may hang
    with ProcessPoolExecutor(jobs, mp_context=new) as pool:
        yield from pool.map(work, cases)
