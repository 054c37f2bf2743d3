"""What a view is: a query over evidence tables under a name.  Knows no table, no rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A query over evidence tables under a name."""

    query: str
    tables: tuple[str, ...]
    """Evidence tables it reads, also those read by views within it."""
    doc: str
