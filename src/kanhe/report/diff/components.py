"""Components of the manifest: those that came or went, and those whose door was opened or closed."""

from __future__ import annotations

from collections.abc import Iterator

from kanhe.report.diff.model import Change, Row, Side, Weight
from kanhe.report.diff.pairing import pairs
from kanhe.report.diff.words import joined, labelled, same, turned, value_text
from kanhe.rules.model import Text

_KINDS = {
    "activity": Text("界面", "activity"),
    "activity-alias": Text("界面别名", "activity alias"),
    "service": Text("服务", "service"),
    "receiver": Text("广播接收器", "receiver"),
    "provider": Text("内容提供者", "provider"),
}


def component_changes(old: Side, new: Side) -> Iterator[Change]:
    """One change a component; one that no other app can reach has little weight."""
    for pair in pairs(old.rows("components"), new.rows("components"), lambda row: (str(row["kind"]), str(row["name"]))):
        row = (pair.new or pair.old)[0]
        name, actor = _name(row), row["actor"]
        if not pair.old:
            yield Change("new", pair.key, name, actor, _details(row), weight=_weight(row), after=_facts(row))
        elif not pair.new:
            yield Change("gone", pair.key, name, actor, weight="weak", before=_facts(row))
        elif details := _changed(pair.old[0], row):
            opened = _open(row) and not _open(pair.old[0])
            yield Change(
                "changed", pair.key, name, actor, details, weight="high" if opened else "plain",
                before=_facts(pair.old[0]), after=_facts(row),
            )  # fmt: skip


def _name(row: Row) -> Text:
    kind = _KINDS[row["kind"]]
    return Text(f"{kind.zh} {row['name']}", f"{kind.en} {row['name']}")


def _open(row: Row) -> bool:
    """Any other app may use it."""
    return bool(row["exported"] and row["enabled"] and not row["permission"])


def _weight(row: Row) -> Weight:
    return "plain" if row["exported"] and row["enabled"] else "weak"


def _door(row: Row) -> Text:
    if not row["enabled"]:
        return Text("已停用", "disabled")
    if not row["exported"]:
        return Text("不导出", "not exported")
    if row["permission"]:
        permission = row["permission"].rpartition(".")[2]
        return Text(f"导出，需权限 {permission}", f"exported, needs {permission}")
    return Text("导出，任何应用可用", "exported to every app")


def _details(row: Row) -> tuple[Text, ...]:
    triggers = (labelled("触发", "triggers", _actions(row["triggers"])),) if row["triggers"] else ()
    return (_door(row), *triggers)


def _actions(actions: list[str]) -> Text:
    return joined([same(action.rpartition(".")[2]) for action in actions], 3)


def _changed(old: Row, new: Row) -> tuple[Text, ...]:
    details = []
    if _door(old) != _door(new):
        details.append(turned(_door(old), _door(new)))
    if fresh := [action for action in new["triggers"] if action not in old["triggers"]]:
        details.append(labelled("新增触发", "new triggers", _actions(fresh)))
    if fresh := [scheme for scheme in new["schemes"] if scheme not in old["schemes"]]:
        details.append(labelled("新增链接", "new links", joined([same(f"{scheme}://") for scheme in fresh])))
    if old["process"] != new["process"]:
        details.append(labelled("进程", "process", turned(value_text(old["process"]), value_text(new["process"]))))
    return tuple(details)


def _facts(row: Row) -> Row:
    return {k: row[k] for k in ("exported", "enabled", "permission", "process", "triggers", "schemes")}
