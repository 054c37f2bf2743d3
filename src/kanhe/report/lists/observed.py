"""What the code of an app was found to take, folded by item and collector, from the evidence tables.

Knows the tables and the levels; words nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kanhe.evidence import Evidence
from kanhe.knowledge.double_list import double_list
from kanhe.knowledge.sdks import sdks
from kanhe.rules.engine import Context, connect

LEVELS = ("present", "reachable", "called", "sent")
MET = ("startup", "startup-guarded", "event", "background")
"""Phases of code that the run met, in the order in which a user meets them."""


@dataclass(frozen=True, slots=True)
class Observation:
    """Reads of one item by one collector."""

    item: str
    actor: str
    """'app' or an SDK id."""
    level: str
    phases: tuple[str, ...] = ()
    """Phases that were met, in order."""
    unguarded: bool = False
    """One of them happens at the start with no check of consent in front."""
    entries: tuple[tuple[str | None, str], ...] = ()
    """(phase, what the path starts from), each once; the phase is None where the run did not come to it."""
    how: tuple[str, ...] = ()
    reads: tuple[tuple[str, str | None], ...] = ()
    """(interface, its deciding constant), each once."""
    callers: tuple[str, ...] = ()
    count: int = 0
    sinks: tuple[str, ...] = ()
    """Kinds of sinks it was proved to flow to."""
    interval: int | None = None
    """Milliseconds after which it is read again, the shortest found."""
    libraries: tuple[str, ...] = ()
    """Open-source code by which the app reads it."""


@dataclass(frozen=True, slots=True)
class Given:
    """An item that code gives to an SDK by calling it."""

    item: str
    actor: str
    recipient: str
    caller: str


@dataclass(frozen=True, slots=True)
class Observed:
    counted: tuple[Observation, ...]
    """Reads that count as collection."""
    below: tuple[Observation, ...]
    """Reads below the wanted level."""
    library: tuple[Observation, ...]
    """Reads in open-source code of which it is not known whether the app uses it; the actor is the library."""
    given: tuple[Given, ...]
    to_other_apps: tuple[tuple[str, str], ...]
    """(item, method that hands it over), each once."""


def observed(evidence: Evidence, level: str = "reachable") -> Observed:
    """Fold the reads and flows of one app; ``level``: from which level a read counts."""
    connection = connect(evidence, Context())
    try:
        reads = _rows(connection.execute("SELECT * FROM reads"))
        sent = _rows(connection.execute("SELECT * FROM sent"))
    finally:
        connection.close()
    sinks: dict[tuple[str, str], list[str]] = {}
    for row in sent:
        sinks.setdefault((row["item"], row["caller"]), []).append(row["sink"])
    counted, below, library = [], [], []
    for row in reads:
        if row["item"] in double_list().left_out:
            continue
        if _is_library(row["actor"]) and row["phase"] not in MET:
            library.append(row)
        elif LEVELS.index(row["level"]) < LEVELS.index(level):
            below.append(row)
        else:
            counted.append(row)
    done = _fold(counted, sinks)
    seen = {(o.item, o.actor) for o in done}
    return Observed(
        done,
        tuple(o for o in _fold(below, sinks) if (o.item, o.actor) not in seen),
        tuple(o for o in _fold(library, sinks, own=False) if LEVELS.index(o.level) >= LEVELS.index(level)),
        tuple(dict.fromkeys(
            Given(r["item"], _collector(r["actor"]), r["recipient"], r["sink_caller"]) for r in sent
            if r["sink"] == "sdk" and r["recipient"] and r["recipient"] != r["actor"] and not _is_library(r["recipient"])
        )),
        tuple(dict.fromkeys((r["item"], r["sink_caller"]) for r in sent if r["sink"] == "ipc")),
    )  # fmt: skip


def _rows(answer: Any) -> list[dict[str, Any]]:
    columns = [column[0] for column in answer.description or ()]
    return [dict(zip(columns, values, strict=True)) for values in answer.fetchall()]


def _is_library(actor: str) -> bool:
    known = sdks().get(actor)
    return known is not None and known.kind != "sdk"


def _collector(actor: str) -> str:
    """Whoever answers for it: open-source code and packers act for the app."""
    return "app" if _is_library(actor) else actor


def _fold(
    rows: Iterable[dict[str, Any]], sinks: Mapping[tuple[str, str], list[str]], *, own: bool = True
) -> tuple[Observation, ...]:
    folded: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        folded.setdefault((row["item"], _collector(row["actor"]) if own else row["actor"]), []).append(row)
    return tuple(_observation(item, actor, of, sinks) for (item, actor), of in folded.items())


def _observation(
    item: str, actor: str, rows: list[dict[str, Any]], sinks: Mapping[tuple[str, str], list[str]]
) -> Observation:  # fmt: skip
    met = {r["phase"] for r in rows}
    gone = {s for r in rows for s in sinks.get((item, r["caller"]), ())}
    return Observation(
        item, actor, max((r["level"] for r in rows), key=LEVELS.index), tuple(p for p in MET if p in met),
        any(r["phase"] == "startup" and not r["guard"] for r in rows),
        _each((r["phase"], r["entry"]) for r in rows if r["entry"]),
        _each(r["how"] for r in rows), _each((r["api"], r["argument"]) for r in rows), _each(r["caller"] for r in rows),
        len({(r["caller"], r["offset"], r["api"]) for r in rows}), tuple(sorted(gone)),
        min((r["interval_ms"] for r in rows if r["interval_ms"] is not None), default=None),
        _each(r["actor"] for r in rows if _is_library(r["actor"])),
    )  # fmt: skip


def _each(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))
