"""Tokens of programs: shown once, kept as a hash, with scopes and an end."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.event import Refused
from kanhe.server.accounts.account import EVERYTHING, person_of
from kanhe.server.accounts.schema import accounts, tokens
from kanhe.server.accounts.secret import PREFIX, hashed, new_secret
from kanhe.server.identity import Person, Scope

LONGEST = 366
"""Days a token may hold."""
AT_MOST = 50
"""Tokens in force an account may have."""
NOTED_EVERY = dt.timedelta(minutes=5)
"""How exactly it is known when a token was last used."""
_SHOWN = len(PREFIX) + 6


@dataclass(frozen=True, slots=True)
class Token:
    id: str
    account: str
    name: str
    prefix: str
    """How the secret begins, to recognise it by."""
    scopes: frozenset[str]
    created_at: dt.datetime
    expires_at: dt.datetime
    used_at: dt.datetime | None
    revoked_at: dt.datetime | None

    def holds(self, at: dt.datetime) -> bool:
        return self.revoked_at is None and self.expires_at > at


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token with its secret, which nobody can see again."""

    token: Token
    secret: str


def issue(
    connection: Connection, account: str, name: str, scopes: Iterable[Scope], days: int, at: dt.datetime
) -> Issued:  # fmt: skip
    """Raises :class:`~kanhe.ledger.event.Refused`."""
    allowed = frozenset(scopes)
    if not allowed or not allowed <= EVERYTHING:
        raise Refused("令牌的范围应为 read、write", "the scopes of a token are read and write")
    if not name.strip() or len(name) > 128 or not name.isprintable():
        raise Refused("请为令牌写明名称（至多 128 个字符）", "give the token a name of at most 128 characters")
    if not 1 <= days <= LONGEST:
        raise Refused(f"令牌的有效期应为 1 至 {LONGEST} 天", f"a token holds for 1 to {LONGEST} days")
    if sum(t.holds(at) for t in listed(connection, account)) >= AT_MOST:
        raise Refused(f"每个账户至多 {AT_MOST} 个有效令牌", f"an account has at most {AT_MOST} tokens in force")
    secret = new_secret(PREFIX)
    token = Token(
        f"token-{uuid.uuid4().hex[:12]}", account, name.strip(), secret[:_SHOWN], allowed, at,
        at + dt.timedelta(days=days), None, None,
    )  # fmt: skip
    connection.execute(
        tokens.insert().values(
            id=token.id, account_id=account, name=token.name, hash=hashed(secret), prefix=token.prefix,
            scopes=" ".join(sorted(allowed)), created_at=at, expires_at=token.expires_at,
        )
    )  # fmt: skip
    return Issued(token, secret)


def person(connection: Connection, secret: str, at: dt.datetime) -> tuple[Person, bool] | None:
    """Whom a token stands for, and whether it is time to note that it was used."""
    t = tokens.c
    query = (
        sa.select(accounts, t.scopes, t.used_at)
        .join(tokens, t.account_id == accounts.c.id)
        .where(t.hash == hashed(secret), t.revoked_at.is_(None), t.expires_at > at, accounts.c.disabled_at.is_(None))
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    scopes = EVERYTHING.intersection(row.scopes.split())
    return person_of(row, "token", scopes), row.used_at is None or row.used_at <= at - NOTED_EVERY


def note(connection: Connection, secret: str, at: dt.datetime) -> None:
    connection.execute(tokens.update().where(tokens.c.hash == hashed(secret)).values(used_at=at))


def revoke(connection: Connection, identifier: str, at: dt.datetime, account: str | None = None) -> Token:
    """End a token, of the account if one is given.  Raises :class:`~kanhe.ledger.event.Refused`."""
    row = connection.execute(sa.select(tokens).where(tokens.c.id == identifier)).first()
    if row is None or (account is not None and row.account_id != account):
        raise Refused(f"没有令牌 {identifier}", f"there is no token {identifier}")
    if row.revoked_at is None:
        connection.execute(tokens.update().where(tokens.c.id == identifier).values(revoked_at=at))
    return _token(row)


def listed(connection: Connection, account: str | None = None) -> tuple[Token, ...]:
    """Tokens of an account, or of all, the newest first."""
    query = sa.select(tokens).order_by(tokens.c.created_at.desc(), tokens.c.id)
    if account is not None:
        query = query.where(tokens.c.account_id == account)
    return tuple(_token(row) for row in connection.execute(query))


def _token(row: Any) -> Token:
    return Token(
        row.id, row.account_id, row.name, row.prefix, frozenset(row.scopes.split()), row.created_at, row.expires_at,
        row.used_at, row.revoked_at,
    )  # fmt: skip
