"""Blocks in the making: stretches of a tape whose white space is not folded yet.  Plain shapes, no reader's knowledge."""

from __future__ import annotations

from dataclasses import dataclass, field

from kanhe.declared.documents.document import Block, BlockKind


@dataclass(slots=True)
class Cell:
    """A cell of a table: what stands in it, as blocks and as one stretch."""

    start: int
    end: int
    header: bool
    columns: int
    rows: int
    drafts: list[Draft] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table in the making.  ``heads``: which rows stand in its head."""

    rows: list[list[Cell]] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)
    in_head: bool = False
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A block to be: a stretch of the tape, a table, or blocks that are ready."""

    kind: BlockKind | None
    start: int
    end: int
    level: int = 0
    marker: str | None = None
    region: str = ""
    """'nav' within navigation, 'edge' within a page's header or footer."""
    table: Table | None = None
    ready: tuple[Block, ...] = ()
