"""Where data goes: items that now leave by another kind of way, or to another receiver."""

from __future__ import annotations

from collections.abc import Iterator

from kanhe.report.diff.model import Change, Row, Side
from kanhe.report.diff.moments import first, graver, moment_text
from kanhe.report.diff.pairing import pairs
from kanhe.report.diff.weights import is_library, is_state
from kanhe.report.diff.words import actor_text, item_text, labelled
from kanhe.rules.model import Text
from kanhe.rules.wording import SINKS, readable

LEAVING = ("network", "sms", "sdk", "ipc", "ipc-shared", "clipboard", "log")
"""Kinds of sinks by which data leaves the app, or becomes readable to others; the rest stays in the app's own storage."""


def flow_changes(old: Side, new: Side) -> Iterator[Change]:
    """One change an item, actor, kind of sink and receiver.  Flows that only tell what a test said are left out."""
    before = old.view("sent")
    known = {(row["item"], row["sink"]) for row in before}
    for pair in pairs(before, new.view("sent"), _key):
        item, actor, sink, recipient = pair.key
        rows = pair.new or pair.old
        minor = is_state(item) or sink not in LEAVING or (is_library(actor) and (item, sink) in known)
        name = _name(item, sink, recipient)
        if not pair.old:
            yield Change(
                "new", pair.key, name, actor, _details(rows), () if minor else ("flow",), "weak" if minor else "high",
                after=_facts(rows),
            )  # fmt: skip
        elif not pair.new:
            yield Change("gone", pair.key, name, actor, weight="weak" if minor else "plain", before=_facts(rows))
        elif worse := graver(_phases(pair.old), _phases(pair.new)):
            yield Change(
                "changed", pair.key, name, actor, (labelled("现在也会在", "now also", moment_text(worse[0])),),
                () if minor else ("moment",), "weak" if minor else "high", _facts(pair.old), _facts(pair.new),
            )  # fmt: skip


def _key(row: Row) -> tuple[str, str, str, str]:
    return row["item"], row["actor"], row["sink"], row["recipient"] or ""


def _name(item: str, sink: str, recipient: str) -> Text:
    what = item_text(item)
    to = actor_text(recipient) if recipient else SINKS.get(sink) or Text(sink, sink)
    return Text(f"{what.zh} → {to.zh}", f"{what.en} → {to.en}")


def _phases(rows: tuple[Row, ...]) -> list[str | None]:
    return [row["phase"] for row in rows]


def _details(rows: tuple[Row, ...]) -> tuple[Text, ...]:
    phase = first(_phases(rows))
    place = readable(rows[0]["sink_caller"]) + (f":{rows[0]['sink_line']}" if rows[0]["sink_line"] else "")
    details = [moment_text(phase)] if phase in ("startup", "background") else []
    if all(row["hashed"] for row in rows):
        details.append(Text("经摘要或加密", "hashed or enciphered"))
    return (*details, labelled("位置", "at", Text(place, place)))


def _facts(rows: tuple[Row, ...]) -> Row:
    row = rows[0]
    kept = ("source", "caller", "sink", "sink_api", "sink_caller", "sink_line", "recipient", "hashed", "phase", "guard")
    return {**{k: row[k] for k in kept}, "count": len(rows)}
