"""What a search needs: the library and its sources, the encoder, the library's own acronyms, a reranker or none."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from index.encoder import Encoder
from index.library import Library, check_encoder
from index.records import SourceEntry
from rag.adapters import Adapters, adapters_of
from rag.filters import Filters
from rag.questions.asked_of import Sites, asked_of, put_to_whom_it_names, sites_of, with_whom_it_means
from rag.questions.core import without_manner
from rag.questions.everyday import Thesaurus, thesaurus
from rag.questions.question import Question
from rag.questions.reading import read_question
from rag.questions.spelling import corrected
from rag.questions.synonyms import Synonyms


class Reranker(Protocol):
    """Says how well texts answer a question; only the order of its scores means something."""

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Searcher:
    """Cheap to make, shared and read-only."""

    library: Library
    encoder: Encoder
    entries: Mapping[str, SourceEntry]
    """The library's sources by id, in the list's order."""
    synonyms: Synonyms
    thesaurus: Thesaurus
    sites: Sites
    adapters: Adapters
    reranker: Reranker | None = None

    @classmethod
    def of(cls, library: Library, encoder: Encoder, reranker: Reranker | None = None) -> "Searcher":
        """The searcher of a library.

        Raises:
            LibraryError: the library was made with another encoder.
        """
        check_encoder(library, encoder)
        entries = {entry.source.id: entry for entry in library.entries()}
        return cls(
            library=library,
            encoder=encoder,
            entries=entries,
            synonyms=Synonyms.of(library.aliases()),
            thesaurus=thesaurus(),
            sites=sites_of(entries.values()),
            adapters=adapters_of(encoder.description),
            reranker=reranker,
        )

    def read(self, text: str) -> Question:
        """A question that stands alone, made ready for searching."""
        asked = without_manner(text)
        return read_question(asked, self.library, self.synonyms, self.thesaurus, self.encoder, self.sites)

    def read_as_asking(self, question: Question) -> Question | None:
        """A question that only names a site or an author, read as one that asks them; None where it names none."""
        put = put_to_whom_it_names(question.text, self.sites, self.encoder.is_word)
        return replace(self.read(put), text=question.text) if put else None

    def with_whom_it_means(self, question: str, earlier: Sequence[str]) -> str:
        """A question with the author that its "he" or "she" is, as the questions before it tell."""
        return with_whom_it_means(question, earlier, self.sites, self.encoder.is_word)

    def put_right(self, earlier: str) -> str:
        """An earlier question of the conversation, without its slips and whom it asked, so that its topic is left."""
        what, _ = asked_of(earlier, self.sites, self.encoder.is_word)
        return corrected(what, self.library, self.encoder.is_word)

    def rows(self, filters: Filters, among: Collection[str] = ()) -> frozenset[int] | None:
        """The chunks of the sources that fit; None where all do.

        Args:
            among: ids of the sources to choose from; all, where none is given.
        """
        if not filters and not among:
            return None
        chosen = among or self.entries
        return self.library.rows_of([key for key in chosen if not filters or filters.fits(self.entries[key])])
