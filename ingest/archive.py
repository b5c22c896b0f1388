"""WARC files: looked up before the network, and written for every page that is used.

Format: ISO 28500 (WARC 1.1), by warcio.
"""

import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urljoin

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException
from warcio.warcwriter import WARCWriter

from index.errors import ArchiveError, LibraryError
from index.records import Source
from ingest.content_coding import NotDecodable, TooLarge, decoded
from ingest.page import MAX_BYTES, MAX_REDIRECTS, PERMANENT, REDIRECTS, Origin, Page, PageUnavailable
from ingest.urls import same_page_key

PIECE = 1 << 16
_SUFFIXES = (".warc", ".warc.gz")
_UNREADABLE = (ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, EOFError, OSError, ValueError)
_NO_WEB_ADDRESS = "http://localhost/"
"""Written for a local file: warcio reads headers only of http addresses."""
_ORIGINS: dict[str, Origin] = {name: name for name in get_args(Origin)}
_HOP_HEADERS = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection", "set-cookie"})


@dataclass(slots=True)
class Archives:
    """Responses in WARC files, by address. Only their places are held in memory."""

    places: dict[str, tuple[Path, int]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    """One sentence per file that could not be read to its end."""

    def get(self, url: str) -> Page | None:
        """The archived page at an address, redirects followed inside the archives; None where there is none.

        Raises:
            PageUnavailable: what the archives hold there cannot be read, or is too large.
        """
        at, moved_to = url, ""
        for _ in range(MAX_REDIRECTS + 1):
            place = self.places.get(same_page_key(at))
            if place is None:
                return None
            try:
                status, page = _read_response(*place)
            except ArchiveError as error:
                raise PageUnavailable("error", f"its record in {place[0]} cannot be read at byte {place[1]}") from error
            location = dict(page.headers).get("location", "")
            if status not in REDIRECTS or not location:
                return (
                    Page(url, at, page.content_type, page.body, page.fetched_at, page.headers, moved_to)
                    if status == 200
                    else None
                )
            at = _target(at, location)
            moved_to = at if status in PERMANENT else moved_to
        return None


def _target(at: str, location: str) -> str:
    try:
        return urljoin(at, location)
    except ValueError as error:
        raise PageUnavailable("error", f"its archived redirect leads to no address ({location})") from error


def open_archives(paths: Sequence[Path]) -> Archives:
    """Indexes WARC files, and folders of them.

    Raises:
        ArchiveError: a path does not exist, holds no WARC file, or is no WARC file at all.
    """
    archives = Archives()
    for path in _warc_files(paths):
        _index(path, archives)
    return archives


def _warc_files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(file for file in path.rglob("*") if file.name.endswith(_SUFFIXES))
            if not found:
                raise ArchiveError(f"The folder {path} holds no .warc or .warc.gz file: give --archive another one.")
            yield from found
        elif path.is_file():
            yield path
        else:
            raise ArchiveError(f"The archive {path} does not exist: give --archive a WARC file or a folder of them.")


def _index(path: Path, archives: Archives) -> None:
    """Notes where each response of a file stands; a file cut short gives what comes before the cut."""
    found = 0
    try:
        for url, offset in _responses(path):
            archives.places[same_page_key(url)] = (path, offset)
            found += 1
    except _UNREADABLE as error:
        if not found:
            raise ArchiveError(
                f"The archive {path} cannot be read as WARC ({_first_line(error)}): give --archive another file."
            ) from error
        archives.warnings.append(
            f"The archive {path} is damaged after {found} pages ({_first_line(error)}): "
            "those are used, get the file again for the rest."
        )
    else:
        if not found:
            raise ArchiveError(f"The archive {path} holds no page: give --archive a WARC file with responses.")


def _responses(path: Path) -> Iterator[tuple[str, int]]:
    with path.open("rb") as file:
        records = ArchiveIterator(file, no_record_parse=True)
        for record in records:
            length = int(record.rec_headers.get_header("Content-Length") or 0)
            if _drain(record.raw_stream) < length:
                raise EOFError("the file ends in the middle of a record")
            address = record.rec_headers.get_header("WARC-Target-URI")
            if record.rec_type == "response" and not address:
                raise ValueError("a response without an address")
            if record.rec_type == "response":
                yield address.strip("<>"), records.get_record_offset()


def _drain(stream: Any) -> int:
    """Reads a stream to its end and returns its length in bytes."""
    length = 0
    while piece := stream.read(PIECE):
        length += len(piece)
    return length


def _read_response(path: Path, offset: int) -> tuple[int, Page]:
    """Status code and page of the response at a place found by `_index`.

    Raises:
        ArchiveError: it is no HTTP response, or the file was changed since.
        PageUnavailable: it is too large.
    """
    try:
        with path.open("rb") as file:
            file.seek(offset)
            record = next(iter(ArchiveIterator(file)))
            body = _body(record)
            if getattr(record.raw_stream, "limit", 0) > 0:
                raise EOFError("the file ends in the middle of a record")
            names = record.rec_headers
            url, when = names.get_header("WARC-Target-URI").strip("<>"), names.get_header("WARC-Date")
            headers = tuple((name.lower(), value) for name, value in record.http_headers.headers)
            return int(record.http_headers.get_statuscode()), Page(
                url, url, dict(headers).get("content-type", ""), body, when, headers
            )
    except (*_UNREADABLE, StopIteration, AttributeError) as error:
        raise ArchiveError(f"The archive {path} cannot be read at byte {offset}: get the file again.") from error


def _body(record: Any) -> bytes:
    """The body of a response without its codings; some tools undo them and leave the header.

    Raises:
        PageUnavailable: it is too large.
    """
    codings = record.http_headers.get_header("Content-Encoding") or ""
    chunked = (record.http_headers.get_header("Transfer-Encoding") or "").lower() == "chunked"
    coded = _read(ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream)
    try:
        return decoded([coded], codings, MAX_BYTES)
    except TooLarge as error:
        raise _too_large() from error
    except NotDecodable:
        return coded


def _read(stream: Any) -> bytes:
    body = bytearray()
    while piece := stream.read(PIECE):
        body += piece
        if len(body) > MAX_BYTES:
            raise _too_large()
    return bytes(body)


def _too_large() -> PageUnavailable:
    return PageUnavailable("too large", f"the archived page has more than {MAX_BYTES // 2**20} MB")


@dataclass(frozen=True, slots=True)
class PageArchive:
    """`<library>/archive`: the last good page of every source, one file each."""

    folder: Path

    def keep(self, source: Source, page: Page) -> None:
        """Writes a page over the one kept before; a run that is cut leaves the old file.

        Raises:
            LibraryError: the archive cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with _replacing(self._path(source)) as file:
                writer = WARCWriter(file, gzip=True, warc_version="1.1")
                writer.write_record(_record(writer, page))
                if page.about:
                    writer.write_record(_record(writer, page.about))
        except OSError as error:
            raise LibraryError(
                f"The page {page.url} cannot be kept in {self.folder} ({error.strerror}): "
                "the library is as it was; make room or choose another folder with --library."
            ) from error

    def read(self, source: Source) -> Page | None:
        """The page kept for a source, or None.

        Raises:
            ArchiveError: the file is damaged.
        """
        path = self._path(source)
        if not path.exists():
            return None
        _, page = _read_response(path, 0)
        headers = dict(page.headers)
        return replace(
            page,
            url=source.url if page.url == _NO_WEB_ADDRESS else page.url,
            final_url=headers.get("x-sightline-final-url", page.url),
            moved_to=headers.get("x-sightline-moved-to", ""),
            about=_kept_beside(path, headers.get("x-sightline-about", "")),
            origin=_ORIGINS.get(headers.get("x-sightline-origin", ""), "site"),
        )

    def tidy(self) -> None:
        """Removes what a run that was killed left half written; needs the write lock."""
        for path in self.folder.glob("*.part"):
            path.unlink(missing_ok=True)

    def prune(self, listed: Iterable[Source]) -> list[int]:
        """Removes the pages of all other sources and returns the sizes of their files; needs the write lock."""
        names = {self._path(source).name for source in listed}
        found = [path for path in sorted(self.folder.glob("*.warc.gz")) if path.name not in names]
        sizes = [path.stat().st_size for path in found]
        for path in found:
            path.unlink(missing_ok=True)
        return sizes

    def _path(self, source: Source) -> Path:
        return self.folder / f"{source.id}.warc.gz"


def _kept_beside(path: Path, url: str) -> Page | None:
    """The page at an address in the same file; None where there is none, or where it cannot be read."""
    archives = Archives()
    if not url:
        return None
    with suppress(ArchiveError, PageUnavailable):
        _index(path, archives)
        return archives.get(url)
    return None


def _record(writer: WARCWriter, page: Page) -> Any:
    kept = [
        (name, value) for name, value in page.headers if name not in _HOP_HEADERS and not name.startswith("x-sightline")
    ]
    ours = [
        ("content-length", str(len(page.body))),
        ("x-sightline-final-url", page.final_url),
        ("x-sightline-moved-to", page.moved_to),
        ("x-sightline-origin", page.origin),
    ]
    if page.content_type and "content-type" not in dict(kept):
        ours.append(("content-type", page.content_type))
    if page.about:
        ours.append(("x-sightline-about", page.about.url))
    headers = StatusAndHeaders("200 OK", kept + ours, protocol="HTTP/1.1")
    dates = {"WARC-Date": page.fetched_at}
    return writer.create_warc_record(
        page.url if page.url.startswith("http") else _NO_WEB_ADDRESS,
        "response",
        payload=BytesIO(page.body),
        http_headers=headers,
        warc_headers_dict=dates,
    )


@contextmanager
def _replacing(path: Path) -> Iterator[Any]:
    temporary = path.with_suffix(f".{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _first_line(error: BaseException) -> str:
    if isinstance(error, ArchiveLoadFailed):
        return "it does not begin as a WARC file does"  # what it begins with is not for people
    lines: Iterable[str] = str(error).strip().splitlines()
    return next(iter(lines), type(error).__name__)
