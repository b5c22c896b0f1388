"""What stands around a quote, cut to a length that can be read at a glance."""

import re

from ui.source_markdown import without_wholes

LIMIT = 300


def end_of(text: str, limit: int = LIMIT) -> str:
    """The last characters of a text, from the beginning of a word; no formula or code block is cut.

    >>> end_of("The quick brown fox", 10)
    '… brown fox'
    >>> end_of("Here $a + b$ is the sum", 15), end_of("+ b$$ is the sum")
    ('… is the sum', '… is the sum')
    """
    text = text.strip()
    if len(text) <= limit and _is_whole(text):
        return text
    starts = [match.end() for match in re.finditer(r"\s+", text) if match.end() >= len(text) - limit]
    whole = next((text[start:] for start in starts if _is_whole(text[start:])), "")
    return _after_dots(whole)


def start_of(text: str, limit: int = LIMIT) -> str:
    """The first characters of a text, up to the end of a word; no formula or code block is cut.

    >>> start_of("The quick brown fox", 10), start_of("The code: ```x = 1")
    ('The quick …', 'The code: …')
    """
    text = text.strip()
    if len(text) <= limit and _is_whole(text):
        return text
    ends = [match.start() for match in re.finditer(r"\s+", text) if match.start() <= limit]
    whole = next((text[:end] for end in reversed(ends) if _is_whole(text[:end])), "")
    gap = "\n\n" if whole.endswith(("```", "$$", "|")) else " "
    return whole + gap + "…" if whole else ""


def _after_dots(text: str) -> str:
    gap = "\n\n" if re.match(r"[-*+|>#]|\d+[.)]|```|\$\$", text) else " "
    return "…" + gap + text if text else ""


def _is_whole(text: str) -> bool:
    return not re.search(r"[`$]", without_wholes(text))
