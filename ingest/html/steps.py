"""The steps that make a page ready for trafilatura, in order. Each changes the tree; kept parts leave a word behind."""

from collections.abc import Callable
from functools import partial

from ingest.html.code import keep_code
from ingest.html.figures import keep_figures
from ingest.html.footnotes import keep_footnotes
from ingest.html.formula_elements import keep_formula_elements
from ingest.html.headings import keep_headings
from ingest.html.kept import Element, KeptParts
from ingest.html.raised import keep_raised
from ingest.html.tables import keep_tables
from ingest.html.text_formulas import keep_text_formulas
from ingest.html.unseen import drop_unseen, rename_custom, space_breaks
from ingest.html.visible import without_unseen_letters

Step = Callable[[Element, KeptParts], None]


def prepare(tree: Element, base_url: str) -> KeptParts:
    """Runs all steps on a tree and returns what they took out of it; addresses in it are relative to `base_url`."""
    kept = KeptParts()
    for element in tree.iter():
        element.text = element.text and _plain(element.text)
        element.tail = element.tail and _plain(element.tail)
    for step in _steps(base_url):
        step(tree, kept)
    return kept


def _steps(base_url: str) -> tuple[Step, ...]:
    return (
        rename_custom,
        keep_formula_elements,
        keep_code,
        keep_text_formulas,
        space_breaks,
        drop_unseen,
        keep_footnotes,
        keep_raised,
        partial(keep_figures, base_url=base_url),
        keep_tables,
        keep_headings,
    )


def _plain(text: str) -> str:
    """Without the page's own words that look like ours, and without letters that nobody sees."""
    return without_unseen_letters(text).replace("zqk", "zq")
