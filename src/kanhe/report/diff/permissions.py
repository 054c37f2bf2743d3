"""Permissions that were added, dropped, widened, or put to use."""

from __future__ import annotations

from collections.abc import Iterator

from kanhe.knowledge.permissions import permissions
from kanhe.report.diff.model import Change, Row, Side, Weight
from kanhe.report.diff.pairing import pairs
from kanhe.report.diff.words import actor_text, item_text, joined, labelled, same, turned, value_text
from kanhe.rules.model import Text

_PROTECTIONS = {
    "normal": Text("普通权限", "normal"),
    "dangerous": Text("敏感权限", "dangerous"),
    "signature": Text("签名级权限", "signature"),
    "special": Text("特殊权限", "special access"),
    "unknown": Text("非系统权限", "not the platform's"),
}
_WEIGHTS: dict[str, Weight] = {"dangerous": "high", "special": "high"}


def permission_changes(old: Side, new: Side) -> Iterator[Change]:
    """One change a permission.  One that the app defines itself asks for nothing."""
    mine = f"{new.package['package_id']}."
    for pair in pairs(old.rows("permissions"), new.rows("permissions"), lambda row: str(row["name"])):
        own = pair.key.startswith(mine)
        if not pair.old:
            weight: Weight = "weak" if own else _WEIGHTS.get(pair.new[0]["protection"], "plain")
            yield Change(
                "new", (pair.key,), _name(pair.key), details=_details(pair.new), weight=weight,
                conditions=() if own else ("permission",), after=_facts(pair.new),
            )  # fmt: skip
        elif not pair.new:
            yield Change(
                "gone", (pair.key,), _name(pair.key), details=_details(pair.old)[:1], before=_facts(pair.old),
                weight="weak" if own else "plain",
            )  # fmt: skip
        elif details := _changed(pair.old, pair.new):
            widened = _reach(pair.new) > _reach(pair.old)
            yield Change(
                "changed", (pair.key,), _name(pair.key), details=details, before=_facts(pair.old), after=_facts(pair.new),
                conditions=("permission",) if widened and not own else (), weight="plain",
            )  # fmt: skip


def _name(name: str) -> Text:
    known, short = permissions().get(name), name.removeprefix("android.permission.")
    return Text(f"{short}（{known.zh}）", f"{short} ({known.en})") if known else same(short)


def _details(rows: tuple[Row, ...]) -> tuple[Text, ...]:
    row = rows[0]
    details = [_PROTECTIONS[row["protection"]]]
    if row["items"]:
        details.append(labelled("可取得", "opens", joined([item_text(item) for item in row["items"]])))
    if actors := [actor for actor in row["declared_by"] if actor != "app"]:
        details.append(labelled("集成文档要求者", "asked for by", joined([actor_text(actor) for actor in actors])))
    if row["used"] is not None:
        details.append(_use(row))
    return tuple(details)


def _use(row: Row) -> Text:
    if row["used"]:
        return labelled("使用者", "used by", joined([actor_text(actor) for actor in row["used_by"]]))
    return Text("未见使用", "no use found")


def _changed(old: tuple[Row, ...], new: tuple[Row, ...]) -> tuple[Text, ...]:
    details = []
    if _reach(old) != _reach(new):
        before, after = (value_text(rows[0]["max_sdk"]) for rows in (old, new))
        details.append(labelled("最高适用 API 级别", "highest API level it is asked for on", turned(before, after)))
    if (old[0]["used"] is True) != (new[0]["used"] is True) and None not in (old[0]["used"], new[0]["used"]):
        details.append(turned(_use(old[0]), _use(new[0])))
    return tuple(details)


def _reach(rows: tuple[Row, ...]) -> int:
    """The highest API level on which it is asked for."""
    return max(1 << 31 if row["max_sdk"] is None else int(row["max_sdk"]) for row in rows)


def _facts(rows: tuple[Row, ...]) -> Row:
    return {k: rows[0][k] for k in ("name", "protection", "max_sdk", "items", "declared_by", "used", "used_by")}
