"""An answer and its citations -> the Markdown the chat shows. Nothing here needs Streamlit."""

import re
from collections.abc import Sequence

from index.records import Figure
from rag.answer import REMARKS, Answer, NearTopic, Statement
from rag.citations import Citation
from ui.context import start_of
from ui.source_markdown import inline, link, link_target, link_title, source_markdown, with_box
from ui.wording import KINDS, day

FIRST_WORDS = 60
"""Characters of a quote in the line of its card."""
WAYBACK = "https://web.archive.org/"
_STANDS_ALONE = re.compile(r"(```|\$\$|\|)$")
_WORDS = re.compile(r"[^\s\d.*+•-](?:[^\n]*\S)?")
_WHOLE = re.compile(r"`[^`]+`|\$[^$]+\$")
_CELL = re.compile(rf"(?:{_WHOLE.pattern}|\\.|[^|])+")
"""What stands between two bars of a row."""


def answer_markdown(answer: Answer) -> str:
    """A written answer: its statements one after the other, each with the numbers of its citations."""
    text = ""
    for statement in answer.statements:
        joint = statement.joint
        if _STANDS_ALONE.search(text) and not (joint.startswith("\n") or statement.after):
            joint = "\n\n"
        text += _joint_markdown(joint) + statement_markdown(statement, answer.citations) + _row(statement.after)
    return text.strip()


def _joint_markdown(joint: str) -> str:
    """White space and list marks as they are; words that lead to a statement, and cells of its row, made harmless.

    >>> _joint_markdown("\\n\\n<b>Steps</b>:\\n- ")
    '\\n\\n\\\\<b\\\\>Steps\\\\</b\\\\>:\\n- '
    >>> _joint_markdown("\\n| *Owls* | |\\n| --- | --- |\\n| $a|b$ | ")
    '\\n| \\\\*Owls\\\\* | |\\n| --- | --- |\\n| $a\\\\vert b$ | '
    """
    lines = (
        _row(line) if "|" in line else _WORDS.sub(lambda words: inline(words[0]), line) for line in joint.split("\n")
    )
    return "\n".join(lines)


def _row(row: str) -> str:
    """What stands between the bars of a row made harmless."""
    return _CELL.sub(lambda cell: f" {_cell(cell[0])} " if cell[0].strip() else cell[0], row)


def _cell(text: str) -> str:
    """A text in one cell of a table: a bar in code or in a formula ends it no more.

    >>> _cell("`a | b` of $|x|$"), _cell("a | b")
    ('`a \\\\| b` of $\\\\vert x\\\\vert $', 'a \\\\| b')
    """
    return _WHOLE.sub(lambda whole: _without_bars(whole[0]), inline(text))


def _without_bars(whole: str) -> str:
    if whole.startswith("`"):
        return re.sub(r"(?<!\\)\|", r"\|", whole)
    return whole.replace(r"\|", r"\Vert ").replace("|", r"\vert ")


def statement_markdown(statement: Statement, citations: Sequence[Citation]) -> str:
    """A statement with the numbers of its citations, each a link to its sentence."""
    text = _cell(statement.text) if statement.after else source_markdown(statement.text)
    cited = [citation for citation in citations if citation.number in statement.citations]
    markers = " ".join(marker(citation) for citation in cited)
    if remark := REMARKS[statement.support]:
        markers = f"{markers} :orange[{remark}]".strip()
    return text + ("\n\n" if _STANDS_ALONE.search(text) else " ") + markers


def marker(citation: Citation) -> str:
    """The number of a citation, linked to the sentence on its page, or to its card where there is no page to open."""
    target = link_target(citation.link) or f"#citation-{citation.number}"
    return f"[\\[{citation.number}\\]](<{target}> {link_title(citation.title)})"


def card_title(citation: Citation) -> str:
    """The line of a citation that is always to be seen."""
    star = "★ " if citation.starred else ""
    page = f" · page {citation.page}" if citation.page else ""
    section = f" › {inline(citation.section[-1])}" if citation.section[-1:] not in ((), (citation.title,)) else ""
    return f"**\\[{citation.number}\\]** {star}{inline(citation.title)}{section}{page}"


def first_words(quote: str) -> str:
    """The beginning of a quote for the line of its card, behind a dash; empty where it begins with a block.

    >>> first_words("A *stride* of 2 halves the sides of what it is applied to, or nearly so, whatever they are.")
    ' – A \\\\*stride\\\\* of 2 halves the sides of what it is applied to, …'
    >>> first_words("[ ] count mice")
    ' – ☐ count mice'
    >>> first_words("| a | b |\\n|---|---|")
    ''
    """
    line = quote.strip().split("\n")[0]
    words = "" if line.startswith(("|", "```", "$$")) else start_of(line, FIRST_WORDS)
    return f" – {inline(with_box(words))}" if words else ""


def card_facts(citation: Citation) -> str:
    """Where a quote stands, what its source is and how old our copy is."""
    facts = [_kind(citation)]
    if citation.starred:
        facts.append("★ starred by the curator")
    if citation.page:
        facts.append(f"page {citation.page}")
    if citation.link.startswith(WAYBACK):
        facts.append("the Internet Archive's copy")
    if citation.fetched_at:
        facts.append(f"as of {day(citation.fetched_at)}")
    headings = [inline(heading) for heading in citation.section if heading != citation.title]
    place = " › ".join(headings) if len(headings) > 1 else ""  # a single one stands in the title already
    return "  \n".join(part for part in (place, " · ".join(facts)) if part)


def near_topic_line(topic: NearTopic) -> str:
    """A topic as a list item, with what the list has on it.

    >>> near_topic_line(NearTopic("Tracking", ("Judging trackers",)))
    '- **Tracking**: Judging trackers'
    """
    titles = "; ".join(map(inline, topic.titles))
    return f"- **{inline(topic.name)}**" + (f": {titles}" if titles else "")


def figure_markdown(figure: Figure) -> str:
    """A figure in words, with a link: pictures of other sites are not loaded."""
    words = inline(figure.caption or figure.alt) or "no caption"
    seen = link("see the picture", figure.url)
    return f"**Figure beside it:** {words}" + (f" ({seen})" if link_target(figure.url) else "")


def open_label(citation: Citation) -> str:
    """What the button to the source promises: the sentence, the page or the section."""
    if ":~:text=" in citation.link:
        return "Open the source at this sentence"
    if citation.page:
        return f"Open the source at page {citation.page}"
    return "Open the source at this section" if "#" in citation.link else "Open the source"


def without_title(markdown: str, title: str) -> str:
    """A document without the headings that only repeat its title.

    >>> without_title("# Owls\\n\\n# Owls\\n\\nThey hunt.", "Owls")
    'They hunt.'
    """
    return re.sub(rf"\A(#+ {re.escape(title)}\s+)+", "", markdown)


def _kind(citation: Citation) -> str:
    if citation.url.startswith("sightline:list"):
        return "The curator's own words in the list"
    if citation.kind == "note":
        return "Starter note that comes with Sightline, not a source of the list"
    return KINDS[citation.kind]
