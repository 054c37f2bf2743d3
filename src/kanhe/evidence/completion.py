"""Columns that need two kinds of evidence: what the manifest asks for, and what the code does with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kanhe.evidence.evidence import Evidence
from kanhe.evidence.rows import ComponentRow, PackageRow, PermissionRow
from kanhe.knowledge.permissions import permissions
from kanhe.knowledge.sdks import sdks


def complete(evidence: Evidence, in_code: Mapping[str, bool], packer: str | None) -> Evidence:
    """Fill ``permissions.used``, ``used_by`` and ``declared_by``, ``components.in_code`` and ``package.packer``.

    ``in_code``: component class (dotted) → whether a dex file defines it.
    """
    users = _users(evidence)
    present = [row["sdk"] for row in evidence.rows("sdks")]
    permission_rows = [_used(_row(PermissionRow, row), users, present) for row in evidence.rows("permissions")]
    component_rows = [
        replace(_row(ComponentRow, row), in_code=in_code.get(row["name"])) for row in evidence.rows("components")
    ]
    package_rows = [replace(_row(PackageRow, row), packer=packer) for row in evidence.rows("package")]
    fresh = Evidence.of(permission_rows, component_rows, package_rows)
    return evidence.replace(**{name: fresh[name] for name in ("permissions", "components", "package")})


def _row(kind: Any, values: dict[str, Any]) -> Any:
    return kind(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})


def _users(evidence: Evidence) -> dict[str, set[str]]:
    """'item:ID', 'behaviour:ID' or 'action:NAME' → actors with reachable code, or a component, for it."""
    users: dict[str, set[str]] = {}
    for table, column, prefix in (("calls", "item", "item"), ("behaviours", "behaviour", "behaviour")):
        for row in evidence.rows(table):
            if row["level"] != "present":
                users.setdefault(f"{prefix}:{row[column]}", set()).add(row["actor"])
    for row in evidence.rows("components"):
        for action in row["triggers"] if row["enabled"] else ():
            users.setdefault(f"action:{action}", set()).add(row["actor"])
    return users


def _used(row: PermissionRow, users: dict[str, set[str]], present: list[str]) -> PermissionRow:
    known = permissions().get(row.name)
    declared_by = tuple(s for s in present if row.name in sdks()[s].permissions) or ("app",)
    if known is None or known.used_by is None:
        return replace(row, declared_by=declared_by)
    actors = sorted({a for mark in known.used_by for a in users.get(mark, ())})
    return replace(row, used=bool(actors), used_by=tuple(actors), declared_by=declared_by)
