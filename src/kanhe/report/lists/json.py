"""The double list as JSON, ``kanhe-lists/1``: both languages, every line with its source, what was proved of every row."""

from __future__ import annotations

import json

from kanhe.report.lists.model import Cell, Check, CollectedRow, DoubleList, Head, SharedRow
from kanhe.report.lists.words import actor, item_name
from kanhe.report.names import Plain, text

FORMAT = "kanhe-lists/1"


def render_json(lists: DoubleList) -> str:
    """The document, indented; characters outside ASCII as they are."""
    return json.dumps(document(lists), ensure_ascii=False, indent=2) + "\n"


def document(lists: DoubleList) -> Plain:
    return {
        "format": FORMAT,
        **_head(lists.head),
        "gaps": lists.gaps,
        "collected": [_collected(r) for r in lists.collected],
        "shared": [_shared(r) for r in lists.shared],
        "checks": [_check(c) for c in lists.checks],
    }


def _head(head: Head) -> Plain:
    return {
        "tool": {"name": "kanhe", "version": head.tool_version, "knowledge": head.knowledge_version},
        "date": head.date,
        "app": {
            "sha256": head.app, "package_id": head.package_id, "label": head.label, "version_name": head.version_name,
            "version_code": head.version_code, "file_name": head.file_name,
        },
        "level": head.level,
        "documents": list(head.documents),
        "complete": head.complete,
        "unseen": [
            {"kind": u.kind, "meaning": text(u.text), "count": u.count, "hides": u.hides, "examples": list(u.examples)}
            for u in head.unseen
        ],
    }  # fmt: skip


def _cell(cell: Cell) -> list[Plain]:
    return [
        {"source": line.source, **text(line.text), "who": list(line.who), **({"href": line.href} if line.href else {})}
        for line in cell
    ]  # fmt: skip


def _actor(name: str) -> Plain:
    return {"id": name, **text(actor(name))}


def _items(names: tuple[str, ...]) -> list[Plain]:
    return [{"id": name, **text(item_name(name))} for name in names]


def _collected(row: CollectedRow) -> Plain:
    return {
        "id": row.id, "name": text(row.name), "category": text(row.category), "items": _items(row.items),
        "sensitive": row.sensitive, "actors": [_actor(a) for a in row.actors], "level": row.level, "phases": list(row.phases),
        "purpose": _cell(row.purpose), "scene": _cell(row.scene), "means": _cell(row.means),
        "permissions": _cell(row.permissions), "times_and_content": None, "basis": _cell(row.basis),
    }  # fmt: skip


def _shared(row: SharedRow) -> Plain:
    return {
        "sdk": row.sdk, "name": text(row.name), "vendor": _cell(row.vendor), "kinds": _cell(row.kinds),
        "items": _items(row.items), "found": list(row.found), "published": list(row.published),
        "optional": list(row.optional), "given": list(row.given), "level": row.level, "phases": list(row.phases),
        "purpose": _cell(row.purpose), "scene": _cell(row.scene), "means": _cell(row.means),
        "permissions": _cell(row.permissions), "policy": _cell(row.policy), "basis": _cell(row.basis),
    }  # fmt: skip


def _check(check: Check) -> Plain:
    return {"kind": check.kind, "subject": text(check.subject), "why": text(check.why), "where": check.where}
