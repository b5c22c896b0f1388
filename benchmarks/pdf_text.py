"""pypdfium2, pypdf and pdfminer.six over the PDFs of the snapshot: words, reading order, speed; and our own layout.

Run: pip install pypdf cryptography pdfminer.six; python benchmarks/pdf_text.py ../shared/web

A word counts as found when at least two of the three libraries give it on that page; precision and recall are against
these, running heads aside. Order is the share of a hand-marked list of phrases, per file in the order a person reads
them, that stands in the text in that order (longest common subsequence). Seconds are of processor time, the median of
three runs, since others use the machine.

Measured (2 cores shared with others, 12 files, 221 pages; pypdfium2 5.15.2, pypdf 7.1.0, pdfminer.six 20260107):

                              precision  recall  order  pages/s
    pypdfium2                 .954       .994    1.000      493
    pypdf                     .974       .996    .940        47
    pdfminer.six              .904       .992    .746        22
    ours (pypdfium2, layout)  .959       .979    1.000      102

What ours lacks in recall is running heads of a few pages, page numbers and the labels on the axes of drawings.
"""

import io
import logging
import re
import statistics
import sys
import time
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdf
import pypdfium2
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTTextContainer

from ingest.archive import open_archives
from ingest.extract_pdf import read_pdf
from ingest.page import PageUnavailable

Reader = Callable[[bytes], list[str]]
ROUNDS = 3
ORDER = {
    "cheatsheet-convolutional": [
        "Overview", "Types of layer", "Pooling (POOL)", "Fully Connected (FC)",
        "Filter hyperparameters", "Zero-padding", "Tuning hyperparameters", "Receptive field",
        "Commonly used activation", "Softmax", "Object detection", "Non-max suppression –", "YOLO – You",
        "Face verification", "Neural style transfer", "Style matrix", "computational tricks", "Inception Network",
    ],
    "cheatsheet-deep-learning-tips": [
        "Data processing", "Batch normalization", "Training a neural network", "Parameter tuning",
        "Transfer learning", "Regularization", "Dropout", "Early stopping", "Good practices", "Gradient checking",
    ],
    "cheatsheet-recurrent": [
        "Overview", "Applications of RNNs", "Loss function", "Handling long term", "Gradient clipping", "GRU/LSTM",
        "Learning word representation", "Word2vec", "GloVe", "Comparing words", "Language model",
        "Beam search", "Bleu score", "Attention",
    ],
    "elte-proba": [
        "Gamma Distribution", "Geometric Distribution", "Poisson Distribution", "Standard Normal",
        "Exponential Distribution", "Binomial Distribution", "Basics", "Quantile Function", "Covariance",
        "Joint Distribution", "Conditional Density", "Borel", "Convergence in Probability", "Almost Sure",
        "Central Limit", "Inequalities", "Ugly Stuff",
    ],
    "berkeley": [
        "Vector spaces", "Rank-Nullity", "Dimension", "Coordinates", "Invertible matrix theorem", "Diagonalization",
        "Rational roots", "Complex eigenvalues", "Orthogonality", "Gram-Schmidt", "Least-squares", "Quadratic forms",
        "Undetermined coefficients", "Variation of parameters", "Coupled mass-spring", "Heat/Wave equations",
    ],
    "ENSTA": [
        "Informations pratiques", "Plan du cours", "Vocabulaire", "Existence de solution",
        "Aspects topologiques", "Cône dual", "Fonction convexe", "Qualification des contraintes",
    ],
}  # fmt: skip


def with_pypdfium2(body: bytes) -> list[str]:
    with pypdfium2.PdfDocument(body) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def with_pypdf(body: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages]


def with_pdfminer(body: bytes) -> list[str]:
    return [
        "\n".join(part.get_text() for part in page if isinstance(part, LTTextContainer))
        for page in extract_pages(io.BytesIO(body))
    ]


def with_layout(body: bytes) -> list[str]:
    try:
        text = read_pdf(body)
    except PageUnavailable:
        return []
    pages = [""] * text.page_count
    for piece in text.pieces:
        pages[(piece.page or 1) - 1] += piece.text + "\n"
    return pages


READERS: dict[str, Reader] = {
    "pypdfium2": with_pypdfium2,
    "pypdf": with_pypdf,
    "pdfminer.six": with_pdfminer,
    "ours (pypdfium2 and layout)": with_layout,
}


def words(text: str) -> Counter[str]:
    """Words of three letters and more, broken ones whole, ligatures as letters."""
    whole = re.sub(r"[-\x02\ufffe]\s*\n\s*", "", unicodedata.normalize("NFKC", text))
    return Counter(re.findall(r"[^\W\d_]{3,}", whole.lower()))


def without_running(pages: Sequence[str]) -> list[str]:
    """The pages without the lines that, numbers aside, stand on a third of them: who drops them loses nothing."""
    keyed = [[(re.sub(r"\d+", "#", line.strip()), line) for line in page.splitlines()] for page in pages]
    counts = Counter(key for page in keyed for key in {key for key, _ in page})
    return ["\n".join(line for key, line in page if counts[key] < max(3, len(pages) / 3)) for page in keyed]


def agreed(pages: Sequence[Counter[str]]) -> Counter[str]:
    """What at least two of three give."""
    first, second, third = pages
    return (first & second) | (first & third) | (second & third)


def in_order(text: str, phrases: Sequence[str]) -> float:
    """Share of the phrases that stand one after the other, by the longest rising run of their places."""
    joined = " ".join(text.split())
    tails: list[int] = []
    for place in (joined.find(" ".join(phrase.split())) for phrase in phrases):
        if place >= 0:
            at = bisect_left(tails, place)
            tails[at : at + 1] = [place]
    return len(tails) / len(phrases)


def seconds(reader: Reader, bodies: Sequence[bytes]) -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for body in bodies:
            reader(body)
        times.append(time.process_time() - started)
    return statistics.median(times)


def snapshot(folder: Path) -> dict[str, bytes]:
    """The PDFs of the archives by their addresses."""
    archives = open_archives(sorted(folder.glob("*.warc.gz")))
    found = {url: archives.get("https://" + url) for url in archives.places if ".pdf" in url.lower()}
    return {url: page.body for url, page in found.items() if page is not None and b"%PDF-" in page.body[:1024]}


def main() -> None:
    logging.disable(logging.WARNING)
    bodies = snapshot(Path(sys.argv[1]))
    texts = {
        name: {url: without_running(reader(body)) for url, body in bodies.items()} for name, reader in READERS.items()
    }
    libraries = list(READERS)[:3]
    count = sum(len(pages) for pages in texts["pypdfium2"].values())
    print(f"{len(bodies)} files, {count} pages, {ROUNDS} rounds")
    for name, reader in READERS.items():
        found = agreeing = both = 0
        for url in bodies:
            for place, page in enumerate(texts[name][url]):
                reference = agreed([words(texts[library][url][place]) for library in libraries])
                given = words(page)
                found, agreeing = found + given.total(), agreeing + reference.total()
                both += (given & reference).total()
        order = [
            in_order("\n".join(pages), phrases)
            for part, phrases in ORDER.items()
            for url, pages in texts[name].items()
            if part in url and "/fa/" not in url
        ]
        pace = count / seconds(reader, list(bodies.values()))
        print(
            f"{name}: precision {both / found:.3f}, recall {both / agreeing:.3f}, "
            f"order {statistics.mean(order):.3f}, {pace:.0f} pages/s"
        )


if __name__ == "__main__":
    main()
