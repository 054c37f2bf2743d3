"""Figures of rounds from CSV: regulator, first_round, last_round, published, tested, ordered, named, delisted, source."""

from __future__ import annotations

import csv
import datetime as dt
import io

from kanhe.ledger.figures import FiguresPublished
from kanhe.ledger.importing.content import MAX_BYTES, Unreadable
from kanhe.ledger.importing.csv_content import decoded

COLUMNS = ("regulator", "first_round", "last_round", "published", "tested", "ordered", "named", "delisted", "source")
MAX_ROUNDS = 10_000
MAX_COUNT = 10**12


def is_figures(data: bytes) -> bool:
    """The first line names these columns."""
    head = data[:400].decode("utf-8-sig", "replace").splitlines()
    return bool(head) and {"regulator", "first_round", "last_round"} <= {c.strip() for c in head[0].split(",")}


def read_figures(data: bytes) -> tuple[FiguresPublished, ...]:
    """One event a line.  Raises :class:`Unreadable`, naming the line."""
    if len(data) > MAX_BYTES:
        raise Unreadable("文件过大", "the file is too large")
    found = []
    try:
        rows = csv.DictReader(io.StringIO(decoded(data), newline=""))
        missing = [c for c in COLUMNS if c not in (rows.fieldnames or ())]
        if missing:
            raise Unreadable(f"缺少列 {missing[0]}", f"the column {missing[0]} is missing")
        for row in rows:
            if any(value for value in row.values() if isinstance(value, str)):
                found.append(_figures(row, rows.line_num))
            if len(found) > MAX_ROUNDS:
                raise Unreadable("行数过多", "there are too many lines")
    except csv.Error as error:
        raise Unreadable("CSV 格式有误", "this is not well-formed CSV") from error
    return tuple(found)


def _figures(row: dict[str, str | None], line: int) -> FiguresPublished:
    text = {c: (row.get(c) or "").strip() for c in COLUMNS}
    try:
        published = dt.date.fromisoformat(text["published"])
        first, last = int(text["first_round"]), int(text["last_round"])
        counts = {
            c: int(text[c].replace(",", "").replace("_", "")) if text[c] else None
            for c in ("tested", "ordered", "named", "delisted")
        }
    except ValueError as error:
        raise Unreadable(f"第 {line} 行的数字或日期有误", f"line {line} has a number or a day that is none") from error
    if max(first, last) > MAX_ROUNDS or any(abs(n or 0) > MAX_COUNT for n in counts.values()):
        raise Unreadable(f"第 {line} 行的数字过大", f"line {line} has a number that is too large")
    if not text["regulator"]:
        raise Unreadable(f"第 {line} 行没有主管部门", f"line {line} names no regulator")
    return FiguresPublished(text["regulator"], first, last, published, text["source"], **counts)
