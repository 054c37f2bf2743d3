"""What the ledger knows of some builds, in one query: the gate is asked hundreds of times a second."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Dialect
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import DBAPIError

from kanhe.ledger.apps import app_id, apps, listings, versions
from kanhe.ledger.cases import cases, retests
from kanhe.ledger.delistings import delistings
from kanhe.ledger.enterprises import enterprises
from kanhe.ledger.gate.decision import Facts, Request
from kanhe.ledger.gate.records import clearances
from kanhe.ledger.inspections import inspection_findings, inspections, submissions
from kanhe.ledger.journal import head
from kanhe.ledger.measures import measures
from kanhe.ledger.schema import Instant
from kanhe.ledger.workdays import BEIJING


def _count(severity: str) -> sa.Case[int]:
    """How many findings of a failed inspection are so grave; of others none is counted, and no database looks for them."""
    f = inspection_findings.alias("f").c
    counted = (
        sa.select(sa.func.count())
        .where(f.inspection_id == inspections.c.id, f.severity == severity)
        .correlate(inspections)
        .scalar_subquery()
    )
    return sa.case((inspections.c.verdict == "fail", counted), else_=0)


def _both(first: sa.ColumnElement[Any], second: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """Two columns of one row as one text, told apart at the first blank: a subquery of its own for each costs as much again."""
    return sa.func.coalesce(sa.cast(first, sa.Text), "").concat(" ").concat(second)


_ASKED = ("app", "sha256", "store", "version", "signer")


def _arrays() -> sa.FromClause:
    """The questions as a table made of one array for each column, for PostgreSQL: one statement whatever their number."""
    columns = (sa.bindparam(name, type_=ARRAY(sa.Text), required=False) for name in _ASKED)
    return sa.func.unnest(*columns).table_valued(*_ASKED, with_ordinality="n").render_derived("asked")


def _rows(size: int) -> sa.FromClause:
    """The questions as ``size`` rows, for other databases; the parameters of row ``n`` end in ``_n``."""
    # A union of selects rather than VALUES: SQLAlchemy keeps its compiled form.
    return sa.union_all(*(
        sa.select(
            sa.literal(n, sa.Integer).label("n"),
            *(sa.cast(sa.bindparam(f"{name}_{n}", type_=sa.Text), sa.Text).label(name) for name in _ASKED),
        )
        for n in range(size)
    )).cte("asked")  # fmt: skip


@cache
def _query(size: int | None) -> sa.Select[tuple[Any, ...]]:
    """The query for ``size`` questions, or for arrays of them."""
    questions = _arrays() if size is None else _rows(size)
    asked = questions.c
    day: sa.BindParameter[dt.date] = sa.bindparam("day", type_=sa.Date, required=False)
    # Short names: a driver remembers only short statements.
    m, d, own = measures.alias("m").c, delistings.alias("d").c, versions.alias("o")
    measure = (
        sa.select(_both(m.last_day, m.id))
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
    delisting = (
        sa.select(d.id)
        .where(
            d.app_id == apps.c.id, d.restored_at.is_(None),
            sa.or_(d.version_name.is_(None), d.version_name == asked.version, d.version_name == versions.c.version_name),
        )
        .order_by(d.ordered_at)
        .limit(1)
        .correlate(apps, versions, questions)
    )  # fmt: skip
    of_app = sa.select(own.c.signer).where(own.c.app_id == apps.c.id).limit(1)
    same_signer = of_app.where(own.c.signer == asked.signer).correlate(apps, questions).exists()
    other_signer = of_app.where(own.c.signer.is_not(None)).correlate(apps).scalar_subquery()
    s = submissions.alias("s").c
    waits = (s.sha256 == asked.sha256) & s.state.in_(("queued", "running"))
    submission = sa.select(s.id).where(waits).limit(1).correlate(questions)
    ended = (
        sa.select(d.id)
        .where(
            d.app_id == versions.c.app_id, d.ordered_at >= listings.c.listed_at,
            sa.or_(d.version_name.is_(None), d.version_name == versions.c.version_name),
        )
        .correlate(versions, listings)
        .exists()
    )  # fmt: skip
    here = (
        (listings.c.sha256 == asked.sha256) & (listings.c.store == asked.store) & listings.c.unlisted_at.is_(None) & ~ended
    )  # fmt: skip
    of_case, of_test = cases.alias("c"), retests.alias("t")
    c, t = of_case.c, of_test.c
    retest = (
        sa.select(t.id)
        .join(of_case, c.id == t.case_id)
        .where(
            c.app_id == apps.c.id, t.sha256 == asked.sha256, t.passed,
            sa.or_(inspections.c.recorded_at.is_(None), t.at >= inspections.c.recorded_at),
        )
        .order_by(t.at.desc())
        .limit(1)
        .correlate(apps, inspections, questions)
    )  # fmt: skip
    k = clearances.alias("k").c
    at: sa.BindParameter[dt.datetime] = sa.bindparam("at", type_=Instant, required=False)
    cleared = (
        sa.select(_both(k.issued_at, k.envelope))
        .where(
            k.sha256 == asked.sha256, k.ruleset == inspections.c.ruleset, k.revoked_at.is_(None), k.valid_until > at
        )
        .order_by(k.issued_at.desc(), k.id)
        .limit(1)
        .correlate(inspections, questions)
    )  # fmt: skip
    revoked = sa.select(sa.func.max(k.revoked_at)).where(k.sha256 == asked.sha256).correlate(questions)
    struck = (
        sa.select(sa.func.max(d.ordered_at))
        .where(
            d.app_id == versions.c.app_id,
            sa.or_(d.version_name.is_(None), d.version_name == versions.c.version_name),
        )
        .correlate(versions)
    )  # fmt: skip
    return (
        sa.select(
            asked.n, apps.c.id.label("app"), apps.c.enterprise_id, apps.c.filing_number,
            versions.c.app_id.label("version_of"), listings.c.store.label("listed"),
            measure.scalar_subquery().label("measure"),
            delisting.scalar_subquery().label("delisting"), inspections.c.id.label("inspection"),
            inspections.c.verdict, inspections.c.ruleset, _count("critical").label("critical"),
            _count("high").label("high"), submission.scalar_subquery().label("submission"),
            sa.case((sa.or_(asked.signer.is_(None), same_signer), None), else_=other_signer).label("other_signer"),
            retest.scalar_subquery().label("retest"), versions.c.version_name,
            cleared.scalar_subquery().label("clearance"),
            revoked.scalar_subquery().label("revoked_at"), struck.scalar_subquery().label("struck_at"),
            sa.select(head.c.seq).where(head.c.id == 1).scalar_subquery().label("as_of"),
        )
        .select_from(questions)
        .outerjoin(apps, apps.c.id == asked.app)
        .outerjoin(enterprises, enterprises.c.id == apps.c.enterprise_id)
        .outerjoin(versions, versions.c.sha256 == asked.sha256)
        .outerjoin(listings, here)
        .outerjoin(
            inspections, (inspections.c.sha256 == asked.sha256) & inspections.c.superseded_by.is_(None)
        )
        .order_by(asked.n)
    )  # fmt: skip


@cache
def _text(dialect: Dialect) -> str:
    """The query for arrays as the driver takes it: its constants written out, so that only what is asked is sent each time,
    and short enough for the driver to remember how it is taken apart."""
    compiled = _query(None).compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    text = " ".join(str(compiled).split())
    for name, value in compiled.params.items():
        if value is not None:
            literal = str(value) if isinstance(value, int) else f"'{value}'"
            text = re.sub(rf"%\({name}\)s(::\w+)?", literal, text)
    return text


def facts(
    connection: Connection, requests: Sequence[Request], day: dt.date, at: dt.datetime | None = None
) -> list[Facts]:  # fmt: skip
    """The facts of each request on a day, in their order.  ``at``: moment at which clearances have to hold."""
    if not requests:
        return []
    at = at or dt.datetime.combine(day, dt.time(), BEIJING)
    if connection.dialect.name == "postgresql":
        return _by_driver(connection, requests, day, at)
    asked = _asked(requests)
    size = 1 << (len(requests) - 1).bit_length()  # few sizes, so that few queries are compiled
    asked += asked[-1:] * (size - len(asked))
    parameters: dict[str, object] = {
        f"{name}_{n}": value for n, row in enumerate(asked) for name, value in zip(_ASKED, row, strict=True)
    }
    rows = connection.execute(_query(size), {**parameters, "day": day, "at": at}).mappings().all()
    return [of_row(row, request) for row, request in zip(rows, requests, strict=False)]


def _asked(requests: Sequence[Request]) -> list[tuple[str | None, ...]]:
    return [(app_id(r.platform, r.package_id), r.sha256, r.store, r.version, r.signer) for r in requests]


@dataclass(frozen=True, slots=True)
class DriverQuery:
    """The query for arrays as PostgreSQL's driver takes it: SQLAlchemy's cursor takes longer than the database does."""

    text: str
    parameters: Mapping[str, object]
    requests: Sequence[Request]

    def facts(self, rows: Sequence[tuple[Any, ...]]) -> list[Facts]:
        """The facts in the rows that the driver brought."""
        named = (dict(zip(_names(), row, strict=True)) for row in rows)
        return [of_row(row, request) for row, request in zip(named, self.requests, strict=True)]


def driver_query(dialect: Dialect, requests: Sequence[Request], day: dt.date, at: dt.datetime) -> DriverQuery:
    """What to ask the driver of a PostgreSQL dialect for the facts of some requests, at least one."""
    columns = zip(_ASKED, zip(*_asked(requests), strict=True), strict=True)
    parameters = {name: list(column) for name, column in columns}
    return DriverQuery(_text(dialect), {**parameters, "day": day, "at": Instant.micros(at)}, requests)


def _by_driver(
    connection: Connection, requests: Sequence[Request], day: dt.date, at: dt.datetime
) -> list[Facts]:  # fmt: skip
    """Asked of the driver itself.  Raises :class:`~sqlalchemy.exc.DBAPIError`, as SQLAlchemy would."""
    driver: Any = connection.connection.driver_connection
    dialect = connection.dialect
    query = driver_query(dialect, requests, day, at)
    try:
        return query.facts(driver.execute(query.text, query.parameters, prepare=True).fetchall())
    except dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(
            query.text, None, error, dialect.loaded_dbapi.Error, connection_invalidated=driver.closed, dialect=dialect
        ) from error


@cache
def _names() -> tuple[str, ...]:
    return tuple(_query(None).selected_columns.keys())


def of_row(r: Mapping[Any, Any], request: Request) -> Facts:
    """The facts in a row of the query."""
    app = app_id(request.platform, request.package_id)
    measure_until, measure = _apart(r["measure"])
    cleared_at, clearance = _apart(r["clearance"])
    ended = [moment for moment in (_moment(r["revoked_at"]), _moment(r["struck_at"])) if moment]
    return Facts(
        r["app"], r["enterprise_id"], r["filing_number"], r["version_of"] == app,
        r["version_of"] if r["version_of"] not in (None, app) else None, r["listed"] is not None, r["other_signer"],
        measure, dt.date.fromisoformat(measure_until) if measure_until else None, r["delisting"],
        r["inspection"], r["verdict"], r["ruleset"], r["critical"], r["high"], r["submission"], r["retest"], r["version_name"],
        clearance, _moment(int(cleared_at)) if cleared_at else None, max(ended, default=None), r["as_of"],
    )  # fmt: skip


def _apart(both: str | None) -> tuple[str, str | None]:
    """What :func:`_both` put together."""
    if both is None:
        return "", None
    first, _, second = both.partition(" ")
    return first, second


def _moment(value: dt.datetime | int | None) -> dt.datetime | None:
    """A moment as the query gives it, or as the driver does."""
    return Instant().process_result_value(value, None) if isinstance(value, int) else value
