"""Proof that the tables say what the journal says: the journal is played into an empty ledger, and both are compared.

What cannot be made again from the records was not done by them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger import journal
from kanhe.ledger.journal import Broken, Verified
from kanhe.ledger.ledger import decoded
from kanhe.ledger.schema import metadata
from kanhe.ledger.store import open_store, prepare


@dataclass(frozen=True, slots=True)
class Differing:
    """A table that does not say what the records say."""

    table: str
    rows: int
    rows_by_records: int


def verify_ledger(connection: Connection) -> Verified | Broken | Differing:
    """The chain first, then every table against a replay."""
    chain = journal.verify(connection)
    if isinstance(chain, Broken):
        return chain
    replayed = open_store("sqlite://")
    prepare(replayed)
    with replayed.connect() as fresh, fresh.begin():
        for record in journal.records(connection):
            decoded(record).apply(fresh, record)
        for table in _state():
            there, here = _content(connection, table), _content(fresh, table)
            if there != here:
                return Differing(table.name, there[0], here[0])
    return chain


def _state() -> Iterator[sa.Table]:
    """The tables that records make."""
    yield from (t for t in metadata.sorted_tables if t.name not in ("journal", "journal_head", "alembic_version"))


def _content(connection: Connection, table: sa.Table) -> tuple[int, str]:
    """Number of rows and a digest of them that no order changes."""
    count, total = 0, 0
    for row in connection.execution_options(yield_per=1000).execute(sa.select(table)):
        count += 1
        plain = "\0".join("" if v is None else f"{type(v).__name__}:{v}" for v in row)
        total = (total + int.from_bytes(hashlib.sha256(plain.encode()).digest(), "big")) % (1 << 256)
    return count, f"{total:x}"
