"""Writes small PDF files for the tests: lines of text where they are wanted, in a few fonts."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import md5

FONTS = {
    "plain": "/Type1 /BaseFont /Helvetica",
    "bold": "/Type1 /BaseFont /Helvetica-Bold",
    "math": "/Type1 /BaseFont /CMMI10",
    "symbols": "/Type1 /BaseFont /CMSY10",
    "large": "/Type1 /BaseFont /CMEX10",
    "odd": "/Type1 /BaseFont /Odd /FirstChar 97 /LastChar 98 /Widths [500 500] "
    "/Encoding << /Type /Encoding /Differences [97 /uniE012 /fi] >>",
}
PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass(frozen=True, slots=True)
class Text:
    """A line that begins at (x, y), in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "plain"
    turn: tuple[int, int, int, int] = (1, 0, 0, 1)


def column(text: str, x: float = 72, y: float = 700, *, step: float = 12, size: float = 10) -> list[Text]:
    """The lines of a text under each other."""
    return [Text(x, y - step * row, line, size) for row, line in enumerate(text.splitlines())]


def write_pdf(
    pages: Sequence[Sequence[Text]],
    *,
    title: str = "",
    box: str = "0 0 612 792",
    rotate: int = 0,
    user: str | None = None,
    drawing: str = "",
) -> bytes:
    """A PDF of the pages; `user` encrypts it with that password (RC4, 40 bits), `drawing` is added to each page."""
    fonts = " ".join(f"/{name} << /Type /Font /Subtype {font} >>" for name, font in FONTS.items())
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] /MediaBox [{box}] >>".encode(),
    ]
    o, u, key = _locks(user or "")
    secret = key if user is not None else b""
    objects.append(b"<< /Title " + _string(title.encode("latin-1"), secret, 3) + b" >>")
    for number, page in enumerate(pages):
        rest = f"/Contents {5 + 2 * number} 0 R /Resources << /Font << {fonts} >> >> /Rotate {rotate} >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {rest}".encode())
        stream = "\n".join([drawing, *map(_drawn, page)]).encode("latin-1")
        stream = _encrypted(stream, secret, 5 + 2 * number)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"<< /Size %d /Root 1 0 R /Info 3 0 R /ID [<00> <00>]" % size
    if user is not None:
        lock = f" /Encrypt << /Filter /Standard /V 1 /R 2 /O <{o.hex()}> /U <{u.hex()}> /P -4 >>"
        trailer += lock.encode()
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        trailer,
        len(out),
    )


def _drawn(text: Text) -> str:
    escaped = text.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    turn = " ".join(map(str, text.turn))
    return f"BT /{text.font} {text.size} Tf {turn} {text.x} {text.y} Tm ({escaped}) Tj ET"


def _locks(user: str) -> tuple[bytes, bytes, bytes]:
    """The entries O and U, and the key (PDF 1.4 reference, algorithms 3.2 to 3.4); the owner's password is `owner`."""
    padded = (user.encode() + PADDING)[:32]
    o = _rc4(md5((b"owner" + PADDING)[:32]).digest()[:5], padded)
    key = md5(padded + o + (-4).to_bytes(4, "little", signed=True) + b"\0").digest()[:5]
    return o, _rc4(key, PADDING), key


def _string(text: bytes, key: bytes, number: int) -> bytes:
    return b"<" + _encrypted(text, key, number).hex().encode() + b">"


def _encrypted(data: bytes, key: bytes, number: int) -> bytes:
    return _rc4(md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], data) if key else data


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
