"""What could not be seen: limits that are new or gone, and which sections they make incomplete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kanhe.evidence.vocabulary import TABLES_OF_DOCUMENTS
from kanhe.knowledge.limit_kinds import limit_kinds
from kanhe.report.diff.model import Blindness, Change, Row, Side
from kanhe.report.diff.pairing import pairs
from kanhe.report.diff.words import joined, labelled, same
from kanhe.report.phrases import place
from kanhe.rules.model import Text

NO_POLICY = "no-policy"
"""The kind of limit that says that there is no document; comparing policies is then a matter of its own."""


def limit_changes(old: Side, new: Side) -> Iterator[Change]:
    """One change a kind of limit: where it is met now and was not before.  Kinds that weaken nothing have little weight."""
    for pair in pairs(old.rows("limits"), new.rows("limits"), lambda row: str(row["kind"])):
        known = limit_kinds()[pair.key]
        name = Text(known.zh, known.en)
        before, after = _places(pair.old), _places(pair.new)
        if before and after and {*known.weakens} <= {*TABLES_OF_DOCUMENTS, "listing"} and known.weakens:
            continue  # its place is the name of a file, which tells nothing
        fresh, ended = [w for w in after if w not in before], [w for w in before if w not in after]
        telling = bool(known.weakens) and pair.key != NO_POLICY
        if fresh:
            yield Change(
                "new" if not before else "changed", (pair.key,), name, details=(_where(pair.key, fresh),),
                conditions=("limit",) if telling else (), weight="high" if telling else "weak",
                before={"where": before} if before else None, after={"where": after},
            )  # fmt: skip
        elif ended and not after:
            yield Change(
                "gone", (pair.key,), name, details=(_where(pair.key, ended),), weight="plain" if telling else "weak",
                before={"where": before},
            )  # fmt: skip


def _places(rows: Iterable[Row]) -> list[str]:
    return sorted({row["where"] for row in rows})


def _where(kind: str, places: list[str]) -> Text:
    zh, en = (joined([same(place(kind, where, lang)) for where in places], 3) for lang in ("zh", "en"))
    return labelled("位置", "where", Text(zh.zh, en.en))


def blindness(old: Side, new: Side, tables: Iterable[str]) -> Blindness:
    """Which kinds of limits touch the given tables, in either build."""
    wanted = list(tables)
    found = (
        dict.fromkeys(kind for table in wanted for kind in side.blind.get(table, ()) if kind != NO_POLICY)
        for side in (old, new)
    )
    before, after = (tuple(kinds) for kinds in found)
    return Blindness(before, after)
