"""Which sources fit, and that a search keeps to them."""

from pathlib import Path

import pytest
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from index.records import SourceEntry
from rag.assistant import Assistant
from rag.filters import Filters
from rag.wording import NO_SOURCE_FITS

OWLS = entry_of("https://a.org/owls", topics=("Birds",), starred=True)
GULLS = entry_of("https://b.org/gulls.pdf", kind="pdf", topics=("Sea birds",))
NOTE = entry_of("sightline:notes/birds", kind="note")


@pytest.mark.parametrize(
    ("filters", "fitting"),
    [
        (Filters(), [OWLS, GULLS, NOTE]),
        (Filters(topics=("birds",)), [OWLS, GULLS]),
        (Filters(topics=("sea",)), [GULLS]),
        (Filters(topics=("sea", "nothing")), [GULLS]),
        (Filters(sources=("b.org",)), [GULLS]),
        (Filters(sources=("OWLS",)), [OWLS]),
        (Filters(kinds=("pdf", "note")), [GULLS, NOTE]),
        (Filters(starred=True), [OWLS]),
        (Filters(topics=("birds",), kinds=("pdf",)), [GULLS]),
        (Filters(topics=("mammals",)), []),
        (Filters(headings=("Birds",)), [OWLS]),
        (Filters(headings=("Sea birds", "Birds")), [OWLS, GULLS]),
        (Filters(headings=("Birds",), kinds=("pdf",)), []),
    ],
)
def test_what_fits(filters: Filters, fitting: list[SourceEntry]) -> None:
    assert [entry for entry in (OWLS, GULLS, NOTE) if filters.fits(entry)] == fitting
    assert bool(filters) == (filters != Filters())


def test_a_search_keeps_to_the_sources_that_fit(tmp_path: Path, encoder: Encoder) -> None:
    crowd = [prose(f"Birds of prey number {number} hunt at night in barns.") for number in range(150)]
    pages = [(OWLS, crowd), (GULLS, [prose("Gulls are birds that hunt by day.")])]
    assistant = Assistant(library_of(tmp_path, encoder, pages), encoder)
    assert len({one.entry.source.url for one in assistant.search("birds that hunt at night", 200)}) <= 2
    found = assistant.search("birds that hunt at night", 20, Filters(kinds=("pdf",)))
    assert [one.entry.source.url for one in found] == [GULLS.source.url]
    assert assistant.search("birds", 20, Filters(topics=("mammals",))) == []
    refused = assistant.ask("which birds hunt at night?", filters=Filters(topics=("mammals",)))
    assert not refused.answered
    assert refused.text == NO_SOURCE_FITS
