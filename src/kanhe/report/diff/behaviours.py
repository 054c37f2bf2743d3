"""Conduct of code that is not a read: what somebody now does that they did not do before."""

from __future__ import annotations

from collections.abc import Iterator

from kanhe.knowledge.behaviours import behaviours
from kanhe.report.diff.model import Change, Row, Side
from kanhe.report.diff.moments import first, graver, moment_text
from kanhe.report.diff.pairing import pairs
from kanhe.report.diff.weights import is_library
from kanhe.report.diff.words import labelled, same
from kanhe.rules.model import Text
from kanhe.rules.wording import readable

ORDINARY = frozenset((
    "list-files", "exit-process", "post-delayed", "component-start", "location-stop", "web-content", "pick-content",
    "wake-lock", "job-schedule", "notify", "vibrate", "sdk-start",
))  # fmt: skip
"""Conduct of nearly every app, which by itself is no sensitive interface.  An SDK's start is told with the SDK."""


def behaviour_changes(old: Side, new: Side) -> Iterator[Change]:
    """One change a conduct and actor, among code that can be reached."""
    before = old.rows("behaviours")
    known = {row["behaviour"] for row in before if _key(row) is not None}
    for pair in pairs(before, new.rows("behaviours"), _key):
        behaviour, actor = pair.key
        minor = behaviour in ORDINARY or (is_library(actor) and behaviour in known)
        if not pair.old:
            yield Change(
                "new", pair.key, _name(behaviour), actor, _details(pair.new), () if minor else ("api",),
                "weak" if minor else "high", after=_facts(pair.new),
            )  # fmt: skip
        elif not pair.new:
            yield Change(
                "gone", pair.key, _name(behaviour), actor, weight="weak" if minor else "plain", before=_facts(pair.old)
            )
        elif worse := graver(_phases(pair.old), _phases(pair.new)):
            yield Change(
                "changed", pair.key, _name(behaviour), actor, (labelled("现在也会在", "now also", moment_text(worse[0])),),
                () if minor else ("moment",), "weak" if minor else "plain", _facts(pair.old), _facts(pair.new),
            )  # fmt: skip


def _key(row: Row) -> tuple[str, str] | None:
    return (row["behaviour"], row["actor"]) if row["level"] != "present" else None


def _name(behaviour: str) -> Text:
    known = behaviours().get(behaviour)
    return Text(known.zh, known.en) if known else same(behaviour)


def _phases(rows: tuple[Row, ...]) -> list[str | None]:
    return [row["phase"] for row in rows]


def _details(rows: tuple[Row, ...]) -> tuple[Text, ...]:
    phase = first(_phases(rows))
    place = readable(rows[0]["caller"]) + (f":{rows[0]['line']}" if rows[0]["line"] else "")
    moment = (moment_text(phase),) if phase in ("startup", "background") else ()
    return (*moment, labelled("位置", "at", same(place)))


def _facts(rows: tuple[Row, ...]) -> Row:
    return {**{k: rows[0][k] for k in ("api", "caller", "line", "phase", "guard")}, "count": len(rows)}
