"""Links opened in a real Chromium: what it marks and scrolls to is the sentence that the link claims."""

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from index.library import Library
from ingest.archive import Archives, open_archives

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
from links import BROWSERS, Link, chromium, follow, letters, links_of, place_of, serving

LINKS = 30
SEED = 11


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        if found is None:
            pytest.skip(f"needs a browser: none of {', '.join(BROWSERS)} is installed")
        yield found


@pytest.fixture(scope="module")
def archives(shared: Path) -> Archives:
    return open_archives([shared / "web"])


@pytest.fixture(scope="module")
def sample(open_web: Library, archives: Archives) -> list[Link]:
    """A link of each of thirty pages."""
    chance = random.Random(SEED)
    pages: dict[str, list[Link]] = {}
    for link in links_of(open_web, archives):
        pages.setdefault(link.source_id, []).append(link)
    chosen = chance.sample(sorted(pages), LINKS)
    return [chance.choice(pages[source_id]) for source_id in chosen]


@pytest.mark.parametrize("typeset", [False, True], ids=["as served", "formulas drawn"])
def test_thirty_links_land_on_their_sentences(
    browser: Browser, open_web: Library, archives: Archives, sample: list[Link], typeset: bool
) -> None:
    with serving(open_web, archives) as address:
        landings = list(follow(browser, address, sample, typeset=typeset))
    missed = [(one.outcome, one.link.url + one.link.fragment) for one in landings if one.outcome != "landed"]
    assert len(landings) == LINKS
    assert not missed


def test_a_link_that_claims_another_sentence_is_found_out(
    browser: Browser, open_web: Library, archives: Archives, sample: list[Link]
) -> None:
    """The measure itself: the same links with the next link's directive, and with one of words that are not there."""
    wrong = [
        Link(one.source_id, one.url, "#:~:text=No%20such%20words", one.sentence, one.before, one.after)
        for one in sample[:2]
    ]
    first, second = [link for link in links_of(open_web, archives) if link.source_id == sample[0].source_id][:2]
    wrong.append(Link(first.source_id, first.url, second.fragment, first.sentence, first.before, first.after))
    with serving(open_web, archives) as address:
        outcomes = [one.outcome for one in follow(browser, address, wrong)]
    assert outcomes == ["no highlight", "no highlight", "elsewhere"]


@pytest.mark.parametrize(
    ("sentence", "before", "after", "expected"),
    [
        ("It is so.", "the second time over", "", 1),
        ("It is so.", "", "and that was all of it", 1),
        ("It $x$ is so.", "the second time over", "", 1),
        ("It is so.", "", "the first time", 0),
        ("It was never so.", "", "", None),
    ],
)
def test_where_a_link_should_land(sentence: str, before: str, after: str, expected: int | None) -> None:
    page = letters(
        f"It is so, the first time. {'Much else stands here. ' * 40}"
        "The second time over it is so, and that was all of it."
    )
    places = [place.start() for place in re.finditer("itisso", page)]
    found = place_of(Link("s", "u", "#", sentence, letters(before), letters(after)), page)
    assert (found[0] if found else None) == (places[expected] if expected is not None else None)
    assert found is None or page[found[0] : found[1]] == "itisso"
