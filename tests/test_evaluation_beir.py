"""Public retrieval sets: a small one read, indexed and scored by hand, and the sentence for each bad one."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import log2
from pathlib import Path
from typing import Any

import pytest

from index.encoder import Encoder
from index.errors import LibraryError, QuestionsError
from rag.evaluation.beir import BeirDocument, Query, read_retrieval_set
from rag.evaluation.benchmark import beir, score_rankings
from rag.evaluation.corpus import corpus_library, cut_near_middle
from settings import Settings, read_settings

CORPUS = [
    {"_id": "owl", "title": "Owls", "text": "An owl turns its head by up to 270 degrees."},
    {"_id": "hawk", "title": "Hawks", "text": "A hawk is a bird of prey that hunts by day."},
    {"_id": "tide", "title": "", "text": "The tide rises when the moon pulls at the sea."},
    {"_id": "empty", "title": "", "text": ""},
    {"_id": "bread", "text": "Bread is baked from flour and water.", "metadata": {}},
    {"_id": 6, "title": "Moon", "text": ""},
]
QUERIES = [
    {"_id": "q1", "text": "How far does an owl turn its head?"},
    {"_id": "q2", "text": "Why does the sea rise?"},
    {"_id": "q3", "text": "Who bakes bread from flour?"},
]
JUDGEMENTS = "query-id\tcorpus-id\tscore\nq1\towl\t2\nq1\thawk\t1\nq2\ttide\t1\nq2\tbread\t0\ngone\towl\t1\n"
Write = Callable[..., Path]


def lines(values: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Runs the benchmark with an encoder that is there already and a cache of its own."""

    settings: Settings
    capsys: pytest.CaptureFixture[str]

    def json(self, folder: Path, run: Path | None = None) -> tuple[dict[str, Any], str]:
        beir(self.settings, folder, run, as_json=True)
        printed = self.capsys.readouterr()
        return json.loads(printed.out), printed.err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "set" / "qrels").mkdir(parents=True)
    (tmp_path / "set" / "corpus.jsonl").write_text(lines(CORPUS))
    (tmp_path / "set" / "queries.jsonl").write_text(lines(QUERIES))
    (tmp_path / "set" / "qrels" / "test.tsv").write_text(JUDGEMENTS)
    return tmp_path / "set"


@pytest.fixture
def settings(tmp_path: Path, encoder: Encoder) -> Settings:
    kept = read_settings()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "encoders").symlink_to(kept.cache / "encoders")
    return replace(kept, library=tmp_path / "library", cache=tmp_path / "cache")


@pytest.fixture
def benchmark(settings: Settings, capsys: pytest.CaptureFixture[str]) -> Benchmark:
    return Benchmark(settings, capsys)


def test_a_set_is_read(folder: Path) -> None:
    found = read_retrieval_set(folder)
    assert found.documents[0] == BeirDocument("owl", "Owls", "An owl turns its head by up to 270 degrees.")
    assert [document.id for document in found.documents] == ["owl", "hawk", "tide", "empty", "bread", "6"]
    assert found.queries[0] == Query("q1", "How far does an owl turn its head?")
    assert found.judgements == {"q1": {"owl": 2, "hawk": 1}, "q2": {"tide": 1, "bread": 0}, "gone": {"owl": 1}}
    assert [query.id for query in found.judged] == ["q1", "q2"]


def test_judgements_may_stand_beside_the_corpus_and_without_a_header(folder: Path) -> None:
    (folder / "qrels" / "test.tsv").unlink()
    (folder / "qrels.tsv").write_text("q3\tbread\t1\n")
    assert read_retrieval_set(folder).judgements == {"q3": {"bread": 1}}


def test_scores_by_hand() -> None:
    rankings = {"q1": ["hawk", "tide", "owl"], "q2": ["owl"]}
    judgements = {"q1": {"owl": 2, "hawk": 1}, "q2": {"tide": 1, "owl": 0}}
    scores = score_rankings("by hand", rankings, judgements)
    first = (1 / log2(2) + 2 / log2(4)) / (2 / log2(2) + 1 / log2(3))  # 2 / 2.6309 = 0.7602
    assert scores.ndcg_at_10 == pytest.approx((first + 0) / 2)
    assert round(scores.ndcg_at_10, 4) == 0.3801
    assert (scores.recall_at_10, scores.recall_at_100, scores.mrr_at_10) == (0.5, 0.5, 0.5)


def test_the_whole_way(folder: Path, benchmark: Benchmark, tmp_path: Path) -> None:
    run = tmp_path / "run.jsonl"
    printed, said = benchmark.json(folder, run)
    assert {name: printed[name] for name in ("documents", "chunks", "queries", "judged_queries")} == {
        "documents": 6,
        "chunks": 5,
        "queries": 3,
        "judged_queries": 2,
    }
    assert [one["system"] for one in printed["systems"]] == [
        "Sightline",
        "BM25 alone",
        "dense alone",
        "plain LlamaIndex",
    ]
    found = {one["id"]: one["ids"] for one in map(json.loads, run.read_text().splitlines())}
    assert list(found) == ["q1", "q2", "q3"]  # the one without a judgement too
    assert (found["q1"][0], found["q2"][0], found["q3"][0]) == ("owl", "tide", "bread")
    place = found["q1"].index("hawk") + 1
    of_q1 = (2 / log2(2) + 1 / log2(place + 1)) / (2 / log2(2) + 1 / log2(3))
    ours = printed["systems"][0]
    assert ours["ndcg_at_10"] == pytest.approx((of_q1 + 1) / 2)
    assert (ours["recall_at_10"], ours["recall_at_100"], ours["mrr_at_10"]) == (1, 1, 1)
    assert said.endswith("queries.jsonl does not have them: 1 judged queries\n")
    assert "Encoding: 5\n" in said


