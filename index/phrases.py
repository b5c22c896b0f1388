"""Tables of phrases: rows of a pattern and an example of what it matches, as the rows before it do not.

So every row says what it is for, and none is there in vain: `tests/test_phrases.py` asks all tables.
"""

import re

Phrases = tuple[tuple[str, str], ...]
Patterns = tuple[tuple[re.Pattern[str], str], ...]
"""The same of patterns that differ in their flags, each looked for by itself."""


def any_of(phrases: Phrases, *, start: str = r"\b", end: str = "") -> re.Pattern[str]:
    """One pattern that matches what any of these phrases does, in whatever case.

    Args:
        start: a pattern of what each begins with; that they are tried at the beginnings of words only makes it fast.
        end: a pattern of what each ends with.

    >>> any_of(((r"owls?", "an owl"), (r"ears?", "two ears"))).findall("Owls hear years before they have ears.")
    ['Owls', 'ears']
    """
    return re.compile(f"{start}(?:{'|'.join(pattern for pattern, _ in phrases)}){end}", re.IGNORECASE)
