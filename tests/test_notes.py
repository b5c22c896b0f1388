"""Our starter notes: short, in good Markdown, and with links that the list itself gives."""

import re

import pytest

from index.records import Source
from ingest.extract import extract
from ingest.load_list import BUNDLED_ADDRESS, BUNDLED_LIST
from ingest.notes import NOTES_TOPIC, curators_notes, starter_notes
from ingest.page import Page
from ingest.reading_list import parse_list
from ingest.urls import canonical_url

NOTES = starter_notes()
NAMES = [source.url.rsplit("/", 1)[-1] for source, _ in NOTES]
every_note = pytest.mark.parametrize(("source", "page"), NOTES, ids=NAMES)


def text_of(page: Page) -> str:
    return page.body.decode("utf-8")


@pytest.fixture(scope="module")
def listed() -> set[str]:
    """The addresses of the bundled list, as they stand in it and in their one form."""
    parsed = parse_list(BUNDLED_LIST.read_text(encoding="utf-8"), BUNDLED_ADDRESS)
    return {source.url for source in parsed.sources}


def test_there_are_notes_on_every_notion() -> None:
    assert len(NOTES) >= 45
    assert len({source.url for source, _ in NOTES}) == len(NOTES)
    assert len({source.title for source, _ in NOTES}) == len(NOTES)
    assert sorted(NAMES) == NAMES
    assert {"knowledge-distillation", "non-maximum-suppression", "receptive-field"} <= set(NAMES)


@every_note
def test_a_note_is_a_source_of_its_own(source: Source, page: Page) -> None:
    assert source.kind == "note"
    assert source.topics == (NOTES_TOPIC,)
    assert source.url == page.url == f"sightline:notes/{source.url.rsplit('/', 1)[-1]}"


@every_note
def test_a_note_has_one_title(source: Source, page: Page) -> None:
    titles = re.findall(r"^# (.+)$", text_of(page), re.MULTILINE)
    assert titles == [source.title]
    assert text_of(page).startswith("# ")


@every_note
def test_a_note_is_short(source: Source, page: Page) -> None:
    body = text_of(page).split("## Further reading")[0]
    assert 150 <= len(body.split()) <= 350


@every_note
def test_the_formulas_of_a_note_are_closed(source: Source, page: Page) -> None:
    for paragraph in text_of(page).split("\n\n"):
        displays = paragraph.count("$$")
        assert displays % 2 == 0, paragraph
        assert (paragraph.replace("$$", "").count("$") - paragraph.count("\\$")) % 2 == 0, paragraph


@every_note
def test_a_note_links_only_to_what_the_list_names(source: Source, page: Page, listed: set[str]) -> None:
    found = re.findall(r"\]\((.+?)\)(?=[\s,.;]|$)", text_of(page))
    assert not [link for link in found if canonical_url(link) not in listed]
    assert not re.findall(r"(?<!\]\()https?://", text_of(page)), "an address outside a link"


@every_note
def test_a_note_is_read_as_a_document(source: Source, page: Page) -> None:
    extracted = extract(page, source)
    assert extracted.kind == "note"
    assert extracted.document.title == source.title
    assert extracted.seen_text == ""
    formulas = text_of(page).count("$$") // 2
    assert sum(block.kind == "formula" for block in extracted.document.blocks) == formulas


def test_the_curators_words_are_a_source_with_the_lists_headings() -> None:
    text = (
        "# Birds\n\nThis paragraph of the list says in its own words what it is about.\n\n"
        "## Owls\n\nAnd this one says in more than eight words what owls are.\n\n[x](https://a.org/x)"
    )
    found = curators_notes(parse_list(text, "https://a.org/list.md"))
    assert found is not None
    source, document = found
    assert (source.url.partition("/")[0], source.kind) == ("sightline:list", "note")
    assert "curator's notes" in source.title
    assert [section.path for section in document.sections] == [(), ("Owls",)]
    assert "what owls are" in document.text
    assert "a.org" not in document.text


def test_a_list_without_words_has_no_notes() -> None:
    assert curators_notes(parse_list("- [x](https://a.org/x)", "https://a.org/list.md")) is None


def test_lists_of_one_title_have_notes_of_their_own() -> None:
    text = "# Birds\n\nThis paragraph of the list says in its own words what it is about.\n\n[x](https://a.org/x)"
    found = [curators_notes(parse_list(text, f"https://a.org/{name}.md")) for name in ("a", "b", "a")]
    ours, theirs, again = (one[0].id for one in found if one)
    assert ours == again != theirs
