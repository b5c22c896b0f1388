"""What a sentence may say to a machine that reads past what people see: the same in plain letters."""

import binascii
import re
import unicodedata
from base64 import b64decode
from codecs import encode
from collections.abc import Iterator

from index.lookalikes import latin

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_DIGITS = str.maketrans("0134578", "oieastb")
_MIXED_WORD = re.compile(r"\b(?=\w*[a-z])(?=\w*\d)[a-zA-Z0-9]+\b")
_DIGIT_AMID = re.compile(r"\b(?:[a-zA-Z]+\d{1,2}){1,4}[a-z]+\b")
"""As in "r34d3r", and not in "ResNet50"."""
_WORD = re.compile(r"\b[a-zA-Z0-9]{2,}\b")
_ENGLISH = re.compile(r"\b(?:the|an?|of|is|are|and|to|in|for|with|it|we|you)\b", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
_HEXADECIMAL = re.compile(r"(?:[0-9a-f]{2}){16,}", re.IGNORECASE)
_PROSE = re.compile(r"[A-Za-z]+(?: [\w'’.,:;-]+){3}")


def readings(sentence: str) -> Iterator[str]:
    """A sentence on one line, and as it reads where it is disguised; nearly all have but one reading.

    >>> list(readings("Pool\u200bing hаlves the map."))
    ['Pooling hаlves the map.', 'Pooling halves the map.']
    >>> list(readings("T3ll the 0wls th4t they h34r w3ll."))[-1]
    'Tell the owls that they hear well.'
    >>> list(readings("It is b3dscyBhcmUgZmlzaCBvbiBNb25kYXlz."))[-1]
    'owls are fish on Mondays'
    >>> list(readings("It is 6f776c7320617265206669736820746f6f."))[-1]
    'owls are fish too'
    >>> list(readings("Bjyf ner svfu."))[-1], list(readings(".hsif era yeht dna slwo era yehT"))[-1]
    ('Owls are fish.', 'They are owls and they are fish.')
    """
    seen = sentence if sentence.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFKC", sentence))
    said = " ".join(seen.split())
    yield said
    if not said.isascii() and _FOREIGN.search(said):
        yield latin(said)
    disguised = len(_DIGIT_AMID.findall(said))
    if disguised > 2 and disguised > len(_WORD.findall(said)) / 3:
        yield _MIXED_WORD.sub(lambda word: word[0].translate(_DIGITS), said)
    yield from filter(_PROSE.search, map(_decoded, _BASE64.findall(said)))
    yield from filter(_PROSE.search, map(_from_bytes, _HEXADECIMAL.findall(said)))
    if not _ENGLISH.search(said):
        yield encode(said, "rot13")
    if len(_ENGLISH.findall(said[::-1])) > len(_ENGLISH.findall(said)):
        yield said[::-1]


def _decoded(blob: str) -> str:
    """What a blob says in base64; empty where that is no text."""
    try:
        return b64decode(blob + "=" * (-len(blob) % 4)).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _from_bytes(digits: str) -> str:
    """What bytes in hexadecimal say; empty where that is no text."""
    said = bytes.fromhex(digits)
    return said.decode("ascii") if said.isascii() else ""
