"""Delisting orders as they are read: the app, the stores that have to act, what each answered and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps
from kanhe.ledger.cases import cases, retests
from kanhe.ledger.delistings import delisting_stores, delistings
from kanhe.ledger.enterprises import enterprises
from kanhe.server.views.paging import Part, part


@dataclass(frozen=True, slots=True)
class StoreAnswer:
    store: str
    done_at: dt.datetime | None
    """When it acknowledged that the app is down; null: outstanding."""
    done_by: str | None
    minutes: int | None
    """From the order to the acknowledgement."""


@dataclass(frozen=True, slots=True)
class DelistingRow:
    id: str
    app: str
    app_name: str
    enterprise: str
    enterprise_name: str
    version_name: str | None
    """Null: the whole app."""
    case: str | None
    reason: str
    ordered_at: dt.datetime
    restored_at: dt.datetime | None
    restored_sha256: str | None
    stores: tuple[StoreAnswer, ...]
    outstanding: int
    """Stores that have not acknowledged an order that is in force."""


@dataclass(frozen=True, slots=True)
class PassedRetest:
    """A re-test that may restore the app."""

    id: str
    case: str
    version_name: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class StoreTotal:
    """What one store still has to do, and how quickly it acted."""

    store: str
    orders: int
    outstanding: int
    oldest: dt.datetime | None
    """The oldest order that it has not acknowledged."""
    median_minutes: int | None


def delisting_rows(
    connection: Connection, store: str | None = None, enterprise: str | None = None, outstanding: bool = False,
    in_force: bool = False, after: str | None = None, limit: int = 50,
) -> Part[DelistingRow]:  # fmt: skip
    """Newest first.  ``store``: orders addressed to it, and of the answers only its own."""
    d, s = delistings.c, delisting_stores.c
    query = _query()
    addressed = sa.select(s.delisting_id)
    if store is not None:
        addressed = addressed.where(s.store == store)
    if outstanding:
        addressed = addressed.where(s.done_at.is_(None))
    if store is not None or outstanding:
        query = query.where(d.id.in_(addressed))
    if in_force or outstanding:
        query = query.where(d.restored_at.is_(None))
    if enterprise is not None:
        query = query.where(apps.c.enterprise_id == enterprise)
    found = part(connection, query, (d.ordered_at, d.id), lambda row: row, after, limit, newest_first=True)
    answers = _answers(connection, [row.id for row in found.items], store)
    return Part(tuple(_row(row, answers.get(row.id, [])) for row in found.items), found.next)


def delisting_row(
    connection: Connection, delisting: str, store: str | None = None, enterprise: str | None = None
) -> DelistingRow | None:  # fmt: skip
    """None when there is none, or none for this store or of this enterprise."""
    query = _query().where(delistings.c.id == delisting)
    if enterprise is not None:
        query = query.where(apps.c.enterprise_id == enterprise)
    row = connection.execute(query).first()
    if row is None:
        return None
    answers = _answers(connection, [delisting], store).get(delisting, [])
    return _row(row, answers) if answers else None


def retests_that_restore(connection: Connection, delisting: str) -> tuple[PassedRetest, ...]:
    """The re-tests that passed since the order, of its case or, without one, of any case of the app."""
    d, r = delistings.c, retests.c
    order = connection.execute(sa.select(d.app_id, d.case_id, d.ordered_at).where(d.id == delisting)).one()
    query = (
        sa.select(r.id, r.case_id, r.version_name, r.at)
        .join(cases, cases.c.id == r.case_id)
        .where(cases.c.app_id == order.app_id, r.passed, r.at >= order.ordered_at)
        .order_by(r.at.desc(), r.id)
    )
    if order.case_id is not None:
        query = query.where(r.case_id == order.case_id)
    return tuple(PassedRetest(*row) for row in connection.execute(query))


def store_totals(connection: Connection) -> tuple[StoreTotal, ...]:
    """Per store; who has most to do stands first."""
    d, s = delistings.c, delisting_stores.c
    rows = connection.execute(
        sa.select(s.store, d.ordered_at, s.done_at, d.restored_at).join(delistings, d.id == s.delisting_id)
    ).all()
    told = []
    for store in {row.store for row in rows}:
        mine = [row for row in rows if row.store == store]
        open_ = [row.ordered_at for row in mine if row.done_at is None and row.restored_at is None]
        minutes = sorted(_minutes(row.ordered_at, row.done_at) for row in mine if row.done_at is not None)
        told.append(
            StoreTotal(
                store, len(mine), len(open_), min(open_, default=None), minutes[len(minutes) // 2] if minutes else None
            )
        )
    return tuple(sorted(told, key=lambda t: (-t.outstanding, t.store)))


def known_stores(connection: Connection) -> tuple[str, ...]:
    """Every store that listed a build, was a case's source, or was sent an order."""
    from kanhe.ledger.apps import listings

    found: set[str] = set()
    for column in (listings.c.store, cases.c.source, delisting_stores.c.store):
        found.update(connection.execute(sa.select(column).distinct()).scalars())
    return tuple(sorted(found))


def _answers(connection: Connection, orders: list[str], store: str | None) -> dict[str, list[StoreAnswer]]:
    d, s = delistings.c, delisting_stores.c
    query = (
        sa.select(s.delisting_id, s.store, s.done_at, s.done_by, d.ordered_at)
        .join(delistings, d.id == s.delisting_id)
        .where(s.delisting_id.in_(orders))
        .order_by(s.store)
    )
    if store is not None:
        query = query.where(s.store == store)
    told: dict[str, list[StoreAnswer]] = {}
    for row in connection.execute(query):
        minutes = _minutes(row.ordered_at, row.done_at) if row.done_at else None
        told.setdefault(row.delisting_id, []).append(StoreAnswer(row.store, row.done_at, row.done_by, minutes))
    return told


def _minutes(ordered: dt.datetime, done: dt.datetime) -> int:
    return int((done - ordered).total_seconds() // 60)


def _query() -> sa.Select[Any]:
    d = delistings.c
    return (
        sa.select(
            d.id, d.app_id, apps.c.name, apps.c.enterprise_id, enterprises.c.name.label("owner"), d.version_name,
            d.case_id, d.reason, d.ordered_at, d.restored_at, d.restored_sha256,
        )
        .join(apps, apps.c.id == d.app_id)
        .join(enterprises, enterprises.c.id == apps.c.enterprise_id)
    )  # fmt: skip


def _row(row: Any, answers: list[StoreAnswer]) -> DelistingRow:
    waiting = 0 if row.restored_at else sum(a.done_at is None for a in answers)
    return DelistingRow(
        row.id, row.app_id, row.name, row.enterprise_id, row.owner, row.version_name, row.case_id, row.reason,
        row.ordered_at, row.restored_at, row.restored_sha256, tuple(answers), waiting,
    )  # fmt: skip
