"""The gate as a store sees it: what was asked and answered, what is stopped now, its orders, and what it may trust."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import app_id, apps
from kanhe.ledger.delistings import delisting_stores, delistings
from kanhe.ledger.enterprises import enterprises
from kanhe.ledger.gate.decision import Decision, GatePolicy, Request, decide
from kanhe.ledger.gate.facts import facts
from kanhe.ledger.gate.records import clearances, decisions, gate_keys
from kanhe.ledger.gate.standing import ended
from kanhe.ledger.schema import Instant
from kanhe.ledger.workdays import BEIJING, day_of
from kanhe.server.views.keyset import Key, Page, page_of

PAGE = 50
STOPPED = 400
"""Builds that are shown as stopped now, at most; a list longer than this is a matter for the log."""
_DAY = 24 * 3600 * 1_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """A decision as the store was told it."""

    id: str
    seq: int
    at: dt.datetime
    store: str
    platform: str
    package_id: str
    name: str | None
    """Of the app, if it is registered."""
    version: str
    sha256: str
    outcome: str
    reasons: tuple[str, ...]
    """Codes."""
    as_of: int

    @property
    def app(self) -> str:
        return app_id(self.platform, self.package_id)

    @property
    def question(self) -> Request:
        """What was asked, as far as it was written down: the signer was not."""
        return Request(self.package_id, self.version, self.sha256, self.store, None, self.platform)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the log is wanted."""

    store: str | None = None
    app: str | None = None
    """Part of a package id or name, or of a package hash."""
    outcome: str | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None


def log(connection: Connection, asked: Asked, key: Key | None = None, limit: int = PAGE) -> Page[Told]:
    """The newest first."""
    d = decisions.c
    found = page_of(connection, _matching(_columns(), asked), d.at, d.id, key, limit)
    return replace(found, rows=tuple(_told(row) for row in found.rows))


def told(connection: Connection, decision: str, store: str | None) -> Told | None:
    """One decision; of another store there is none."""
    query = _columns().where(decisions.c.id == decision)
    if store is not None:
        query = query.where(decisions.c.store == store)
    row = connection.execute(query).first()
    return _told(row) if row else None


def stopped(connection: Connection, store: str) -> tuple[Told, ...]:
    """The last word on each build that the store asked about, where it was no 'allow'; newest first."""
    d = decisions.c
    last = (
        sa.select(d.sha256, sa.func.max(d.at).label("at")).where(d.store == store).group_by(d.sha256).subquery("last")
    )  # fmt: skip
    query = (
        _columns()
        .join(last, sa.and_(last.c.sha256 == d.sha256, last.c.at == d.at))
        .where(d.store == store, d.outcome != "allow")
        .order_by(d.at.desc(), d.id)
        .limit(STOPPED)
    )
    found = {row.sha256: _told(row) for row in connection.execute(query)}
    return tuple(found.values())


def now(connection: Connection, told: Sequence[Told], at: dt.datetime) -> list[Decision]:
    """What the gate would say to the same questions at a moment; told to nobody and written nowhere."""
    questions = [t.question for t in told]
    policy = GatePolicy()
    return [decide(q, f, policy) for q, f in zip(questions, facts(connection, questions, day_of(at), at), strict=True)]


@dataclass(frozen=True, slots=True)
class DayCount:
    """Decisions of one day in Beijing."""

    day: dt.date
    allow: int = 0
    hold: int = 0
    deny: int = 0


