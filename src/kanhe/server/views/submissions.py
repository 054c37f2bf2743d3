"""Submissions and inspections as they are read: where each stands, what came of it, who waits before it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps, versions
from kanhe.ledger.inspections import inspection_findings, inspections, submission_documents, submissions
from kanhe.server.views.paging import Part, part


@dataclass(frozen=True, slots=True)
class Words:
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One submission."""

    id: str
    app: str
    app_name: str
    package_id: str
    enterprise: str
    version_name: str
    sha256: str
    kind: str
    urgent: bool
    reason: str | None
    app_type: str | None
    state: str
    """queued, running, done, failed or withdrawn."""
    submitted_at: dt.datetime
    due_at: dt.datetime
    started_at: dt.datetime | None
    ended_at: dt.datetime | None
    attempts: int
    inspection: str | None
    verdict: str | None
    failure: Words | None
    """Why no inspection came of it."""

    @property
    def open(self) -> bool:
        return self.state in ("queued", "running")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    role: str
    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    fingerprint: str
    rule: str
    severity: str
    label: str | None
    message: Words


@dataclass(frozen=True, slots=True)
class InspectionSeen:
    """One inspection with the findings that decided it, the worst first."""

    id: str
    app: str
    app_name: str
    package_id: str
    enterprise: str
    version_name: str
    sha256: str
    submission: str | None
    verdict: str
    ruleset: str
    recorded_at: dt.datetime
    superseded_by: str | None
    findings: tuple[FindingRow, ...]


def submission_rows(
    connection: Connection, enterprise: str | None = None, state: str | None = None, app: str | None = None,
    after: str | None = None, limit: int = 50,
) -> Part[SubmissionRow]:  # fmt: skip
    """Newest first.  ``enterprise``: only its own.  Raises :class:`~kanhe.server.views.paging.BadCursor`."""
    s = submissions.c
    query = _query()
    if enterprise is not None:
        query = query.where(apps.c.enterprise_id == enterprise)
    if state is not None:
        query = query.where(s.state == state)
    if app is not None:
        query = query.where(versions.c.app_id == app)
    return part(connection, query, (s.submitted_at, s.id), _row, after, limit, newest_first=True)


def submission_row(connection: Connection, submission: str, enterprise: str | None = None) -> SubmissionRow | None:
    """None when there is none, or none of this enterprise."""
    query = _query().where(submissions.c.id == submission)
    if enterprise is not None:
        query = query.where(apps.c.enterprise_id == enterprise)
    found = connection.execute(query).first()
    return _row(found) if found else None


def open_submissions(connection: Connection, enterprise: str) -> tuple[SubmissionRow, ...]:
    """What of an enterprise waits or runs, in the order in which it was handed in."""
    s = submissions.c
    query = _query().where(apps.c.enterprise_id == enterprise, s.state.in_(("queued", "running")))
    return tuple(_row(row) for row in connection.execute(query.order_by(s.submitted_at, s.id)))


def position(connection: Connection, submission: str) -> int | None:
    """How many are begun before it, itself included, as things stand; None when it does not wait."""
    s, own = submissions.c, submissions.alias("own").c
    earlier = sa.or_(
        sa.and_(s.urgent, ~own.urgent),
        sa.and_(s.urgent == own.urgent, sa.or_(s.due_at < own.due_at, sa.and_(s.due_at == own.due_at, s.id <= own.id))),
    )
    query = (
        sa.select(sa.func.count(s.id))
        .select_from(submissions)
        .join(own.id.table, earlier)
        .where(own.id == submission, own.state == "queued", s.state == "queued")
    )
    return connection.execute(query).scalar() or None


def documents_of(connection: Connection, submission: str) -> tuple[DocumentRow, ...]:
    d = submission_documents.c
    query = sa.select(d.role, d.sha256, d.name).where(d.submission_id == submission).order_by(d.position)
    return tuple(DocumentRow(*row) for row in connection.execute(query))


def inspection_seen(connection: Connection, inspection: str, enterprise: str | None = None) -> InspectionSeen | None:
    """None when there is none, or none of this enterprise."""
    i = inspections.c
    query = (
        sa.select(
            i.id, apps.c.id.label("app"), apps.c.name, apps.c.package_id, apps.c.enterprise_id, versions.c.version_name,
            i.sha256, i.submission_id, i.verdict, i.ruleset, i.recorded_at, i.superseded_by,
        )
        .join(versions, versions.c.sha256 == i.sha256)
        .join(apps, apps.c.id == versions.c.app_id)
        .where(i.id == inspection)
    )  # fmt: skip
    if enterprise is not None:
        query = query.where(apps.c.enterprise_id == enterprise)
    found = connection.execute(query).first()
    if found is None:
        return None
    values: tuple[Any, ...] = (*found, findings(connection, inspection))
    return InspectionSeen(*values)


SEVERITIES = ("critical", "high", "medium", "low")


def findings(connection: Connection, inspection: str) -> tuple[FindingRow, ...]:
    """The worst first."""
    f = inspection_findings.c
    worst = sa.case({s: n for n, s in enumerate(SEVERITIES)}, value=f.severity, else_=len(SEVERITIES))
    query = (
        sa.select(f.fingerprint, f.rule, f.severity, f.label, f.zh, f.en)
        .where(f.inspection_id == inspection)
        .order_by(worst, f.rule, f.fingerprint)
    )
    return tuple(FindingRow(*row[:4], Words(row.zh, row.en)) for row in connection.execute(query))


def _query() -> sa.Select[Any]:
    s = submissions.c
    return (
        sa.select(
            s.id, apps.c.id.label("app"), apps.c.name, apps.c.package_id, apps.c.enterprise_id, versions.c.version_name,
            s.sha256, s.kind, s.urgent, s.reason, s.app_type, s.state, s.submitted_at, s.due_at, s.started_at, s.ended_at,
            s.attempts, s.inspection_id, inspections.c.verdict, s.failure_zh, s.failure_en,
        )
        .join(versions, versions.c.sha256 == s.sha256)
        .join(apps, apps.c.id == versions.c.app_id)
        .outerjoin(inspections, inspections.c.id == s.inspection_id)
    )  # fmt: skip


def _row(row: Any) -> SubmissionRow:
    failure = Words(row.failure_zh, row.failure_en or row.failure_zh) if row.failure_zh else None
    values: tuple[Any, ...] = (*row[:19], failure)
    return SubmissionRow(*values)
