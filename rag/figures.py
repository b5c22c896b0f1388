"""The figures that stand beside a quote."""

from collections.abc import Sequence

from index.library import Library
from index.records import Figure
from rag.citations import Excerpt
from rag.excerpts.instructions import speaks_to_machines

MAX_DISTANCE_CHARACTERS = 600
"""Characters around a quote within which a figure belongs to it."""
MAX_FIGURES = 2


def figures_beside(library: Library, excerpt: Excerpt) -> Sequence[Figure]:
    """Figures near an excerpt, in its section, but for those whose caption speaks to machines."""
    chunk = excerpt.passage.chunk
    document = library.document(chunk.source_id)
    if document is None:
        return []
    start, end = chunk.start + excerpt.sentences[0].start, chunk.start + excerpt.sentences[-1].end
    section = next((part for part in document.sections if part.start <= chunk.start < part.end), None)
    near = (
        figure
        for figure in document.figures
        if start - MAX_DISTANCE_CHARACTERS <= figure.position <= end + MAX_DISTANCE_CHARACTERS
        and not (speaks_to_machines(figure.caption) or speaks_to_machines(figure.alt))
    )
    within = [figure for figure in near if section is None or section.start <= figure.position <= section.end]
    return within[:MAX_FIGURES]
