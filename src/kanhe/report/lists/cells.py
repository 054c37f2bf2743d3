"""Cells that both lists fill alike: purpose, scene, means and permissions of a collector, and what proves it.

Made of what was observed, what the app says and what is known of SDKs; what none of them tells is a gap with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kanhe.knowledge.double_list import double_list
from kanhe.knowledge.items import items
from kanhe.knowledge.sdks import sdks
from kanhe.report.lists.model import Cell, Line
from kanhe.report.lists.observed import MET, Observation
from kanhe.report.lists.phrases import STOP, phrase
from kanhe.report.lists.said import Said
from kanhe.report.lists.words import actor, gap, item_name, joined, permission_name, same
from kanhe.report.phrases import PHRASES
from kanhe.rules.model import Text
from kanhe.rules.wording import SINKS, duration, readable, trigger

_ASKED = ("dangerous", "special")
_SHOWN = 2
"""Places in code that a basis names; the JSON document of an inspection has all."""


def app_purpose(names: Iterable[str], said: Said, where: Text) -> list[Line]:
    """What the app itself takes the items for."""
    known = dict.fromkeys(w for item in names for w in said.purposes.get(item, ()))
    if known:
        return [Line(same(w.text), w.source, ("app",)) for w in known]
    return [gap("gap.purpose.policy" if said.documents else "gap.purpose.code", ("app",), where=where)]


def sdk_purpose(sdk: str, said: Said) -> Line:
    """What an SDK takes the items for: as the app says, else as is known of the SDK."""
    words, known = said.sdks.get(sdk), sdks().get(sdk)
    if words is not None and words.purpose:
        return Line(same(words.purpose), "policy", (sdk,))
    if known is not None and known.purpose_zh:
        return Line(same(known.purpose_zh), "knowledge", (sdk,))
    return gap("gap.purpose.sdk", (sdk,))


def scenes(who: str, of: Iterable[Observation], said: Said) -> list[Line]:
    """When a user of the app meets the collection."""
    seen = list(of)
    phases = {p for o in seen for p in o.phases}
    told = _told(who, seen, said)
    found = list(told)
    for phase in MET:
        if phase == "event" and phase in phases and not told:
            found.append(_act(who, seen))
        elif phase != "event" and phase in phases:
            scene = double_list().scenes[phase]
            found.append(Line(Text(scene.zh, scene.en), "evidence", (who,)))
    return found or [_unmet(who, seen)]


def _told(who: str, seen: list[Observation], said: Said) -> list[Line]:
    """The scene by the function of an SDK, or by the app's own words."""
    known = sdks().get(who)
    category = double_list().sdk_scenes.get(known.category) if known is not None else None
    if category is not None:
        return [Line(Text(category.zh, category.en), "knowledge", (who,))]
    if who != "app":
        return []
    words = dict.fromkeys(w for o in seen for w in said.scenes.get(o.item, ()))
    return [Line(same(w.text), w.source, (who,)) for w in words]


def _act(who: str, seen: list[Observation]) -> Line:
    named = _entries(e for o in seen for phase, e in o.entries if phase == "event")
    return gap("gap.act.entry", (who,), entries=named) if named else gap("gap.act", (who,))


def _unmet(who: str, seen: list[Observation]) -> Line:
    """Code that a path leads to and the run did not come to: the component where the path begins is all that is known."""
    named = _entries(e for o in seen for _, e in o.entries)
    return gap("gap.scene.entry", (who,), entries=named) if named else gap("gap.scene", (who,))


def _entries(of: Iterable[str]) -> Text | None:
    distinct = list(dict.fromkeys(of))[:_SHOWN]
    return joined(Text(trigger(e, "zh"), trigger(e, "en")) for e in distinct) if distinct else None


def means(who: str, of: Iterable[Observation], *, asked: bool) -> list[Line]:
    """How the information comes to the collector; ``asked``: the user is asked for a permission that opens it."""
    how = {h for o in of for h in o.how}
    found = []
    if how != {"input"}:
        name = "means.sdk" if who != "app" else "means.permission" if asked else "means.automatic"
        found.append(Line(phrase(name), "evidence", (who,)))
    if "input" in how:
        found.append(Line(phrase("means.input"), "evidence", (who,)))
    return found


def permission_cell(rows: list[dict[str, Any]], names: Iterable[str]) -> Cell:
    """Requested permissions of which the user is asked and that open one of the items."""
    wanted = set(names)
    asked = [r["name"] for r in rows if r["protection"] in _ASKED and wanted.intersection(r["items"])]
    return tuple(Line(permission_name(name)) for name in dict.fromkeys(asked))


def places(of: Iterable[Observation]) -> Text:
    """Where code reads, as a developer searches for it."""
    callers = list(dict.fromkeys(readable(c) for o in of for c in o.callers))
    shown = joined(same(c) for c in callers[:_SHOWN])
    return phrase("basis.more", places=shown, n=len(callers) - _SHOWN) if len(callers) > _SHOWN else shown


def proof(o: Observation, *, alone: bool = False) -> Line:
    """What was proved of an observation, in a line; ``alone``: the row is of this item only.

    Of a weak parameter beside others only level and count are told: it has too many places."""
    known = items().get(o.item)
    weak = not alone and known is not None and known.weight == "state"
    parts = [
        phrase(
            "basis.read.short" if weak else "basis.read",
            level=PHRASES[f"level.{o.level}"],
            n=o.count,
            places=places([o]),
        )
    ]
    if o.unguarded:
        parts.append(phrase("basis.unguarded"))
    if o.sinks:
        parts.append(phrase("basis.sinks", sinks=joined(SINKS.get(s) or phrase("sink.other") for s in o.sinks)))
    if o.interval is not None:
        parts.append(phrase("basis.again", time=Text(duration(o.interval, "zh"), duration(o.interval, "en"))))
    if o.libraries:
        parts.append(phrase("basis.library", names=joined(actor(n) for n in o.libraries)))
    what = joined(parts, STOP)
    return Line(what if alone else phrase("basis.of", name=item_name(o.item), what=what), "evidence", (o.actor,))
