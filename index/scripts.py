"""Scripts in which spaces do not tell words apart: Japanese, Chinese, and Korean, which joins particles to words."""

import re

_UNSPACED_LETTERS = r"\u3040-\u30ff\u3400-\u9fff"
CJK_LETTERS = rf"{_UNSPACED_LETTERS}\uac00-\ud7af"
"""For a class of characters in a pattern: kana, Chinese characters, Hangul."""
CJK = re.compile(f"[{CJK_LETTERS}]")
UNSPACED = re.compile(f"[{_UNSPACED_LETTERS}]")
"""A letter of a script that sets no space between words at all: kana and Chinese characters."""
