"""``kanhe ledger app`` and ``version``: apps, their builds, and what a store lists."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import click

from kanhe.cli.language import say
from kanhe.cli.ledger.session import FILE, Session, reading, writing


@click.group("app", help=say("应用", "Apps"))
def app() -> None:
    pass


@app.command("add", help=say("登记应用", "Register an app"))
@click.argument("package_id", metavar="PACKAGE_ID")
@click.argument("name")
@click.option("--enterprise", required=True, metavar="ID", help=say("企业编号", "Its enterprise"))
@click.option("--platform", default="android", show_default=True, metavar="NAME", help=say("平台", "Platform"))
@click.option("--filing-number", metavar="TEXT", help=say("备案号", "Filing number"))
@writing
def add(
    session: Session, package_id: str, name: str, enterprise: str, platform: str, filing_number: str | None
) -> int:  # fmt: skip
    from kanhe.ledger.apps import AppRegistered

    return session.act(AppRegistered(package_id, name, enterprise, platform, filing_number))


@app.command("correct", help=say("更正名称、企业或备案号", "Correct name, enterprise or filing number"))
@click.argument("app_id", metavar="APP")
@click.option("--reason", required=True, help=say("更正的理由", "Why"))
@click.option("--name", help=say("名称", "Name"))
@click.option("--enterprise", metavar="ID", help=say("企业编号", "Its enterprise"))
@click.option("--filing-number", metavar="TEXT", help=say("备案号", "Filing number"))
@writing
def correct(
    session: Session, app_id: str, reason: str, name: str | None, enterprise: str | None, filing_number: str | None
) -> int:  # fmt: skip
    from kanhe.ledger.apps import AppCorrected

    return session.act(AppCorrected(app_id, reason, name, enterprise, filing_number))


@app.command("list", help=say("列出应用", "List the apps"))
@click.option("--enterprise", metavar="ID", help=say("只列该企业的", "Of this enterprise only"))
@reading
def list_all(session: Session, enterprise: str | None) -> int:
    import sqlalchemy as sa

    from kanhe.ledger.apps import apps

    a = apps.c
    query = sa.select(a.id, a.name, a.enterprise_id.label("enterprise"), a.filing_number).order_by(a.id)
    if enterprise is not None:
        query = query.where(a.enterprise_id == enterprise)
    with session.read() as connection:
        rows = connection.execute(query).all()
    return session.tell_rows(rows, ("id", "name", "enterprise", "filing_number"))


@click.group("version", help=say("版本（按安装包摘要）与上架", "Versions, by the hash of their package, and listings"))
def version() -> None:
    pass


@version.command("add", help=say("登记版本", "Register a version"))
@click.argument("app_id", metavar="APP")
@click.argument("version_name", metavar="VERSION")
@click.option("--package", type=FILE, metavar="FILE", help=say("安装包，取其摘要", "The package, for its hash"))
@click.option("--sha256", metavar="HEX", help=say("安装包摘要", "Hash of the package"))
@click.option("--code", type=click.IntRange(0, 2**63 - 1), metavar="N", help=say("版本代码", "Version code"))
@click.option("--signer", metavar="HEX", help=say("签名证书摘要", "Digest of the signing certificate"))
@writing
def add_version(
    session: Session, app_id: str, version_name: str, package: Path | None, sha256: str | None, code: int | None,
    signer: str | None,
) -> int:  # fmt: skip
    from kanhe.ledger.apps import VersionRegistered

    return session.act(VersionRegistered(app_id, package_sha256(package, sha256), version_name, code, signer))


@version.command("list", help=say("列出版本", "List the versions of an app"))
@click.argument("app_id", metavar="APP")
@reading
def list_versions(session: Session, app_id: str) -> int:
    import sqlalchemy as sa

    from kanhe.ledger.apps import listings, versions

    v, on = versions.c, listings.c
    stores = sa.select(on.sha256, on.store).where(on.unlisted_at.is_(None)).subquery()
    query = (
        sa.select(v.version_name, v.version_code, v.sha256, v.signer, stores.c.store)
        .outerjoin(stores, stores.c.sha256 == v.sha256)
        .where(v.app_id == app_id)
        .order_by(v.since, stores.c.store)
    )
    with session.read() as connection:
        rows = connection.execute(query).all()
    return session.tell_rows(rows, ("version_name", "version_code", "sha256", "signer", "store"))


@version.command("listed", help=say("应用商店已上架该安装包", "A store lists this package"))
@click.argument("sha256")
@click.argument("store")
@writing
def listed(session: Session, sha256: str, store: str) -> int:
    from kanhe.ledger.apps import VersionListed

    return session.act(VersionListed(sha256.lower(), store))


@version.command("unlisted", help=say("应用商店不再上架该安装包", "A store no longer lists this package"))
@click.argument("sha256")
@click.argument("store")
@writing
def unlisted(session: Session, sha256: str, store: str) -> int:
    from kanhe.ledger.apps import VersionUnlisted

    return session.act(VersionUnlisted(sha256.lower(), store))


def package_sha256(package: Path | None, sha256: str | None) -> str:
    """The hash given, or that of the file given; raises a usage error unless exactly one is."""
    if (package is None) == (sha256 is None):
        raise click.UsageError(say("--package 与 --sha256 二者取一", "give --package or --sha256, one of them"))
    if package is None:
        assert sha256 is not None
        if not re.fullmatch("[0-9a-fA-F]{64}", sha256):
            raise click.BadParameter(
                say("应为 64 位十六进制", "should be 64 hexadecimal digits"), param_hint="--sha256"
            )
        return sha256.lower()
    with package.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


COMMANDS = (app, version)
