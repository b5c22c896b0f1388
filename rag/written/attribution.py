"""Whether what supports a statement says it of the thing that the statement is about."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rag.written.checked import Checked, Checker
from rag.written.evidence import Evidence
from rag.written.subjects import Subjects, leans_on, shares_words


class Attribution:
    """Knows what a question and its library call by name."""

    def __init__(self, checker: Checker, subjects: Subjects) -> None:
        self._checker, self._subjects = checker, subjects

    def of(self, about: str, text: str, ids: Sequence[str], checked: Checked, before: str) -> Checked:
        """A checked statement without the sentences that say it of another thing than it is about.

        Args:
            before: what was said before it, which it may lean on.
        """

        def of_it(cited: Iterable[Evidence]) -> tuple[Evidence, ...]:
            is_other = self._subjects.speaks_of_another
            return tuple(one for one in cited if not is_other(one.text, one.context, text, about))

        if cited := self._holding(text, checked.cited, of_it(checked.cited)):
            return replace(checked, cited=tuple(cited))
        named = self._checker.checked(f"{about} {text}", ids)
        if cited := self._holding(text, named.cited, of_it(named.cited)):
            return replace(named, cited=tuple(cited))
        leaning = leans_on(text)
        is_unsure = leaning == "matter" or not self._subjects.knows(about)
        may_be_meant = is_unsure or (leaning and any(shares_words(one.text, before, text) for one in checked.cited))
        return replace(checked, support="partly") if may_be_meant else Checked("unsupported", ())

    def _holding(self, text: str, cited: Sequence[Evidence], kept: Sequence[Evidence]) -> Sequence[Evidence]:
        """What is kept of sentences that support a statement together, where it still does; nothing where not."""
        return kept if len(kept) == len(cited) or self._checker.holds(text, kept) else ()
