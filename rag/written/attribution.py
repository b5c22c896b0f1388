"""Whether what supports a statement says it of the thing that the statement is about."""

from collections.abc import Sequence
from dataclasses import replace

from rag.written.citation_check import CheckedCitations, CitationChecker
from rag.written.subjects import Subjects, leans_on, shares_words


class Attribution:
    """Knows what a question and its library call by name."""

    def __init__(self, checker: CitationChecker, subjects: Subjects) -> None:
        self._checker, self._subjects = checker, subjects

    def of(self, about: str, text: str, ids: Sequence[str], checked: CheckedCitations, before: str) -> CheckedCitations:
        """A checked statement without the sentences that say it of another thing than it is about.

        Args:
            before: what was said before it, which it may lean on.
        """
        if held := self._of_it(about, text, checked):
            return held
        if held := self._of_it(about, text, self._checker.checked(f"{about} {text}", ids)):
            return held
        leaning = leans_on(text)
        is_unsure = leaning == "matter" or not self._subjects.knows(about)
        may_be_meant = is_unsure or (leaning and any(shares_words(one.text, before, text) for one in checked.cited))
        return replace(checked, support="partly") if may_be_meant else CheckedCitations("unsupported", ())

    def _of_it(self, about: str, text: str, checked: CheckedCitations) -> CheckedCitations | None:
        """What holds by those of its sentences that do not say it of another thing; None where nothing does.

        Those that only together with the others supported it do so no more.
        """
        is_other = self._subjects.speaks_of_another
        kept = tuple(one for one in checked.cited if not is_other(one.text, one.context, text, about))
        if not kept or len(kept) == len(checked.cited):
            return checked if kept else None
        support = self._checker.support(text, kept)
        is_sure = support == checked.support == "supported"
        return None if support == "unsupported" else CheckedCitations("supported" if is_sure else "partly", kept)
