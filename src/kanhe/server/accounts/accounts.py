"""Accounts in one place: each method is one transaction, with its entry in the access log.

What follows from a password, a token or a session is told as a :class:`~kanhe.server.identity.Person`.  Knows no HTTP.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from kanhe.ledger.event import Refused
from kanhe.ledger.ledger import Clock, now
from kanhe.server.accounts import access_log, account, invitations, sessions, tokens
from kanhe.server.accounts.access_log import By, Outcome, What
from kanhe.server.accounts.account import Account, Standing
from kanhe.server.accounts.passwords import Passwords, check_password
from kanhe.server.accounts.schema import accounts
from kanhe.server.accounts.sessions import Begun, Known
from kanhe.server.accounts.store import prepare, reading, writing
from kanhe.server.accounts.tokens import Issued, Token
from kanhe.server.identity import Person, Scope


@dataclass(frozen=True, slots=True)
class Added:
    """A new account, and the secret of the link by which its owner chooses a password."""

    account: Account
    invitation: str


class Accounts:
    """The accounts in a database."""

    def __init__(self, engine: Engine, clock: Clock = now, passwords: Passwords | None = None) -> None:
        self._engine = engine
        self._clock = clock
        self._passwords = passwords or Passwords()
        self.version = 0
        """Moves with every change made here, so that who remembers a person looks again."""

    @classmethod
    def open(cls, engine: Engine, clock: Clock = now, passwords: Passwords | None = None) -> Accounts:
        """Make the tables where there are none.  Raises :class:`~kanhe.ledger.event.Refused`."""
        prepare(engine)
        return cls(engine, clock, passwords)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """For what the modules of accounts list."""
        with reading(self._engine) as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[tuple[Connection, dt.datetime]]:
        with writing(self._engine) as connection:
            yield connection, self._clock()
        self.version += 1

    # Accounts

    def found(self, identifier: str) -> Account:
        """Raises :class:`~kanhe.ledger.event.Refused`."""
        with self.read() as connection:
            return account.found(connection, identifier)

    def listed(self) -> tuple[Account, ...]:
        with self.read() as connection:
            return account.listed(connection)

    def add(self, email: str, standing: Standing, by: By) -> Added:
        """Raises :class:`~kanhe.ledger.event.Refused`."""
        with self._write() as (connection, at):
            fresh = account.add(connection, email, standing, at)
            access_log.enter(connection, at, by, "account-added", f"{fresh} {standing.role}")
            return Added(account.found(connection, fresh), invitations.invite(connection, fresh, at))

    def change(self, identifier: str, standing: Standing, by: By) -> None:
        with self._write() as (connection, at):
            account.change(connection, identifier, standing)
            access_log.enter(connection, at, by, "account-changed", f"{identifier} {standing.role}")

    def disable(self, identifier: str, by: By) -> None:
        with self._write() as (connection, at):
            account.disable(connection, identifier, at)
            access_log.enter(connection, at, by, "account-disabled", identifier)

    def enable(self, identifier: str, by: By) -> None:
        with self._write() as (connection, at):
            account.enable(connection, identifier)
            access_log.enter(connection, at, by, "account-enabled", identifier)

    def invite(self, identifier: str, by: By) -> str:
        """The secret of a link by which the owner chooses a new password."""
        with self._write() as (connection, at):
            secret = invitations.invite(connection, identifier, at)
            access_log.enter(connection, at, by, "invited", identifier)
            return secret

    # Passwords

    def invited(self, secret: str) -> Account | None:
        with self.read() as connection:
            return invitations.invited(connection, secret, self._clock())

    def accept(self, secret: str, password: str, address: str) -> Account:
        """The owner of an invitation chooses the password.  Raises :class:`~kanhe.ledger.event.Refused`."""
        there = self.invited(secret)
        if there is None:
            raise Refused(
                "该链接已使用或已过期，请向管理员索取新链接", "the link was used or has ended; ask an admin for another"
            )
        check_password(password, there.name, there.email)
        hashed = self._passwords.hash(password)
        with self._write() as (connection, at):
            if not invitations.use(connection, secret):
                raise Refused("该链接已使用", "the link was used already")
            self._set_password(connection, there.id, hashed)
            access_log.enter(connection, at, By(there.id, address), "password-set", there.id)
        return there

    def set_password(self, identifier: str, password: str, by: By) -> None:
        """Ends every session of the account.  Raises :class:`~kanhe.ledger.event.Refused`."""
        there = self.found(identifier)
        check_password(password, there.name, there.email)
        hashed = self._passwords.hash(password)
        with self._write() as (connection, at):
            self._set_password(connection, identifier, hashed)
            access_log.enter(connection, at, by, "password-set", identifier)

    def has_password(self, identifier: str, password: str) -> bool:
        """Whether it is the account's password."""
        return self._passwords.holds(password, self._hash_of(accounts.c.id == identifier))

    def check(self, email: str, password: str, address: str) -> Account | None:
        """The account that e-mail address and password belong to; a failure is logged, and takes as long whatever it was."""
        a = accounts.c
        wanted = _plain(email.strip().lower())
        holds = self._passwords.holds(password, self._hash_of(sa.and_(a.email == wanted, a.disabled_at.is_(None))))
        with self.read() as connection:
            there = account.by_email(connection, wanted)
        if not holds or there is None or there.disabled_at is not None:
            self.log(By(there.id if there else None, address), "sign-in-failed", wanted, "refused")
            return None
        return there

    def proven(self, subject: str, email: str | None, address: str) -> Account | None:
        """The account of whom an identity provider has proved: linked before, or now by an address that the provider has
        verified.  None, and a line in the log, when there is none that may sign in."""
        subject, email = _plain(subject), _plain(email) if email is not None else None
        with self._write() as (connection, at):
            there = account.by_subject(connection, subject)
            if there is None and email is not None:
                there = account.by_email(connection, email)
                if there is not None and there.oidc_subject is None and there.disabled_at is None:
                    connection.execute(accounts.update().where(accounts.c.id == there.id).values(oidc_subject=subject))
                    access_log.enter(connection, at, By(there.id, address), "account-linked", subject)
                    return there
                there = None
            if there is None or there.disabled_at is not None:
                by = By(there.id if there else None, address)
                access_log.enter(connection, at, by, "sign-in-failed", f"provider: {subject}", "refused")
                return None
            return there

    # Sessions

    def sign_in(self, identifier: str, address: str, former: str | None = None, how: str = "password") -> Begun:
        """A session for an account whose owner has proved who they are; the one the browser had before ends."""
        with self._write() as (connection, at):
            if former:
                sessions.end(connection, former)
            begun = sessions.begin(connection, identifier, address, at)
            connection.execute(accounts.update().where(accounts.c.id == identifier).values(signed_in_at=at))
            access_log.enter(connection, at, By(identifier, address), "signed-in", how)
            return begun

    def session(self, secret: str) -> Known | None:
        """The session of a browser's secret, while it holds."""
        at = self._clock()
        with self.read() as connection:
            there = sessions.known(connection, secret, at)
        if there is None:
            return None
        if there[1]:
            with writing(self._engine) as connection:
                sessions.note(connection, secret, at)
        return there[0]

    def sign_out(self, secret: str, address: str) -> None:
        with self._write() as (connection, at):
            if (identifier := sessions.end(connection, secret)) is not None:
                access_log.enter(connection, at, By(identifier, address), "signed-out")

    def sign_out_everywhere(self, identifier: str, by: By) -> int:
        with self._write() as (connection, at):
            ended = sessions.end_all(connection, identifier)
            access_log.enter(connection, at, by, "signed-out-everywhere", identifier)
            return ended

    def sessions(self, identifier: str) -> tuple[sessions.Seen, ...]:
        with self.read() as connection:
            return sessions.seen(connection, identifier, self._clock())

    # Tokens

    def issue_token(self, identifier: str, name: str, scopes: Iterable[Scope], days: int, by: By) -> Issued:
        """Raises :class:`~kanhe.ledger.event.Refused`."""
        with self._write() as (connection, at):
            account.found(connection, identifier)
            issued = tokens.issue(connection, identifier, name, scopes, days, at)
            access_log.enter(
                connection, at, by, "token-issued", f"{issued.token.id} {issued.token.prefix} {identifier}"
            )
            return issued

    def revoke_token(self, identifier: str, by: By, of: str | None = None) -> None:
        """``of``: only a token of this account.  Raises :class:`~kanhe.ledger.event.Refused`."""
        with self._write() as (connection, at):
            token = tokens.revoke(connection, identifier, at, of)
            access_log.enter(connection, at, by, "token-revoked", f"{token.id} {token.prefix} {token.account}")

    def token(self, secret: str) -> Person | None:
        """Whom a token stands for, while it holds."""
        at = self._clock()
        with self.read() as connection:
            there = tokens.person(connection, secret, at)
        if there is None:
            return None
        if there[1]:
            with writing(self._engine) as connection:
                tokens.note(connection, secret, at)
        return there[0]

    def tokens(self, identifier: str | None = None) -> tuple[Token, ...]:
        with self.read() as connection:
            return tokens.listed(connection, identifier)

    # The access log

    def log(self, by: By, what: What, target: str = "", outcome: Outcome = "done") -> None:
        with writing(self._engine) as connection:
            access_log.enter(connection, self._clock(), by, what, target, outcome)

    def _set_password(self, connection: Connection, identifier: str, hashed: str) -> None:
        connection.execute(accounts.update().where(accounts.c.id == identifier).values(password_hash=hashed))
        sessions.end_all(connection, identifier)

    def _hash_of(self, condition: sa.ColumnElement[bool]) -> str | None:
        with self.read() as connection:
            return connection.execute(sa.select(accounts.c.password_hash).where(condition)).scalar()


def _plain(text: str) -> str:
    """Without the null character, which PostgreSQL takes in no question; so it is nobody's address."""
    return text.replace("\0", "\ufffd")
