"""Tables → rows of a notice: one for each app, source and version, its problems gathered.

A cell that is empty or says "the same" continues the one above; a line across the table may name the problem of what follows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kanhe.ledger.importing.content import Content, Remark, Table
from kanhe.ledger.importing.headers import columns, lists_sdks
from kanhe.ledger.importing.numerals import fold
from kanhe.ledger.importing.numerals import number as as_number
from kanhe.ledger.importing.problems import problems
from kanhe.ledger.notices import NoticeRow

_SAME = frozenset({"〃", "″", "〞", "''", '"', "”", "“", "同上", "同前", "--〃--"})
_NOTHING = frozenset({"—", "——", "-", "--", "/", "\\", "无"})
"""What says that a cell has nothing to say; it continues nothing."""
_CONTINUED = ("number", "name", "developer", "filing", "region", "kind", "source", "version")
"""Columns that a row without a name has from the row above."""
_SHARED = ("developer", "region", "problems")
"""Columns that a row with a name has from the row above when it leaves them empty."""
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|[(（]?[一二三四五六七八九十\d]{1,3}[)）.．、])\s*")

MAX_SAMPLES = 30
"""Stores that one cell may list."""
MAX_NUMBER = 40
"""Characters of a cell that holds a number."""

Cells = Mapping[str, str]


@dataclass
class Reading:
    """What the tables tell, as it is gathered."""

    rows: dict[tuple[str, ...], NoticeRow] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    """Text that stood in tables and is none of their rows."""
    remarks: list[Remark] = field(default_factory=list)
    tables: int = 0


def read_rows(content: Content) -> Reading:
    """The rows of all tables that are lists of apps; a table without headers goes on with the one before."""
    reading = Reading()
    before: tuple[str | None, ...] | None = None
    for table in content.tables:
        at, named = _headers(table)
        if named is None and (
            before is None or before != before[: len(table.rows[0])] or len(before) != len(table.rows[0])
        ):
            reading.lines += [
                line for row in table.rows for cell in dict.fromkeys(row) for line in cell.split("\n") if line
            ]
            continue
        if named is not None:
            reading.lines += [
                line for row in table.rows[:at] for cell in dict.fromkeys(row) for line in cell.split("\n") if line
            ]
            before, start = named, at + 1
        else:
            start = 0
        assert before is not None
        reading.tables += 1
        kind = "sdk" if (named and lists_sdks(table.rows[at])) or _caption_of_sdks(table.before) else "app"
        _table_rows(reading, table.rows[start:], before, kind)
    return reading


def _headers(table: Table) -> tuple[int, tuple[str | None, ...] | None]:
    for at, row in enumerate(table.rows[:30]):
        if (named := columns(row)) is not None:
            for below in table.rows[at + 1 : at + 3]:  # headers of two rows: the lower one is the more exact
                if (more := columns(below)) is None:
                    break
                named, at = tuple(b or a for a, b in zip(named, more, strict=True)), at + 1
            return at, named
    return 0, None


def _caption_of_sdks(lines: Sequence[str]) -> bool:
    """The nearest line that speaks of apps or SDKs speaks of SDKs only."""
    for line in reversed(lines[-4:]):
        plain = fold(line).lower()
        if "sdk" in plain or "app" in plain or "应用" in plain:
            return "sdk" in plain and "app" not in plain and "应用" not in plain and len(line) < 60
    return False


def _table_rows(reading: Reading, rows: Sequence[Sequence[str]], named: Sequence[str | None], kind: str) -> None:
    above: Cells = {}
    section: str | None = None
    for place, row in enumerate(rows, 1):
        if columns(row) == tuple(named):
            continue  # headers repeated on a new page
        said = [cell for cell in row if cell]
        if (len(row) >= 3 and len(set(said)) == 1 and len(said) == len(row)) or _stands_alone(row, named):
            line = said[0].replace("\n", " ")
            reading.lines.append(line)
            if _caption_of_sdks([line]):
                kind = "sdk"
            elif "problems" not in named:
                section = _NUMBERING.sub("", line).rstrip("。:：") or None
            above = {}
            continue
        cells, shared = _filled(_cells(row, named), above)
        if not cells.get("name"):
            if any(said):
                reading.remarks.append(
                    Remark(
                        f"表中第 {place} 行没有应用名称，已略过",
                        f"row {place} of a table names no app and was left out",
                    )
                )
            continue
        for column in shared:
            label = {"developer": ("开发者", "developer"), "problems": ("所涉问题", "problems")}.get(column)
            if label:
                reading.remarks.append(
                    Remark(
                        f"{cells['name']}：{label[0]}空白，按上一行补",
                        f"{cells['name']}: {label[1]} empty, taken from above",
                    )
                )
        above = cells
        for read in _notice_rows(cells, kind, section):
            _gather(reading, read)


def _stands_alone(row: Sequence[str], named: Sequence[str | None]) -> bool:
    """Only the first cell says something, and it is neither a number nor a name."""
    first = row[0] if row else ""
    return (
        bool(first)
        and not any(row[1:])
        and named[0] != "name"
        and as_number(first.rstrip(".、")) is None
        and len(row) > 2
    )


def _cells(row: Sequence[str], named: Sequence[str | None]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for column, cell in zip(named, row, strict=False):
        if column is not None and cell and cell not in found.setdefault(column, []):
            found[column].append(cell)
    return {column: "\n".join(found.get(column, ())) for column in named if column is not None}


def _filled(cells: dict[str, str], above: Cells) -> tuple[dict[str, str], list[str]]:
    """The cells with what continues from above, and the columns that a named row left empty."""
    nothing = {c for c, text in cells.items() if text in _NOTHING}
    full = {c: "" if c in nothing else above.get(c, "") if text in _SAME else text for c, text in cells.items()}
    shared: list[str] = []
    if not full.get("name"):
        if any(text for c, text in full.items() if c != "number"):
            for column in _CONTINUED:
                if column in full and not full[column] and column not in nothing:
                    full[column] = above.get(column, "")
    else:
        for column in _SHARED:
            if column in full and not full[column] and column not in nothing and above.get(column):
                full[column] = above[column]
                shared.append(column)
    return full, shared


def _notice_rows(cells: Cells, kind: str, section: str | None) -> list[NoticeRow]:
    name = _one_line(cells.get("name", "")).removeprefix("《").removesuffix("》")
    told = fold(cells.get("kind", "")).lower()
    if "sdk" in told or (kind == "app" and re.search(r"sdk$", fold(name), re.IGNORECASE)):
        kind = "sdk"
    elif "app" in told or "应用" in told:
        kind = "app"
    found = problems(cells.get("problems", "")) or ((section,) if section else ())
    row = NoticeRow(
        name, _one_line(cells.get("developer", "")), "", "", found,
        _numbered(cells.get("number", "")),
        _one_line(cells.get("filing", "")) or None, _one_line(cells.get("region", "")) or None, kind,
    )  # fmt: skip
    return [replace(row, source=source, version=version) for source, version in _samples(cells)]


def _numbered(text: str) -> int | None:
    """The number in a cell of numbers; a long text is none."""
    return as_number(re.sub(r"\.0$|[.．、]$", "", text)) if len(text) < MAX_NUMBER else None


def _samples(cells: Cells) -> list[tuple[str, str]]:
    """(source, version) of each sample that a row names: stores in one cell have one version together, or each its own."""
    source, version = cells.get("source", ""), cells.get("version", "")
    sources, versions = _listed(source, "[、;；]"), _listed(version, "[、;；]")
    if len(sources) < 2 and MAX_SAMPLES > source.count("\n") == version.count("\n") > 0:
        sources, versions = source.split("\n"), version.split("\n")
    if len(sources) == len(versions) > 1:
        return [(_one_line(s), _one_line(v)) for s, v in zip(sources, versions, strict=True)]
    return [(_one_line(s), _one_line(version)) for s in (sources if len(sources) > 1 else [source])]


def _listed(text: str, separator: str) -> list[str]:
    parts = [part for part in (p.strip() for p in re.split(separator, text)) if part]
    return parts if len(parts) <= MAX_SAMPLES else [text]


def _one_line(text: str) -> str:
    """Lines of a narrow cell joined: with a space only between Latin words."""
    return re.sub(r"(?<=[A-Za-z0-9,.])\n(?=[A-Za-z])", " ", text).replace("\n", "").strip()


def _gather(reading: Reading, row: NoticeRow) -> None:
    key = (row.kind, row.name, row.developer, row.source, row.version)
    there = reading.rows.get(key)
    if there is None:
        reading.rows[key] = row
    else:
        reading.rows[key] = replace(there, problems=tuple(dict.fromkeys((*there.problems, *row.problems))))
