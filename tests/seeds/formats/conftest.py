"""Files of every format, made in memory: what they say is invented."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

PASSWORD_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
FONT = (
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 4 0 R"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
)
DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>"
)
OUTER = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[3 0 R]"
    b"%s>>"
)
IMAGE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    b"/Length 1>>stream\n\x80\nendstream"
)


class PdfDraft:
    """
    A PDF with one Chinese font that is not embedded, all characters one em wide.

    Every call draws on the last page; the first page is there from the start.
    """

    def __init__(self) -> None:
        self.pages: list[bytes] = [b""]
        self.password: bytes | None = None
        self.rotate = 0

    def page(self) -> PdfDraft:
        self.pages.append(b"")
        return self

    def draw(self, operators: str) -> PdfDraft:
        self.pages[-1] += operators.encode("ascii") + b"\n"
        return self

    def text(self, x: float, y: float, text: str, size: float = 12, turn: str = "1 0 0 1") -> Any:
        code = text.encode("utf-16-be").hex()
        return self.draw(f"BT /F {size} Tf {turn} {x} {y} Tm <{code}> Tj ET")

    def lines(self, x: float, y: float, lines: str, size: float = 12, step: float = 18) -> Any:
        for at, line in enumerate(lines.splitlines()):
            self.text(x, y - at * step, line, size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> PdfDraft:
        return self.draw(f"{x0} {y0} m {x1} {y1} l S")

    def grid(self, xs: list[float], ys: list[float]) -> PdfDraft:
        for x in xs:
            self.rule(x, min(ys), x, max(ys))
        for y in ys:
            self.rule(min(xs), y, max(xs), y)
        return self

    def image(self) -> PdfDraft:
        return self.draw("q 595 0 0 842 0 0 cm /I Do Q")

    def as_bytes(self) -> bytes:
        objects = [b"", b"", FONT, DESCRIPTOR, OUTER % b"", IMAGE]
        kids = []
        for content in self.pages:
            objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
            objects.append(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate %d/Resources"
                b"<</Font<</F 5 0 R>>/XObject<</I 6 0 R>>>>/Contents %d 0 R>>"
                % (self.rotate, len(objects))
            )
            kids.append(b"%d 0 R" % len(objects))
        objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
        objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
        trailer = b""
        if self.password is not None:
            objects.append(_encryption(self.password))
            trailer = b"/Encrypt %d 0 R/ID[<00><00>]" % len(objects)
        return _file(objects, trailer)


def _file(objects: list[bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R%s>>" % (len(objects) + 1, trailer)
    return bytes(out) + b"\nstartxref\n%d\n%%%%EOF\n" % start


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
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


def _encryption(password: bytes) -> bytes:
    """Return the dictionary that locks a file with 40-bit RC4, the oldest kind."""
    padded = (password + PASSWORD_PAD)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    key = hashlib.md5(padded + owner + b"\xfc\xff\xff\xff" + b"\x00").digest()[:5]
    user = _rc4(key, PASSWORD_PAD)
    return b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (
        owner.hex().encode(),
        user.hex().encode(),
    )


@pytest.fixture
def text_or_plain_line() -> Callable[[bytes, str], None]:
    """Return a function that reads a file and holds a refusal to one line."""
    from seeds.formats.failures import ReportError  # noqa: PLC0415
    from seeds.formats.opening import open_bytes  # noqa: PLC0415

    def read(data: bytes, name: str) -> None:
        message = ""
        try:
            open_bytes(data, name)
        except ReportError as error:
            message = str(error)
        assert "\n" not in message

    return read


@pytest.fixture
def pdf() -> PdfDraft:
    """Return an empty PDF to draw on."""
    return PdfDraft()


@pytest.fixture
def docx_bytes() -> Callable[[Any], bytes]:
    """Return a function that saves a document of python-docx to bytes."""

    def saved(document: Any) -> bytes:
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return saved
