"""Small PDF files, written by hand: lines of text at given places, in a font that knows Chinese without being embedded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 400, 600


@dataclass(frozen=True)
class Text:
    """A line: lower left corner, size, words."""

    x: float
    y: float
    size: float
    text: str


@dataclass(frozen=True)
class Rule:
    """A line drawn from one point to another."""

    x0: float
    y0: float
    x1: float
    y1: float


def write_pdf(pages: Sequence[Sequence[Text | Rule]], title: str = "") -> bytes:
    """A file with a page for each sequence of marks."""
    objects: list[bytes] = [b"", b"", b"", b"", b"", b"<< /Title " + _hex(title, mark=True) + b" >>"]
    kids = []
    for marks in pages:
        stream = b"\n".join(_mark(mark) for mark in marks)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources << /Font << /F 3 0 R >> >> >>"
            % (WIDTH, HEIGHT, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    objects[2] = b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"
    objects[3] = (
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /DW 1000 /FontDescriptor 5 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
    )
    objects[4] = (
        b"<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880"
        b" /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _mark(mark: Text | Rule) -> bytes:
    if isinstance(mark, Rule):
        return b"%.1f %.1f m %.1f %.1f l S" % (mark.x0, mark.y0, mark.x1, mark.y1)
    return b"BT /F %.1f Tf %.1f %.1f Td %s Tj ET" % (mark.size, mark.x, mark.y, _hex(mark.text))


def _hex(text: str, mark: bool = False) -> bytes:
    return b"<" + (b"feff" if mark else b"") + text.encode("utf-16-be").hex().encode() + b">"
