"""Whose statement it is: what stands inside a row of an SDK list is said of that SDK, not of the app.

Knows statements and rows by their offsets; nothing of words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from kanhe.evidence.declared_rows import DeclarationRow, DeclaredSdkRow

_ROWS = frozenset({"table", "list", "paragraphs"})


def attributed(statements: Iterable[DeclarationRow], listed: Iterable[DeclaredSdkRow]) -> list[DeclarationRow]:
    """The statements of one document, those of the app inside a row of its SDK lists given to the SDK of the row, or to a
    partner where the row's SDK is not known.  A sentence that merely names an SDK is no row."""
    rows = sorted((r for r in listed if r.via in _ROWS and r.start >= 0), key=lambda r: (r.start, r.end))
    starts = [r.start for r in rows]
    return [_given(s, rows, starts) for s in statements]


def _given(statement: DeclarationRow, rows: list[DeclaredSdkRow], starts: list[int]) -> DeclarationRow:
    if statement.subject != "app" or statement.start < 0:
        return statement
    at = statement.item_start if statement.item_start >= 0 else statement.start
    before = bisect_right(starts, at) - 1
    if before < 0 or at >= rows[before].end:
        return statement
    row = rows[before]
    return replace(statement, subject=row.sdk or "partner", subject_written=row.name_as_written)