def by_day(connection: Connection, asked: Asked, first: dt.date, last: dt.date) -> tuple[DayCount, ...]:
    """Every day from first to last, also those on which nobody asked."""
    d = decisions.c
    shift = int((BEIJING.utcoffset(None) or dt.timedelta()).total_seconds()) * 1_000_000
    number = ((sa.type_coerce(d.at, sa.BigInteger) + shift) // sa.literal(_DAY, sa.BigInteger)).label("day")
    wanted = replace(asked, first_day=first, last_day=last)
    query = _matching(sa.select(number, d.outcome, sa.func.count().label("n")), wanted).group_by(number, d.outcome)
    counted: dict[dt.date, dict[str, int]] = {}
    for row in connection.execute(query):
        counted.setdefault(dt.date(1970, 1, 1) + dt.timedelta(days=int(row.day)), {})[row.outcome] = row.n
    days = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(DayCount(day, **counted.get(day, {})) for day in days)


@dataclass(frozen=True, slots=True)
class Order:
    """A delisting order as one store has it."""

    id: str
    app: str
    name: str
    developer: str
    version_name: str | None
    reason: str
    ordered_at: dt.datetime
    done_at: dt.datetime | None
    done_by: str | None
    restored_at: dt.datetime | None

    @property
    def state(self) -> str:
        if self.restored_at is not None:
            return "restored"
        return "executed" if self.done_at is not None else "outstanding"

    @property
    def minutes(self) -> int | None:
        """From the order to its execution."""
        return None if self.done_at is None else int((self.done_at - self.ordered_at).total_seconds() // 60)


def orders(connection: Connection, store: str, order: str | None = None) -> tuple[Order, ...]:
    """The orders to a store: first what is still to be done, the oldest on top; then the others, the newest on top."""
    d, s = delistings.c, delisting_stores.c
    query = (
        sa.select(
            d.id, d.app_id, apps.c.name, enterprises.c.name.label("developer"), d.version_name, d.reason, d.ordered_at,
            s.done_at, s.done_by, d.restored_at,
        )
        .join(delisting_stores, s.delisting_id == d.id)
        .join(apps, apps.c.id == d.app_id)
        .join(enterprises, enterprises.c.id == apps.c.enterprise_id)
        .where(s.store == store)
        .order_by(d.ordered_at.desc(), d.id)
    )  # fmt: skip
    if order is not None:
        query = query.where(d.id == order)
    rows: list[Any] = list(connection.execute(query))
    found = [Order(*row) for row in rows]
    waiting = [o for o in reversed(found) if o.state == "outstanding"]
    return (*waiting, *(o for o in found if o.state != "outstanding"))


@dataclass(frozen=True, slots=True)
class Cleared:
    """A clearance of a package that this store asked about."""

    id: str
    sha256: str
    package_id: str
    version: str
    issued_at: dt.datetime
    valid_until: dt.datetime
    key_id: str
    ruleset: str
    ended_at: dt.datetime | None
    """Revoked, or ended by a delisting."""
    ended_because: str | None

    def state(self, at: dt.datetime) -> str:
        if self.ended_at is not None:
            return "revoked"
        return "in-force" if at < self.valid_until else "expired"


def cleared(
    connection: Connection, store: str, at: dt.datetime, key: Key | None = None, limit: int = PAGE
) -> Page[Cleared]:
    """The newest first, as they hold at a moment."""
    c = clearances.c
    found = page_of(connection, _cleared(store), c.issued_at, c.id, key, limit)
    over = ended(connection, at)
    return replace(found, rows=tuple(_clearance(row, over.get(row.sha256)) for row in found.rows))


def envelope(connection: Connection, store: str, clearance: str) -> str | None:
    """The signed clearance, as the store was given it."""
    query = _cleared(store).where(clearances.c.id == clearance).add_columns(clearances.c.envelope)
    row = connection.execute(query).first()
    return str(row.envelope) if row else None


@dataclass(frozen=True, slots=True)
class SigningKey:
    id: str
    pem: str
    added_at: dt.datetime
    retired_at: dt.datetime | None
    signed: int
    """Clearances."""


def keys(connection: Connection) -> tuple[SigningKey, ...]:
    """The keys of the gate, the newest first."""
    k, c = gate_keys.c, clearances.c
    signed = sa.select(sa.func.count()).where(c.key_id == k.id).correlate(gate_keys).scalar_subquery()
    query = sa.select(k.id, k.pem, k.added_at, k.retired_at, signed).order_by(k.added_at.desc(), k.id)
    return tuple(SigningKey(*row) for row in connection.execute(query))


def _columns() -> sa.Select[Any]:
    d = decisions.c
    of_app = sa.and_(apps.c.package_id == d.package_id, apps.c.platform == d.platform)
    return sa.select(
        d.id, d.seq, d.at, d.store, d.platform, d.package_id, apps.c.name, d.version, d.sha256, d.outcome, d.reasons, d.as_of
    ).select_from(decisions.outerjoin(apps, of_app))  # fmt: skip


def _matching(query: sa.Select[Any], asked: Asked) -> sa.Select[Any]:
    d = decisions.c
    if asked.store is not None:
        query = query.where(d.store == asked.store)
    if asked.outcome is not None:
        query = query.where(d.outcome == asked.outcome)
    if asked.app:
        named = sa.select(apps.c.package_id).where(apps.c.name.icontains(asked.app, autoescape=True))
        query = query.where(
            sa.or_(
                d.package_id.icontains(asked.app, autoescape=True), d.package_id.in_(named),
                d.sha256.startswith(asked.app.lower(), autoescape=True),
            )
        )  # fmt: skip
    if asked.first_day is not None:
        query = query.where(d.at >= sa.literal(_midnight(asked.first_day), Instant))
    if asked.last_day is not None:
        query = query.where(d.at < sa.literal(_midnight(asked.last_day) + dt.timedelta(days=1), Instant))
    return query


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), BEIJING)


def _told(row: Any) -> Told:
    reasons = tuple(row.reasons.split("\n")) if row.reasons else ()
    return Told(
        row.id, row.seq, row.at, row.store, row.platform, row.package_id, row.name, row.version, row.sha256, row.outcome,
        reasons, row.as_of,
    )  # fmt: skip


def _cleared(store: str) -> sa.Select[Any]:
    """Each clearance once, with the name under which the store asked last."""
    c, d = clearances.c, decisions.c
    of_store = sa.select(d.package_id, d.version).where(d.sha256 == c.sha256, d.store == store).order_by(d.at.desc())
    asked = of_store.limit(1).correlate(clearances)
    return sa.select(
        c.id, c.sha256, asked.with_only_columns(d.package_id).scalar_subquery().label("package_id"),
        asked.with_only_columns(d.version).scalar_subquery().label("version"), c.issued_at.label("at"), c.valid_until,
        c.key_id, c.ruleset, c.revoked_at, c.revoked_because,
    ).where(of_store.correlate(clearances).exists())  # fmt: skip


def _clearance(row: Any, over: tuple[dt.datetime, str] | None) -> Cleared:
    """``over``: up to when clearances of the package hold no longer, and why."""
    if over is None or row.at > over[0]:
        over = (row.revoked_at, row.revoked_because) if row.revoked_at else None
    return Cleared(
        row.id, row.sha256, row.package_id, row.version, row.at, row.valid_until, row.key_id, row.ruleset,
        *(over or (None, None)),
    )  # fmt: skip
