"""Hosts named in code, resources, the manifest or native libraries."""

from __future__ import annotations

from collections.abc import Iterator

from kanhe.report.diff.model import Change, Row, Side
from kanhe.report.diff.pairing import pairs
from kanhe.report.diff.weights import is_library
from kanhe.report.diff.words import joined, labelled, same
from kanhe.rules.model import Text


def host_changes(old: Side, new: Side) -> Iterator[Change]:
    """One change a host; a host that is known and now also spoken to without TLS is changed."""
    for pair in pairs(old.rows("hosts"), new.rows("hosts"), lambda row: str(row["host"])):
        rows = pair.new or pair.old
        actor, name = rows[0]["actor"], same(pair.key)
        if not pair.old:
            minor = all(is_library(row["actor"]) for row in rows)
            yield Change(
                "new", (pair.key,), name, actor, _details(rows), () if minor else ("host",), "weak" if minor else "plain",
                after=_facts(rows),
            )  # fmt: skip
        elif not pair.new:
            yield Change("gone", (pair.key,), name, actor, weight="weak", before=_facts(rows))
        elif _plain(pair.new) and not _plain(pair.old):
            yield Change(
                "changed", (pair.key,), name, actor, (Text("现在也有明文地址", "now also named without TLS"),), (), "plain",
                _facts(pair.old), _facts(pair.new),
            )  # fmt: skip


def _plain(rows: tuple[Row, ...]) -> bool:
    return any(row["scheme"] in ("http", "ws") for row in rows)


def _details(rows: tuple[Row, ...]) -> tuple[Text, ...]:
    details = [
        labelled("位置", "in", joined([same(where) for where in sorted({_place(row["where"]) for row in rows})], 1))
    ]
    if _plain(rows):
        details.append(Text("明文", "without TLS"))
    if country := next((row["country"] for row in rows if row["country"]), None):
        details.append(same(country))
    return tuple(details)


def _place(where: str) -> str:
    """A file as it is, a class as people write it."""
    return where[1:-1].replace("/", ".") if where.startswith("L") and where.endswith(";") else where


def _facts(rows: tuple[Row, ...]) -> Row:
    return {
        "host": rows[0]["host"],
        "sdk": rows[0]["sdk"],
        "schemes": sorted({row["scheme"] for row in rows if row["scheme"]}),
        "places": sorted({row["where"] for row in rows})[:10],
        "url": rows[0]["url"],
    }
