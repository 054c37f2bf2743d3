"""Figures as published: how many apps a regulator tested, ordered, named and had taken down in some rounds.

Rows of notices are counted in :mod:`kanhe.ledger.statistics`; how many were tested only the regulator can say.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.event import Event, Refused
from kanhe.ledger.journal import Record
from kanhe.ledger.schema import metadata

figures = sa.Table(
    "figures", metadata,
    sa.Column("regulator", sa.String(64), primary_key=True),
    sa.Column("first_round", sa.Integer, primary_key=True),
    sa.Column("last_round", sa.Integer, nullable=False),
    sa.Column("published", sa.Date, nullable=False, index=True),
    sa.Column("tested", sa.BigInteger),
    sa.Column("ordered", sa.BigInteger),
    sa.Column("named", sa.BigInteger),
    sa.Column("delisted", sa.BigInteger),
    sa.Column("source", sa.Text, nullable=False),
)  # fmt: skip
"""Of the rounds from first to last together, not counting those before; a number that was not published is null."""


@dataclass(frozen=True)
class FiguresPublished(Event):
    KIND: ClassVar[str] = "figures-published"
    regulator: str
    first_round: int
    last_round: int
    published: dt.date
    source: str
    tested: int | None = None
    ordered: int | None = None
    named: int | None = None
    delisted: int | None = None

    def check(self, connection: Connection, at: dt.datetime) -> None:
        if not 0 < self.first_round <= self.last_round:
            raise Refused("轮次有误", "the rounds are not in order")
        if any(n is not None and n < 0 for n in (self.tested, self.ordered, self.named, self.delisted)):
            raise Refused("数字不能为负", "a figure cannot be negative")
        f = figures.c
        overlap = sa.select(f.first_round, f.last_round).where(
            f.regulator == self.regulator, f.first_round <= self.last_round, f.last_round >= self.first_round
        )
        if found := connection.execute(overlap).first():
            raise Refused(
                f"第 {found.first_round}–{found.last_round} 轮的数字已登记",
                f"figures of rounds {found.first_round}–{found.last_round} are recorded already",
            )

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(
            figures.insert().values(
                regulator=self.regulator, first_round=self.first_round, last_round=self.last_round,
                published=self.published, tested=self.tested, ordered=self.ordered, named=self.named,
                delisted=self.delisted, source=self.source,
            )
        )  # fmt: skip
