"""Text from outside, made whole: no file, no model and no encoder takes half a letter."""

import re
from typing import Any

_HALF = re.compile("[\ud800-\udfff]")


def whole_text(text: str) -> str:
    r"""A text with a replacement character for each lone surrogate, which JSON and command lines may hold.

    >>> whole_text("what is \udcff dropout")
    'what is � dropout'
    """
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)


def whole_values(value: Any) -> Any:
    r"""What JSON or YAML gives, with every text in it made whole.

    >>> whole_values({"history": ["\udcff?", 3]})
    {'history': ['�?', 3]}
    """
    if isinstance(value, str):
        return whole_text(value)
    if isinstance(value, list):
        return [whole_values(one) for one in value]
    return {whole_values(key): whole_values(one) for key, one in value.items()} if isinstance(value, dict) else value
