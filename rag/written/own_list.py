"""The model's own list of sources, and what it says of marks of its own: none of it is an answer.

Each is known by the line it begins, and is sure only when the line has ended.
"""

import re

_TITLE = (
    r"[\W_]*(?:(?:list of|the|my|all|cited|used|key|main|additional|related) )*(?:sources?|references?|citations?|"
    r"bibliography|footnotes?|endnotes?|works cited|(?:further|additional|recommended|suggested) reading|"
    r"related articles|see also|learn more|read more|evidence(?= used|\W*$)|quellen|literatur|références|"
    r"bibliographie|referencias|fuentes|fonti|参考文献|参考资料|来源)(?![^\W_])"
)
_MAY_BE_TITLE = re.compile(_TITLE, re.IGNORECASE)
_IS_TITLE = re.compile(rf"{_TITLE}(?: used| cited| list)?[*_> \t]*(?:[:：].*)?", re.IGNORECASE)
_MAY_DEFINE = re.compile(r"\[\^?\w{1,12}\]:|[¹²³⁰-⁹]")
_CITING_SENTENCE = re.compile(r"\[(?!\d{1,3}\]|\^).*[.!?][*_ \t]*")


def may_be_own(line: str) -> bool:
    """Whether the end of a line is needed to know what it is."""
    return bool(_MAY_BE_TITLE.match(line) or _MAY_DEFINE.match(line))


def opens_own_list(line: str) -> bool:
    """Whether a whole line is the title of a list of sources, or such a list itself.

    >>> [opens_own_list(one) for one in ("**Sources:** [a1b2c]", "_References_", "Sources of error are many.")]
    [True, True, False]
    """
    return _IS_TITLE.fullmatch(line.strip()) is not None


def defines_mark(line: str) -> bool:
    """Whether a whole line says what a mark of the model's own stands for; a sentence behind an id is a statement.

    >>> [defines_mark(one) for one in ("[1]: Strides", "[^2]: Pooling.", "¹ [a1b2c]", "[a1b2c]: Pooling is old.")]
    [True, True, True, False]
    """
    return _MAY_DEFINE.match(line) is not None and not _CITING_SENTENCE.fullmatch(line)
