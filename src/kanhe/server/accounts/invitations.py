"""Links by which the owner of an account chooses its password: good for one use and some days, so that nobody else ever
knows a password."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.server.accounts.account import Account, found
from kanhe.server.accounts.schema import accounts, invitations
from kanhe.server.accounts.secret import hashed, new_secret

HOLDS = dt.timedelta(days=3)


def invite(connection: Connection, account: str, at: dt.datetime) -> str:
    """A new secret for the account; those before it hold no longer."""
    found(connection, account)
    i = invitations.c
    connection.execute(invitations.delete().where(sa.or_(i.account_id == account, i.expires_at <= at)))
    secret = new_secret()
    connection.execute(invitations.insert().values(hash=hashed(secret), account_id=account, expires_at=at + HOLDS))
    return secret


def invited(connection: Connection, secret: str, at: dt.datetime) -> Account | None:
    """Whose invitation it is, while it holds."""
    i = invitations.c
    query = (
        sa.select(i.account_id)
        .join(accounts, accounts.c.id == i.account_id)
        .where(i.hash == hashed(secret), i.expires_at > at, accounts.c.disabled_at.is_(None))
    )
    account = connection.execute(query).scalar()
    return found(connection, account) if account else None


def use(connection: Connection, secret: str) -> bool:
    """Take it back, as it was used; False when somebody did so before."""
    return connection.execute(invitations.delete().where(invitations.c.hash == hashed(secret))).rowcount == 1
