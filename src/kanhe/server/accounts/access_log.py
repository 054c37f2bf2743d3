"""The access log: sign-ins and failures, requests that were refused, changes of accounts and tokens; chained as the journal is.

Nothing is changed or removed.  What people decide about apps stands in the journal, not here.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.journal import GENESIS, Broken, Verified, canonical
from kanhe.ledger.schema import Instant
from kanhe.server.accounts.schema import access_head, access_log

What = Literal[
    "signed-in", "sign-in-failed", "signed-out", "signed-out-everywhere", "request-refused", "too-many-requests",
    "account-added", "account-changed", "account-disabled", "account-enabled", "account-linked", "invited",
    "password-set", "token-issued", "token-revoked", "token-refused", "trail-verified", "trail-exported",
]  # fmt: skip
Outcome = Literal["done", "refused"]


@dataclass(frozen=True, slots=True)
class By:
    """Who did something, and from where."""

    account: str | None
    """Id of an account, or a name of the machine's, such as ``cli:root``; None: nobody known."""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    seq: int
    at: dt.datetime
    account: str | None
    what: str
    target: str
    """What it was about: id of an account or token, method and path of a request, the e-mail address tried."""
    address: str
    outcome: str
    prev: str
    hash: str


def digest(
    prev: str, seq: int, at: dt.datetime, account: str | None, what: str, target: str, address: str, outcome: str
) -> str:  # fmt: skip
    """SHA-256 over the canonical JSON list of everything an entry says and of the hash before it."""
    said = [prev, seq, Instant.micros(at), account, what, target, address, outcome]
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def enter(
    connection: Connection, at: dt.datetime, by: By, what: What, target: str = "", outcome: Outcome = "done"
) -> Entry:  # fmt: skip
    """Add an entry within the caller's transaction."""
    h = access_head
    row = connection.execute(sa.select(h.c.seq, h.c.hash).where(h.c.id == 1).with_for_update()).one()
    seq, about, address = row.seq + 1, _text(target, 512), _text(by.address, 64)
    account = None if by.account is None else _text(by.account, 128)
    fresh = Entry(
        seq, at, account, what, about, address, outcome, row.hash,
        digest(row.hash, seq, at, account, what, about, address, outcome),
    )  # fmt: skip
    connection.execute(access_log.insert().values(asdict(fresh)))
    connection.execute(h.update().where(h.c.id == 1).values(seq=seq, hash=fresh.hash))
    return fresh


def _text(text: str, longest: int) -> str:
    """What any database can hold: a request may say anything."""
    return text.encode("utf-8", "replace").decode().replace("\0", "�")[:longest]


def entries(connection: Connection) -> Iterator[Entry]:
    """All entries in order, streamed."""
    streamed = connection.execution_options(yield_per=1000)
    for row in streamed.execute(sa.select(access_log).order_by(access_log.c.seq)):
        yield of_row(row)


def of_row(row: Any) -> Entry:
    return Entry(row.seq, row.at, row.account, row.what, row.target, row.address, row.outcome, row.prev, row.hash)


def verify(connection: Connection) -> Verified | Broken:
    """Walk the whole chain, as :func:`kanhe.ledger.journal.verify` does."""
    seq, prev = 0, GENESIS
    for e in entries(connection):
        if e.seq != seq + 1:
            return Broken(seq + 1, f"entry {seq + 1} is missing")
        if e.prev != prev:
            return Broken(e.seq, "it is not chained to the entry before it")
        if e.hash != digest(prev, e.seq, e.at, e.account, e.what, e.target, e.address, e.outcome):
            return Broken(e.seq, "its hash does not fit what it says")
        seq, prev = e.seq, e.hash
    last = connection.execute(sa.select(access_head.c.seq, access_head.c.hash).where(access_head.c.id == 1)).one()
    if (last.seq, last.hash) != (seq, prev):
        return Broken(seq + 1, "the log ends before its head")
    return Verified(seq, prev)
