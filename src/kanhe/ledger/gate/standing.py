"""Which clearances were ended, and which keys stand behind those that hold: what the signed lists are made of."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import versions
from kanhe.ledger.delistings import delistings
from kanhe.ledger.gate.records import clearances, gate_keys


def ended(connection: Connection, at: dt.datetime) -> dict[str, tuple[dt.datetime, str]]:
    """Package hash → up to when issued clearances hold no longer, and why; only of packages with one that would run on."""
    c, d = clearances.c, delistings.c
    revoked = sa.select(c.sha256, c.revoked_at.label("at"), c.revoked_because.label("why")).where(
        c.revoked_at.is_not(None), c.valid_until > at
    )
    delisted = (
        sa.select(c.sha256, d.ordered_at.label("at"), d.id.label("why"))
        .join(versions, versions.c.sha256 == c.sha256)
        .join(delistings, d.app_id == versions.c.app_id)
        .where(
            c.valid_until > at, d.ordered_at >= c.issued_at,
            sa.or_(d.version_name.is_(None), d.version_name == versions.c.version_name),
        )
    )  # fmt: skip
    found = [(row.sha256, row.at, row.why) for row in connection.execute(revoked)]
    found += [(row.sha256, row.at, f"下架令 delisting {row.why}") for row in connection.execute(delisted)]
    return {sha256: (moment, why) for sha256, moment, why in sorted(found, key=lambda f: f[1])}


def trusted_keys(connection: Connection, at: dt.datetime) -> dict[str, str]:
    """Id → PEM of the keys that sign, and of retired ones that signed a clearance in force."""
    k, c = gate_keys.c, clearances.c
    in_force = sa.select(c.id).where(c.key_id == k.id, c.revoked_at.is_(None), c.valid_until > at)
    query = sa.select(k.id, k.pem).where(
        k.revoked_at.is_(None), sa.or_(k.retired_at.is_(None), in_force.correlate(gate_keys).exists())
    )
    return {row.id: row.pem for row in connection.execute(query)}
