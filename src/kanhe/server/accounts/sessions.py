"""Sessions of browsers: begun at sign-in with a new secret each, ended by idling, by age, by signing out.

The database has the hash of the secret only.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.server.accounts.account import person_of
from kanhe.server.accounts.schema import accounts, sessions
from kanhe.server.accounts.secret import hashed, new_secret
from kanhe.server.identity import Person

IDLE = dt.timedelta(hours=2)
LONGEST = dt.timedelta(hours=12)
NOTED_EVERY = dt.timedelta(minutes=1)
"""How exactly it is known when a session was last used."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What the browser is given."""

    secret: str
    csrf: str


@dataclass(frozen=True, slots=True)
class Known:
    """A session that holds."""

    person: Person
    csrf: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A session as its owner sees it."""

    hash: str
    address: str
    created_at: dt.datetime
    seen_at: dt.datetime


def begin(connection: Connection, account: str, address: str, at: dt.datetime) -> Begun:
    """A new session; those that have ended are swept out by the way."""
    s = sessions.c
    connection.execute(sessions.delete().where(sa.or_(s.expires_at <= at, s.seen_at <= at - IDLE)))
    begun = Begun(new_secret(), new_secret())
    connection.execute(
        sessions.insert().values(
            hash=hashed(begun.secret), account_id=account, csrf=begun.csrf, address=address[:64], created_at=at,
            seen_at=at, expires_at=at + LONGEST,
        )
    )  # fmt: skip
    return begun


def known(connection: Connection, secret: str, at: dt.datetime) -> tuple[Known, bool] | None:
    """The session of a secret, and whether it is time to note that it was used."""
    s = sessions.c
    query = (
        sa.select(accounts, s.csrf, s.seen_at)
        .join(sessions, s.account_id == accounts.c.id)
        .where(s.hash == hashed(secret), s.expires_at > at, s.seen_at > at - IDLE, accounts.c.disabled_at.is_(None))
    )
    row = connection.execute(query).first()
    return (Known(person_of(row), row.csrf), row.seen_at <= at - NOTED_EVERY) if row else None


def note(connection: Connection, secret: str, at: dt.datetime) -> None:
    connection.execute(sessions.update().where(sessions.c.hash == hashed(secret)).values(seen_at=at))


def end(connection: Connection, secret: str) -> str | None:
    """End one; the account whose it was."""
    s = sessions.c
    account = connection.execute(sa.select(s.account_id).where(s.hash == hashed(secret))).scalar()
    connection.execute(sessions.delete().where(s.hash == hashed(secret)))
    return account


def end_all(connection: Connection, account: str) -> int:
    """End every session of an account; how many there were."""
    return connection.execute(sessions.delete().where(sessions.c.account_id == account)).rowcount


def seen(connection: Connection, account: str, at: dt.datetime) -> tuple[Seen, ...]:
    """The sessions of an account that hold, the last used first."""
    s = sessions.c
    query = (
        sa.select(s.hash, s.address, s.created_at, s.seen_at)
        .where(s.account_id == account, s.expires_at > at, s.seen_at > at - IDLE)
        .order_by(s.seen_at.desc(), s.hash)
    )
    return tuple(Seen(*row) for row in connection.execute(query))
