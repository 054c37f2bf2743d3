"""The matrix of the tally: which actors are rows, which items are columns, in which order, and what may be folded.

Works on the result document alone; what a cell looks like is the template's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kanhe.knowledge.items import items
from kanhe.report.names import Plain, text
from kanhe.report.phrases import PHRASES

CATEGORIES = (
    "个人常用设备信息", "个人位置信息", "联系人信息", "个人通信信息", "个人上网记录", "网络身份标识信息", "个人基本资料",
    "个人身份信息", "个人生物识别信息", "个人健康生理信息", "个人教育工作信息", "个人财产信息", "其他信息",
)  # fmt: skip
"""Categories of GB/T 35273, those that code tells most of first."""
_WEIGHTS = ("identifier", "content", "state")
_ASIDE = re.compile(r"（([^）]*)）")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9 -]*")


@dataclass(frozen=True, slots=True)
class Column:
    item: Plain
    short: Plain
    """The name as it fits above a column."""
    sensitive: bool
    weak: bool
    category: int
    """Number of its category among those shown."""
    first: bool
    """It opens a category that is not the first."""


@dataclass(frozen=True, slots=True)
class Category:
    name: Plain | None
    columns: int
    weak: int
    """How many of them are weak parameters."""


@dataclass(frozen=True, slots=True)
class Row:
    actor: Plain
    listed: bool
    cells: tuple[Plain | None, ...]
    """One a column; None where the actor has nothing to do with the item."""


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of one kind: the app, SDKs in the package, what only documents name."""

    kind: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    categories: tuple[Category, ...]
    columns: tuple[Column, ...]
    bands: tuple[Band, ...]


def matrix(cells: list[Plain]) -> Matrix:
    """The matrix of the cells of a result document (its ``tally.cells``)."""
    columns = _columns(cells)
    at = {column.item["id"]: k for k, column in enumerate(columns)}
    rows: dict[str, list[Plain | None]] = {}
    for cell in cells:
        rows.setdefault(cell["actor"]["id"], [None] * len(columns))[at[cell["item"]["id"]]] = cell
    bands: dict[str, list[Row]] = {"app": [], "present": [], "absent": []}
    for found in rows.values():
        first = next(c for c in found if c is not None)
        row = Row(first["actor"], any(c["listed"] for c in found if c), tuple(found))
        bands[_band(first)].append(row)
    made = tuple(Band(kind, tuple(sorted(rows, key=_gravity))) for kind, rows in bands.items() if rows)
    return Matrix(_categories(columns), columns, made)


def _band(cell: Plain) -> str:
    if cell["actor"]["id"] == "app":
        return "app"
    return "present" if cell["in_package"] and cell["actor"]["id"] != "partner" else "absent"


def _gravity(row: Row) -> tuple[int, int, str]:
    """What stands out comes first."""
    states = [c["state"] for c in row.cells if c is not None]
    grave = sum(s in ("denied-but-found", "found-not-declared") for s in states)
    return -grave, -len(states), row.actor["id"]


def _columns(cells: list[Plain]) -> tuple[Column, ...]:
    shown = {cell["item"]["id"]: cell for cell in cells}
    order = {item: k for k, item in enumerate(items())}
    ordered = sorted(
        shown.values(),
        key=lambda c: (_category(c), _WEIGHTS.index(c["weight"]), order.get(c["item"]["id"], len(order)), c["item"]["id"]),
    )  # fmt: skip
    loud = {cell["item"]["id"] for cell in cells if cell["state"] == "denied-but-found"}
    categories = list(dict.fromkeys(_category(c) for c in ordered))
    columns = []
    for k, cell in enumerate(ordered):
        weak = cell["weight"] == "state" and cell["item"]["id"] not in loud
        first = k > 0 and _category(cell) != _category(ordered[k - 1])
        number = categories.index(_category(cell))
        columns.append(Column(cell["item"], short(cell["item"]), cell["sensitive"], weak, number, first))
    return tuple(columns)


def _category(cell: Plain) -> int:
    known = items().get(cell["item"]["id"])
    return CATEGORIES.index(known.category) if known else len(CATEGORIES)


def _categories(columns: Iterable[Column]) -> tuple[Category, ...]:
    counted: dict[str | None, list[int]] = {}
    for column in columns:
        known = items().get(column.item["id"])
        count = counted.setdefault(known.category if known else None, [0, 0])
        count[0] += 1
        count[1] += column.weak
    return tuple(
        Category(text(PHRASES[f"category.{name}"]) if name else None, *numbers) for name, numbers in counted.items()
    )


def short(item: dict[str, Any]) -> Plain:
    """A name short enough to stand above a column: an abbreviation where there is one, else without what is in brackets."""
    zh, en = str(item["zh"]), str(item["en"])
    aside = _ASIDE.search(zh)
    mark = _LATIN.match(aside[1]) if aside else None
    if mark is not None and len(mark[0]) >= 3:
        return {"zh": mark[0].strip(), "en": mark[0].strip()}
    plain = _ASIDE.sub("", zh).partition("/")[0]
    return {"zh": plain, "en": re.split(r" \(|, |\.", en)[0] if len(en) > 24 else en}
