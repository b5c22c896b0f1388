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
    r"(?:<[|｜](?:im_end|im_start|end|eos|eo[tm](?:_id)?|end[_▁]of[_▁](?:text|sentence|turn)|endoftext|return|user|"
    r"start_header_id)[|｜]>|<(?:end|start)_of_turn>|\[/?INST\]|(?:\n|\A)#{2,3} (?:instruction|human|user):)\Z",
    re.IGNORECASE,
)
_SHORT_MARK = re.compile(
    r"(?:\A\s*|[\n.!?…。！？\])}）】`*_\"”’][ \t]*)(?P<mark></s>|<eos>)"
    r"(?:\s*\n|[ \t]*(?-i:[A-Z])|[ \t]*[<\[#*]|[^\s,.;:!?)\]\"'`”’-])\Z",
    re.IGNORECASE,
)
"""What may stand in a sentence on such marks as well; behind the end of one, and before what begins another, it ends
a turn."""
LONGEST_MARK = 60
"""Characters in which a mark stands, with what is beside it."""
_HEADER = re.compile(
    r"\s*(?:<\|start_header_id\|>\s*assistant\s*<\|end_header_id\|>|<\|im_start\|>\s*assistant\s*\n|"
    r"<start_of_turn>\s*model\s*\n|\[/INST\]|#{2,3} (?:response|assistant):)\Z",
    re.IGNORECASE,
)
"""Of a template, before a reply: who speaks."""
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
    if _is_in_code(before):
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

    >>> without_end_of_turn("It is old.<|im_end|>"), without_end_of_turn("It is old. </s>I"), without_end_of_turn("It.")
    ('It is old.', 'It is old. ', None)
    >>> without_end_of_turn("It is. <eos> i"), without_end_of_turn("Ends at <eos> A"), without_end_of_turn("`</s>`")
    (None, None, None)
    """
    start = max(0, len(text) - LONGEST_MARK)
    if text[-1:] in ("]", ">", ":") and (mark := _END_OF_TURN.search(text, start)):
        end = mark.start()
    elif ">" in text[-4:-1] and (mark := _SHORT_MARK.search(text, start)):
        end = mark.start("mark")
    else:
        return None
    return None if _is_in_code(text[:end]) else text[:end]


def without_header(text: str) -> str:
    r"""The beginning of a reply without what a template writes before it.

    >>> without_header("<|start_header_id|>assistant<|end_header_id|>"), without_header("Pooling: it")
    ('', 'Pooling: it')
    """
    return "" if len(text) <= LONGEST_MARK and _HEADER.match(text) else text


def _is_in_code(before: str) -> bool:
    """Whether code that began before a place goes on there."""
    line = before.rpartition("\n")[2]
    return any(before.count(fence) % 2 for fence in _FENCES) or line.count("`") % 2 == 1
