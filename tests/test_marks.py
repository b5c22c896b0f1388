"""The first item of a quoted list keeps its mark; what is quoted is stored text all the same."""

import pytest

from index.encoder import Encoder
from index.library import Library, open_library
from ingest.pipeline import ingest
from ingest.plan import Plan
from ingest.progress import Progress
from rag.assistant import Assistant
from rag.citations import Excerpt, cite
from rag.excerpts.marks import with_mark
from rag.retrieve import Passage

PAGE = """\
# Nest boxes for owls

## How to build

1. Saw a board into six parts. Each is dry.
2. Nail the parts of the box together.
3. Hang the box up in a tall tree.

## Where to hang it

A box hangs well in these places:

- On a tall tree at the edge of a wood.
- On the gable of an old barn.

## What to know

1) Owls use no straw.

They lay two eggs.

- They come back every year.
"""


@pytest.fixture(scope="module")
def nests(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Library:
    folder = tmp_path_factory.mktemp("nests")
    (folder / "nests.md").write_text(PAGE, encoding="utf-8")
    (folder / "list.md").write_text("# List\n\n## Owls\n\n- [Nest boxes](nests.md)\n", encoding="utf-8")
    ingest(
        Plan(folder / "library", (str(folder / "list.md"),), offline=True, notes=False), encoder, Progress(quiet=True)
    )
    return open_library(folder / "library")


def excerpt_of(library: Library, first: str, last: str) -> Excerpt:
    """The excerpt from the sentence that begins with some words to the one that ends with others."""
    entry = next(one for one in library.entries() if one.source.url.endswith("nests.md"))
    row, chunk = next((row, chunk) for row, chunk in library.chunks().items() if first in chunk.text)
    texts = chunk.sentence_texts
    begins = next(place for place, text in enumerate(texts) if text.startswith(first))
    ends = next(place for place, text in enumerate(texts) if text.endswith(last))
    return Excerpt(Passage(row=row, chunk=chunk, entry=entry, score=1.0, cosine=0.0, lexical=0.0), begins, ends, 1.0)


@pytest.mark.parametrize(
    ("first", "last", "quote"),
    [
        (
            "Saw",
            "together.",
            "1. Saw a board into six parts. Each is dry.\n2. Nail the parts of the box together.",
        ),
        ("Nail", "tree.", "2. Nail the parts of the box together.\n3. Hang the box up in a tall tree."),
        ("On a tall", "barn.", "- On a tall tree at the edge of a wood.\n- On the gable of an old barn."),
        ("A box", "wood.", "A box hangs well in these places:\n\n- On a tall tree at the edge of a wood."),
        ("Saw", "dry.", "Saw a board into six parts. Each is dry."),
        ("Each", "together.", "Each is dry.\n2. Nail the parts of the box together."),
        ("Owls", "eggs.", "Owls use no straw.\n\nThey lay two eggs."),
        (
            "Owls",
            "year.",
            "Owls use no straw.\n\nThey lay two eggs.\n\n- They come back every year.",
        ),
    ],
    ids=["opens", "amid", "bullets", "lead", "one item", "amid an item", "no list", "other list"],
)
def test_the_first_item_has_its_mark_where_others_follow(nests: Library, first: str, last: str, quote: str) -> None:
    bare = excerpt_of(nests, first, last)
    plain, cited = cite(1, bare, ()), cite(1, with_mark(bare, nests), ())
    document = nests.document(cited.source_id)
    assert document is not None
    assert cited.quote == quote
    assert cited.before + cited.quote + cited.after in document.text
    assert (cited.link, cited.chunk_id) == (plain.link, plain.chunk_id), "it lands on the words, which have no mark"


def test_an_answer_quotes_a_list_with_all_its_marks(nests: Library, encoder: Encoder) -> None:
    answer = Assistant(nests, encoder).ask("What are the steps to build a nest box?")
    assert answer.answered
    assert any(one.text.startswith("1. Saw a board") and "\n2. Nail" in one.text for one in answer.statements)
    assert [one.text for one in answer.statements] == [one.quote for one in answer.citations]
