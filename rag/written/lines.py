"""What a model writes for a new line, or for the end of its turn, in other signs than a text has.

Sentences that are parted by elements of HTML alone would be checked as one, and shown as one. What is said behind the
mark of a template that ends a turn is no answer.
"""

import re

_ELEMENT = re.compile(
    r"<(?P<close>/?)(?P<name>br|hr|p|div|ul|ol|li|dl|dt|dd|tr|h[1-6]|table|section|article|blockquote|details|summary|"
    r"statement|sentence|claim|paragraph|point|item)(?P<more>(?:\s+[^<>\n/][^<>\n]{0,80}?)?)\s*(?P<self>/?)>\Z",
    re.IGNORECASE,
)
_INSIDE = frozenset("li dt dd statement sentence claim paragraph point item".split())
"""Elements behind which their citation may stand: the next one that opens is the new line."""
_END_OF_TURN = re.compile(
    r"<[|｜](?:im_end|im_start|end|eot_id|eom_id|end[_▁]of[_▁](?:text|sentence|turn)|endoftext|return|user)[|｜]>\Z|"
    r"<(?:end|start)_of_turn>\Z",
    re.IGNORECASE,
)
_FENCES = ("```", "~~~")


def with_line(text: str) -> str:
    r"""The text with a new line in the place of the element that it ends with, unless that stands in code.

    >>> with_line("It is old.<br/>"), with_line("It is old.\n<li>"), with_line("Write `<br>")
    ('It is old.\n', 'It is old.\n\n- ', 'Write `<br>')
    >>> with_line('<li id="a1b2c">'), with_line("| It is old<br>")
    ('\n- <li id="a1b2c">', '| It is old ')
    """
    element = _ELEMENT.search(text, max(0, text.rfind("<"))) if text.endswith(">") else None
    if element is None:
        return text
    name, before = element["name"].casefold(), text[: element.start()]
    line = before.rpartition("\n")[2]
    if any(before.count(fence) % 2 for fence in _FENCES) or line.count("`") % 2:
        return text
    if line.startswith("|"):
        return f"{before} "
    if element["close"]:
        return before if name in _INSIDE else f"{before}\n"
    if element["self"] and element["more"]:
        return text
    mark = "- " if name == "li" else "## " if name[0] == "h" and name != "hr" else ""
    return f"{before}\n{mark}{element[0] if element['more'] else ''}"


def without_end_of_turn(text: str) -> str | None:
    """The text before the mark of a template that it ends with, behind which another turn begins; None where none is.

    >>> without_end_of_turn("It is old.<|im_end|>"), without_end_of_turn("It is old.")
    ('It is old.', None)
    """
    mark = _END_OF_TURN.search(text, max(0, text.rfind("<"))) if text.endswith(">") else None
    return text[: mark.start()] if mark else None
