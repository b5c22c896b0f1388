"""What each part of the search adds: the right page among the first passages, with one part left out at a time.

Run: python benchmarks/retrieval.py LIBRARY (a library of the open-web list). The golden questions, each half by itself;
a passage is right when its page is one of the case's sources.
"""

import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from index.encoder import load_encoder
from index.export import BUNDLED_MODEL
from index.library import open_library
from index.terms import content_words, terms
from rag import retrieve as retrieval
from rag.adapters import no_adapter
from rag.evaluation.cases import Case, read_cases
from rag.evaluation.metrics import hit_at, reciprocal_rank
from rag.filters import NO_FILTERS
from rag.questions.everyday import Thesaurus
from rag.questions.followup import ways_to_stand_alone
from rag.questions.spelling import corrected
from rag.questions.synonyms import Synonyms
from rag.searcher import Searcher
from settings import read_settings

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
DEPTH = 10
Way = Callable[[str], list[str]]
"""From a question that stands alone to the addresses of the passages' pages, best first."""


class Ways:
    """The search as shipped, and with parts left out."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self.library, self.encoder = searcher.library, searcher.encoder

    def bm25(self, text: str) -> list[str]:
        """The words as they are typed."""
        stems = [stem for word in content_words(text) for stem in terms(word)]
        return self._pages([row for row, _ in self.library.search_lexical(stems, DEPTH)])

    def dense(self, text: str) -> list[str]:
        """The question as it is typed."""
        return self._pages([row for row, _ in self.library.search_dense(self.encoder.encode_question(text), DEPTH)])

    def shipped(self, text: str) -> list[str]:
        """All parts."""
        return self._search(self.searcher, corrected(text, self.library, self.encoder.is_word))

    def as_typed(self, text: str) -> list[str]:
        """Typing mistakes left as they are."""
        return self._search(self.searcher, text)

    def without_synonyms(self, text: str) -> list[str]:
        """Without acronyms and other names that the library explains."""
        plain = replace(self.searcher, synonyms=Synonyms.of([]))
        return self._search(plain, corrected(text, self.library, self.encoder.is_word))

    def without_everyday_words(self, text: str) -> list[str]:
        """Without the thesaurus of everyday words."""
        plain = replace(self.searcher, thesaurus=Thesaurus.of({}))
        return self._search(plain, corrected(text, self.library, self.encoder.is_word))

    def without_adapter(self, text: str) -> list[str]:
        """With the question's vector as the encoder gives it."""
        none = no_adapter(self.encoder.description.dimension)
        plain = replace(self.searcher, adapters=replace(self.searcher.adapters, passages=none))
        return self._search(plain, corrected(text, self.library, self.encoder.is_word))

    def with_constant(self, name: str, value: float) -> Way:
        """With another value of one constant of `rag.retrieve`."""

        def search(text: str) -> list[str]:
            with patch.object(retrieval, name, value):
                return self.shipped(text)

        return search

    def _search(self, searcher: Searcher, text: str) -> list[str]:
        question = searcher.read(text)
        vector = self.encoder.encode_question(question.encoded_text)
        found = retrieval.retrieve(searcher, question, vector, DEPTH, NO_FILTERS)
        return [passage.entry.source.url for passage in found]

    def _pages(self, rows: Sequence[int]) -> list[str]:
        chunks = self.library.chunks(rows)
        return [self.searcher.entries[chunks[row].source_id].source.url for row in rows]


def main() -> None:
    library = open_library(Path(sys.argv[1]))
    ways = Ways(Searcher.of(library, load_encoder(BUNDLED_MODEL, read_settings().cache)))
    table: dict[str, Way] = {
        "BM25 alone": ways.bm25,
        "dense alone": ways.dense,
        "without the adapter": ways.without_adapter,
        "fused, k = 60": ways.with_constant("RANK_CONSTANT", 60),
        "typing mistakes left": ways.as_typed,
        "no acronyms and other names": ways.without_synonyms,
        "no everyday words": ways.without_everyday_words,
        "a source as often as it comes": ways.with_constant("SHARE", 1000),
        "notes like curated sources": ways.with_constant("NOTE_WEIGHT", 1.0),
        "definitions where they are found": ways.with_constant("DEFINITIONS", 0),
        "as shipped": ways.shipped,
    }
    for half in ("development", "held_back"):
        cases = [case for file in sorted((GOLDEN / half).glob("*.yaml")) for case in read_cases(file) if case.sources]
        print(f"{half}, {len(cases)} cases")
        for name, way in table.items():
            print(f"  {name}: {scores(cases, way)}")


def scores(cases: Sequence[Case], way: Way) -> str:
    """hit@k and MRR over cases with sources."""
    found = [(way(ways_to_stand_alone(case.question, case.history)[0]), case.sources) for case in cases]
    hits = ", ".join(
        f"hit@{k} {statistics.mean(hit_at(pages, right, k) for pages, right in found):.3f}" for k in (1, 5, DEPTH)
    )
    return f"{hits}, MRR@{DEPTH} {statistics.mean(reciprocal_rank(*one, DEPTH) for one in found):.3f}"


if __name__ == "__main__":
    main()
