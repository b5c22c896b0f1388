"""What needs no fetching: our starter notes, and the curator's own words in the list."""

from datetime import UTC, datetime
from pathlib import Path

from index.records import Document, Source, content_id
from ingest.assemble import Piece, assemble
from ingest.page import Page
from ingest.reading_list import ReadingList

NOTES_FOLDER = Path(__file__).parent / "notes"
NOTES_TOPIC = ("Starter notes",)


def starter_notes() -> list[tuple[Source, Page]]:
    """Every starter note as a source with its page, in the order of their names."""
    return [_note(path) for path in sorted(NOTES_FOLDER.glob("*.md"))]


def _note(path: Path) -> tuple[Source, Page]:
    url = f"sightline:notes/{path.stem}"
    body = path.read_bytes()
    title = body.decode("utf-8").splitlines()[0].removeprefix("# ")
    modified = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
    return Source(url, title, "note", (NOTES_TOPIC,)), Page(url, url, "text/markdown", body, modified)


def curators_notes(reading_list: ReadingList) -> tuple[Source, Document] | None:
    """The paragraphs of a list that hold no link, as a source of their own; None where there are none."""
    if not reading_list.prose:
        return None
    title = f"{reading_list.title} (the curator's notes)"
    url = f"sightline:list/{content_id(reading_list.address)}"  # two lists may bear one title
    source = Source(url, title, "note", (NOTES_TOPIC,), list_url=reading_list.address)
    pieces: list[Piece] = []
    topic: tuple[str, ...] = ()
    for prose in reading_list.prose:
        if prose.topic != topic:
            pieces += [
                Piece("heading", heading, level=depth)
                for depth, heading in enumerate(prose.topic, 2)
                if heading not in topic
            ]
            topic = prose.topic
        pieces.append(Piece("paragraph", prose.text))
    return source, assemble(source.id, title, pieces)
