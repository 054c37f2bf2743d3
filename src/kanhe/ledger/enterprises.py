"""Enterprises: legal entities with a unified credit code, the names they are written under, the groups they belong to."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.event import Event, Refused
from kanhe.ledger.journal import Record
from kanhe.ledger.schema import metadata

groups = sa.Table(
    "groups", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
)  # fmt: skip

enterprises = sa.Table(
    "enterprises", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("credit_code", sa.String(18), unique=True),
    sa.Column("group_id", sa.ForeignKey("groups.id"), index=True),
    sa.Column("since", sa.BigInteger, nullable=False),
)  # fmt: skip
"""``since``: number of the record that made the row."""

enterprise_names = sa.Table(
    "enterprise_names", metadata,
    sa.Column("plain", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("enterprise_id", sa.ForeignKey("enterprises.id"), nullable=False, index=True),
)  # fmt: skip
"""Every name an enterprise is written under, its own included."""

_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def plain_name(name: str) -> str:
    """A name as it is compared: width and case folded, without spaces and brackets' kinds, punctuation dropped."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in folded if c.isalnum() or c in "()")


def valid_credit_code(code: str) -> bool:
    """A unified social credit code with the right check digit (GB 32100-2015)."""
    if len(code) != 18 or any(c not in _DIGITS for c in code):
        return False
    total = sum(_DIGITS.index(c) * w for c, w in zip(code, _WEIGHTS, strict=False))
    return _DIGITS[-total % 31] == code[17]


@dataclass(frozen=True)
class GroupRegistered(Event):
    KIND: ClassVar[str] = "group-registered"
    PREFIX: ClassVar[str | None] = "group"
    name: str
    id: str = ""

    def check(self, connection: Connection, at: dt.datetime) -> None:
        if connection.execute(sa.select(groups.c.id).where(groups.c.id == self.id)).first():
            raise Refused(f"集团 {self.id} 已登记", f"group {self.id} is registered already")

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(groups.insert().values(id=self.id, name=self.name))


@dataclass(frozen=True)
class EnterpriseRegistered(Event):
    KIND: ClassVar[str] = "enterprise-registered"
    PREFIX: ClassVar[str | None] = "enterprise"
    name: str
    credit_code: str | None = None
    group: str | None = None
    aliases: tuple[str, ...] = ()
    id: str = ""

    def check(self, connection: Connection, at: dt.datetime) -> None:
        if self.credit_code is not None and not valid_credit_code(self.credit_code):
            raise Refused(
                f"统一社会信用代码 {self.credit_code} 校验不符", f"{self.credit_code} is no unified social credit code"
            )
        same = enterprises.c.id == self.id
        if self.credit_code is not None:
            same = sa.or_(same, enterprises.c.credit_code == self.credit_code)
        if found := connection.execute(sa.select(enterprises.c.id).where(same)).first():
            raise Refused(f"企业已登记为 {found.id}", f"the enterprise is registered already, as {found.id}")
        if self.group is not None:
            _must_be_group(connection, self.group)
        for name in (self.name, *self.aliases):
            _must_be_free(connection, name)

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(
            enterprises.insert().values(
                id=self.id, name=self.name, credit_code=self.credit_code, group_id=self.group, since=record.seq
            )
        )
        for name in {plain_name(n): n for n in (self.name, *self.aliases)}.values():
            _add_name(connection, self.id, name)


@dataclass(frozen=True)
class AliasAdded(Event):
    """The enterprise is also written this way."""

    KIND: ClassVar[str] = "alias-added"
    enterprise: str
    name: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_enterprise(connection, self.enterprise)
        _must_be_free(connection, self.name)

    def apply(self, connection: Connection, record: Record) -> None:
        _add_name(connection, self.enterprise, self.name)


@dataclass(frozen=True)
class EnterpriseMoved(Event):
    """The enterprise belongs to this group from now on, or to none."""

    KIND: ClassVar[str] = "enterprise-moved"
    enterprise: str
    group: str | None

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_enterprise(connection, self.enterprise)
        if self.group is not None:
            _must_be_group(connection, self.group)

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(enterprises.update().where(enterprises.c.id == self.enterprise).values(group_id=self.group))


def enterprise_named(connection: Connection, name: str) -> str | None:
    """Id of the enterprise written this way."""
    query = sa.select(enterprise_names.c.enterprise_id).where(enterprise_names.c.plain == plain_name(name))
    return connection.execute(query).scalar()


def must_be_enterprise(connection: Connection, enterprise: str) -> None:
    if not connection.execute(sa.select(enterprises.c.id).where(enterprises.c.id == enterprise)).first():
        raise Refused(f"没有企业 {enterprise}", f"there is no enterprise {enterprise}")


def _must_be_group(connection: Connection, group: str) -> None:
    if not connection.execute(sa.select(groups.c.id).where(groups.c.id == group)).first():
        raise Refused(f"没有集团 {group}", f"there is no group {group}")


def _must_be_free(connection: Connection, name: str) -> None:
    if not plain_name(name).strip("()"):
        raise Refused(f"名称“{name}”中没有文字", f"the name {name!r} has no letter in it")
    if owner := enterprise_named(connection, name):
        raise Refused(f"名称“{name}”已属于 {owner}", f"the name {name!r} belongs to {owner}")


def _add_name(connection: Connection, enterprise: str, name: str) -> None:
    connection.execute(enterprise_names.insert().values(plain=plain_name(name), name=name, enterprise_id=enterprise))
