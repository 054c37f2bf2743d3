"""Statements of the privacy policies: what is newly declared, withdrawn, declared for another purpose, or denied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kanhe.report.diff.model import Change, Row, Side
from kanhe.report.diff.pairing import pairs
from kanhe.report.diff.words import item_text, joined, labelled, same, turned
from kanhe.rules.model import Text

_VERBS = {
    "collect": Text("收集", "collects"),
    "use": Text("使用", "uses"),
    "share": Text("共享", "shares"),
    "store": Text("存储", "stores"),
    "upload": Text("上传", "uploads"),
    "entrust": Text("委托处理", "entrusts"),
    "publish": Text("公开", "publishes"),
}
_MANNERS = {
    "purpose": ("目的", "purpose"),
    "condition": ("条件", "condition"),
    "recipient": ("接收方", "recipient"),
}
_LONGEST = 80


def statement_changes(old: Side, new: Side) -> Iterator[Change]:
    """One change a subject, verb and item.  Every one asks for a full inspection: the policy is what consent rests on."""
    for pair in pairs(old.rows("declarations"), new.rows("declarations"), _key):
        row = (pair.new or pair.old)[0]
        if pair.old and pair.new:
            details = _changed(pair.old, pair.new)
            kind = "changed" if details else None
        else:
            details = _manners(pair.new or pair.old)
            kind = "new" if pair.new else "gone"
        if kind is None:
            continue
        yield Change(
            kind, pair.key, _name(row), row["subject"], details, ("policy",),  # type: ignore[arg-type]
            "high" if row["verb"].startswith("not-") or kind != "changed" else "plain",
            _facts(pair.old, pair.new) if pair.old else None, _facts(pair.new, pair.old) if pair.new else None,
        )  # fmt: skip


def _key(row: Row) -> tuple[str, str, str]:
    return row["subject"], row["verb"], row["item"] or row["group"] or folded(row["written"])


def folded(text: str | None) -> str:
    """A text without white space and differences of width or case, for comparing what two versions wrote."""
    if text is None:
        return ""
    narrow = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    return "".join(narrow.split()).lower()


def cut(text: str, longest: int = _LONGEST) -> str:
    """A text short enough for one line."""
    return text if len(text) <= longest else text[:longest] + "…"


def _name(row: Row) -> Text:
    denied = row["verb"].startswith("not-")
    verb = _VERBS[row["verb"].removeprefix("not-")]
    what = item_text(row["item"]) if row["item"] else same(cut(row["written"], 40))
    return Text(
        f"声明{'不' if denied else ''}{verb.zh}{what.zh}",
        f"says that it {'does not ' + verb.en.removesuffix('s') if denied else verb.en}: {what.en}",
    )


def _values(rows: Iterable[Row], column: str) -> dict[str, str]:
    """What the rows say in a column, by its folded text."""
    return {folded(row[column]): row[column] for row in rows if folded(row[column])}


def _said(values: Iterable[str]) -> Text:
    return joined([same(f"“{cut(value)}”") for value in values], 2)


def _manners(rows: tuple[Row, ...]) -> tuple[Text, ...]:
    found = ((labels, _values(rows, column)) for column, labels in _MANNERS.items())
    return tuple(labelled(*labels, _said(values.values())) for labels, values in found if values)


def _changed(old: tuple[Row, ...], new: tuple[Row, ...]) -> tuple[Text, ...]:
    details = []
    for column, labels in _MANNERS.items():
        before, after = _values(old, column), _values(new, column)
        if before.keys() == after.keys():
            continue
        ended = [text for mark, text in before.items() if mark not in after]
        fresh = [text for mark, text in after.items() if mark not in before]
        none = Text("未写明", "not stated")
        details.append(labelled(*labels, turned(_said(ended) if ended else none, _said(fresh) if fresh else none)))
    return tuple(details)


def _facts(rows: tuple[Row, ...], others: tuple[Row, ...]) -> Row:
    """The row to show: the first that says something that the other build does not."""
    said = {column: _values(others, column).keys() for column in _MANNERS}
    telling = (row for row in rows if any(row[c] and folded(row[c]) not in said[c] for c in _MANNERS))
    row = next(telling, rows[0])
    kept = (
        "document",
        "subject",
        "written",
        "purpose",
        "condition",
        "recipient",
        "heading",
        "sentence",
        "start",
        "end",
    )
    return {**{k: row[k] for k in kept}, "count": len(rows)}
