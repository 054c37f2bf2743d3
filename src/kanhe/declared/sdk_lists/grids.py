"""Tables → entries: which column says what, by headings in any order and wording, or by what the cells hold.

A table of one SDK (labels in the first column), a table turned round, headings over several rows, headings that come
again, rows that only part the table: all are read.  A table of something else gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kanhe.declared.documents.document import Block, Document, Passage
from kanhe.declared.sdk_lists.columns import fields_of, says_nothing
from kanhe.declared.sdk_lists.context import headings, of_the_app_itself, of_third_parties
from kanhe.declared.sdk_lists.entry import Entry, Words, words
from kanhe.declared.sdk_lists.matching import ENOUGH, match_sdk
from kanhe.declared.sdk_lists.naming import may_name
from kanhe.declared.sdk_lists.vendors import is_company

Row = tuple[Passage, ...]
Columns = tuple[tuple[str, ...], ...]

_MAX_HEADER_ROWS = 3
_ABOUT = ("items", "purpose", "means", "link", "permissions", "package")
"""What a list of third parties says of them, beside their names."""
_SDK = re.compile(r"sdk|开发(?:工具)?包|插件", re.IGNORECASE)
_PARTIES = re.compile(
    r"sdk|第三方|合作|接收|共享|受托|third|partner|recipient",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)


def table_entries(document: Document, index: int) -> Iterator[Entry]:
    """The entries of the table that is block ``index``; none when it is no list of third parties."""
    block = document.blocks[index]
    rows = [row for row in block.rows if any(cell.text.strip() for cell in row)]
    if not rows or of_the_app_itself(document, index):
        return
    before = document.blocks[index - 1].text if index else ""
    context = headings(document, index) + (f"\n{before}" if len(before) < 120 else "")
    labels = _labels(rows)
    if labels is not None:
        yield from _upright(rows, labels, index, context)
        return
    head = _header(block, rows)
    if head is None:
        head = _Header(0, _guessed(rows))
    head = _with_names(head, rows)
    names = _key_column(head.columns)
    if names is None or not _of_parties(head, rows, names, of_third_parties(document, index)):
        return
    yield from _entries(rows, head, index, context)


@dataclass(frozen=True, slots=True)
class _Header:
    rows: int
    """How many of the first rows it takes."""
    columns: Columns
    """The fields of each column."""
    text: str = ""


def _header(block: Block, rows: Sequence[Row]) -> _Header | None:
    """The headings: as many rows as the format marks, else as many of the first as announce fields."""
    best: _Header | None = None
    for count in range(1, min(max(_MAX_HEADER_ROWS, block.header_rows), len(rows)) + 1):
        if count > block.header_rows and not _is_heading(rows[count - 1], best is not None):
            if best is not None:
                break
            continue  # a title over the headings
        columns = tuple(_column([row[i].text for row in rows[:count]]) for i in range(len(rows[0])))
        told = sum(map(bool, columns))
        if told >= 2 and (best is None or told >= sum(map(bool, best.columns))):
            best = _Header(count, columns, " ".join(c.text for row in rows[:count] for c in row))
    return best


def _is_heading(row: Row, below: bool) -> bool:
    """A row of headings; one ``below`` others says nothing else."""
    told = sum(bool(fields_of(cell.text)) for cell in row)
    return told >= 2 and (not below or told == sum(bool(cell.text.strip()) for cell in row))


def _with_names(head: _Header, rows: Sequence[Row]) -> _Header:
    """Where no heading announces names, a column most of whose cells name SDKs holds them, whatever else it holds."""
    if any({"name", "party"} & set(fields) for fields in head.columns) or len(rows) == head.rows:
        return head
    body = rows[head.rows :]
    shares = [sum(_known(row[i].text) for row in body) / len(body) for i in range(len(head.columns))]
    names = max(range(len(shares)), key=shares.__getitem__)
    if shares[names] < 0.5 or "link" in head.columns[names]:
        return head
    columns = tuple(("name", *fields) if i == names else fields for i, fields in enumerate(head.columns))
    return replace(head, columns=columns)


def _column(headings: Sequence[str]) -> tuple[str, ...]:
    """The fields of a column from its headings, top to bottom: the lowest that announces any."""
    for heading in reversed(headings):
        if found := fields_of(heading):
            return found
    return ()


def _labels(rows: Sequence[Row]) -> list[tuple[str, ...]] | None:
    """Fields of the rows, when the first column holds labels (a table of one SDK, or one turned round)."""
    fields = [fields_of(row[0].text) for row in rows]
    told = [f for f in fields if f]
    across = sum(bool(fields_of(c.text)) for c in rows[0])
    distinct = {f for pair in told for f in pair}
    if (
        len(rows[0]) < 2
        or len(told) < max(2, 0.6 * len(rows))
        or across > 1
        or not distinct & {"name", "party", "vendor"}
    ):
        return None
    return fields if distinct & {*_ABOUT} else None


def _upright(rows: Sequence[Row], labels: Sequence[tuple[str, ...]], index: int, context: str) -> Iterator[Entry]:
    """One entry a column; in two columns, one each time the first label comes again."""
    first = next(f for f in labels if {"name", "party", "vendor"} & set(f))
    for column in range(1, len(rows[0])):
        fields: list[tuple[str, Words]] = []
        for row, told in zip(rows, labels, strict=True):
            if told == first and fields:
                yield from _made(fields, index, context)
                fields = []
            value = words(row[column])
            if value is not None and told and value.text != row[0].text:
                fields.extend((field, value) for field in told)
        yield from _made(fields, index, context)


def _made(fields: Sequence[tuple[str, Words]], index: int, context: str) -> Iterator[Entry]:
    whole = tuple(dict.fromkeys(value for _, value in fields))
    told = {field for field, value in fields if not says_nothing(value.text)}
    name = next((value.text for field in ("name", "party", "vendor") for f, value in fields if f == field), "")
    if told & {"name", "party", "vendor"} and told & {*_ABOUT} and may_name(name):
        yield Entry(tuple(fields), index, "table", whole, context=context)


def _key_column(columns: Columns) -> int | None:
    """The column by which entries are told: that of the name, else of the party, else of the company."""
    for field in ("name", "party", "vendor"):
        for i, fields in enumerate(columns):
            if field in fields:
                return i
    return None


def _of_parties(head: _Header, rows: Sequence[Row], key: int, in_section: bool) -> bool:
    """The table is about SDKs or partners: by its headings and its section, or by the names it holds."""
    told = {field for fields in head.columns for field in fields}
    if not told & {*_ABOUT, "vendor"} - set(head.columns[key]):
        return False
    names = [row[key].text for row in rows[head.rows :]]
    known = sum(_known(name) for name in names)
    if "permissions" in head.columns[0] and key != 0 and known < 0.5 * len(names):
        return False  # a table of permissions that also says who uses them
    if "name" in told or "vendor" in told:
        return (
            bool(_SDK.search(head.text)) or in_section or bool(_PARTIES.search(head.text)) or known >= 0.3 * len(names)
        )
    return known >= 0.3 * len(names) or (in_section and bool(_PARTIES.search(head.text)))


def _known(name: str) -> bool:
    found = match_sdk(name[:80]) if name.strip() else None
    return (found is not None and found.score >= ENOUGH) or (len(name) < 40 and _SDK.search(name) is not None)


def _guessed(rows: Sequence[Row]) -> Columns:
    """Columns of a table without headings, by what most of their cells hold; all empty when no column holds SDKs."""
    count = len(rows)
    shares = [sum(_known(row[i].text) and len(row[i].text) < 60 for row in rows) / count for i in range(len(rows[0]))]
    names = max(range(len(shares)), key=shares.__getitem__)
    if count < 2 or shares[names] < 0.5:
        return ((),) * len(shares)
    return tuple(("name",) if i == names else _content([row[i].text for row in rows]) for i in range(len(shares)))


def _content(cells: Sequence[str]) -> tuple[str, ...]:
    filled = [c for c in cells if not says_nothing(c)]
    if not filled:
        return ()
    for field, test in (("link", _ADDRESS.search), ("vendor", is_company), ("items", _ITEMS.search)):
        if 2 * sum(bool(test(c)) for c in filled) >= len(filled):
            return (field,)
    return ("purpose",) if sum(map(len, filled)) > 3 * len(filled) else ()


_ITEMS = re.compile(r"IMEI|MAC|IDFA|OAID|设备|网络|位置|标识|列表|信息|手机号|头像|地址", re.IGNORECASE)


def _entries(rows: Sequence[Row], head: _Header, index: int, context: str) -> Iterator[Entry]:
    columns, part = head.columns, ""
    pending: list[tuple[str, Words]] = []
    for row in rows[head.rows :]:
        texts = {cell.text for cell in row if cell.text.strip()}
        if len(texts) == 1 and len(row) > 1 and row[0].text.strip():  # one cell over the whole width parts the table
            part = row[0].text
            continue
        again = tuple(fields_of(cell.text) for cell in row)
        if sum(map(bool, again)) >= max(2, 0.6 * len(row)) and _key_column(again) is not None:
            named = any({"name", "party"} & set(fields) for fields in again)
            columns = again if named or not any({"name", "party"} & set(fields) for fields in columns) else columns
            continue
        key = _key_column(columns)
        fields = list(_cells(row, columns))
        if key is not None and not row[key].text.strip() and pending and not _has_company(row, columns):
            pending.extend(f for f in fields if f[1] not in [v for _, v in pending])  # goes on from the row above
            continue
        yield from _made(pending, index, f"{context}\n{part}")
        pending = fields
    yield from _made(pending, index, f"{context}\n{part}")


def _has_company(row: Row, columns: Columns) -> bool:
    return any("vendor" in fields and row[i].text.strip() for i, fields in enumerate(columns))


def _cells(row: Row, columns: Columns) -> Iterator[tuple[str, Words]]:
    for cell, fields in zip(row, columns, strict=True):
        value = words(cell)
        if value is not None:
            yield from ((field, value) for field in fields)
