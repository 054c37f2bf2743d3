"""Rows of the SDK lists that documents show: listed, struck out, or with other items and purposes."""

from __future__ import annotations

from collections.abc import Iterator

from kanhe.report.diff.model import Change, Row, Side
from kanhe.report.diff.pairing import pairs
from kanhe.report.diff.statements import cut, folded
from kanhe.report.diff.words import actor_text, item_text, joined, labelled, same, turned, value_text
from kanhe.rules.model import Text


def sdk_row_changes(old: Side, new: Side) -> Iterator[Change]:
    """One change an SDK, by its id where it is known, else by its name as written."""
    for pair in pairs(old.rows("declared_sdks"), new.rows("declared_sdks"), _key):
        row = (pair.new or pair.old)[0]
        name = actor_text(row["sdk"]) if row["sdk"] else same(cut(row["name_as_written"], 40))
        if not pair.old:
            yield Change(
                "new", (pair.key,), name, row["sdk"], _details(pair.new), ("policy",), "high", after=_facts(pair.new)
            )
        elif not pair.new:
            yield Change("gone", (pair.key,), name, row["sdk"], (), ("policy",), "high", before=_facts(pair.old))
        elif details := _changed(pair.old, pair.new):
            yield Change(
                "changed", (pair.key,), name, row["sdk"], details, ("policy",), "plain", _facts(pair.old), _facts(pair.new)
            )  # fmt: skip


def _key(row: Row) -> str:
    return str(row["sdk"] or folded(row["name_as_written"]))


def _items(rows: tuple[Row, ...]) -> dict[str, None]:
    return dict.fromkeys(item for row in rows for item in row["items"])


def _details(rows: tuple[Row, ...]) -> tuple[Text, ...]:
    details = []
    if items := _items(rows):
        details.append(labelled("信息", "items", joined([item_text(item) for item in items])))
    if purpose := next((row["purpose"] for row in rows if row["purpose"]), None):
        details.append(labelled("目的", "purpose", same(f"“{cut(purpose)}”")))
    return tuple(details)


def _changed(old: tuple[Row, ...], new: tuple[Row, ...]) -> tuple[Text, ...]:
    details = []
    before, after = _items(old), _items(new)
    if fresh := [item for item in after if item not in before]:
        details.append(labelled("新列信息", "items added", joined([item_text(item) for item in fresh])))
    if ended := [item for item in before if item not in after]:
        details.append(labelled("不再列出", "items struck out", joined([item_text(item) for item in ended])))
    for column, zh, en in (("purpose", "目的", "purpose"), ("vendor", "开发者", "vendor"), ("link", "链接", "link")):
        first, second = _texts(old, column), _texts(new, column)
        if first.keys() != second.keys():
            values = (value_text([cut(text) for text in side.values()]) for side in (first, second))
            details.append(labelled(zh, en, turned(*values)))
    return tuple(details)


def _texts(rows: tuple[Row, ...], column: str) -> dict[str, str]:
    return {folded(row[column]): row[column] for row in rows if folded(row[column])}


def _facts(rows: tuple[Row, ...]) -> Row:
    kept = ("document", "name_as_written", "sdk", "vendor", "items", "purpose", "link", "sentence", "start", "end")
    return {**{k: rows[0][k] for k in kept}, "count": len(rows)}
