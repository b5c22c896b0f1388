"""A file that a person saved -> the page of a source: HTML, MHTML, PDF, or a WARC or WACZ archive that holds it.

What a file is, is told by its first bytes, not by its name.
"""

import email.policy
import shutil
import tempfile
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path, PurePosixPath

from index.errors import ArchiveError
from ingest.archive import open_archives
from ingest.charset import is_utf_16
from ingest.page import MAX_BYTES, Page, PageUnavailable
from ingest.urls import page_addresses

MAX_ARCHIVE_BYTES = 2 * 1024**3
"""Of the WARC files in a WACZ, unpacked."""
_GZIP, _ZIP, _PDF = b"\x1f\x8b", b"PK\x03\x04", b"%PDF-"


def saved_page(url: str, path: Path) -> Page:
    """The page at an address, from a file.

    Raises:
        ArchiveError: the file cannot be read, is of another kind, or does not hold the page.
    """
    try:
        with path.open("rb") as file:
            start = file.read(2048)
        if start.startswith((_GZIP, b"WARC/")):
            return _from_warc(url, [path], path)
        if start.startswith(_ZIP):
            return _from_wacz(url, path)
        if path.stat().st_size > MAX_BYTES:
            raise ArchiveError(f"The file {path} has more than {MAX_BYTES // 2**20} MB: save a smaller part of it.")
        return _from_browser(url, path, start)
    except OSError as error:
        raise ArchiveError(
            f"The file {path} cannot be read ({error.strerror}): give a page saved in a browser."
        ) from error


def _from_browser(url: str, path: Path, start: bytes) -> Page:
    body = path.read_bytes()
    saved_at = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
    if _PDF in start[:1029]:
        return Page(url, url, "application/pdf", body, saved_at, origin="person")
    if _is_mhtml(start):
        return _from_mhtml(url, path, body, saved_at)
    page = Page(url, url, "text/html", body, saved_at, origin="person")
    if b"<" not in start or (b"\0" in start and not is_utf_16(page)):
        raise ArchiveError(f"The file {path} is no HTML, MHTML, PDF, WARC or WACZ file: save the page as one of them.")
    return page


def _is_mhtml(start: bytes) -> bool:
    head = start.lstrip().lower()
    return not head.startswith(b"<") and b"mime-version:" in head and b"multipart/related" in head


def _from_mhtml(url: str, path: Path, body: bytes, saved_at: str) -> Page:
    """The first HTML part (RFC 2557); pictures and styles are not needed."""
    message = BytesParser(EmailMessage, policy=email.policy.default).parsebytes(body)
    for part in message.walk():
        content = part.get_payload(decode=True)
        if part.get_content_type() in ("text/html", "application/xhtml+xml") and isinstance(content, bytes):
            charset = part.get_content_charset()
            kind = f"text/html; charset={charset}" if charset else "text/html"
            return Page(url, url, kind, content, saved_at, origin="person")
    raise ArchiveError(f"The file {path} holds no HTML page: save the page again in a browser.")


def _from_warc(url: str, files: list[Path], path: Path) -> Page:
    archives = open_archives(files)
    try:
        page = next((found for address in page_addresses(url) if (found := archives.get(address))), None)
    except PageUnavailable as failure:
        raise ArchiveError(f"The archive {path} cannot be used ({failure.reason}).") from failure
    if page is None:
        held = ", ".join(sorted(archives.places)[:3])
        raise ArchiveError(f"The archive {path} does not hold {url}, but {held} …: give one of the addresses it holds.")
    return Page(
        url, page.final_url, page.content_type, page.body, page.fetched_at, page.headers, page.moved_to, origin="person"
    )


def _from_wacz(url: str, path: Path) -> Page:
    """WACZ 1.1: a zip file whose folder `archive` holds WARC files."""
    try:
        with zipfile.ZipFile(path) as packed, tempfile.TemporaryDirectory() as folder:
            inside = [one for one in packed.infolist() if _is_warc(one.filename)]
            if not inside:
                raise ArchiveError(f"The file {path} is a zip file without WARC files: give a WACZ file.")
            if sum(one.file_size for one in inside) > MAX_ARCHIVE_BYTES:
                raise ArchiveError(f"The file {path} holds over {MAX_ARCHIVE_BYTES // 2**30} GB: give a smaller one.")
            files = [Path(folder) / f"{number}.warc.gz" for number in range(len(inside))]
            for one, file in zip(inside, files, strict=True):
                with packed.open(one) as source, file.open("wb") as target:
                    shutil.copyfileobj(source, target)
            return _from_warc(url, files, path)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:  # a password, an odd compression
        raise ArchiveError(f"The file {path} cannot be unpacked ({error}): give a WACZ file.") from error


def _is_warc(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and parts[0] == "archive" and name.endswith((".warc", ".warc.gz"))
