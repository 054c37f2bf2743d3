"""An existing list as rows: what it says is collected, and which SDKs it lists, from the evidence of its document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kanhe.evidence import Evidence
from kanhe.knowledge.sdks import sdks
from kanhe.report.lists.words import unfilled

_TELLS = ("collect", "use", "upload", "store")


@dataclass(frozen=True, slots=True)
class Entry:
    """What an existing list says of one item, or of one general word."""

    items: tuple[str, ...]
    words: tuple[str, ...]
    """Ids of general words."""
    written: str
    purpose: bool
    """Some row of it names a purpose."""
    scene: bool
    unfilled: bool
    """Some row of it still holds a gap."""
    sentence: str


@dataclass(frozen=True, slots=True)
class ListedSdk:
    """What an existing list says of one third party, all of its rows together."""

    sdk: str | None
    name: str
    items: tuple[str, ...]
    words: tuple[str, ...]
    missing: tuple[str, ...]
    """Fields that no row of it fills: vendor, purpose, link, items."""
    unfilled: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Existing:
    collected: tuple[Entry, ...]
    sdks: tuple[ListedSdk, ...]


def existing(evidence: Evidence) -> Existing:
    """The rows of an existing document that concern Android."""
    declared = [
        r
        for r in evidence.rows("declarations")
        if r["subject"] == "app" and r["verb"] in _TELLS and (r["item"] or r["group"])
    ]
    by_name: dict[str, list[dict[str, Any]]] = {}
    for row in declared:
        by_name.setdefault(row["item"] or row["group"], []).append(row)
    listed: dict[str, list[dict[str, Any]]] = {}
    for row in evidence.rows("declared_sdks"):
        known = sdks().get(row["sdk"] or "")
        if (not row["platforms"] or "android" in row["platforms"]) and (known is None or known.kind == "sdk"):
            listed.setdefault(row["sdk"] or row["name_as_written"], []).append(row)
    return Existing(tuple(_entry(of) for of in by_name.values()), tuple(_sdk(of) for of in listed.values()))


def _entry(rows: list[dict[str, Any]]) -> Entry:
    first = rows[0]
    return Entry(
        (first["item"],) if first["item"] else (), (first["group"],) if first["group"] and not first["item"] else (),
        first["written"], _told(rows, "purpose"), _told(rows, "condition"), _open(rows), first["sentence"],
    )  # fmt: skip


def _sdk(rows: list[dict[str, Any]]) -> ListedSdk:
    told = {field for field in ("vendor", "purpose", "link") if _told(rows, field)}
    named = {i for r in rows for i in (*r["items"], *r["groups"])}
    missing = [f for f in ("vendor", "purpose", "link") if f not in told] + ([] if named else ["items"])
    return ListedSdk(
        rows[0]["sdk"], rows[0]["name_as_written"], tuple(dict.fromkeys(i for r in rows for i in r["items"])),
        tuple(dict.fromkeys(g for r in rows for g in r["groups"])), tuple(missing), _open(rows), rows[0]["sentence"],
    )  # fmt: skip


def _told(rows: list[dict[str, Any]], field: str) -> bool:
    """Some row fills the field; a gap does not."""
    return any(r[field] and not unfilled(r[field]) for r in rows)


def _open(rows: list[dict[str, Any]]) -> bool:
    return any(unfilled(r["sentence"]) for r in rows)
