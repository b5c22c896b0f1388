"""Scripts in which spaces do not tell words apart: Japanese, Chinese, and Korean, which joins particles to words."""

import re

CJK_LETTERS = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""For a class of characters in a pattern: kana, Chinese characters, Hangul."""
CJK = re.compile(f"[{CJK_LETTERS}]")
