from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.cases import TRANSITIONS, cases, overdue
from kanhe.ledger.delistings import outstanding
from kanhe.ledger.notice_tables import notice_rows
from kanhe.ledger.workdays import day_of
from kanhe.server.demo import cast
from kanhe.server.demo.cases import BATCHES

TODAY = day_of(dt.datetime.now(dt.UTC))


def test_there_is_a_case_in_every_state(year: Connection) -> None:
    states = set(year.execute(sa.select(cases.c.state)).scalars())
    assert states == set(TRANSITIONS)


def test_deadlines_lie_behind_today_and_ahead(year: Connection) -> None:
    days = [d for d in year.execute(sa.select(cases.c.deadline)).scalars() if d is not None]
    assert min(days) < TODAY < max(days)
    assert TODAY in days
    assert overdue(year, TODAY)


def test_batches_name_cases_and_one_row_was_withdrawn(year: Connection) -> None:
    invented = notice_rows.c.name.startswith("示例")
    rows = year.execute(sa.select(notice_rows.c.case_id, notice_rows.c.withdrawn).where(invented)).all()
    assert all(row.case_id for row in rows)
    assert sum(row.withdrawn is not None for row in rows) == 1
    assert len(BATCHES) == 5


def test_a_store_has_orders_to_execute_and_others_none(year: Connection) -> None:
    assert len(outstanding(year, cast.STORE)) == 2
    assert len(outstanding(year, cast.STORES[1])) == 1
