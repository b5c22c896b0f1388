"""Scores -> the printed report."""

from collections.abc import Iterator, Sequence

from tests.fidelity.run import Result
from tests.fidelity.score import KINDS, UNWANTED, Loss, Score, Tally

_SHORT = ("display", "inline", "heads", "captions", "code", "cells", "paras", "furnit.", "foreign")
WIDTH, MOST = 110, 10


def total(scores: Sequence[Score], kind: str) -> Tally:
    """The sum of a kind over pages."""
    tallies = [one.tally(kind) for one in scores]
    return Tally(kind, sum(one.kept for one in tallies), sum(one.total for one in tallies))


def share(tally: Tally) -> str:
    """In percent, one decimal, never rounded up to a hundred.

    >>> share(Tally("headings", 1999, 2000)), share(Tally("headings", 3, 3)), share(Tally("headings", 0, 0))
    ('99.9', '100', '-')
    """
    if not tally.total:
        return "-"
    if tally.kept == tally.total:
        return "100"
    return f"{int(1000 * tally.kept / tally.total) / 10}"


def lines(results: Sequence[Result], *, jobs: int, verbose: bool) -> Iterator[str]:
    """The whole report."""
    yield f"{'ours / trafilatura alone, % kept':66}" + "".join(f"{name:>12}" for name in _SHORT)
    for one in results:
        yield from _page(one)
        if verbose:
            yield from _details(one)
    for name, chosen in (("main pages", [one for one in results if one.main]), ("all pages", list(results))):
        yield from _totals(name, chosen)
    yield from _worst(results)
    yield from _remarks(results)
    seconds = sum(one.seconds for one in results)
    yield f"\nour extraction alone: {len(results) * jobs / seconds:.1f} pages/s with {jobs} jobs" if seconds else ""


def _page(one: Result) -> Iterator[str]:
    name = one.url.split("://")[-1]
    name = name if len(name) < 65 else f"{name[:30]}…{name[-33:]}"
    plain = one.plain
    pairs = [_pair(one.ours.tally(kind), plain.tally(kind) if plain else None) for kind in (*KINDS, *UNWANTED)]
    yield f"{name:66}" + "".join(f"{pair:>12}" for pair in pairs) + (f"  refused: {one.refusal}" if one.refusal else "")


def _pair(ours: Tally, plain: Tally | None) -> str:
    if ours.kind in UNWANTED:
        return f"{ours.kept}/{plain.kept}" if plain else str(ours.kept)
    return f"{share(ours)}/{share(plain)}" if plain and ours.total else share(ours)


def _totals(name: str, results: Sequence[Result]) -> Iterator[str]:
    """A table a kind a line; formulas also together."""
    if not results:
        return
    yield f"\n{name}: {len(results)}"
    yield f"{'':20}{'ours':>24}{'trafilatura alone':>24}"
    ours, plain = [one.ours for one in results], [one.plain for one in results if one.plain]
    for kind in (*KINDS, *UNWANTED):
        yield f"{kind:20}{_counted(total(ours, kind)):>24}{_counted(total(plain, kind)) if plain else '':>24}"


def _counted(tally: Tally) -> str:
    return f"{share(tally)}  {tally.kept}/{tally.total}"


def _worst(results: Sequence[Result]) -> Iterator[str]:
    """Where to begin."""
    yield "\nmost losses of ours:"
    for one in sorted(results, key=lambda one: len(one.ours.losses), reverse=True)[:MOST]:
        yield f"  {len(one.ours.losses):5} {one.url}"


def _remarks(results: Sequence[Result]) -> Iterator[str]:
    """What the truth leaves out."""
    drawn = [one for one in results if one.drawn]
    cut = [one for one in results if one.crossing]
    yield f"\nformulas drawn only (no TeX), not counted: {sum(one.drawn for one in drawn)} on {len(drawn)} pages"
    yield from (f"  {one.drawn:5} {one.url}" for one in drawn)
    yield f"formulas cut by inline elements, not counted: {sum(len(one.crossing) for one in cut)} on {len(cut)} pages"
    yield from (f"  {len(one.crossing):5} {one.url}" for one in cut)


def _details(one: Result) -> Iterator[str]:
    """Each loss with its whereabouts; the same one only once, with its number."""
    yield f"    article: {one.root}"
    for loss, times in _counts(one.ours.losses):
        again = f" ({times} times)" if times > 1 else ""
        sign = "+" if loss.kind in UNWANTED else "-"
        yield f"  {sign} {loss.kind}{again}: {_short(loss.text)}" + ("" if sign == "+" else f"\n      {loss.where}")
    yield from (f"  · cut by an element, not counted: {_short(text)}" for text in one.crossing)


def _counts(losses: Sequence[Loss]) -> list[tuple[Loss, int]]:
    counted: dict[Loss, int] = {}
    for loss in losses:
        counted[loss] = counted.get(loss, 0) + 1
    return list(counted.items())


def _short(text: str) -> str:
    one_line = " ⏎ ".join(text.split("\n"))
    return one_line if len(one_line) <= WIDTH else f"{one_line[: WIDTH * 2 // 3]} … {one_line[-WIDTH // 3 :]}"
