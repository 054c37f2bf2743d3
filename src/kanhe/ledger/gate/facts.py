"""What the ledger knows of one build, in one query: the gate is asked hundreds of times a second."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import app_id, apps, listings, versions
from kanhe.ledger.delistings import delistings
from kanhe.ledger.enterprises import enterprises
from kanhe.ledger.gate.decision import Facts, Request
from kanhe.ledger.inspections import inspection_findings, inspections, submissions
from kanhe.ledger.journal import head
from kanhe.ledger.measures import measures


def _count(severity: str) -> sa.ScalarSelect[int]:
    f = inspection_findings.c
    return (
        sa.select(sa.func.count())
        .where(f.inspection_id == inspections.c.id, f.severity == severity)
        .correlate(inspections)
        .scalar_subquery()
    )


def _query() -> sa.Select[tuple[object, ...]]:
    asked = sa.bindparam
    given = sa.select(sa.literal(1).label("one")).subquery("given")
    own = versions.alias("own")
    m, d = measures.c, delistings.c
    day: sa.BindParameter[dt.date] = asked("day", type_=sa.Date)
    measure = (
        sa.select(m.id, m.last_day)
        .where(
            sa.or_(
                sa.and_(m.owner_kind == "group", m.owner_id == enterprises.c.group_id),
                sa.and_(m.owner_kind == "enterprise", m.owner_id == enterprises.c.id),
            ),
            m.state.in_(("signed", "lifted")), m.first_day <= day,
            sa.or_(m.last_day.is_(None), m.last_day >= day), sa.or_(m.lifted_on.is_(None), m.lifted_on >= day),
        )
        .order_by(m.last_day.is_(None).desc(), m.last_day.desc(), m.id)
        .limit(1)
        .correlate(enterprises)
    )  # fmt: skip
    measure_id = measure.with_only_columns(m.id).scalar_subquery()
    measure_until = measure.with_only_columns(m.last_day).scalar_subquery()
    delisting = (
        sa.select(d.id)
        .where(
            d.app_id == apps.c.id, d.restored_at.is_(None),
            sa.or_(d.version_name.is_(None), d.version_name == asked("version")),
        )
        .order_by(d.ordered_at)
        .limit(1)
        .correlate(apps)
        .scalar_subquery()
    )  # fmt: skip
    signer: sa.BindParameter[str | None] = asked("signer", type_=sa.String)
    same_signer = (
        sa.select(sa.literal(1)).where(own.c.app_id == apps.c.id, own.c.signer == signer).correlate(apps).exists()
    )
    other_signer = (
        sa.select(own.c.signer)
        .where(own.c.app_id == apps.c.id, own.c.signer.is_not(None))
        .limit(1)
        .correlate(apps)
        .scalar_subquery()
    )
    submission = (
        sa.select(submissions.c.id)
        .where(submissions.c.sha256 == asked("sha256"), submissions.c.state.in_(("queued", "running")))
        .limit(1)
        .scalar_subquery()
    )
    return (
        sa.select(
            apps.c.id.label("app"), apps.c.enterprise_id, apps.c.filing_number, versions.c.app_id.label("version_of"),
            listings.c.store.label("listed"), measure_id.label("measure"), measure_until.label("measure_until"),
            delisting.label("delisting"), inspections.c.id.label("inspection"), inspections.c.verdict,
            inspections.c.ruleset, _count("critical").label("critical"), _count("high").label("high"),
            submission.label("submission"),
            sa.case((sa.or_(signer.is_(None), same_signer), None), else_=other_signer).label("other_signer"),
            sa.select(head.c.seq).where(head.c.id == 1).scalar_subquery().label("as_of"),
        )
        .select_from(given)
        .outerjoin(apps, apps.c.id == asked("app"))
        .outerjoin(enterprises, enterprises.c.id == apps.c.enterprise_id)
        .outerjoin(versions, versions.c.sha256 == asked("sha256"))
        .outerjoin(
            listings,
            sa.and_(
                listings.c.sha256 == asked("sha256"), listings.c.store == asked("store"),
                listings.c.unlisted_at.is_(None),
            ),
        )
        .outerjoin(
            inspections, sa.and_(inspections.c.sha256 == asked("sha256"), inspections.c.superseded_by.is_(None))
        )
    )  # fmt: skip


QUERY = _query()


def parameters(request: Request, day: dt.date) -> dict[str, object]:
    """What the query asks with."""
    return {
        "app": app_id(request.platform, request.package_id), "sha256": request.sha256, "store": request.store,
        "version": request.version, "signer": request.signer, "day": day,
    }  # fmt: skip


def facts(connection: Connection, request: Request, day: dt.date) -> Facts:
    """The facts of a request on a day."""
    return of_row(connection.execute(QUERY, parameters(request, day)).one(), request)


def of_row(row: sa.Row[tuple[object, ...]], request: Request) -> Facts:
    """The facts in a row of the query."""
    app = app_id(request.platform, request.package_id)
    r = row._mapping
    return Facts(
        r["app"], r["enterprise_id"], r["filing_number"], r["version_of"] == app,
        r["version_of"] if r["version_of"] not in (None, app) else None, r["listed"] is not None, r["other_signer"],
        r["measure"], r["measure_until"], r["delisting"], r["inspection"], r["verdict"], r["ruleset"],
        r["critical"], r["high"], r["submission"], r["as_of"],
    )  # fmt: skip
