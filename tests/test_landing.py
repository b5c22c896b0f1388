"""Text directives: the first place that a search by the specification finds is the sentence's own."""

from collections.abc import Sequence
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.library import Library
from index.records import BlockKind, Chunk, Sentence
from ingest.html.searched import OBSTACLE
from ingest.landing import text_directive, with_directives

PAGE = """Menu Pooling About
Pooling
Pooling makes maps smaller. Max pooling keeps the largest value, and average pooling keeps the mean.
It is cheap. Strides do it too. It is cheap. The loss ￼ is 50% a-b & c, d of it.
A long sentence begins with these words and goes on for quite a while until it ends with those words.
A long sentence begins with these words and is then another one, which does not end before those words.
So￼ is what ￼ gives for every one of the many pixels that there are, and no one knows why it gives ￼.
Values of 10\u2060−5\u2060 are small.\u20601\u2060 See the next.Word is glued."""


def chunk_of(sentences: Sequence[tuple[str, BlockKind]]) -> Chunk:
    text, parts = "", []
    for sentence, kind in sentences:
        parts.append(Sentence(len(text), len(text) + len(sentence), kind))
        text += sentence + " "
    return Chunk("id", "s", "T", (), "", None, 0, len(text), text, tuple(parts))


def directives(sentences: Sequence[str], searched: str) -> list[str]:
    (chunk,) = with_directives([chunk_of([(sentence, "paragraph") for sentence in sentences])], searched)
    return [sentence.directive for sentence in chunk.sentences]


def terms(directive: str) -> tuple[str, str, str, str]:
    """Prefix, start, end and suffix, decoded."""
    parts = directive.removeprefix("text=").split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    suffix = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else ""
    return prefix, unquote(parts[0]), unquote(parts[1]) if len(parts) > 1 else "", suffix


def occurrences(term: str, page: str, after: int, *, from_word: bool = True, to_word: bool = True) -> list[int]:
    """Where a term stands within one line, between the word boundaries that the specification asks for."""
    found, at = [], page.lower().find(term.lower(), after)
    while at >= 0:
        end = at + len(term)
        starts = at == 0 or not (page[at - 1].isalnum() and page[at].isalnum())
        ends = end == len(page) or not (page[end - 1].isalnum() and page[end].isalnum())
        if (starts or not from_word) and (ends or not to_word):
            found.append(at)
        at = page.lower().find(term.lower(), at + 1)
    return found


def searched_for(directive: str, page: str) -> tuple[int, int] | None:
    """The first text that a directive finds: "find a range from a text directive", as simply as can be."""
    prefix, start, end, suffix = terms(directive)
    for begin in occurrences(start, page, 0, from_word=not prefix, to_word=bool(end) or not suffix):
        before = page[:begin].rstrip()
        if prefix and not (before.endswith(prefix) and len(before) - len(prefix) in occurrences(prefix, page, 0)):
            continue
        stop = begin + len(start)
        if not end and (not suffix or page[stop:].lstrip().startswith(suffix)):
            return begin, stop
        for last in occurrences(end, page, stop, to_word=not suffix) if end else []:
            stop = last + len(end)
            if not suffix or page[stop:].lstrip().startswith(suffix):
                return begin, stop
    return None


@pytest.mark.parametrize(
    ("sentences", "number", "expected"),
    [
        (["Pooling makes maps smaller."], 0, "text=Pooling%20makes%20maps%20smaller."),
        (["It is cheap.", "Strides do it too.", "It is cheap."], 0, "text=It%20is%20cheap."),
        (["It is cheap.", "Strides do it too.", "It is cheap."], 2, "text=too.-,It%20is%20cheap."),
        (["The loss $x$ is 50% a-b & c, d of it."], 0, "text=The%20loss,d%20of%20it."),
        (["is 50% `a-b` & c, d"], 0, "text=is%2050%25%20a%2Db%20%26%20c%2C%20d"),
        (
            ["A long sentence begins with these words and goes on for quite a while until it ends with those words."],
            0,
            "text=A%20long%20sentence,with%20those%20words.",
        ),
        (
            ["A long sentence begins with these words and is then another one, which does not end before those words."],
            0,
            "text=A%20long%20sentence%20begins%20with%20these%20words%20and%20is,before%20those%20words.",
        ),
        (
            [
                "So $x$ is what $y$ gives for every one of the many pixels that there are, and no one knows why it "
                "gives $z$."
            ],
            0,
            "text=So,why%20it%20gives",
        ),
        (["Values of 10⁻⁵ are small.[^1]"], 0, "text=Values%20of%2010%E2%88%925%20are%20small."),
        (["See the next."], 0, "text=See%20the"),
        (["These terms never occurred anywhere."], 0, ""),
        (["$x$"], 0, ""),
        ([""], 0, ""),
    ],
)
def test_directives(sentences: Sequence[str], number: int, expected: str) -> None:
    assert directives(sentences, PAGE)[number] == expected


