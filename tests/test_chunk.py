"""Chunks: whole sentences, verbatim, never too long, and nothing of the content left out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.encoder import Encoder
from index.library import Library
from index.records import MAX_HEADING_BYTES, Chunk, Document, Section, Source, encoder_heading
from ingest.assemble import Piece, assemble
from ingest.chunk import MAX_TOKENS, ROOM, chunk_document
from ingest.report import Report

SOURCE = Source("https://a.org/x", "X", "article")
LEFT_OUT = ["References", "Further reading", "Bibliography", "Acknowledgements", "Citation", "See also", "REFERENCES:"]
WORDS = st.lists(
    st.sampled_from(["pooling", "stride", "$x_1$", "e.g.", "See", "A", "卷积。", "합성곱", "3.5", "`a b`"])
)
SENTENCES = WORDS.map(lambda words: " ".join(words) + ".")
LONG = st.integers(1, 400).map(lambda count: "unbroken" * count) | st.integers(1, 400).map(
    lambda count: "word " * count
)
PIECES = st.one_of(
    st.builds(
        lambda text, level, anchor: Piece("heading", text, level=level, anchor=anchor),
        st.sampled_from(["Part", "Another part", "References", "Further reading", "Title", "long " * 50]),
        st.integers(1, 4),
        st.sampled_from(["", "a"]),
    ),
    st.builds(lambda parts: Piece("paragraph", " ".join(parts)), st.lists(SENTENCES | LONG, min_size=1, max_size=8)),
    st.builds(lambda parts: Piece("item", "- " + " ".join(parts)), st.lists(SENTENCES, min_size=1, max_size=4)),
    st.builds(
        lambda mark, parts: Piece("quote", mark + " ".join(parts)),
        st.sampled_from(["> ", "> > ", "> - ", ">   2. "]),
        st.lists(SENTENCES, min_size=1, max_size=4),
    ),
    st.builds(lambda lines: Piece("code", "```\n" + "\n".join(lines) + "\n```"), st.lists(SENTENCES, max_size=60)),
    st.just(Piece("formula", "$$\nx = y. Z\n$$")),
    st.builds(lambda rows: Piece("table", "\n".join(f"| {row} | b |" for row in rows)), st.lists(WORDS, min_size=1)),
    st.just(Piece("caption", "Figure 1: a caption.")),
    st.just(Piece("figure", "alt", url="https://a.org/a.png")),
    st.builds(lambda page: Piece("paragraph", "On a page.", page=page), st.integers(1, 3)),
)

MARK = re.compile(r"(>\s?)*\s*([-*+]|\d+[.)]?)?(\s\[[ xX]?\]?)?")


def count_words(texts: Sequence[str]) -> list[int]:
    """A token counter whose answer can be worked out by hand: ten letters or a part of them are a token."""
    return [sum(-(-len(word) // 10) for word in text.split()) for text in texts]


def is_left_out(section: Section) -> bool:
    return any(heading.rstrip(" :.") in {name.rstrip(":") for name in LEFT_OUT} for heading in section.path)


def covered(chunks: Sequence[Chunk]) -> Iterator[tuple[int, int]]:
    """The spans of the sentences in the document."""
    return ((chunk.start + part.start, chunk.start + part.end) for chunk in chunks for part in chunk.sentences)


def check_verbatim(document: Document, chunks: Sequence[Chunk]) -> None:
    """Chunks and their sentences are where they say, in order, inside one section and on one page."""
    cursor = 0
    for chunk in chunks:
        assert document.text[chunk.start : chunk.end] == chunk.text
        assert cursor <= chunk.start < chunk.end
        cursor = chunk.end
        (section,) = {block.section for block in document.blocks if block.start < chunk.end and block.end > chunk.start}
        assert chunk.section == document.sections[section].path
        assert chunk.anchor == document.sections[section].anchor
        within = 0
        assert chunk.sentences
        for part in chunk.sentences:
            assert within <= part.start < part.end <= len(chunk.text)
            assert chunk.text[part.start : part.end].strip()
            within = part.end
        assert (chunk.sentences[0].start, chunk.sentences[-1].end) == (0, len(chunk.text))
        pages = {block.page for block in document.blocks if block.start < chunk.end and block.end > chunk.start}
        assert pages == {chunk.page}


def check_whole(document: Document, chunks: Sequence[Chunk]) -> None:
    """All content is in a sentence, but for the marks of lists and quotes; nothing else is."""
    seen = [False] * len(document.text)
    for start, end in covered(chunks):
        for position in range(start, end):
            assert not seen[position]
            seen[position] = True
    for block in document.blocks:
        wanted = block.kind != "heading" and not is_left_out(document.sections[block.section])
        for position in range(block.start, block.end):
            if not wanted:
                assert not seen[position], document.text[block.start : block.end]
            elif not seen[position]:
                lead = document.text[block.start : position + 1]
                mark = block.kind in ("item", "quote") and MARK.fullmatch(lead.strip())
                assert mark or document.text[position].isspace(), document.text[block.start : block.end]


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_chunks_of_any_document(pieces: list[Piece]) -> None:
    document = assemble(SOURCE.id, "Title", pieces)
    chunks = chunk_document(document, SOURCE, count_words)
    check_verbatim(document, chunks)
    check_whole(document, chunks)
    assert all(count <= MAX_TOKENS for count in count_words([chunk.text for chunk in chunks]))
    assert all(count <= ROOM for count in count_words([chunk.encoder_text for chunk in chunks]))
    assert all(chunk.source_id == SOURCE.id for chunk in chunks)
    assert len({chunk.id for chunk in chunks}) == len(chunks)


@settings(max_examples=20, deadline=None)
@given(st.lists(PIECES, max_size=8))
def test_chunking_again_gives_the_same_chunks(pieces: list[Piece]) -> None:
    document = assemble(SOURCE.id, "Title", pieces)
    assert chunk_document(document, SOURCE, count_words) == chunk_document(document, SOURCE, count_words)


def chunks_of(*pieces: Piece) -> list[Chunk]:
    return chunk_document(assemble(SOURCE.id, "Title", pieces), SOURCE, count_words)


def test_a_short_section_is_one_chunk() -> None:
    (chunk,) = chunks_of(Piece("heading", "Part", level=2, anchor="p"), Piece("paragraph", "One. Two. Three."))
    assert (chunk.text, chunk.section, chunk.anchor) == ("One. Two. Three.", ("Part",), "p")
    assert [chunk.text[part.start : part.end] for part in chunk.sentences] == ["One.", "Two.", "Three."]


def test_a_chunk_never_spans_two_sections() -> None:
    pieces = [
        piece
        for name in ("A", "B")
        for piece in (Piece("heading", name, level=2), Piece("paragraph", f"Words of {name}."))
    ]
    assert [(chunk.section, chunk.text) for chunk in chunks_of(*pieces)] == [
        (("A",), "Words of A."),
        (("B",), "Words of B."),
    ]


def test_a_long_section_is_cut_between_sentences_into_about_equal_parts() -> None:
    sentence = "This sentence has exactly eight words in it."
    chunks = chunks_of(Piece("paragraph", " ".join([sentence] * 40)))
    assert [len(chunk.sentences) for chunk in chunks] == [20, 20]
    assert all(chunk.text.endswith("it.") for chunk in chunks)


def test_a_sentence_too_long_is_cut_at_a_space() -> None:
    chunks = chunks_of(Piece("paragraph", "word " * 500 + "end."))
    assert " ".join(chunk.text for chunk in chunks) == "word " * 500 + "end."
    assert all(count_words([chunk.text])[0] <= MAX_TOKENS for chunk in chunks)


def test_long_code_is_cut_between_lines() -> None:
    code = "```python\n" + "\n".join(f"line {number} of code" for number in range(200)) + "\n```"
    chunks = chunks_of(Piece("code", code))
    assert len(chunks) > 3
    assert all(chunk.text.splitlines()[0].startswith(("```", "line")) for chunk in chunks)
    assert "\n".join(chunk.text for chunk in chunks) == code


def test_long_code_is_rather_cut_between_its_paragraphs() -> None:
    part = "\n".join(f"line {number} of code" for number in range(20))
    chunks = chunks_of(Piece("code", f"```\n{part}\n{part}\n\n{part}\n```"))
    assert chunks[0].text == f"```\n{part}\n{part}"


def test_a_long_table_is_cut_between_rows() -> None:
    chunks = chunks_of(Piece("table", "\n".join(f"| row {number} | some words |" for number in range(80))))
    assert len(chunks) > 1
    assert all(
        line.startswith("| row") and line.endswith("words |") for one in chunks for line in one.text.splitlines()
    )


@pytest.mark.parametrize(
    "whole", ["$" + "x + " * 60 + "x$", "`" + "call me " * 60 + "now`", "$$ " + "y + " * 60 + "y $$"]
)
@pytest.mark.parametrize(("before", "after"), [(100, 100), (180, 20), (10, 190)])
def test_a_sentence_too_long_is_not_cut_inside_a_formula_or_code(whole: str, before: int, after: int) -> None:
    chunks = chunks_of(Piece("paragraph", "word " * before + whole + " word" * after + "."))
    assert len(chunks) > 1
    assert sum(whole in chunk.text for chunk in chunks) == 1


def test_a_formula_that_alone_is_too_long_is_cut_all_the_same() -> None:
    chunks = chunks_of(Piece("formula", "$$\n" + "x + \n" * 300 + "x\n$$"))
    assert len(chunks) > 1
    assert all(count_words([chunk.text])[0] <= MAX_TOKENS for chunk in chunks)


def test_a_sentence_too_long_is_rather_cut_between_clauses() -> None:
    chunks = chunks_of(Piece("paragraph", "word " * 140 + "here; " + "word " * 160 + "end."))
    assert [chunk.text[-5:] for chunk in chunks] == ["here;", " end."]


@pytest.mark.parametrize("heading", ["A part", "long " * 30, "longer names " * 40, "x" * 400, "卷积" * 90])
def test_headings_and_text_fit_the_encoder_together(heading: str, encoder: Encoder) -> None:
    pieces = [Piece("heading", heading, level=2), Piece("heading", "Inner", level=3)]
    pieces.append(Piece("paragraph", "The stride of this layer is two. " * 150))
    document = assemble(SOURCE.id, "Title " * 12, pieces)
    chunks = chunk_document(document, SOURCE, encoder.count_tokens, room=encoder.room)
    check_whole(document, chunks)
    assert max(encoder.count_tokens([chunk.encoder_text for chunk in chunks])) <= encoder.room == ROOM
    assert min(encoder.count_tokens([chunk.text for chunk in chunks])) > 60
    assert all(heading not in chunk.text for chunk in chunks)
    assert all("> Inner\n" in chunk.encoder_text for chunk in chunks)


def test_a_small_encoder_gets_small_chunks() -> None:
    document = assemble(SOURCE.id, "Title", [Piece("paragraph", "One two three four. " * 100)])
    chunks = chunk_document(document, SOURCE, count_words, room=60)
    assert max(count_words([chunk.encoder_text for chunk in chunks])) <= 60


def test_a_tokenizer_that_counts_joints_too_is_obeyed() -> None:
    """Ten tokens more for each stop inside a text: as much as the sum of its sentences does not tell."""

    def count(texts: Sequence[str]) -> list[int]:
        return [words + 10 * text.count(". ") for text, words in zip(texts, count_words(texts), strict=True)]

    document = assemble(SOURCE.id, "Title", [Piece("paragraph", "One two three four. " * 100)])
    chunks = chunk_document(document, SOURCE, count)
    check_whole(document, chunks)
    assert max(count([chunk.text for chunk in chunks])) <= MAX_TOKENS


@given(st.text(), st.lists(st.text() | st.just("Title"), max_size=5))
def test_a_heading_path_of_any_text_has_a_limit(title: str, path: list[str]) -> None:
    heading = encoder_heading(title, tuple(path))
    assert len(heading.encode("utf-8", "surrogatepass")) <= MAX_HEADING_BYTES


def test_a_formula_stays_with_the_sentence_before_it() -> None:
    chunks = chunks_of(Piece("paragraph", "Long words go here. " * 54 + "The loss is"), Piece("formula", "$$\nx\n$$"))
    assert all(not chunk.text.startswith("$$") for chunk in chunks)


@pytest.mark.parametrize("heading", LEFT_OUT)
def test_sections_that_are_no_content_are_left_out(heading: str) -> None:
    chunks = chunks_of(
        Piece("paragraph", "Content."),
        Piece("heading", heading, level=2),
        Piece("paragraph", "Smith, 2016."),
        Piece("heading", "Deeper", level=3),
        Piece("paragraph", "Jones, 2017."),
    )
    assert [chunk.text for chunk in chunks] == ["Content."]


@pytest.mark.parametrize(
    "heading", ["References in code", "Content-based retrieval", "Comments on pooling", "Comments"]
)
def test_sections_that_only_sound_like_it_are_kept(heading: str) -> None:
    assert len(chunks_of(Piece("heading", heading, level=2), Piece("paragraph", "Content."))) == 1


def test_the_same_words_twice_are_two_chunks_with_two_ids() -> None:
    pieces = [Piece("heading", "A", level=2), Piece("paragraph", "Same.")] * 2
    one, two = chunks_of(*pieces)
    assert one.text == two.text
    assert one.id != two.id


def test_an_id_depends_on_the_text_and_its_place_in_the_outline() -> None:
    (one,) = chunks_of(Piece("paragraph", "Same."))
    (moved,) = chunks_of(Piece("heading", "A", level=2), Piece("paragraph", "Same."))
    (changed,) = chunks_of(Piece("paragraph", "Other."))
    later = chunks_of(Piece("heading", "A", level=2), Piece("paragraph", "New."), Piece("heading", "B", level=2))
    assert len({one.id, moved.id, changed.id, later[0].id}) == 4


def test_every_chunk_of_the_real_library(open_web: Library, encoder: Encoder) -> None:
    chunks = list(open_web.chunks().values())
    assert len(chunks) > 2000
    assert max(encoder.count_tokens([chunk.text for chunk in chunks])) <= MAX_TOKENS
    assert max(encoder.count_tokens([chunk.encoder_text for chunk in chunks])) <= encoder.room
    assert not [text for text, count in Counter(chunk.id for chunk in chunks).items() if count > 1]
    for entry in open_web.entries():
        document = open_web.document(entry.source.id)
        own = [chunk for chunk in chunks if chunk.source_id == entry.source.id]
        assert (document is None) is (not own)
        if document is not None:
            check_verbatim(document, own)


def test_the_content_of_the_real_pages_is_in_a_chunk(open_web: Library) -> None:
    chunks = list(open_web.chunks().values())
    for entry in open_web.entries():
        document = open_web.document(entry.source.id)
        assert document is not None
        seen = bytearray(len(document.text))
        for start, end in covered([chunk for chunk in chunks if chunk.source_id == entry.source.id]):
            seen[start:end] = b"\1" * (end - start)
        for block in document.blocks:
            text = document.text[block.start : block.end]
            missing = "".join(
                letter for letter, kept in zip(text, seen[block.start : block.end], strict=True) if not kept
            )
            left_out = not any(seen[block.start : block.end])
            if block.kind == "heading":
                assert left_out
            elif not left_out:
                assert MARK.fullmatch(missing.strip()), text
        parts = [block for block in document.blocks if block.kind != "heading"]
        kept = sum(any(seen[block.start : block.end]) for block in parts)
        assert kept >= 0.5 * len(parts), entry.source.url


def test_the_library_and_its_report_agree(open_web: Library, open_web_report: tuple[Path, Report]) -> None:
    counts = Counter(chunk.source_id for chunk in open_web.chunks().values())
    assert {entry.source.id: entry.state.chunks for entry in open_web_report[1].entries} == dict(counts)
