"""The list of collected information (已收集个人信息清单): one row a kind of information, whoever in the app collects it."""

from __future__ import annotations

from typing import Any

from kanhe.evidence import Evidence
from kanhe.knowledge.double_list import double_list
from kanhe.knowledge.items import items
from kanhe.report.lists.cells import app_purpose, means, permission_cell, places, proof, scenes, sdk_purpose
from kanhe.report.lists.model import CollectedRow
from kanhe.report.lists.observed import LEVELS, MET, Observation, Observed
from kanhe.report.lists.phrases import phrase
from kanhe.report.lists.said import Said
from kanhe.report.lists.words import grouped, item_name, joined
from kanhe.rules.model import Text


def collected(evidence: Evidence, seen: Observed, said: Said) -> tuple[CollectedRow, ...]:
    """Rows in the order of the categories, identifiers first, then as the taxonomy has them."""
    rows: dict[str, list[Observation]] = {}
    for observation in seen.counted:
        fold = double_list().fold_of(observation.item)
        rows.setdefault(fold.id if fold else observation.item, []).append(observation)
    permissions = evidence.rows("permissions")
    made = [_row(name, of, permissions, said) for name, of in rows.items()]
    return tuple(sorted(made, key=_place))


def row_name(name: str, of: list[Observation]) -> Text:
    """What a row calls its information: an item, or a fold with what exactly is read of it."""
    fold = next((f for f in double_list().folds if f.id == name), None)
    if fold is None:
        return item_name(name)
    parts = joined(part for member in fold.members for part in _details(member, [o for o in of if o.item == member]))
    return phrase("with-parts", name=Text(fold.zh, fold.en), parts=parts)


def _details(item: str, of: list[Observation]) -> list[Text]:
    """What exactly is read of a fold's member, in the order of the knowledge; its short name where that is not known."""
    if not of:
        return []
    read = {double_list().detail(item, api, argument) for o in of for api, argument in o.reads}
    known = [Text(d.zh, d.en) for d in double_list().details.get(item, ()) if d in read]
    return known or [item_name(item)]


def _row(name: str, of: list[Observation], permissions: list[dict[str, Any]], said: Said) -> CollectedRow:
    actors = sorted({o.actor for o in of}, key=lambda a: (a != "app", a))
    by_actor = {a: [o for o in of if o.actor == a] for a in actors}
    names = tuple(dict.fromkeys(o.item for o in of))
    allowed = permission_cell(permissions, names)
    purposes, when, how = [], [], []
    for actor, own in by_actor.items():
        if actor == "app":
            purposes += app_purpose(dict.fromkeys(o.item for o in own), said, places(own))
        else:
            purposes.append(sdk_purpose(actor, said))
        when += scenes(actor, own, said)
        how += means(actor, own, asked=bool(allowed) and name in items())
    met = {p for o in of for p in o.phases}
    return CollectedRow(
        name, names, row_name(name, of), _category(names[0]), any(items()[i].sensitive for i in names if i in items()),
        tuple(actors), max((o.level for o in of), key=LEVELS.index), tuple(p for p in MET if p in met),
        grouped(purposes, len(actors)), grouped(when, len(actors)), grouped(how, len(actors)), allowed,
        grouped([proof(o, alone=len(names) == 1) for o in of], len(actors)),
    )  # fmt: skip


def _category(item: str) -> Text:
    zh = items()[item].category if item in items() else "其他信息"
    return Text(zh, double_list().categories[zh])


def _place(row: CollectedRow) -> tuple[int, bool, int]:
    order, known = list(double_list().categories), list(items())
    folded = any(f.id == row.id for f in double_list().folds)
    return order.index(row.category.zh), folded, known.index(row.items[0]) if row.items[0] in known else len(known)
