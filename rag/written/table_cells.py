"""A table -> its cells, each a statement of what its row and its column are about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.terms import content_terms, words
from rag.written.attribution import Attribution
from rag.written.blocks import Table, is_plain_head, says_something
from rag.written.citation_check import CheckedCitations, CitationChecker
from rag.written.citation_marks import cited_ids, without_marks
from rag.written.evidence import Evidence, headings_of
from rag.written.lead_ins import LeadIns
from rag.written.subjects import Discourse, Subjects
from rag.written.table_numbers import gives_number, number_of

SURE_CELL = 3
"""Words from which a cell says enough to be sure of."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that says something, and what stands about it in its row."""

    joint: str
    text: str
    after: str
    checked: CheckedCitations


class TableCells:
    """Checks the cells of tables."""

    def __init__(
        self, checker: CitationChecker, subjects: Subjects, lead_ins: LeadIns, attribution: Attribution
    ) -> None:
        self._checker, self._subjects, self._lead_ins, self._attribution = checker, subjects, lead_ins, attribution

    def of_rows(self, table: Table, discourse: Discourse) -> Iterator[list[Cell]]:
        """The cells of each row that say something, in order; of a row that says no more, its label."""
        shown = table.columns_shown
        for row in table.rows:
            said = [without_marks(cell) for cell in row]
            says = [place for place in shown if says_something(said[place])]
            claims = [place for place in says if place] or says
            cells: list[Cell] = []
            joint = "\n| "
            for place, until in zip(claims, [*claims[1:], len(row)][: len(claims)], strict=True):
                joint += "".join(f"{said[one]} | " for one in shown if not cells and one < place)
                after = " |" + "".join(f" {said[one]} |" for one in shown if place < one < until)
                cells.append(Cell(joint, said[place], after, self._checked(table.header, row, place, discourse)))
                joint = " "
            if cells:
                yield cells

    def _checked(self, header: Sequence[str], row: Sequence[str], place: int, discourse: Discourse) -> CheckedCitations:
        """What holds of a cell; few words are never sure, but for a number that a sentence gives to what it is of."""
        ids = cited_ids(" ".join(row))
        if place == 0:
            return self._checker.checked(without_marks(row[0]), ids)
        first, head, said = (without_marks(one) for one in (row[0], header[place], row[place]))
        is_compared = self._subjects.are_names(words(head))
        opening = [*filter(None, [self._claimed(header[0]), head if is_compared else self._claimed(head)])]
        label = self._amid_sentence(first) if opening else first
        text = " ".join([*opening, *([f"{label}:"] if label else []), said])
        ids = cited_ids(row[place]) or ids
        checked = self._checker.checked(text, ids)
        is_plain = is_plain_head(first) and not is_compared
        about = discourse.subject_of(said, is_item=True) if is_plain else head if is_compared else first
        if about and checked.cited:
            checked = self._attribution.of(about, text, ids, checked, discourse.before)
        told = " ".join(f"{one.text} {one.context}" for one in (*self._checker.named(ids), *checked.cited))
        if self._subjects.is_strange([without_marks(header[0]), head, first], told):
            return CheckedCitations("unsupported", ())
        named, of = self._checker.named(ids), (first, head)
        if giving := [one for one in named if gives_number(one.text, said, of, self._named(one))]:
            return CheckedCitations("supported", tuple(giving))
        says_enough = len(words(said)) >= SURE_CELL and number_of(said) is None
        is_sure = says_enough and (is_compared or _is_of(first, checked.cited))
        return checked if is_sure or checked.support != "supported" else replace(checked, support="partly")

    def _named(self, one: Evidence) -> str:
        """What a table need not name: the question, and the headings about a sentence."""
        return " ".join([self._lead_ins.question, *headings_of(one.excerpt.passage.chunk)])

    def _amid_sentence(self, label: str) -> str:
        """What a table compares things by, as it stands behind the name of one: its capital is that of the cell.

        "VGG Size: large" would be read as said of a thing that is called "VGG Size".
        """
        is_word = label[:1].isupper() and label.partition(" ")[0][1:].islower()
        return label if not is_word or self._subjects.knows(label) else label[0].lower() + label[1:]

    def _claimed(self, head: str) -> str:
        """The head of a column, where it says more than what kind of thing stands below it."""
        is_plain = is_plain_head(head) or self._lead_ins.is_of_the_question(head)
        return "" if is_plain else without_marks(head)


def _is_of(label: str, cited: Iterable[Evidence]) -> bool:
    """Whether sentences speak of what a row of a table is about, unless that is but "Step 2"."""
    said = {term for one in cited for term in content_terms(f"{one.text} {one.context}")}
    return is_plain_head(label) or not said.isdisjoint(content_terms(label))
