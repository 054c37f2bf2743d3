"""The journal: every record in order, each chained by hash to the one before; nothing is ever changed or removed.

Knows no meaning of a record.  Appending takes the head's lock, so records of two writers never interleave within an act.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.schema import Instant, metadata

GENESIS = "0" * 64
"""What the first record is chained to."""

journal = sa.Table(
    "journal", metadata,
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("act", sa.BigInteger, nullable=False, index=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("kind", sa.String(64), nullable=False),
    sa.Column("actor", sa.String(128), nullable=False),
    sa.Column("key", sa.String(128), unique=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("prev", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
)  # fmt: skip

head = sa.Table(
    "journal_head", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)  # fmt: skip
"""One row: the last record.  Its lock is the writers' queue."""


class KeyReused(ValueError):
    """A client key was used before, for something else."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the journal."""

    seq: int
    act: int
    """Number of the first record of the act it belongs to: what one client asked for, in one transaction."""
    at: dt.datetime
    """UTC, whole microseconds."""
    kind: str
    actor: str
    """Who is answerable: a person or a service."""
    key: str | None
    """The client's key of the act whose first record this is."""
    body: str
    """Canonical JSON."""
    prev: str
    hash: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place at which the chain does not hold."""

    seq: int
    why: str


@dataclass(frozen=True, slots=True)
class Verified:
    """The chain holds: so many records, up to this hash."""

    records: int
    hash: str


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces, the same bytes on every machine.  Raises ``ValueError`` for NaN and infinity."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(prev: str, seq: int, act: int, at: dt.datetime, kind: str, actor: str, key: str | None, body: str) -> str:
    """SHA-256 over the canonical JSON list of everything a record says and of the hash before it."""
    said = [prev, seq, act, Instant.micros(at), kind, actor, key, body]
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def lock(connection: Connection) -> tuple[int, str]:
    """Take the head for the rest of the transaction; (sequence number, hash) of the last record."""
    row = connection.execute(sa.select(head.c.seq, head.c.hash).where(head.c.id == 1).with_for_update()).one()
    return int(row.seq), str(row.hash)


def known(connection: Connection, key: str) -> Record | None:
    """The record written under a client key."""
    row = connection.execute(sa.select(journal).where(journal.c.key == key)).one_or_none()
    return _record(row) if row else None


def append(
    connection: Connection,
    kind: str,
    actor: str,
    body: Mapping[str, Any],
    at: dt.datetime,
    key: str | None = None,
    act: int | None = None,
) -> Record:
    """Add a record within the caller's transaction; without ``act`` it begins one."""
    last, prev = lock(connection)
    seq = last + 1
    text = canonical(body)
    act = act or seq
    fresh = Record(seq, act, at, kind, actor, key, text, prev, digest(prev, seq, act, at, kind, actor, key, text))
    connection.execute(journal.insert().values(asdict(fresh)))
    connection.execute(head.update().where(head.c.id == 1).values(seq=fresh.seq, hash=fresh.hash))
    return fresh


def act_records(connection: Connection, act: int) -> tuple[Record, ...]:
    """The records of one act, in order."""
    found = connection.execute(sa.select(journal).where(journal.c.act == act).order_by(journal.c.seq))
    return tuple(_record(row) for row in found)


def records(connection: Connection, after: int = 0) -> Iterator[Record]:
    """The records after a sequence number, in order, streamed."""
    found = connection.execution_options(yield_per=1000).execute(
        sa.select(journal).where(journal.c.seq > after).order_by(journal.c.seq)
    )
    for row in found:
        yield _record(row)


def verify(connection: Connection) -> Verified | Broken:
    """Walk the whole chain: numbers without a gap, each hash over its record and the one before, the head at the end."""
    seq, prev = 0, GENESIS
    for record in records(connection):
        if record.seq != seq + 1:
            return Broken(seq + 1, f"record {seq + 1} is missing")
        if record.prev != prev:
            return Broken(record.seq, "it is not chained to the record before it")
        expected = digest(prev, record.seq, record.act, record.at, record.kind, record.actor, record.key, record.body)
        if record.hash != expected:
            return Broken(record.seq, "its hash does not fit what it says")
        seq, prev = record.seq, record.hash
    last = connection.execute(sa.select(head.c.seq, head.c.hash).where(head.c.id == 1)).one()
    if (last.seq, last.hash) != (seq, prev):
        return Broken(seq + 1, "the journal ends before its head")
    return Verified(seq, prev)


def _record(row: Any) -> Record:
    return Record(row.seq, row.act, row.at, row.kind, row.actor, row.key, row.body, row.prev, row.hash)
