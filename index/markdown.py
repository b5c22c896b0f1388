"""A stored document for reading, as Markdown."""

from index.records import Document


def as_markdown(document: Document) -> str:
    """The document for reading: its title, its text, its images where they stand."""
    heading = f"# {document.title}\n\n"
    pieces, cursor = ["" if document.text.startswith(heading) else heading], 0
    for figure in document.figures:
        pieces += [document.text[cursor : figure.position], f"\n\n![{figure.alt or figure.caption}]({figure.url})"]
        cursor = figure.position
    return "".join([*pieces, document.text[cursor:], "\n"])
