"""The bytes of a page -> its text, as a browser reads them (WHATWG, Encoding); else the bytes, for trafilatura.

The byte order mark comes before the header's charset, and that before the page's own. What a charset does not hold is
replaced, unless it is so much that the charset cannot be meant.
"""

import codecs
import re

from ingest.page import Page

_DECLARED = re.compile(rb"<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LANGUAGE = re.compile(rb"<html[^>]+lang=[\"']?([a-z]{2})", re.IGNORECASE)
_WESTERN = frozenset({b"en", b"de", b"fr", b"es", b"it", b"pt", b"nl", b"da", b"sv", b"no", b"fi"})
_NO_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"})
"""Codecs of Python that no browser knows; some take time by the square of the text."""
_READ_AS = {
    "ascii": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso8859-9": "windows-1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""The larger charset that a browser takes one for, by Python's names."""
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
MAX_WESTERN_SHARE = 0.1
"""Share of bytes above 127 in a text of a western language, at most."""
MAX_UNKNOWN_SHARE = 0.05
"""Share of the characters beyond ASCII that are not in the charset of a text, at most."""
MAX_UNKNOWN_SHARE_OF_UTF_8 = 0.5
"""Of UTF-8, which bytes of another charset seldom are by chance."""


def markup_of(page: Page) -> bytes | str:
    """The page as text by its mark, the header's charset, the one it declares, UTF-8, or Windows-1252 if western."""
    found = _DECLARED.search(page.body[:4096])
    declared = found[1].decode("ascii").lower() if found else ""
    if declared.startswith("utf-16"):  # it would not have been found
        declared = "utf-8"
    return _decoded(page.body, page.charset or "", declared)


def text_of(page: Page) -> str:
    """The text of a file that is no markup, by the same rules."""
    text = _decoded(page.body, page.charset or "", "")
    return text if isinstance(text, str) else text.decode("utf-8", "replace")


def is_utf_16(page: Page) -> bool:
    """Whether the page says so, so that its zero bytes are text."""
    return (_marked(page.body) or page.charset or "").startswith("utf-16")


def _decoded(body: bytes, sent: str, declared: str) -> bytes | str:
    if mark := _marked(body):
        return body.decode(mark, "replace").removeprefix("\ufeff")
    named = _codecs(sent, declared)
    for charset in (*named[:1], "utf-8"):
        try:
            return body.decode(charset)
        except UnicodeDecodeError:
            continue
    for charset in (*named, "utf-8"):
        text = body.decode(charset, "replace")
        if _is_meant(text, charset):
            return text
    return body if declared or not _looks_western(body) else body.decode("windows-1252", "replace")


def _marked(body: bytes) -> str | None:
    return next((charset for mark, charset in _MARKS.items() if body.startswith(mark)), None)


def _codecs(*labels: str) -> list[str]:
    """Python's names of charsets, without those that are none.

    >>> _codecs("latin-1", "x-sjis", "GB2312", "punycode", "zlib", "no-such", "")
    ['windows-1252', 'cp932', 'gb18030']
    """
    found = []
    for label in labels:
        try:
            name = codecs.lookup(label.lower().removeprefix("x-")).name
            "".encode(name)  # fails for a codec that is not of text
        except (LookupError, ValueError):
            continue
        if name.replace("_", "-") not in _NO_CHARSETS:
            found.append(_READ_AS.get(name, name))
    return found


def _is_meant(text: str, charset: str) -> bool:
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    most = MAX_UNKNOWN_SHARE_OF_UTF_8 if charset == "utf-8" else MAX_UNKNOWN_SHARE
    return text.count("\ufffd") <= most * beyond_ascii


def _looks_western(body: bytes) -> bool:
    language = _LANGUAGE.search(body[:4096])
    high = sum(byte > 127 for byte in body)
    return (language is None or language[1].lower() in _WESTERN) and high < len(body) * MAX_WESTERN_SHARE
