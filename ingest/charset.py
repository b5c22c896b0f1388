"""The bytes of a page -> its text, where header, page and bytes agree; otherwise the bytes, for trafilatura."""

import codecs
import re

from ingest.page import Page

_DECLARED = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
_LANGUAGE = re.compile(rb"<html[^>]+lang=[\"']?([a-z]{2})", re.IGNORECASE)
_WESTERN = frozenset({b"en", b"de", b"fr", b"es", b"it", b"pt", b"nl", b"da", b"sv", b"no", b"fi"})
_NO_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})
"""Codecs of Python that no browser knows; some take time by the square of the text."""
MAX_WESTERN_SHARE = 0.1
"""Share of bytes above 127 in a text of a western language, at most."""


def markup_of(page: Page) -> bytes | str:
    """The page as text by the header's charset, else the one it declares, else UTF-8, else Windows-1252 if western."""
    try:
        return _decode(page.body, page.charset) if page.charset else _undeclared(page.body)
    except (LookupError, ValueError):
        return _undeclared(page.body)


def _undeclared(body: bytes) -> bytes | str:
    declared = _DECLARED.search(body[:4096])
    try:
        return _decode(body, declared[1].decode("ascii") if declared else "utf-8")
    except (LookupError, ValueError):
        return body if declared or not _looks_western(body) else body.decode("windows-1252", "replace")


def _decode(body: bytes, charset: str) -> str:
    """The text of some bytes.

    Raises:
        LookupError, ValueError: there is no such charset, or the bytes are not in it.
    """
    if codecs.lookup(charset).name.replace("_", "-") in _NO_CHARSETS:
        raise LookupError(f"{charset} is no charset of a page")
    return body.decode(charset)


def _looks_western(body: bytes) -> bool:
    language = _LANGUAGE.search(body[:4096])
    high = sum(byte > 127 for byte in body)
    return (language is None or language[1].lower() in _WESTERN) and high < len(body) * MAX_WESTERN_SHARE
