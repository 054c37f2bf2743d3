"""A page of tables in one language: what every format draws.  Knows neither lists nor formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "gap", "quiet", "add", "remove", "change", "verify"]


@dataclass(frozen=True, slots=True)
class Words:
    """One line of a cell."""

    text: str
    tone: Tone = "plain"
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    width: int
    """Share of the table's width; characters in a spreadsheet."""
    internal: bool = False
    """For whoever works on the page, not for publication."""


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Words, ...], ...], ...]
    """Cells by row, as many as columns; a cell is lines."""
    note: str = ""
    empty: str = ""
    """What stands there when it has no rows."""
    internal: bool = False
    short: str = ""
    """Its title where there is little room."""


@dataclass(frozen=True, slots=True)
class Page:
    lang: str
    title: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[Words, ...]
    """What the reader must know first; tone 'gap' for warnings."""
    tables: tuple[Table, ...]
    footer: str = ""
