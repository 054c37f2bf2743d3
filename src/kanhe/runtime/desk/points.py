"""The desk's points: the table of what is watched, as lines for the desk's Java.

The desk rewrites the calls in the app's own code.  So it takes an interface as the app calls it, abstract or not, also where
the platform reads only later; what the platform calls by itself it never sees, and needs no place where that is carried out;
an item that is handed over is seen as the app's own override begins, and fields are seen, which no call reads.  Knows the
table; no Java.
"""

from __future__ import annotations

from collections.abc import Iterator

from kanhe.runtime.watched.calls import Choice, WatchedCall, watched_calls
from kanhe.runtime.watched.deliveries import deliveries
from kanhe.runtime.watched.fields import watched_fields

NOTHING = "-"


def lines() -> Iterator[str]:
    """All points, a line each, tabs between: ``call``, behind it each ``choice`` of it, then ``delivery`` and ``field``."""
    for call in watched_calls():
        yield "\t".join(("call", _owner(call.class_name), call.name, call.via, call.kind or NOTHING, *_shows(call)))
        yield from map(_choice, call.choices)
    for delivery in deliveries():
        yield "\t".join(
            ("delivery", _owner(delivery.class_name), delivery.name, delivery.kind, delivery.proto or NOTHING)
        )
    for field in watched_fields():
        yield f"field\t{_owner(field.class_name)}\t{field.name}\t{field.item}"


def count() -> int:
    """Interfaces and fields that are watched."""
    return len(watched_calls()) + len(deliveries()) + len(watched_fields())


def _shows(call: WatchedCall) -> tuple[str, str]:
    return (str(call.shows[0]), call.shows[1]) if call.shows else ("0", NOTHING)


def _choice(choice: Choice) -> str:
    constants = (*choice.strings, *map(str, choice.integers))
    return "\t".join(
        ("choice", choice.kind, choice.asks, str(choice.argument), choice.shows or NOTHING, *constants)
    )  # fmt: skip


def _owner(class_name: str) -> str:
    return class_name[1:-1]
