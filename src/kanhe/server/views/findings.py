"""An inspection as an inspector reads it: verdict, findings with their reviews, and what may follow from them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps, versions
from kanhe.ledger.cases import cases
from kanhe.ledger.enterprises import enterprises
from kanhe.ledger.inspections import inspection_findings, inspections
from kanhe.ledger.reviews import inspection_revisions, last_reviews, revised_from
from kanhe.server.views.inspector_queue import SEVERITIES
from kanhe.server.views.paging import Part, part


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The review that counts."""

    verdict: str
    reason: str
    by: str
    at: dt.datetime
    record: int


@dataclass(frozen=True, slots=True)
class FindingView:
    fingerprint: str
    rule: str
    severity: str
    label: str | None
    zh: str
    en: str
    review: ReviewView | None


@dataclass(frozen=True, slots=True)
class InspectionRow:
    id: str
    sha256: str
    app: str
    app_name: str
    enterprise: str
    enterprise_name: str
    version_name: str
    verdict: str
    ruleset: str
    recorded_at: dt.datetime
    superseded_by: str | None
    findings: int


@dataclass(frozen=True, slots=True)
class Revision:
    """That this inspection was recorded anew from an older one."""

    of: str
    reason: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class CaseOfApp:
    id: str
    state: str
    version_name: str
    source: str
    round: str


@dataclass(frozen=True, slots=True)
class InspectionView:
    inspection: InspectionRow
    findings: tuple[FindingView, ...]
    """The gravest first."""
    looked: str
    """The inspection that looked at the package: itself, or the one it was revised from."""
    revision: Revision | None
    cases: tuple[CaseOfApp, ...]
    """Cases of the app."""
    confirmed: int
    dismissed: int
    unreviewed: int


def inspection_rows(
    connection: Connection, app: str | None = None, verdict: str | None = None, newest_only: bool = True,
    after: str | None = None, limit: int = 50,
) -> Part[InspectionRow]:  # fmt: skip
    """Newest first.  ``newest_only``: leave out what a later inspection of the same package superseded."""
    i = inspections.c
    query = _query()
    if app is not None:
        query = query.where(versions.c.app_id == app)
    if verdict is not None:
        query = query.where(i.verdict == verdict)
    if newest_only:
        query = query.where(i.superseded_by.is_(None))
    return part(connection, query, (i.recorded_at, i.id), _row, after, limit, newest_first=True)


def inspection_view(connection: Connection, inspection: str) -> InspectionView | None:
    found = connection.execute(_query().where(inspections.c.id == inspection)).first()
    if found is None:
        return None
    row = _row(found)
    reviewed = last_reviews(connection, inspection)
    f, v, c = inspection_findings.c, inspection_revisions.c, cases.c
    findings = [
        FindingView(
            x.fingerprint, x.rule, x.severity, x.label, x.zh, x.en,
            ReviewView(r.verdict, r.reason, r.by, r.at, r.seq) if (r := reviewed.get(x.fingerprint)) else None,
        )
        for x in connection.execute(
            sa.select(f.fingerprint, f.rule, f.severity, f.label, f.zh, f.en).where(f.inspection_id == inspection)
        )
    ]  # fmt: skip
    made = connection.execute(
        sa.select(v.inspection_id, v.reason, v.revised_by, v.at).where(v.id == inspection)
    ).first()  # fmt: skip
    known = connection.execute(
        sa.select(c.id, c.state, c.version_name, c.source, c.round)
        .where(c.app_id == row.app)
        .order_by(c.opened_at.desc(), c.id)
    )
    told = [x.review.verdict for x in findings if x.review]
    return InspectionView(
        row, tuple(sorted(findings, key=_gravest)), revised_from(connection, inspection),
        Revision(*made) if made else None, tuple(CaseOfApp(*x) for x in known), told.count("confirmed"),
        told.count("dismissed"), len(findings) - len(told),
    )  # fmt: skip


def _gravest(finding: FindingView) -> tuple[int, str, str]:
    at = SEVERITIES.index(finding.severity) if finding.severity in SEVERITIES else len(SEVERITIES)
    return at, finding.rule, finding.fingerprint


def _query() -> sa.Select[Any]:
    i, f = inspections.c, inspection_findings.c
    count = sa.select(sa.func.count()).where(f.inspection_id == i.id).correlate(inspections).scalar_subquery()
    return (
        sa.select(
            i.id, i.sha256, apps.c.id.label("app"), apps.c.name, apps.c.enterprise_id, enterprises.c.name.label("owner"),
            versions.c.version_name, i.verdict, i.ruleset, i.recorded_at, i.superseded_by, count.label("findings"),
        )
        .join(versions, versions.c.sha256 == i.sha256)
        .join(apps, apps.c.id == versions.c.app_id)
        .join(enterprises, enterprises.c.id == apps.c.enterprise_id)
    )  # fmt: skip


def _row(row: Any) -> InspectionRow:
    return InspectionRow(*row[:12])
