"""The inspector's queue: builds that wait for their inspection, and inspections whose findings wait for a person.

Ordered by what is at stake: an urgent fix, an enterprise under a measure, earlier findings, and how near the end of the
seven days is.  Each part of the risk is told, none is a secret number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps, versions
from kanhe.ledger.cases import OPEN, cases
from kanhe.ledger.enterprises import enterprises
from kanhe.ledger.inspections import inspection_findings, inspections, submissions
from kanhe.ledger.measures import in_force
from kanhe.ledger.reviews import finding_reviews
from kanhe.ledger.workdays import day_of

SEVERITIES = ("critical", "high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Risk:
    """Why something goes first."""

    urgent: bool
    measure: str | None
    """The measure that holds the enterprise's new builds."""
    open_cases: int
    """Of the app."""
    earlier: int
    """Findings of the app's last inspection before this one."""
    worst: str | None
    """The gravest severity among them, or among the findings to be reviewed."""

    @property
    def score(self) -> int:
        """For the order only; what it is made of is shown."""
        gravest = 4 - SEVERITIES.index(self.worst) if self.worst in SEVERITIES else 0
        return 16 * self.urgent + 8 * (self.measure is not None) + 2 * min(self.open_cases, 2) + gravest


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A build that waits or is being inspected."""

    submission: str
    sha256: str
    app: str
    app_name: str
    enterprise: str
    enterprise_name: str
    version_name: str
    kind: str
    state: str
    reason: str | None
    submitted_at: dt.datetime
    due_at: dt.datetime
    late: bool
    risk: Risk


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """An inspection with findings that nobody reviewed yet."""

    inspection: str
    sha256: str
    app: str
    app_name: str
    enterprise: str
    enterprise_name: str
    version_name: str
    verdict: str
    recorded_at: dt.datetime
    findings: int
    unreviewed: int
    due_at: dt.datetime | None
    """Of its submission: the end of the seven days."""
    late: bool
    risk: Risk


def waiting(connection: Connection, now: dt.datetime) -> tuple[QueueRow, ...]:
    """The greatest risk first, then who is due first."""
    s = submissions.c
    query = (
        sa.select(
            s.id, s.sha256, s.kind, s.state, s.reason, s.urgent, s.submitted_at, s.due_at, versions.c.version_name,
            apps.c.id.label("app"), apps.c.name, apps.c.enterprise_id, enterprises.c.name.label("owner"),
        )
        .join(versions, versions.c.sha256 == s.sha256)
        .join(apps, apps.c.id == versions.c.app_id)
        .join(enterprises, enterprises.c.id == apps.c.enterprise_id)
        .where(s.state.in_(("queued", "running")))
    )  # fmt: skip
    rows = connection.execute(query).all()
    known = _Known(connection, now, rows)
    found = [
        QueueRow(
            r.id, r.sha256, r.app, r.name, r.enterprise_id, r.owner, r.version_name, r.kind, r.state, r.reason,
            r.submitted_at, r.due_at, r.due_at < now, known.risk(r.app, r.enterprise_id, r.urgent, r.sha256),
        )
        for r in rows
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda q: (not q.late, -q.risk.score, q.due_at, q.submission)))


def to_review(connection: Connection, now: dt.datetime) -> tuple[ReviewRow, ...]:
    """The greatest risk first, then who is due first."""
    i, f, r = inspections.c, inspection_findings.c, finding_reviews.c
    reviewed = sa.exists().where(r.inspection_id == f.inspection_id, r.fingerprint == f.fingerprint)
    counted = (
        sa.select(
            f.inspection_id, sa.func.count().label("findings"),
            sa.func.sum(sa.case((reviewed, 0), else_=1)).label("unreviewed"),
        )
        .group_by(f.inspection_id)
        .subquery()
    )  # fmt: skip
    query = (
        sa.select(
            i.id, i.sha256, i.verdict, i.recorded_at, counted.c.findings, counted.c.unreviewed, versions.c.version_name,
            apps.c.id.label("app"), apps.c.name, apps.c.enterprise_id, enterprises.c.name.label("owner"),
            submissions.c.due_at, submissions.c.urgent,
        )
        .join(counted, counted.c.inspection_id == i.id)
        .join(versions, versions.c.sha256 == i.sha256)
        .join(apps, apps.c.id == versions.c.app_id)
        .join(enterprises, enterprises.c.id == apps.c.enterprise_id)
        .outerjoin(submissions, submissions.c.id == i.submission_id)
        .where(i.superseded_by.is_(None), counted.c.unreviewed > 0)
    )  # fmt: skip
    rows = connection.execute(query).all()
    known = _Known(connection, now, rows)
    found = [
        ReviewRow(
            r.id, r.sha256, r.app, r.name, r.enterprise_id, r.owner, r.version_name, r.verdict, r.recorded_at,
            int(r.findings), int(r.unreviewed), r.due_at, r.due_at is not None and r.due_at < now,
            known.risk(r.app, r.enterprise_id, bool(r.urgent), r.sha256, r.id),
        )
        for r in rows
    ]  # fmt: skip
    return tuple(
        sorted(found, key=lambda q: (not q.late, -q.risk.score, q.due_at or q.recorded_at, q.inspection))
    )  # fmt: skip


class _Known:
    """What is known of the apps and enterprises of some rows, asked once each."""

    def __init__(self, connection: Connection, now: dt.datetime, rows: Iterable[Any]) -> None:
        rows = list(rows)
        names = {r.app for r in rows}
        owners = {r.enterprise_id for r in rows}
        self._measures = {e: in_force(connection, e, day_of(now)) for e in sorted(owners)}
        c, i, f, v = cases.c, inspections.c, inspection_findings.c, versions.c
        open_cases = (
            sa.select(c.app_id, sa.func.count()).where(c.app_id.in_(names), c.state.in_(OPEN)).group_by(c.app_id)
        )
        self._open = {row[0]: int(row[1]) for row in connection.execute(open_cases)}
        self._findings: dict[tuple[str, str], list[str]] = {}
        self._last: dict[str, list[tuple[dt.datetime, str, str]]] = {}
        query = (
            sa.select(v.app_id, i.id, i.sha256, i.recorded_at, f.severity)
            .join(versions, v.sha256 == i.sha256)
            .outerjoin(inspection_findings, f.inspection_id == i.id)
            .where(v.app_id.in_(names), i.superseded_by.is_(None))
        )
        for row in connection.execute(query):
            mark = (row.recorded_at, row.id, row.sha256)
            if mark not in self._last.setdefault(row.app_id, []):
                self._last[row.app_id].append(mark)
            if row.severity is not None:
                self._findings.setdefault((row.app_id, row.id), []).append(row.severity)

    def risk(self, app: str, enterprise: str, urgent: bool, sha256: str, inspection: str | None = None) -> Risk:
        """``inspection``: the one whose findings are to be reviewed."""
        earlier = [m for m in self._last.get(app, ()) if m[2] != sha256]
        before = self._findings.get((app, max(earlier)[1]), []) if earlier else []
        shown = [*before, *(self._findings.get((app, inspection), []) if inspection else ())]
        measure = self._measures[enterprise]
        worst = min((SEVERITIES.index(s) for s in shown if s in SEVERITIES), default=None)
        return Risk(
            urgent, measure.id if measure else None, self._open.get(app, 0), len(before),
            None if worst is None else SEVERITIES[worst],
        )  # fmt: skip
