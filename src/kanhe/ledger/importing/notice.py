"""A published notice read back from a file: bytes in, :class:`ReadNotice` out, and the event it becomes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kanhe.declared.documents.pdf import is_pdf
from kanhe.ledger.importing import dates
from kanhe.ledger.importing.content import MAX_BYTES, Content, Remark, Unreadable, check_zip
from kanhe.ledger.importing.csv_content import csv_content
from kanhe.ledger.importing.document_content import document_content
from kanhe.ledger.importing.rows import read_rows
from kanhe.ledger.importing.series import series
from kanhe.ledger.importing.stated import differs, stated
from kanhe.ledger.importing.xlsx_content import xlsx_content
from kanhe.ledger.notices import NoticePublished, NoticeRow

MAX_REMARKS = 100
MAX_TEXT = 20_000
"""Characters of the text around the list that are kept with the notice."""


@dataclass(frozen=True, slots=True)
class ReadNotice:
    """What a file says; None where it says nothing."""

    rows: tuple[NoticeRow, ...]
    title: str | None
    year: int | None
    number: int | None
    total_number: int | None
    published: dt.date | None
    deadline: dt.date | None
    look_back: bool
    delisting: bool
    """The apps are taken down by it, not named for the first time."""
    text: str | None
    warnings: tuple[Remark, ...]


def read_notice(data: bytes, name: str) -> ReadNotice:
    """``name``: the file's name; its ending decides only between CSV and HTML.  Raises :class:`Unreadable`."""
    content = read_content(data, name)
    reading = read_rows(content)
    if not reading.rows:
        for problem in content.problems:
            raise Unreadable(problem.zh, problem.en)
        raise Unreadable(
            "没有找到名单：表头须有应用名称，以及开发者、来源、版本或问题中的一项",
            "no list was found: its headers name the app and one of developer, source, version or problems",
        )
    lines = [*content.lines, *reading.lines]
    rows = tuple(reading.rows.values())
    place = series(lines, name)
    published = dates.published(lines)
    return ReadNotice(
        rows, place.title, place.year, place.number, place.total_number, published, dates.deadline(lines, published),
        place.look_back, place.delisting, "\n".join(content.lines)[:MAX_TEXT] or None,
        (*_damage(content), *reading.remarks[:MAX_REMARKS], *_count_remarks(lines, rows)),
    )  # fmt: skip


def read_content(data: bytes, name: str) -> Content:
    """Lines and tables of a file.  Raises :class:`Unreadable`."""
    if len(data) > MAX_BYTES:
        raise Unreadable(f"文件超过 {MAX_BYTES >> 20} MB", f"the file has more than {MAX_BYTES >> 20} MB")
    if not data.strip():
        raise Unreadable("文件为空", "the file is empty")
    if data.startswith(b"PK\x03\x04"):
        check_zip(data)
        if b"xl/workbook" in data or name.lower().endswith(".xlsx"):
            return xlsx_content(data)
        return document_content(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("旧版 .doc/.xls，请另存为 DOCX 或 XLSX", "an old .doc or .xls file: save it as DOCX or XLSX")
    if is_pdf(data) or name.lower().endswith((".html", ".htm")) or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return document_content(data, name)
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("不认识的文件格式", "this is no CSV, XLSX, DOCX, PDF or HTML")
    return csv_content(data)


def _damage(content: Content) -> tuple[Remark, ...]:
    return tuple(Remark(p.zh, p.en) for p in content.problems if p.kind == "damaged-document")


def _count_remarks(lines: list[str], rows: tuple[NoticeRow, ...]) -> tuple[Remark, ...]:
    said = stated(lines)
    apps = len({(r.kind, r.name, r.developer) for r in rows})
    if said is None or not differs(said, apps, len(rows)):
        return ()
    return (
        Remark(
            f"正文称 {said} 款，名单有 {apps} 款、{len(rows)} 行",
            f"the text says {said}; the list has {apps} in {len(rows)} rows",
        ),
    )


def published_event(
    read: ReadNotice,
    regulator: str,
    *,
    year: int | None = None,
    number: int | None = None,
    published: dt.date | None = None,
    deadline: dt.date | None = None,
    title: str | None = None,
) -> NoticePublished:
    """The event; what is given goes before what was read.  Raises :class:`Unreadable` for what neither tells."""
    day = published or read.published
    if day is None:
        raise Unreadable(
            "文件没有公布日期，请用 --published 给出", "the file has no day of publication: give --published"
        )
    batch = number or read.number
    if batch is None:
        raise Unreadable("文件没有批次，请用 --number 给出", "the file has no number of the batch: give --number")
    of_year = year or read.year or day.year
    return NoticePublished(
        regulator, of_year, batch, day, read.rows,
        title or read.title or f"关于侵害用户权益行为的APP通报（{of_year}年第{batch}批）", read.total_number,
        deadline or read.deadline, read.look_back, read.text,
    )  # fmt: skip
