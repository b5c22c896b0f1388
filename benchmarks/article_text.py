"""The article's text and nothing else, on trafilatura's own evaluation: 990 pages with passages wanted and unwanted.

Run: python benchmarks/article_text.py FOLDER [--jobs 2] [-v] (FOLDER is `tests` of a clone of adbar/trafilatura, with
`evaldata.json`, `eval` and `cache`). Every wanted passage (`with`) found is a true positive, every unwanted one
(`without`) a false positive, as `tests/evaluate.py` there counts. The first line repeats that count with its options
and its comparison of characters. The others compare words alone, so that the marks of Markdown decide nothing.
"""

import argparse
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import trafilatura

from index.records import Source
from ingest.extract import extract
from ingest.page import Page, PageUnavailable

SAME_LETTERS, SAME_WORDS = "trafilatura, as evaluated there", "trafilatura"
MARKDOWN, OURS = "trafilatura, Markdown", "ours"
WAYS = (SAME_LETTERS, SAME_WORDS, MARKDOWN, OURS)
LONGEST = 110
FORMULA = re.compile(r"\$\$[^$]+\$\$|\$[^\s$](?:[^$\n]*[^\s$])?\$(?!\d)")


@dataclass(frozen=True, slots=True)
class Sample:
    """A page of the evaluation."""

    url: str
    body: bytes
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Which passages an output lacks and which it has though it should not."""

    lost: tuple[str, ...]
    slipped_in: tuple[str, ...]
    wanted: int
    unwanted: int

    @property
    def errors(self) -> int:
        return len(self.lost) + len(self.slipped_in)


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares over all pages, as in `ConfusionMatrix.scores` there."""

    precision: float
    recall: float
    accuracy: float
    f_score: float


def samples(folder: Path) -> Iterator[Sample]:
    """The pages; `cache` wins over `eval`, as there."""
    for url, item in json.loads((folder / "evaldata.json").read_text(encoding="utf-8")).items():
        path = next(
            path for path in (folder / "cache" / item["file"], folder / "eval" / item["file"]) if path.is_file()
        )
        yield Sample(url, path.read_bytes(), tuple(item["with"]), tuple(item["without"]))


def same_letters(text: str) -> str:
    """`norm` there."""
    return " ".join(text.split())


def same_words(text: str) -> str:
    """Letters and digits, without escapes, link targets and marks.

    >>> same_words("- A *bold*\\\\_claim, [linked](https://a.org/b)")
    'A bold claim linked'
    """
    bare = re.sub(r"(?<!\\)\]\((?:[^()\s]|\([^()]*\))*\)", "]", text)
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", bare.replace("\u00ad", ""))))


def outcome(sample: Sample, text: str, *, letters: bool = False) -> Outcome:
    """What a text gets wrong. A formula is passed over where a passage leaves it out, as most there do."""
    same = same_letters if letters else same_words
    found = same(text) if letters else f"{same(text)}\n{same(FORMULA.sub(' ', text))}"
    return Outcome(
        tuple(passage for passage in sample.wanted if same(passage) not in found),
        tuple(passage for passage in sample.unwanted if same(passage) in found),
        len(sample.wanted),
        len(sample.unwanted),
    )


def our_text(sample: Sample) -> str:
    page = Page(sample.url, sample.url, "text/html", sample.body, "")
    try:
        return extract(page, Source(sample.url, sample.url, "article")).document.text
    except PageUnavailable:
        return ""


def outcomes(sample: Sample) -> tuple[Outcome, ...]:
    """One for each of `WAYS`; the options are those of `eval_common.py` there, or the defaults for Markdown."""
    plain = (
        trafilatura.extract(sample.body, include_comments=False, include_tables=True, include_formatting=False) or ""
    )
    markdown = trafilatura.extract(sample.body, output_format="markdown") or ""
    return (
        outcome(sample, plain, letters=True),
        outcome(sample, plain),
        outcome(sample, markdown),
        outcome(sample, our_text(sample)),
    )


def figures(found: Sequence[Outcome]) -> Figures:
    lost, slipped_in = sum(len(one.lost) for one in found), sum(len(one.slipped_in) for one in found)
    wanted, unwanted = sum(one.wanted for one in found), sum(one.unwanted for one in found)
    kept = wanted - lost
    precision, recall = kept / max(1, kept + slipped_in), kept / max(1, wanted)
    accuracy = (kept + unwanted - slipped_in) / max(1, wanted + unwanted)
    return Figures(precision, recall, accuracy, 2 * kept / max(1, 2 * kept + slipped_in + lost))


def worse(sample: Sample, found: Sequence[Outcome]) -> Iterator[str]:
    """The passages of a page that we alone get wrong."""
    plain, ours = found[WAYS.index(SAME_WORDS)], found[WAYS.index(OURS)]
    if ours.errors > plain.errors:
        yield f"{ours.errors} errors, trafilatura {plain.errors}: {sample.url}"
        yield from (f"  - {passage[:LONGEST]}" for passage in ours.lost if passage not in plain.lost)
        yield from (f"  + {passage[:LONGEST]}" for passage in ours.slipped_in if passage not in plain.slipped_in)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("-v", "--verbose", action="store_true", help="the pages where ours is worse")
    options = parser.parse_args()
    pages = list(samples(options.folder))
    with ProcessPoolExecutor(options.jobs) as pool:
        found = list(pool.map(outcomes, pages, chunksize=8))
    if options.verbose:
        print("\n".join(line for page, one in zip(pages, found, strict=True) for line in worse(page, one)))
    print(f"{len(pages):<33}precision  recall  accuracy        F")
    for way, counted in zip(WAYS, zip(*found, strict=True), strict=True):
        one = figures(counted)
        print(f"{way:33}{one.precision:9.3f}{one.recall:8.3f}{one.accuracy:10.3f}{one.f_score:9.4f}")


if __name__ == "__main__":
    main()
