"""What stands around a quote, cut to a length that can be read at a glance."""

import re

from ui.source_markdown import without_wholes

LIMIT = 300


def end_of(text: str, limit: int = LIMIT) -> str:
    """The last characters of a text, from the beginning of a word; no formula or code block is cut.

    >>> end_of("The quick brown fox", 10)
    '… brown fox'
    >>> end_of("Here $a + b$ is the sum", 15)
    '… is the sum'
    """
    text = text.strip()
    if len(text) <= limit:
        return text
    starts = [match.end() for match in re.finditer(r"\s+", text) if match.end() >= len(text) - limit]
    whole = next((text[start:] for start in starts if _is_whole(text[start:])), "")
    return _with_dots("… ", whole)


def start_of(text: str, limit: int = LIMIT) -> str:
    """The first characters of a text, up to the end of a word; no formula or code block is cut.

    >>> start_of("The quick brown fox", 10)
    'The quick …'
    """
    text = text.strip()
    if len(text) <= limit:
        return text
    ends = [match.start() for match in re.finditer(r"\s+", text) if match.start() <= limit]
    whole = next((text[:end] for end in reversed(ends) if _is_whole(text[:end])), "")
    return f"{whole}{'\n\n' if _ends_a_block(whole) else ' '}…" if whole else ""


def _with_dots(dots: str, text: str) -> str:
    if not text:
        return ""
    return f"…\n\n{text}" if re.match(r" *([-*+|>#]|\d+[.)]|```|\$\$)", text) else dots + text


def _ends_a_block(text: str) -> bool:
    return text.endswith(("```", "$$", "|"))


def _is_whole(text: str) -> bool:
    return not re.search(r"[`$]", without_wholes(text))
