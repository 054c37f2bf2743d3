"""Personal information that code reads: who reads what, how surely, when, and through which interfaces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kanhe.report.diff.flows import LEAVING
from kanhe.report.diff.model import Change, Row, Side, Weight
from kanhe.report.diff.moments import first, graver, milder, moment_text
from kanhe.report.diff.pairing import pairs
from kanhe.report.diff.weights import is_library, is_state
from kanhe.report.diff.words import item_text, joined, labelled, same, turned
from kanhe.report.phrases import PHRASES
from kanhe.rules.model import Text
from kanhe.rules.wording import readable

_LEVELS = ("present", "reachable", "called", "sent")


@dataclass(frozen=True, slots=True)
class Reading:
    """One actor's reads of one item in one build."""

    item: str
    actor: str
    level: str
    moments: frozenset[str | None]
    apis: frozenset[str]
    """Interfaces by which code that can be reached reads it."""
    place: Row
    """The read to look at first."""
    count: int


def item_changes(old: Side, new: Side) -> Iterator[Change]:
    """One change an item and actor."""
    before, after = readings(old), readings(new)
    known = {reading.item for reading in before if reading.level != "present"}
    for pair in pairs(before, after, lambda reading: (reading.item, reading.actor)):
        if not pair.old:
            yield _new(pair.new[0], pair.new[0].item in known)
        elif not pair.new:
            gone = pair.old[0]
            yield Change(
                "gone", pair.key, item_text(gone.item), gone.actor, _level(gone), before=_facts(gone),
                weight="weak" if gone.level == "present" or is_state(gone.item) else "plain",
            )  # fmt: skip
        elif (change := _changed(pair.old[0], pair.new[0])) is not None:
            yield change


def readings(side: Side) -> list[Reading]:
    """All reads of a build, folded by item and actor."""
    sent = {(row["item"], row["actor"]) for row in side.view("sent") if row["sink"] in LEAVING}
    sent |= {(row["item"], row["source_actor"]) for row in side.rows("flows") if _leaves(row)}
    folded: dict[tuple[str, str], list[Row]] = {}
    for row in side.view("reads"):
        folded.setdefault((row["item"], row["actor"]), []).append(row)
    return [_reading(item, actor, rows, (item, actor) in sent) for (item, actor), rows in folded.items()]


def _leaves(row: Row) -> bool:
    return row["sink"] in LEAVING and not row["implicit"]


def _reading(item: str, actor: str, rows: list[Row], sent: bool) -> Reading:
    run = [row for row in rows if row["level"] != "present"]
    moments = frozenset(row["phase"] for row in run)
    gravest = first(moments)
    place = min(rows, key=lambda row: (row["level"] == "present", row["phase"] != gravest, row["api"], row["caller"]))
    level = "sent" if sent else max((row["level"] for row in rows), key=_LEVELS.index)
    return Reading(item, actor, level, moments, frozenset(row["api"] for row in run), place, len(rows))


def _new(reading: Reading, read_by_others: bool) -> Change:
    weak = reading.level == "present" or ((is_state(reading.item) or is_library(reading.actor)) and read_by_others)
    return Change(
        "new", (reading.item, reading.actor), item_text(reading.item), reading.actor,
        (*_level(reading), *_moment(reading), _through(reading.apis)) if reading.apis else _level(reading),
        () if weak else ("item",), _weight(reading, weak), after=_facts(reading),
    )  # fmt: skip


def _weight(reading: Reading, weak: bool) -> Weight:
    if weak:
        return "weak"
    return "plain" if is_state(reading.item) else "high"


def _changed(old: Reading, new: Reading) -> Change | None:
    details: list[Text] = []
    conditions: list[str] = []
    state = is_state(new.item)
    if old.level != new.level:
        details.append(turned(PHRASES[f"level.{old.level}"], PHRASES[f"level.{new.level}"]))
        if _LEVELS.index(new.level) > _LEVELS.index(old.level):
            conditions.append("level")
    if old.level != "present" and new.level != "present":
        if worse := graver(old.moments, new.moments):
            details.append(labelled("现在也会在", "now also", joined([moment_text(phase) for phase in worse])))
            conditions.append("moment")
        if better := milder(old.moments, new.moments):
            details.append(labelled("不再", "no longer", joined([moment_text(phase) for phase in better])))
    if fresh := new.apis - old.apis if old.level != "present" else frozenset():
        details.append(labelled("新的接口", "new interfaces", joined(_names(fresh))))
        conditions += [] if is_library(new.actor) else ["api"]
    if not details:
        return None
    if state:
        conditions.clear()
    weight: Weight = "weak" if state else "high" if conditions else "plain"
    return Change(
        "changed", (new.item, new.actor), item_text(new.item), new.actor, tuple(details), tuple(conditions),
        weight, _facts(old), _facts(new),
    )  # fmt: skip


def _level(reading: Reading) -> tuple[Text, ...]:
    return (PHRASES[f"level.{reading.level}"],)


def _moment(reading: Reading) -> tuple[Text, ...]:
    grave = graver((), reading.moments)
    return (joined([moment_text(phase) for phase in grave]),) if grave else ()


def _names(apis: frozenset[str]) -> list[Text]:
    return [same(name) for name in sorted({readable(api, short=True) for api in apis})]


def _through(apis: frozenset[str]) -> Text:
    return labelled("经", "through", joined(_names(apis), 3))


def _facts(reading: Reading) -> Row:
    place = reading.place
    return {
        "level": reading.level,
        "phases": sorted(phase for phase in reading.moments if phase is not None),
        "apis": sorted(reading.apis),
        "count": reading.count,
        "place": {k: place[k] for k in ("api", "how", "caller", "line", "code_file", "phase", "guard", "entry", "path")},
    }  # fmt: skip
