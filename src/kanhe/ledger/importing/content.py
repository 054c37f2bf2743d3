"""What a file holds, whatever its format: lines of text and tables of cells; and the bounds within which files are read.

Knows nothing of notices.  A merged cell is repeated in every place that it covers.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from kanhe.declared.documents.document import Problem

MAX_BYTES: Final = 32 << 20
MAX_UNPACKED: Final = 96 << 20
"""Bytes of all parts of a DOCX or XLSX together."""
MAX_MARKUP: Final = 16 << 20
"""Bytes of those of them that are parsed; pictures are not."""
MAX_TAGS: Final = 600_000
"""Tags in them: each becomes an object of some hundred bytes."""
MAX_PARTS: Final = 4000
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 64
MAX_CELL: Final = 8000
"""Characters of a cell; what is longer is cut."""
MAX_LINES: Final = 50_000


class Unreadable(ValueError):
    """The file cannot be read, or says too little; in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a person should look at."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length."""

    rows: tuple[tuple[str, ...], ...]
    before: tuple[str, ...] = ()
    """The lines between the table before and this one."""


@dataclass(frozen=True, slots=True)
class Content:
    lines: tuple[str, ...]
    """Every line outside the tables, in order."""
    tables: tuple[Table, ...]
    problems: tuple[Problem, ...] = ()
    """Why the file may hold more than was read of it."""


def table(rows: list[list[str]], before: tuple[str, ...] = ()) -> Table:
    """A table of rows of any length, within the bounds."""
    if len(rows) > MAX_ROWS:
        raise Unreadable(f"表格超过 {MAX_ROWS} 行", f"a table has more than {MAX_ROWS} rows")
    width = min(max(map(len, rows), default=0), MAX_COLUMNS)
    cleaned = {cell: clean(cell) for cell in {cell for row in rows for cell in row[:width]}}  # a merged cell only once
    return Table(tuple(tuple(cleaned[c] for c in row[:width]) + ("",) * (width - len(row)) for row in rows), before)


_INVISIBLE = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u2028\u2029\u2060\ufeff]")


def clean(text: str) -> str:
    """A cell without outer and repeated white space; its line breaks stay."""
    text = _INVISIBLE.sub("", text[:MAX_CELL].replace("\r\n", "\n").replace("\r", "\n"))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def check_zip(data: bytes) -> None:
    """Raise :class:`Unreadable` for an archive that is damaged or would unpack to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            parsed = [p for p in parts if p.filename.lower().endswith((".xml", ".rels"))]
            small = len(parts) <= MAX_PARTS and sum(p.file_size for p in parsed) <= MAX_MARKUP
            tags = sum(archive.read(p).count(b"<") for p in parsed if not p.flag_bits & 1) if small else 0
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        OSError,
        NotImplementedError,
        UnicodeDecodeError,
    ) as error:
        raise Unreadable("文件已损坏", "the file is damaged") from error
    if not small or tags > MAX_TAGS or sum(p.file_size for p in parts) > MAX_UNPACKED:
        raise Unreadable("文件展开后过大", "the file unpacks to too much")
    if any(p.flag_bits & 1 for p in parts):
        raise Unreadable("文件有密码保护", "the file is protected by a password")