def test_all_the_terms_there_are() -> None:
    directive = text_directive("a-b", prefix="50% &", end="c,", suffix="d")
    assert directive == "text=50%25%20%26-,a%2Db,c%2C,-d"
    assert terms(directive) == ("50% &", "a-b", "c,", "d")


@pytest.mark.parametrize(
    ("sentences", "page", "expected"),
    [
        # the same words stand in the menu, in a heading, in the sentence before
        (["Fast R-CNN"], "Fast R-CNN\nOthers\nFast R-CNN", ["text=Fast%20R%2DCNN"]),
        (["Others", "Fast R-CNN"], "Fast R-CNN\nOthers\nFast R-CNN", ["text=Others", "text=Others-,Fast%20R%2DCNN"]),
        (["Pooling is cheap."], "Pooling\nPooling is cheap.", ["text=Pooling%20is%20cheap."]),
        # nothing but what comes after tells the second from the first
        (
            ["Big owls eat.", "One", "Big owls sleep."],
            "Big\nowls\nBig owls eat.\nOne ￼\nBig owls sleep.",
            ["text=Big%20owls%20eat.", "text=One", "text=Big%20owls%20sleep."],
        ),
        (["Owls.", "One", "Owls."], "Owls. One ￼ Owls. Two", ["text=Owls.", "text=One", "text=Owls.,-Two"]),
        # nothing tells them apart
        (["Owls.", "One", "Owls."], "Owls.\nOne ￼\nOwls.\n￼", ["text=Owls.", "text=One", ""]),
        # a term begins and ends where a word does, also for those who see no space
        (["풀링도 있다.", "합성곱은 연산이다."], "합성곱은 연산이다. 풀링도 있다. 합성곱은 연산이다.", None),
        (["我们使用卷积神经。", "我们使用卷积。", "然后评估。"], "我们使用卷积神经。我们使用卷积。然后评估。", None),
    ],
)
def test_what_stands_around_tells_equals_apart(sentences: list[str], page: str, expected: list[str] | None) -> None:
    found = directives(sentences, page)
    if expected is None:
        for sentence, directive in zip(sentences, found, strict=True):
            assert directive.isascii()
            begin, end = searched_for(directive, page) or (0, 0)
            assert page[begin:end] == sentence
            assert begin == page.rfind(sentence)
    else:
        assert found == expected


SENTENCES = [
    "A b c.",
    "A b.",
    "D e f, g h.",
    "It is.",
    "X-y, z & 50%.",
    "A long one of so many words: a b c. " + "w " * 40,
]


@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), min_size=1, max_size=6), st.booleans())
def test_the_first_place_found_is_the_sentence_s_own(blocks: list[list[str]], formulas: bool) -> None:
    joint = f"{OBSTACLE}\n" if formulas else "\n"
    lines = [" ".join(sentence.strip() for sentence in block) for block in blocks]
    sentences = [sentence.strip() for block in blocks for sentence in block]
    page, at = joint.join(lines), 0
    for sentence, directive in zip(sentences, directives(sentences, page), strict=True):
        at = page.index(sentence, at)
        if directive:
            begin, end = searched_for(directive, page) or (-1, -1)
            assert at <= begin < end <= at + len(sentence)
            assert OBSTACLE not in unquote(directive)
        at += len(sentence)


def test_no_directive_where_nothing_can_be_landed_on() -> None:
    chunk = chunk_of([("It is so.", "paragraph"), ("$$x$$", "formula"), ("`x`", "code"), ("| x |", "table")])
    (landed,) = with_directives([chunk], "It is so. x")
    assert [part.directive for part in landed.sentences] == ["text=It%20is%20so.", "", "", ""]
    assert with_directives([chunk], "") == [chunk]


def test_nearly_every_sentence_of_the_real_web_pages_has_a_directive(open_web: Library) -> None:
    articles = {entry.source.id for entry in open_web.entries() if entry.state.kind == "article"}
    parts = [
        part
        for chunk in open_web.chunks().values()
        if chunk.source_id in articles
        for part in chunk.sentences
        if part.kind not in ("formula", "code", "table")
    ]
    found = [part.directive for part in parts if part.directive]
    assert len(found) > 0.975 * len(parts)
    for directive in found:
        assert directive.startswith("text=")
        assert directive.isascii()
        assert not set(directive) & set(' "<>&#`')
