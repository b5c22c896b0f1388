"""What is shown of an answer, a citation and a source: stored text is shown, never obeyed."""

from dataclasses import replace

from index.records import Figure, Source, SourceEntry, SourceState
from rag.answer import Statement
from rag.citations import Citation
from rag.filters import Filters
from ui.answer_markdown import card_facts, card_title, figure_markdown, marker, open_label, statement_markdown
from ui.source_list import in_topics, matching, remarks, source_line


def _citation(**changes: object) -> Citation:
    values: dict[str, object] = {
        "number": 1,
        "source_id": "s",
        "url": "https://x.org/a",
        "link": "https://x.org/a#:~:text=Owls%20hunt",
        "title": "On *owls*",
        "section": ("Ears", "Hearing"),
        "page": None,
        "quote": "Owls hunt.",
        "before": "",
        "after": "",
        "starred": True,
        "kind": "article",
        "chunk_id": "c",
        "score": 1.0,
        "fetched_at": "2025-11-03T12:00:00Z",
    }
    return Citation(**(values | changes))  # type: ignore[arg-type]  # values of a mapping


def test_a_statement_ends_with_linked_numbers() -> None:
    cited = statement_markdown(Statement("Owls hunt.", (1,)), [_citation()])
    assert cited == 'Owls hunt. [\\[1\\]](<https://x.org/a#:~:text=Owls%20hunt> "On \\*owls\\*")'
    assert marker(_citation(link="sightline:notes/owls", title="N")) == '[\\[1\\]](<#citation-1> "N")', "its card"
    assert statement_markdown(Statement("$$\nx\n$$", (1,)), [_citation()]).startswith("$$\nx\n$$\n\n[")


def test_a_card_says_where_the_quote_stands() -> None:
    assert card_title(_citation(page=3)) == "**\\[1\\]** ★ On \\*owls\\* › Hearing · page 3"
    assert card_facts(_citation()) == "Ears › Hearing  \nArticle · ★ starred by the curator · as of 3 Nov 2025"
    assert "Starter note" in card_facts(_citation(kind="note", url="sightline:notes/owls"))
    assert "curator's own words" in card_facts(_citation(kind="note", url="sightline:list/shelf"))
    assert open_label(_citation()) == "Open the source at this sentence"
    assert open_label(_citation(link="https://x.org/a#page=3", page=3)) == "Open the source at page 3"


def test_a_figure_is_words_and_a_link() -> None:
    shown = figure_markdown(Figure("https://x.org/f.png", "An *owl*", "", 0))
    assert shown == "**Figure beside it:** An \\*owl\\* ([see the picture](<https://x.org/f.png>))"


def test_sources_are_found_and_failures_explained() -> None:
    owls = SourceEntry(
        Source("https://x.org/a", "Owls", "article", (("Birds", "Night"),), True), SourceState("ok", chunks=2)
    )
    gone = SourceEntry(Source("https://x.org/b", "Gone", "article"), SourceState("dead", "the page is gone (404)"))
    assert matching([owls, gone], "NIGHT owl") == [owls]
    assert [topic for topic, _ in in_topics([owls, gone])] == ["Birds", "Without a topic"]
    old = replace(owls, state=SourceState("error", "no host has its name", fetched_at="2025-11-03T12:00:00Z", chunks=2))
    assert remarks([owls, gone, old, old]) == [
        ":material/warning: 1 source without text: the list says why.",
        ":material/history: Of 2 sources only an older copy: the list says why.",
    ]
    assert remarks([owls]) == []
    assert source_line(owls) == "- ★ [Owls](<https://x.org/a>)"
    assert source_line(gone).endswith("dead] [Gone](<https://x.org/b>): the page is gone (404)")


def test_what_is_asked_of_a_topic_is_what_is_shown_under_it() -> None:
    topics = [(("Birds", "Night"),), (("Sea birds",), ("Birds",)), (("Tides", "Birds"),), ()]
    entries = [
        SourceEntry(Source(f"https://x.org/{number}", "X", "article", some), SourceState("ok"))
        for number, some in enumerate(topics)
    ]
    shown = dict(in_topics(entries))
    assert [len(shown[heading]) for heading in ("Birds", "Sea birds", "Tides", "Without a topic")] == [2, 1, 1, 1]
    for heading in ("Birds", "Sea birds", "Tides"):
        assert [entry for entry in entries if Filters(headings=(heading,)).fits(entry)] == shown[heading]
