"""Content codings undone piece by piece, never further than a limit: a bomb stops there.

gzip, deflate, brotli and zstd, as RFC 9110 and RFC 8878 name them; several are undone from the last to the first.
"""

import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

import brotli
import zstandard

PIECE = 65536
MAX_CODINGS = 3
ACCEPTED = "gzip, deflate, br, zstd"


class NotDecodable(Exception):
    """The bytes are not what their coding says, or the coding is not known."""


class TooLarge(Exception):
    """More comes out than is wanted."""


class _Coding(Protocol):
    """One coding being undone."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What comes out of some bytes, in pieces of a bounded size."""
        ...

    def finished(self) -> bool:
        """Whether the end of the coded bytes was seen."""
        ...


def decoded(pieces: Iterable[bytes], codings: str, limit: int) -> bytes:
    """The whole body whose coded pieces and `Content-Encoding` are given.

    Raises:
        NotDecodable: the bytes do not fit the coding.
        TooLarge: the body has more than `limit` bytes.
    """
    body = bytearray()
    for piece in decoded_pieces(pieces, codings):
        body += piece
        if len(body) > limit:
            raise TooLarge
    return bytes(body)


def decoded_pieces(pieces: Iterable[bytes], codings: str) -> Iterator[bytes]:
    """The body as it comes out, in pieces of a bounded size.

    Raises:
        NotDecodable: as `decoded`.
    """
    names = [name for part in codings.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if len(names) > MAX_CODINGS:
        raise NotDecodable(f"{len(names)} content codings, one within the other")
    undone, coded = [_coding(name) for name in reversed(names)], 0
    for piece in pieces:
        coded += len(piece)
        yield from _through(undone, piece)
    if coded and not all(one.finished() for one in undone):
        raise NotDecodable(f"the {codings} data is cut short")


def _through(codings: list[_Coding], data: bytes) -> Iterator[bytes]:
    if not codings:
        yield data
        return
    for piece in codings[0].feed(data):
        yield from _through(codings[1:], piece)


def _coding(name: str) -> _Coding:
    if name in ("gzip", "x-gzip"):
        return _Zlib(zlib.MAX_WBITS | 16)
    if name == "deflate":
        return _Zlib(zlib.MAX_WBITS)
    if name == "br":
        return _Brotli()
    if name == "zstd":
        return _Zstd()
    raise NotDecodable(f"the content coding {name[:20]} is not known")


class _Zlib:
    """gzip, with members one after the other, and deflate with or without the header of zlib."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._stream = zlib.decompressobj(window)
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._stream.eof:
                if self._window != zlib.MAX_WBITS | 16 or not data.startswith(b"\x1f"):
                    return  # what follows the end is padding
                self._stream = zlib.decompressobj(self._window)
            yield self._step(data)
            data = self._stream.unconsumed_tail or self._stream.unused_data

    def _step(self, data: bytes) -> bytes:
        try:
            out = self._stream.decompress(data, PIECE)
        except zlib.error as error:
            if self._begun or self._window != zlib.MAX_WBITS:
                raise NotDecodable("the data is not gzip or deflate, as its header says") from error
            self._window, self._begun = -zlib.MAX_WBITS, True  # deflate as some servers understand it
            self._stream = zlib.decompressobj(self._window)
            return self._step(data)
        self._begun = True
        return out

    def finished(self) -> bool:
        return self._stream.eof


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._stream.is_finished():
            return
        try:
            yield self._stream.process(data, output_buffer_limit=PIECE)
            while not self._stream.can_accept_more_data() and not self._stream.is_finished():
                yield self._stream.process(b"", output_buffer_limit=PIECE)
        except brotli.error as error:
            raise NotDecodable("the data is not brotli, as its header says") from error

    def finished(self) -> bool:
        return bool(self._stream.is_finished())


MAX_WINDOW = 8 * 1024 * 1024
"""RFC 9659: what a coder may ask a reader of the web to keep in memory."""


class _Zstd:
    """zstd in slices so small that none of them swells beyond a block for each of its bytes."""

    SLICE = 64

    def __init__(self) -> None:
        self._stream = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW).decompressobj()

    def feed(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, len(data), self.SLICE):
            if self._stream.eof:
                return
            try:
                yield self._stream.decompress(data[start : start + self.SLICE])
            except zstandard.ZstdError as error:
                raise NotDecodable("the data is not zstd, as its header says") from error

    def finished(self) -> bool:
        return bool(self._stream.eof)
