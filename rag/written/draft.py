"""An answer as it is being written: statement by statement, each checked before anybody sees it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.library import Library
from index.terms import content_terms
from rag.answer import Answer, Statement
from rag.assistant import Prepared
from rag.citations import Citation, cite
from rag.figures import figures_beside
from rag.support.check import SupportCheck
from rag.template_marks import CLOSES, OPENS
from rag.written.attribution import Attribution
from rag.written.blocks import Table, cells, code_inside, is_prose
from rag.written.citation_check import CheckedCitations, CitationChecker
from rag.written.citation_marks import MARK, cited_ids, joint_of, without_marks
from rag.written.envelope import answer_in, is_envelope
from rag.written.evidence import Evidence, headings_of, titles_of
from rag.written.lead_ins import LeadIns, below, is_label, may_be_lead_in
from rag.written.markers import MarkerReader
from rag.written.nesting import Nesting
from rag.written.reference_list import is_reference_table, opens_reference_list
from rag.written.scrub import Scrubber
from rag.written.small_talk import (
    ANOTHER_TURN,
    COMMAND,
    NO_ANSWER,
    OF_ITS_RULES,
    OF_THE_READER,
    SENDS,
    claims,
    declines,
    is_of_itself,
    is_remainder,
    uncounted,
    unknown_command,
    without_code_apart,
    without_label,
)
from rag.written.subjects import Discourse, Subjects, is_said, leans_on, things_in
from rag.written.table_cells import TableCells
from rag.written.units import MAX_UNIT_CHARACTERS, Unit, Units, units_of

MOST_STATEMENTS, MOST_WORDS, MOST_REPEATS = 24, 320, 2
"""A model that goes on beyond these has lost itself; a row of a table is one statement."""
SPELLED_OUT, LEAKS = 2, 2
"""Ids written as text from which a unit leaks the prompt, and leaks from which the reply does: one may be chance."""
MOSTLY = 0.5
"""Share of unsupported statements above which the sources speak themselves."""
NOT_SHOWN = "…"
"""In the place of a cell that is not shown."""
_OF_THE_PROMPT = re.compile(
    rf"(?:From|Question|Rules|Reader):|{OPENS}|{CLOSES}|\d\. (?:Write|Behind|What stands|If the)"
)


class Draft:
    """Takes the pieces of a reply; gives the answer so far."""

    def __init__(
        self,
        prepared: Prepared,
        evidence: Sequence[Evidence],
        check: SupportCheck,
        rules: str,
        key: str,
        library: Library,
    ) -> None:
        ids, said = [one.id for one in evidence], [one.text for one in evidence]
        self._prepared, self._library, self._ids = prepared, library, ids
        self._units, self._reader = Units(), MarkerReader(ids, titles_of(evidence))
        self._scrubber = Scrubber(ids, rules, key, said=" ".join(said))
        self._checker = CitationChecker(check, evidence)
        self._subjects = Subjects(prepared.standalone, things_in(library))
        self._lead_ins = LeadIns(prepared.standalone, self._subjects, _headings(evidence), said)
        self._attribution = Attribution(self._checker, self._subjects)
        self._table_cells = TableCells(self._checker, self._subjects, self._lead_ins, self._attribution)
        self._discourse, self._nesting = Discourse(self._subjects), Nesting()
        self._statements: list[Statement] = []
        self._citations: dict[str, Citation] = {}
        self._taken = 0
        """Statements, and rows of tables."""
        self._labels = 0
        """Statements that are but labels which no source has."""
        self._said: dict[str, int] = {}
        self._cited_last: frozenset[str] = frozenset()
        """The sources of the last statement: what comes after it of "it" comes from them."""
        self._lead = ""
        self._leaked = 0
        self._spoken = ""
        """What it said last, shown or not, a line each."""
        self._has_ended = False
        self.is_broken_off = False
        """Whether more was said than is taken of an answer."""
        self.is_declined = False
        """Whether the model says that the sources do not answer."""

    def add(self, piece: str) -> bool:
        """Takes a piece; returns whether a statement is complete."""
        return self._take_all(self._units.feed(piece))

    def close(self, *, is_whole: bool = True) -> bool:
        """Takes what is left at the end, which may have come amid a sentence."""
        return self._take_all(self._units.close(is_whole=is_whole))

    @property
    def is_empty(self) -> bool:
        return not self._statements

    @property
    def is_leaking(self) -> bool:
        """Whether it repeats what it was told instead of answering: more than once, or beside nothing that is sure."""
        is_sure = any(statement.support == "supported" for statement in self._statements)
        return self._leaked >= LEAKS or (self._leaked > 0 and not is_sure)

    @property
    def is_enough(self) -> bool:
        """Whether nothing more is wanted of the model."""
        is_over = self.is_declined or self._has_ended or self._units.is_over or self._leaked >= LEAKS
        return is_over or self.is_lost

    @property
    def is_lost(self) -> bool:
        """Whether it is as long as an answer may be, or a sentence of it is, or it says the same again and again."""
        words = sum(len(statement.text.split()) for statement in self._statements)
        repeats = max(self._said.values(), default=0) > MOST_REPEATS
        return self._units.is_lost or repeats or self._taken >= MOST_STATEMENTS or words > MOST_WORDS

    @property
    def is_mostly_unsupported(self) -> bool:
        """Whether more of it is said by no source than by one, labels that no source has aside."""
        unsupported = sum(statement.support == "unsupported" for statement in self._statements) - self._labels
        claims = len(self._statements) - self._labels
        return unsupported > MOSTLY * claims or not claims

    def answer(self) -> Answer:
        """The answer as far as it goes."""
        return Answer(
            question=self._prepared.question,
            standalone_question=self._prepared.standalone,
            answered=True,
            mode="written",
            statements=tuple(self._statements),
            citations=tuple(self._citations.values()),
            notice=self._prepared.coverage.notice,
        )

    def _take_all(self, units: Iterable[Unit]) -> bool:
        taken = False
        for unit in units:
            self.is_broken_off |= self.is_lost
            if not self.is_enough:
                taken = self._take(unit) or taken
        self.is_broken_off |= self._units.is_lost
        return taken

    def _take(self, unit: Unit) -> bool:
        if unit.kind == "thought":
            self._forget()
            return True
        if self.is_declined:
            return False
        if ANOTHER_TURN.match(unit.text) and not self.is_empty:
            self._has_ended = True
            return False
        if declines(unit.text):
            self.is_declined = self.is_empty
            return False
        if unit.kind == "code":
            inside = code_inside(unit.text)
            if opens_reference_list(inside.strip().partition("\n")[0]):
                return False
            if is_prose(unit.text):
                return self._take_all(units_of(inside))
            if is_envelope(inside):
                return self.is_empty and self._take_all(units_of(answer_in(inside)))
            code = self._scrubber.code(self._reader.code(unit.text))
            if self._tells(code) or unknown_command(code, self._is_known_code):
                return self._leave_out()
            return bool(content_terms(code_inside(code))) and self._state(
                code, self._checker.code(code_inside(code)), "\n\n"
            )
        read = self._reader.read(unit.text)
        marked = self._scrubber.clean(read)
        if unit.kind == "prose" and marked != read and len(parts := units_of(unit.gap + MARK.sub(r"[\1]", marked))) > 1:
            return self._take_all(parts)  # where one ended was hidden by what is taken out
        text, ids = without_label(without_marks(marked)), cited_ids(marked)
        if self._leaks(unit.text, marked, text):
            self._leaked += 1
            return self._leave_out()
        if self._tells(text):
            return self._leave_out()
        if unit.kind == "table" and (table := Table.of(marked)):
            said = (without_marks(cell) for row in table.rows for cell in row)
            return not is_reference_table(table.header, said) and self._take_table(table)
        return claims(text) and not self._reader.is_title(text) and self._take_prose(unit, text, ids)

    def _take_table(self, table: Table) -> bool:
        """Takes a table, cell by cell; a row that was said before is left out."""
        head = f"\n\n{table.head}"
        for row in self._table_cells.of_rows(table, self._discourse):
            if not self._is_repeated(" ".join(cell.joint + cell.text + cell.after for cell in row)):
                self._taken += 1
                for cell in row:
                    text = NOT_SHOWN if self._must_not_be_followed(cell.text, cell.checked) else cell.text
                    self._append(text, cell.checked, head + cell.joint, cell.after)
                    head = ""
        if not head:
            self._discourse.says(table.head, is_item=False)
        return not head

    def _is_known_code(self, code: str) -> bool:
        return self._checker.code(code).support == "supported"

    def _take_prose(self, unit: Unit, text: str, ids: Sequence[str]) -> bool:
        """Takes a title, what leads to a list, or a statement."""
        shown = without_code_apart(text, self._is_known_code)
        joint = self._nesting.joint(joint_of(unit.gap), is_below_last=not self._discourse.is_broken)
        text = uncounted(shown)
        is_item = joint.strip() != ""
        names_only = may_be_lead_in(unit.text, text, unit.gap) and self._lead_ins.claims_nothing(text)
        is_lead = names_only or (not ids and may_be_lead_in(unit.text, text, unit.gap))
        checked = self._checker.lead(text, ids) if is_lead else self._checked(text, ids, is_item=is_item)
        if is_lead and not (ids and checked.cited) and (names_only or (checked.cited and is_label(text))):
            self._lead = below(self._lead, joint) + shown
            self._discourse.opens(self._lead_ins.subject(text), text)
            return False
        if checked.support != "supported" and is_lead and self._lead_ins.is_of_the_question(text):
            return self._leave_out()
        if self._must_not_be_followed(text, checked):
            return self._leave_out()
        if self.is_empty and checked.support == "unsupported" and NO_ANSWER.search(text):
            self.is_declined = True
            return False
        if checked.support == "unsupported" and is_of_itself(text):
            return False
        if checked.support == "unsupported" and (is_remainder(text) or NO_ANSWER.search(text)):
            return self._leave_out()
        if leans_on(text) and self._discourse.is_broken and not self._is_of_the_last(text, checked):
            return False  # a reader would take it for said of what is shown before it
        if not self._state(shown, checked, joint):
            return self._leave_out()
        self._labels += is_lead and is_label(text) and checked.support == "unsupported"
        if is_lead and (subject := self._lead_ins.subject(text)):
            self._discourse.opens(subject, text)
        else:
            self._discourse.says(text, is_item=is_item)
        return True

    def _checked(self, text: str, ids: Sequence[str], *, is_item: bool) -> CheckedCitations:
        """What holds of a statement, or else of what stands behind its label."""
        checked = self._checked_as_is(text, ids, is_item=is_item)
        said = "" if checked.support == "supported" else self._lead_ins.behind_label(text)
        return self._checked_as_is(said, ids, is_item=is_item) if said else checked

    def _checked_as_is(self, text: str, ids: Sequence[str], *, is_item: bool) -> CheckedCitations:
        """What holds of a statement, also as one about the thing that it leaves unnamed."""
        leaning = leans_on(text) if not self.is_empty else ""
        checked = self._checker.checked(text, ids, self._cited_last if leaning else ())
        about = self._discourse.subject_of(text, is_item=is_item)
        said = (f"{one.text} {one.context}" for one in (*self._checker.named(ids), *checked.cited))
        if text.startswith("|") and self._subjects.is_strange(cells(text), " ".join(said)):
            return CheckedCitations("unsupported", ())
        if about and checked.cited:
            checked = self._attribution.of(about, text, ids, checked, self._discourse.before)
        follows_unsure = leaning and not self._lead and self._statements[-1].support == "unsupported"
        if follows_unsure and checked.support == "supported":
            return replace(checked, support="partly")  # no source says what "it" is
        return checked

    def _is_of_the_last(self, text: str, checked: CheckedCitations) -> bool:
        """Whether what leans on something left out is said of what was shown before that as well."""
        about = self._discourse.subject_of(text, is_item=True)
        said = (f"{one.text} {one.context}" for one in checked.cited)
        return self.is_empty or (about != "" and any(is_said(about, one) for one in said))

    def _leave_out(self) -> bool:
        """Shows nothing of what was written; what leans on it must not be read as said of something else."""
        self._discourse.is_broken = True
        return False

    def _forget(self) -> None:
        """Drops what was thought and not answered, as its end shows."""
        self._statements.clear()
        self._taken = self._labels = 0
        self._citations.clear()
        self._said.clear()
        self._cited_last, self._lead = frozenset(), ""
        self._discourse, self._nesting = Discourse(self._subjects), Nesting()

    def _leaks(self, written: str, marked: str, text: str) -> bool:
        """Whether it spells out ids instead of citing them, or repeats the lines between which the sources stand."""
        folded, cited = written.casefold(), MARK.findall(marked)
        spelled = sum(folded.count(one) > cited.count(one) for one in self._ids)
        repeats = any(map(self._scrubber.repeats_rules, (written, text)))
        return spelled >= SPELLED_OUT or repeats or _OF_THE_PROMPT.match(written.lstrip()) is not None

    def _must_not_be_followed(self, text: str, checked: CheckedCitations) -> bool:
        """Whether no source knows a command, which is nothing to be tried, a way that a reader is sent, or a rule."""
        unwanted = COMMAND.search(text) or SENDS.match(text) or OF_ITS_RULES.search(text) or OF_THE_READER.search(text)
        is_unsaid = checked.support == "unsupported" and (unwanted is not None or self._scrubber.retells_rules(text))
        return is_unsaid or unknown_command(text, self._is_known_code) != ""

    def _tells(self, text: str) -> bool:
        """Whether it has told the key or the rules, in however many statements; no more is wanted of such a model."""
        self._spoken = f"{self._spoken}\n{text}"[-MAX_UNIT_CHARACTERS:]
        if not (self._scrubber.is_spelt(self._spoken) or self._scrubber.repeats_rules(self._spoken)):
            return False
        self._leaked = LEAKS
        return True

    def _state(self, text: str, checked: CheckedCitations, joint: str) -> bool:
        """Adds a statement, unless it was said before."""
        if self._is_repeated(text):
            return False
        if self._statements and self._statements[-1].ends_block:
            joint = "\n\n" + joint.lstrip()
        self._taken += 1
        self._append(text, checked, joint)
        return True

    def _is_repeated(self, text: str) -> bool:
        """Whether a text was said before; from now on it was."""
        said = re.sub(r"\W+", " ", text.casefold()).strip()
        self._said[said] = self._said.get(said, 0) + 1
        return self._said[said] > 1

    def _append(self, text: str, checked: CheckedCitations, joint: str, after: str = "") -> None:
        """Adds a statement below what leads to it."""
        numbers = tuple(sorted({self._number(one) for one in checked.cited}))
        joint, self._lead = self._lead + joint, ""
        self._cited_last = frozenset(one.source for one in checked.cited)
        self._statements.append(Statement(text, numbers, checked.support, joint, after))

    def _number(self, evidence: Evidence) -> int:
        """The number of a citation, in order of first use."""
        if evidence.id not in self._citations:
            figures = figures_beside(self._library, evidence.excerpt)
            self._citations[evidence.id] = cite(len(self._citations) + 1, evidence.excerpt, figures)
        return self._citations[evidence.id].number


def _headings(evidence: Iterable[Evidence]) -> Iterable[str]:
    """The titles and headings that evidence stands under."""
    for one in evidence:
        yield from headings_of(one.excerpt.passage.chunk)
