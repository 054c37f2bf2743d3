"""SDKs that came, went, changed their version, or are started at another moment."""

from __future__ import annotations

from collections.abc import Iterator

from kanhe.report.diff.model import Change, Row, Side
from kanhe.report.diff.moments import moment_text
from kanhe.report.diff.pairing import pairs
from kanhe.report.diff.words import actor_text, item_text, joined, labelled, same, turned, value_text
from kanhe.rules.model import Text


def sdk_changes(old: Side, new: Side) -> Iterator[Change]:
    """One change an SDK.  Open-source libraries, which collect nothing themselves, are told with little weight."""
    for pair in pairs(old.rows("sdks"), new.rows("sdks"), lambda row: str(row["sdk"])):
        name, library = actor_text(pair.key), (pair.new or pair.old)[0]["kind"] == "library"
        if not pair.old:
            yield Change(
                "new", (pair.key,), name, pair.key, _details(pair.new[0]), () if library else ("sdk",),
                "weak" if library else "high", after=_facts(pair.new[0]),
            )  # fmt: skip
        elif not pair.new:
            yield Change(
                "gone", (pair.key,), name, pair.key, _version(pair.old[0]), weight="weak" if library else "plain",
                before=_facts(pair.old[0]),
            )  # fmt: skip
        elif details := _changed(pair.old[0], pair.new[0]):
            early = _started_early(pair.new[0]) and not _started_early(pair.old[0])
            yield Change(
                "changed", (pair.key,), name, pair.key, details, ("moment",) if early and not library else (),
                "weak" if library else "high" if early else "plain", _facts(pair.old[0]), _facts(pair.new[0]),
            )  # fmt: skip


def _version(row: Row) -> tuple[Text, ...]:
    return (labelled("版本", "version", same(row["version"])),) if row["version"] else ()


def _details(row: Row) -> tuple[Text, ...]:
    details = [*_version(row)]
    if row["vendor"]:
        details.append(labelled("开发者", "vendor", same(row["vendor"])))
    if row["initialised_at"] in ("startup", "background"):
        details.append(labelled("启动时机", "started", moment_text(row["initialised_at"])))
    if row["collects"]:
        details.append(
            labelled("厂商声明收集", "collects, by its vendor", joined([item_text(i) for i in row["collects"]]))
        )
    return tuple(details)


def _changed(old: Row, new: Row) -> tuple[Text, ...]:
    details = []
    if _started_early(old) != _started_early(new):
        before, after = (moment_text(row["initialised_at"]) for row in (old, new))
        details.append(labelled("启动时机", "started", turned(before, after)))
    if bool(old["consent_api_called"]) != bool(new["consent_api_called"]):
        details.append(
            Text("不再调用传递用户同意的接口", "the call that passes the user's consent on is gone")
            if old["consent_api_called"]
            else Text("开始调用传递用户同意的接口", "the user's consent is now passed on to it")
        )
    if old["version"] != new["version"]:
        before, after = value_text(old["version"]), value_text(new["version"])
        details.append(labelled("版本", "version", turned(before, after)))
    return tuple(details)


def _started_early(row: Row) -> bool:
    return bool(row["initialised_at"] == "startup")


def _facts(row: Row) -> Row:
    return {
        k: row[k]
        for k in ("sdk", "kind", "category", "vendor", "version", "level", "initialised_at", "consent_api_called", "proofs")
    }  # fmt: skip
