"""What texts are drawn from: the event behind a row of the tables, and the sample behind a case."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps
from kanhe.ledger.cases import case_problems, cases
from kanhe.ledger.enterprises import enterprises
from kanhe.ledger.event import Event, Refused
from kanhe.ledger.journal import canonical, journal
from kanhe.ledger.workdays import day_of

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Source:
    """The record of an event."""

    seq: int
    hash: str
    at: dt.datetime

    @property
    def day(self) -> dt.date:
        """In Beijing."""
        return day_of(self.at)

    @property
    def reference(self) -> str:
        return f"依据台账第 {self.seq} 条记录（{self.hash}）"


def last_event(connection: Connection, kind: type[E], **fields: str) -> tuple[E, Source] | None:
    """The last event of a kind with these values, and its record."""
    query = sa.select(journal).where(journal.c.kind == kind.KIND).order_by(journal.c.seq.desc())
    for name, value in fields.items():
        query = query.where(journal.c.body.contains(f'"{name}":{canonical(value)}', autoescape=True))
    for row in connection.execute(query):
        event = kind.of(row.body)
        if all(getattr(event, name) == value for name, value in fields.items()):
            return event, Source(row.seq, row.hash, row.at)
    return None


@dataclass(frozen=True, slots=True)
class Sample:
    """What a case is about."""

    case: str
    app: str
    name: str
    package_id: str
    developer: str
    version: str
    source: str
    regulator: str
    round: str
    filing_number: str | None
    deadline: dt.date | None
    problems: tuple[tuple[str, str], ...]
    """Label and what was found."""


def sample(connection: Connection, case: str) -> Sample:
    """Raises :class:`Refused` for a case that is not there."""
    c, p = cases.c, case_problems.c
    row: Any = connection.execute(
        sa.select(
            c.app_id, apps.c.name, apps.c.package_id, enterprises.c.name.label("developer"), c.version_name, c.source,
            c.regulator, c.round, apps.c.filing_number, c.deadline,
        )
        .join(apps, apps.c.id == c.app_id)
        .join(enterprises, enterprises.c.id == apps.c.enterprise_id)
        .where(c.id == case)
    ).first()  # fmt: skip
    if row is None:
        raise Refused(f"没有案件 {case}", f"there is no case {case}")
    found = connection.execute(sa.select(p.label, p.detail).where(p.case_id == case).order_by(p.label))
    return Sample(
        case, row.app_id, row.name, row.package_id, row.developer, row.version_name, row.source, row.regulator, row.round,
        row.filing_number, row.deadline, tuple((label, detail) for label, detail in found),
    )  # fmt: skip


def missing(what_zh: str, what_en: str, name: str) -> Refused:
    return Refused(f"没有{what_zh} {name}", f"there is no {what_en} {name}")
