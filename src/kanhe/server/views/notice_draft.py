"""A batch before it is published: which cases may stand in it, and what it would say in the ministry's columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.cases import TRANSITIONS, cases
from kanhe.ledger.event import Refused
from kanhe.ledger.notice_rows import rows_of_cases
from kanhe.ledger.notices import NoticePublished
from kanhe.ledger.strikes import active_policy, owner_of, strikes
from kanhe.server.views.cases import CaseFilter, CaseRow, case_rows

NAMEABLE = tuple(state for state, following in TRANSITIONS.items() if "noticed" in following)
"""States from which a case may be named."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What the batch would do to the count of one who is named."""

    enterprise: str
    owner_kind: str
    owner: str
    before: int
    after: int
    allowed: int
    proposes: bool
    """The batch would reach the count at which a measure is proposed."""


def ready_to_name(connection: Connection, day: dt.date, regulator: str | None = None) -> tuple[CaseRow, ...]:
    """Cases whose order was not followed in time, the longest overdue first; then those tested or looked back at."""
    late = case_rows(connection, day, CaseFilter(state="ordered", regulator=regulator, overdue=True), limit=200).items
    direct = [
        row
        for state in ("reopened", "tested")
        for row in case_rows(connection, day, CaseFilter(state=state, regulator=regulator), limit=200).items
    ]
    return (*late, *direct)


def usual_title(year: int, number: int, total: int | None) -> str:
    """As the ministry prints it."""
    return f"关于侵害用户权益行为的APP通报（{year}年第{number}批" + (f"，总第{total}批）" if total else "）")


def drafted(
    connection: Connection, regulator: str, number: int, published: dt.date, case_ids: Sequence[str], total: int | None = None,
    deadline: dt.date | None = None, title: str | None = None, look_back: bool = False,
) -> NoticePublished:  # fmt: skip
    """The event of a batch made of cases.  Raises :class:`Refused`."""
    if not case_ids:
        raise Refused("须选择至少一个案件", "choose one case at least")
    _of_regulator(connection, case_ids, regulator)
    rows = rows_of_cases(connection, case_ids)
    year = published.year
    return NoticePublished(
        regulator, year, number, published, rows, title or usual_title(year, number, total), total, deadline, look_back
    )


def _of_regulator(connection: Connection, case_ids: Sequence[str], regulator: str) -> None:
    """Raise :class:`Refused` for a case of another regulator."""
    c = cases.c
    other = connection.execute(
        sa.select(c.id, c.regulator).where(c.id.in_(list(case_ids)), c.regulator != regulator).order_by(c.id)
    ).first()
    if other is not None:
        raise Refused(f"案件 {other.id} 属于 {other.regulator}", f"case {other.id} belongs to {other.regulator}")


def effects(connection: Connection, event: NoticePublished) -> tuple[Effect, ...]:
    """What publishing would do to each who is named, by the policy in force."""
    policy = active_policy(connection)
    counts = event.regulator in policy.sources
    told: dict[str, Effect] = {}
    for enterprise in dict.fromkeys(row.enterprise for row in event.rows if row.enterprise is not None):
        owner = owner_of(connection, enterprise, policy)
        before = len(strikes(connection, owner, event.published, policy))
        after = before + counts
        told.setdefault(
            owner.id,
            Effect(
                enterprise, owner.kind, owner.id, before, after, policy.allowed, counts and after >= policy.trigger_at
            ),
        )
    return tuple(told.values())
