"""A stored document for reading, as Markdown."""

from index.records import Document


def as_markdown(document: Document) -> str:
    """The document for reading: its title, its text, its images where they stand."""
    heading = f"# {document.title}\n\n"
    start = len(heading) if document.text.startswith(heading) else 0
    pieces, cursor = [heading, _byline(document)], start
    for figure in document.figures:
        pieces += [document.text[cursor : figure.position], f"\n\n![{figure.alt or figure.caption}]({figure.url})"]
        cursor = max(cursor, figure.position)
    return "".join([*pieces, document.text[cursor:], "\n"])


def _byline(document: Document) -> str:
    """Authors and year of a paper, as a line of its own; empty where nothing is known."""
    year = f"({document.year})" if document.year else ""
    line = " ".join(part for part in (", ".join(document.authors), year) if part)
    return f"*{line}*\n\n" if line else ""
