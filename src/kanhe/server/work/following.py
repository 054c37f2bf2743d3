"""A submission as it is followed: what has happened so far as numbered events, the same whoever asks and after whatever restart.

Made anew from ledger and progress each time; knows no HTTP beyond the form in which events are written.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kanhe.server.views.submissions import SubmissionRow
from kanhe.server.work.progress import Stage

_ID = re.compile(r"(\d{1,6})\.(\d{1,6})")
_END = (999_999, 0)
Number = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Happened:
    """One event; those of a later number happened later."""

    number: Number
    name: str
    """submitted, started, stage, or end."""
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.number[0]}.{self.number[1]}"


def happened(row: SubmissionRow, stages: tuple[Stage, ...]) -> Iterator[Happened]:
    """Everything that happened so far, in order.  Stages are those this server knows."""
    yield Happened((0, 0), "submitted", {"at": _moment(row.submitted_at), "due": _moment(row.due_at)})
    begun: set[int] = set()
    counted: dict[Number, int] = {}
    for stage in stages:
        first = stage.attempt * 10 + min(stage.turn, 9)
        if first not in begun:
            begun.add(first)
            yield Happened((first, 0), "started", {"attempt": stage.attempt, "at": _moment(stage.at)})
        counted[(first, 0)] = count = counted.get((first, 0), 0) + 1
        yield Happened((first, count), "stage", {"stage": stage.name, "at": _moment(stage.at)})
    if row.started_at is not None and row.attempts * 10 not in begun:
        yield Happened((row.attempts * 10, 0), "started", {"attempt": row.attempts, "at": _moment(row.started_at)})
    if not row.open:
        failure = {"zh": row.failure.zh, "en": row.failure.en} if row.failure else None
        yield Happened(
            _END, "end",
            {
                "state": row.state, "at": _moment(row.ended_at), "inspection": row.inspection, "verdict": row.verdict,
                "failure": failure,
            },
        )  # fmt: skip


def after(last: str | None) -> Number:
    """The number in a ``Last-Event-ID``; anything else is before the first."""
    found = _ID.fullmatch(last or "")
    return (int(found[1]), int(found[2])) if found else (-1, 0)


def written(name: str, data: dict[str, Any], identifier: str | None = None) -> str:
    """An event in the form of server-sent events."""
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    first = f"id: {identifier}\n" if identifier is not None else ""
    return f"{first}event: {name}\ndata: {said}\n\n"


def _moment(at: dt.datetime | None) -> str | None:
    return at.isoformat() if at else None