def test_a_cache_that_cannot_be_written_is_told_with_the_setting_for_another(
    folder: Path, settings: Settings, benchmark: Benchmark
) -> None:
    (settings.cache / "benchmarks").write_text("in the way")
    with pytest.raises(LibraryError, match="choose another with SIGHTLINE_CACHE"):
        benchmark.json(folder)


def test_a_second_run_encodes_nothing_and_finds_the_same(folder: Path, benchmark: Benchmark, tmp_path: Path) -> None:
    (folder / "qrels" / "test.tsv").unlink()
    first, again = tmp_path / "first.jsonl", tmp_path / "again.jsonl"
    printed, said = benchmark.json(folder, first)
    assert printed["systems"] == []
    assert "Encoding" in said
    assert "Encoding" not in benchmark.json(folder, again)[1]
    assert again.read_text() == first.read_text()


def test_scores_for_people(folder: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    beir(settings, folder, None, as_json=False)
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "6 documents in 5 chunks, 3 queries, 2 of them judged"
    assert printed[2].split() == ["nDCG@10", "R@10", "R@100", "MRR@10"]
    assert [line[:16].strip() for line in printed[3:]] == ["Sightline", "BM25 alone", "dense alone", "plain LlamaIndex"]
    assert not (settings.library).exists()


def test_a_long_document_becomes_chunks_that_fit(encoder: Encoder, tmp_path: Path) -> None:
    words = " ".join(f"Sentence {number} says what an owl does at night: it hunts." for number in range(60))
    library = corpus_library([BeirDocument("long", "Owls " * 100, words)], encoder, tmp_path)
    chunks = list(library.chunks().values())
    document = library.document(chunks[0].source_id)
    assert document is not None
    assert len(chunks) > 3
    assert all(document.text[chunk.start : chunk.end] == chunk.text for chunk in chunks)
    assert max(encoder.count_tokens([chunk.encoder_text for chunk in chunks])) <= encoder.room
    assert " ".join(chunk.text for chunk in chunks) == words
    assert all(chunk.text.startswith("Sentence") and chunk.text.endswith(".") for chunk in chunks)
    assert all(
        " ".join(chunk.text[part.start : part.end] for part in chunk.sentences) == chunk.text for chunk in chunks
    )


def test_a_text_without_spaces_is_cut_all_the_same(encoder: Encoder, tmp_path: Path) -> None:
    text = "".join(chr(0x4E00 + number) for number in range(1000))
    chunks = list(corpus_library([BeirDocument("cjk", "", text)], encoder, tmp_path).chunks().values())
    assert "".join(chunk.text for chunk in chunks) == text
    assert cut_near_middle(text) == 500


@pytest.mark.parametrize(
    ("name", "text", "phrases"),
    [
        ("corpus.jsonl", None, ["corpus.jsonl cannot be read", "give a folder with corpus.jsonl, queries.jsonl"]),
        ("queries.jsonl", None, ["queries.jsonl cannot be read"]),
        ("corpus.jsonl", "", ["corpus.jsonl is empty"]),
        ("corpus.jsonl", '{"_id": "a", "text": ""}\n\n{"_id"', ["Line 3 of", "corpus.jsonl is not JSON"]),
        ("corpus.jsonl", "[1]", ["Line 1 of", "is not an object"]),
        ("corpus.jsonl", '{"text": "x"}', ["Line 1 of", 'has no text "_id"']),
        ("corpus.jsonl", '{"_id": "x", "text": null}', ["Line 1 of", 'has no text "text"']),
        ("corpus.jsonl", '{"_id": "x", "text": ""}\n' * 2, ["two lines with the _id 'x'"]),
        ("queries.jsonl", '{"_id": "x"}', ["Line 1 of", "queries.jsonl", 'has no text "text"']),
        ("qrels/test.tsv", "h\th\th\nq1 owl 1", ["Line 2 of", "test.tsv is not a judgement", "tabs"]),
        ("qrels/test.tsv", "h\th\th\nq1\towl\tmuch", ["Line 2 of", "is not a judgement"]),
        ("corpus.jsonl", b"\xff\xfe", ["corpus.jsonl cannot be read"]),
    ],
)
def test_a_bad_set_is_named_in_one_sentence(
    folder: Path, name: str, text: str | bytes | None, phrases: list[str]
) -> None:
    if text is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(QuestionsError) as caught:
        read_retrieval_set(folder)
    assert str(caught.value).endswith(".")
    for phrase in phrases:
        assert phrase in str(caught.value)


@pytest.mark.parametrize("judgements", [None, "h\th\th\n", "h\th\th\nother\towl\t1\n"])
def test_without_judgements_only_a_run_can_be_written(folder: Path, settings: Settings, judgements: str | None) -> None:
    if judgements is None:
        (folder / "qrels" / "test.tsv").unlink()
    else:
        (folder / "qrels" / "test.tsv").write_text(judgements)
    with pytest.raises(QuestionsError, match=r"No query of .*set has a judgement in .*qrels.tsv: .* --run FILE\.$"):
        beir(settings, folder, None, as_json=False)


def test_a_run_that_cannot_be_written(folder: Path, settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match=r"The run .*nowhere/run.jsonl cannot be written"):
        beir(settings, folder, tmp_path / "nowhere" / "run.jsonl", as_json=False)


def test_half_letters_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text(r'{"_id": "1", "title": "a\ud800", "text": "b\ud800"}', encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text(r'{"_id": "1", "text": "c\ud800"}', encoding="utf-8")
    read = read_retrieval_set(tmp_path)
    assert (read.documents[0].title, read.documents[0].text, read.queries[0].text) == ("a\ufffd", "b\ufffd", "c\ufffd")
