"""Apps per platform, their versions bound to package hash and signer, and which version each store lists."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.enterprises import must_be_enterprise
from kanhe.ledger.event import Event, Refused
from kanhe.ledger.journal import Record
from kanhe.ledger.schema import Instant, metadata

PLATFORMS = ("android", "ios", "harmony", "wechat")

apps = sa.Table(
    "apps", metadata,
    sa.Column("id", sa.String(300), primary_key=True),
    sa.Column("platform", sa.String(16), nullable=False),
    sa.Column("package_id", sa.String(255), nullable=False),
    sa.Column("name", sa.Text, nullable=False, index=True),
    sa.Column("enterprise_id", sa.ForeignKey("enterprises.id"), nullable=False, index=True),
    sa.Column("filing_number", sa.Text),
    sa.Column("since", sa.BigInteger, nullable=False),
)  # fmt: skip
"""``id`` is 'platform:package id'."""

versions = sa.Table(
    "versions", metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("app_id", sa.ForeignKey("apps.id"), nullable=False, index=True),
    sa.Column("version_name", sa.Text, nullable=False),
    sa.Column("version_code", sa.BigInteger),
    sa.Column("signer", sa.String(64)),
    sa.Column("since", sa.BigInteger, nullable=False),
)  # fmt: skip
"""A version is a build: the hash of its package. One version name may have several, one for each store."""

listings = sa.Table(
    "listings", metadata,
    sa.Column("sha256", sa.ForeignKey("versions.sha256"), primary_key=True),
    sa.Column("store", sa.String(64), primary_key=True),
    sa.Column("listed_at", Instant, nullable=False),
    sa.Column("unlisted_at", Instant),
)  # fmt: skip

_SHA256 = re.compile(r"[0-9a-f]{64}")


def app_id(platform: str, package_id: str) -> str:
    return f"{platform}:{package_id}"


@dataclass(frozen=True)
class AppRegistered(Event):
    KIND: ClassVar[str] = "app-registered"
    package_id: str
    name: str
    enterprise: str
    platform: str = "android"
    filing_number: str | None = None

    @property
    def id(self) -> str:
        return app_id(self.platform, self.package_id)

    def check(self, connection: Connection, at: dt.datetime) -> None:
        if self.platform not in PLATFORMS:
            raise Refused(f"没有平台 {self.platform}", f"there is no platform {self.platform}")
        must_be_enterprise(connection, self.enterprise)
        if connection.execute(sa.select(apps.c.id).where(apps.c.id == self.id)).first():
            raise Refused(f"应用 {self.id} 已登记", f"app {self.id} is registered already")

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(
            apps.insert().values(
                id=self.id, platform=self.platform, package_id=self.package_id, name=self.name,
                enterprise_id=self.enterprise, filing_number=self.filing_number, since=record.seq,
            )
        )  # fmt: skip


@dataclass(frozen=True)
class AppCorrected(Event):
    """The app's name, enterprise or filing number is, and should have been, this; fields left out stay."""

    KIND: ClassVar[str] = "app-corrected"
    app: str
    reason: str
    name: str | None = None
    enterprise: str | None = None
    filing_number: str | None = None

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_app(connection, self.app)
        if self.enterprise is not None:
            must_be_enterprise(connection, self.enterprise)

    def apply(self, connection: Connection, record: Record) -> None:
        given = {"name": self.name, "enterprise_id": self.enterprise, "filing_number": self.filing_number}
        changed = {k: v for k, v in given.items() if v is not None}
        if changed:
            connection.execute(apps.update().where(apps.c.id == self.app).values(**changed))


@dataclass(frozen=True)
class VersionRegistered(Event):
    KIND: ClassVar[str] = "version-registered"
    app: str
    sha256: str
    version_name: str
    version_code: int | None = None
    signer: str | None = None

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_app(connection, self.app)
        if not _SHA256.fullmatch(self.sha256):
            raise Refused("安装包摘要应为 64 位小写十六进制", "a package hash is 64 lower-case hexadecimal digits")
        if connection.execute(sa.select(versions.c.sha256).where(versions.c.sha256 == self.sha256)).first():
            raise Refused("该安装包已登记", "this package is registered already")

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(
            versions.insert().values(
                sha256=self.sha256, app_id=self.app, version_name=self.version_name, version_code=self.version_code,
                signer=self.signer, since=record.seq,
            )
        )  # fmt: skip


@dataclass(frozen=True)
class VersionListed(Event):
    """A store says that it lists this build."""

    KIND: ClassVar[str] = "version-listed"
    sha256: str
    store: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_version(connection, self.sha256)
        if is_listed(connection, self.sha256, self.store):
            raise Refused(f"{self.store} 已上架该版本", f"{self.store} lists this version already")

    def apply(self, connection: Connection, record: Record) -> None:
        same = (listings.c.sha256 == self.sha256) & (listings.c.store == self.store)
        connection.execute(listings.delete().where(same))
        connection.execute(listings.insert().values(sha256=self.sha256, store=self.store, listed_at=record.at))


@dataclass(frozen=True)
class VersionUnlisted(Event):
    """A store says that it no longer lists this build."""

    KIND: ClassVar[str] = "version-unlisted"
    sha256: str
    store: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        if not is_listed(connection, self.sha256, self.store):
            raise Refused(f"{self.store} 没有上架该版本", f"{self.store} does not list this version")

    def apply(self, connection: Connection, record: Record) -> None:
        same = (listings.c.sha256 == self.sha256) & (listings.c.store == self.store)
        connection.execute(listings.update().where(same).values(unlisted_at=record.at))


def is_listed(connection: Connection, sha256: str, store: str) -> bool:
    """The store lists the build now."""
    query = sa.select(listings.c.store).where(
        listings.c.sha256 == sha256, listings.c.store == store, listings.c.unlisted_at.is_(None)
    )
    return connection.execute(query).first() is not None


def must_be_app(connection: Connection, app: str) -> None:
    if not connection.execute(sa.select(apps.c.id).where(apps.c.id == app)).first():
        raise Refused(f"没有应用 {app}", f"there is no app {app}")


def must_be_version(connection: Connection, sha256: str) -> None:
    if not connection.execute(sa.select(versions.c.sha256).where(versions.c.sha256 == sha256)).first():
        raise Refused(f"没有登记安装包 {sha256[:12]}…", f"package {sha256[:12]}… is not registered")
