"""What the gate writes into the ledger: signing keys, decisions told to stores, clearances issued and revoked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.bulk import insert_rows
from kanhe.ledger.event import Event, Refused
from kanhe.ledger.journal import Record
from kanhe.ledger.schema import Instant, metadata

gate_keys = sa.Table(
    "gate_keys", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("pem", sa.Text, nullable=False),
    sa.Column("added_at", Instant, nullable=False),
    sa.Column("retired_at", Instant),
    sa.Column("revoked_at", Instant),
    sa.Column("revoked_because", sa.Text),
)  # fmt: skip
"""``id``: SHA-256 of the public key.  A retired key signs nothing more; what it signed stays valid unless revoked.  Of a revoked
one, stolen perhaps, nothing holds."""

decisions = sa.Table(
    "decisions", metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("store", sa.String(64), nullable=False),
    sa.Column("platform", sa.String(16), nullable=False),
    sa.Column("package_id", sa.String(255), nullable=False),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("outcome", sa.String(8), nullable=False),
    sa.Column("reasons", sa.Text, nullable=False),
    sa.Column("as_of", sa.BigInteger, nullable=False),
    sa.Index("ix_decisions_store_at", "store", "at"),
    sa.Index("ix_decisions_outcome_at", "outcome", "at"),
)  # fmt: skip
"""``reasons``: codes, one a line.  ``as_of``: record up to which the ledger was read."""

clearances = sa.Table(
    "clearances", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False, index=True),
    sa.Column("key_id", sa.String(64), nullable=False),
    sa.Column("issued_at", Instant, nullable=False),
    sa.Column("valid_until", Instant, nullable=False),
    sa.Column("ruleset", sa.Text, nullable=False),
    sa.Column("envelope", sa.Text, nullable=False),
    sa.Column("revoked_at", Instant),
    sa.Column("revoked_because", sa.Text),
)  # fmt: skip


@dataclass(frozen=True)
class KeyAdded(Event):
    """This public key signs clearances from now on."""

    KIND: ClassVar[str] = "key-added"
    id: str
    pem: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        if connection.execute(sa.select(gate_keys.c.id).where(gate_keys.c.id == self.id)).first():
            raise Refused("该密钥已登记", "the key is known already")

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(gate_keys.insert().values(id=self.id, pem=self.pem, added_at=record.at))


@dataclass(frozen=True)
class KeyRetired(Event):
    KIND: ClassVar[str] = "key-retired"
    id: str
    reason: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_sign(connection, self.id)

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(gate_keys.update().where(gate_keys.c.id == self.id).values(retired_at=record.at))


@dataclass(frozen=True)
class KeyRevoked(Event):
    """The key was stolen, or may have been: it signs nothing more, and no clearance that it signed holds."""

    KIND: ClassVar[str] = "key-revoked"
    id: str
    reason: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_key(connection, self.id)
        k = gate_keys.c
        if connection.execute(sa.select(k.id).where(k.id == self.id, k.revoked_at.is_not(None))).first():
            raise Refused("密钥已吊销", "the key is revoked already")

    def apply(self, connection: Connection, record: Record) -> None:
        k, c = gate_keys.c, clearances.c
        ended = {"revoked_at": record.at, "revoked_because": self.reason}
        connection.execute(
            gate_keys.update()
            .where(k.id == self.id)
            .values(retired_at=sa.func.coalesce(k.retired_at, sa.literal(record.at, Instant)), **ended)
        )
        connection.execute(clearances.update().where(c.key_id == self.id, c.revoked_at.is_(None)).values(**ended))


@dataclass(frozen=True, slots=True)
class Told:
    """A decision as a store was told it."""

    id: str
    at: dt.datetime
    store: str
    platform: str
    package_id: str
    version: str
    sha256: str
    outcome: str
    reasons: tuple[str, ...]
    as_of: int


@dataclass(frozen=True)
class GateDecided(Event):
    """Decisions told together: many requests share one record, and no answer leaves before it is written."""

    KIND: ClassVar[str] = "gate-decided"
    told: tuple[Told, ...]

    def apply(self, connection: Connection, record: Record) -> None:
        insert_rows(
            connection,
            decisions,
            [
                {
                    "id": t.id, "seq": record.seq, "at": t.at, "store": t.store, "platform": t.platform,
                    "package_id": t.package_id, "version": t.version, "sha256": t.sha256, "outcome": t.outcome,
                    "reasons": "\n".join(t.reasons), "as_of": t.as_of,
                }
                for t in self.told
            ],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Issued:
    """A clearance as it was issued; another that holds for the same package and rules does no harm."""

    id: str
    sha256: str
    key: str
    issued_at: dt.datetime
    valid_until: dt.datetime
    ruleset: str
    envelope: str


@dataclass(frozen=True)
class ClearancesIssued(Event):
    """Clearances issued together, written down a moment after they were told: one that was revoked in between, alone or with
    its key, or whose key was retired when it was issued, is kept as revoked."""

    KIND: ClassVar[str] = "clearances-issued"
    issued: tuple[Issued, ...]

    def check(self, connection: Connection, at: dt.datetime) -> None:
        for key in {i.key for i in self.issued}:
            must_be_key(connection, key)

    def apply(self, connection: Connection, record: Record) -> None:
        k = gate_keys.c
        query = sa.select(k.id, k.retired_at, k.revoked_at, k.revoked_because).where(
            k.id.in_({i.key for i in self.issued})
        )
        keys = {row.id: row for row in connection.execute(query)}
        revoked = _revoked(connection, {i.sha256 for i in self.issued})

        def end(i: Issued) -> tuple[dt.datetime | None, str | None]:
            if i.sha256 in revoked and i.issued_at <= revoked[i.sha256][0]:
                return revoked[i.sha256]
            key = keys[i.key]
            if key.revoked_at is not None:
                return max(key.revoked_at, i.issued_at), key.revoked_because
            if key.retired_at is not None and i.issued_at > key.retired_at:
                return i.issued_at, "signed with a retired key"
            return None, None

        insert_rows(
            connection,
            clearances,
            [
                {
                    "id": i.id, "sha256": i.sha256, "key_id": i.key, "issued_at": i.issued_at,
                    "valid_until": i.valid_until, "ruleset": i.ruleset, "envelope": i.envelope,
                    "revoked_at": revoked_at, "revoked_because": because,
                }
                for i in self.issued
                for revoked_at, because in (end(i),)
            ],
        )  # fmt: skip


@dataclass(frozen=True)
class ClearanceRevoked(Event):
    """The clearances of a package hold no longer."""

    KIND: ClassVar[str] = "clearance-revoked"
    sha256: str
    reason: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        c = clearances.c
        if not connection.execute(sa.select(c.id).where(c.sha256 == self.sha256, c.revoked_at.is_(None))).first():
            raise Refused("该安装包没有有效的放行凭证", "the package has no clearance that is in force")

    def apply(self, connection: Connection, record: Record) -> None:
        c = clearances.c
        connection.execute(
            clearances.update()
            .where(c.sha256 == self.sha256, c.revoked_at.is_(None))
            .values(revoked_at=record.at, revoked_because=self.reason)
        )


def must_sign(connection: Connection, key: str) -> None:
    """Raise :class:`Refused` unless the key signs now."""
    if not signs(connection, key):
        raise Refused("密钥未登记或已停用", "the key is not known, or retired")


def must_be_key(connection: Connection, key: str) -> None:
    """Raise :class:`Refused` unless the key signs, or has signed."""
    if not connection.execute(sa.select(gate_keys.c.id).where(gate_keys.c.id == key)).first():
        raise Refused("密钥未登记", "the key is not known")


def signs(connection: Connection, key: str) -> bool:
    """The key is known and not retired."""
    k = gate_keys.c
    return connection.execute(sa.select(k.id).where(k.id == key, k.retired_at.is_(None))).first() is not None


def _revoked(connection: Connection, sha256s: Collection[str]) -> dict[str, tuple[dt.datetime, str]]:
    """Package hash → its last revocation and why."""
    c = clearances.c
    query = (
        sa.select(c.sha256, c.revoked_at, c.revoked_because)
        .where(c.sha256.in_(sha256s), c.revoked_at.is_not(None))
        .order_by(c.revoked_at)
    )
    return {row.sha256: (row.revoked_at, row.revoked_because) for row in connection.execute(query)}
