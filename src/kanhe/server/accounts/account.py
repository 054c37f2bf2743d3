"""What an account is, and what must be true of one: a developer belongs to an enterprise, a store has its id at the gate.

Reads and writes rows; who may change an account is the business of the routes.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import dataclass
from typing import Any, get_args

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.enterprises import must_be_enterprise
from kanhe.ledger.event import Refused
from kanhe.server.accounts.schema import accounts, invitations, sessions
from kanhe.server.identity import ROLES, Person, Role, Scope

_EMAIL = re.compile(r"[^\s@\x00-\x1f]{1,64}@[^\s@\x00-\x1f]{1,189}")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
EVERYTHING: frozenset[Scope] = frozenset(get_args(Scope))


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account is allowed to be: its name, role and to whom it belongs."""

    name: str
    role: Role
    enterprise: str | None = None
    store: str | None = None

    def check(self, connection: Connection) -> None:
        """Raises :class:`~kanhe.ledger.event.Refused`."""
        if not self.name.strip() or len(self.name) > 128 or not self.name.isprintable():
            raise Refused("请写明姓名（至多 128 个字符）", "give a name of at most 128 characters")
        if self.role not in ROLES:
            raise Refused(f"没有角色 {self.role}", f"there is no role {self.role}")
        if (self.role == "developer") != (self.enterprise is not None):
            raise Refused(
                "开发者账户须指定企业，其他角色不可指定", "a developer, and nobody else, belongs to an enterprise"
            )
        if (self.role == "store") != (self.store is not None):
            raise Refused(
                "商店账户须指定商店编号，其他角色不可指定", "a store's account, and no other, has the id of a store"
            )
        if self.enterprise is not None:
            must_be_enterprise(connection, self.enterprise)
        if self.store is not None and not _PLAIN.fullmatch(self.store):
            raise Refused("商店编号应为字母、数字、点、横线", "a store's id is letters, digits, dots and dashes")


@dataclass(frozen=True, slots=True)
class Account:
    id: str
    email: str
    standing: Standing
    has_password: bool
    oidc_subject: str | None
    disabled_at: dt.datetime | None
    created_at: dt.datetime
    signed_in_at: dt.datetime | None

    @property
    def name(self) -> str:
        return self.standing.name

    @property
    def role(self) -> Role:
        return self.standing.role


def person_of(row: Any, via: str = "session", scopes: frozenset[Scope] = EVERYTHING) -> Person:
    """The person of a row of ``accounts``."""
    return Person(
        row.id, row.name, row.role, row.enterprise, row.store, "token" if via == "token" else "session", scopes
    )


def plain_email(email: str) -> str:
    """As it is kept and compared.  Raises :class:`~kanhe.ledger.event.Refused` for what is no address."""
    plain = email.strip().lower()
    if not _EMAIL.fullmatch(plain):
        raise Refused("邮箱地址有误", "this is no e-mail address")
    return plain


def add(connection: Connection, email: str, standing: Standing, at: dt.datetime) -> str:
    """A new account, without a password; its id.  Raises :class:`~kanhe.ledger.event.Refused`."""
    plain = plain_email(email)
    standing.check(connection)
    if connection.execute(sa.select(accounts.c.id).where(accounts.c.email == plain)).first():
        raise Refused(f"邮箱 {plain} 已有账户", f"{plain} has an account already")
    identifier = f"account-{uuid.uuid4().hex[:12]}"
    connection.execute(
        accounts.insert().values(
            id=identifier, email=plain, name=standing.name.strip(), role=standing.role,
            enterprise=standing.enterprise, store=standing.store, created_at=at,
        )
    )  # fmt: skip
    return identifier


def change(connection: Connection, identifier: str, standing: Standing) -> None:
    """Raises :class:`~kanhe.ledger.event.Refused`; the last admin stays one."""
    standing.check(connection)
    there = found(connection, identifier)
    if there.role == "admin" and standing.role != "admin":
        _must_not_be_last_admin(connection, there)
    connection.execute(
        accounts.update().where(accounts.c.id == identifier).values(
            name=standing.name.strip(), role=standing.role, enterprise=standing.enterprise, store=standing.store
        )
    )  # fmt: skip
    if there.standing != standing:
        connection.execute(sessions.delete().where(sessions.c.account_id == identifier))


def disable(connection: Connection, identifier: str, at: dt.datetime) -> None:
    """It can do nothing from now on; what it did stays its own."""
    there = found(connection, identifier)
    if there.disabled_at is not None:
        raise Refused("该账户已停用", "the account is disabled already")
    _must_not_be_last_admin(connection, there)
    connection.execute(accounts.update().where(accounts.c.id == identifier).values(disabled_at=at))
    connection.execute(sessions.delete().where(sessions.c.account_id == identifier))
    connection.execute(invitations.delete().where(invitations.c.account_id == identifier))


def enable(connection: Connection, identifier: str) -> None:
    if found(connection, identifier).disabled_at is None:
        raise Refused("该账户未停用", "the account is not disabled")
    connection.execute(accounts.update().where(accounts.c.id == identifier).values(disabled_at=None))


def found(connection: Connection, identifier: str) -> Account:
    """Raises :class:`~kanhe.ledger.event.Refused` when there is none."""
    row = connection.execute(sa.select(accounts).where(accounts.c.id == identifier)).first()
    if row is None:
        raise Refused(f"没有账户 {identifier}", f"there is no account {identifier}")
    return _account(row)


def by_email(connection: Connection, email: str) -> Account | None:
    row = connection.execute(sa.select(accounts).where(accounts.c.email == email.strip().lower())).first()
    return _account(row) if row else None


def by_subject(connection: Connection, subject: str) -> Account | None:
    row = connection.execute(sa.select(accounts).where(accounts.c.oidc_subject == subject)).first()
    return _account(row) if row else None


def listed(connection: Connection) -> tuple[Account, ...]:
    """All accounts, those in use first, then by name."""
    order = (accounts.c.disabled_at.is_not(None), accounts.c.role, accounts.c.name, accounts.c.id)
    return tuple(_account(row) for row in connection.execute(sa.select(accounts).order_by(*order)))


def names(connection: Connection) -> dict[str, str]:
    """Id → name of every account, to show who did what."""
    return {row.id: row.name for row in connection.execute(sa.select(accounts.c.id, accounts.c.name))}


def _must_not_be_last_admin(connection: Connection, there: Account) -> None:
    if there.role != "admin":
        return
    a = accounts.c
    others = sa.select(a.id).where(a.role == "admin", a.disabled_at.is_(None), a.id != there.id).with_for_update()
    if connection.execute(others).first() is None:
        raise Refused("这是最后一个管理员账户", "this is the last account of an admin")


def _account(row: Any) -> Account:
    return Account(
        row.id, row.email, Standing(row.name, row.role, row.enterprise, row.store), row.password_hash is not None,
        row.oidc_subject, row.disabled_at, row.created_at, row.signed_in_at,
    )  # fmt: skip
