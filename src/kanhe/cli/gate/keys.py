"""``kanhe gate key``, ``keys``, ``revoke`` and ``revocations``: who signs, and what holds no longer."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kanhe.cli.language import say
from kanhe.cli.ledger.apps import package_sha256
from kanhe.cli.ledger.session import FILE, Session, file_bytes, reading, writing
from kanhe.cli.outputs import check_outputs, put

if TYPE_CHECKING:
    from kanhe.ledger.gate.gate import Gate


@click.group("key", help=say("签发凭证的密钥", "Keys that sign clearances"))
def key() -> None:
    pass


@key.command(
    "new", help=say("生成密钥：私钥写入 FILE，公钥写入 FILE.pub", "Make a key: private in FILE, public in FILE.pub")
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--offline", is_flag=True, help=say("不登记到台账", "Do not make it known to the ledger"))
@writing
def new(session: Session, file: Path, offline: bool) -> int:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from kanhe.ledger.gate.dsse import key_id, private_pem, public_pem
    from kanhe.ledger.gate.records import KeyAdded

    ledger = None if offline else session.open()
    public_file = file.with_name(file.name + ".pub")
    for path in (file, public_file):
        if path.exists():
            raise click.UsageError(say(f"{path} 已存在，不覆盖", f"{path} is there already and is not overwritten"))
    private = Ed25519PrivateKey.generate()
    public = private.public_key()
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(private_pem(private))
    public_file.write_text(public_pem(public), "ascii")
    if ledger is None:
        click.echo(key_id(public))
        return 0
    return session.tell_act(ledger.act(KeyAdded(key_id(public), public_pem(public)), session.actor, session.key))


@key.command("list", help=say("列出密钥", "List the keys"))
@reading
def list_all(session: Session) -> int:
    import sqlalchemy as sa

    from kanhe.ledger.gate.records import gate_keys

    with session.read() as connection:
        rows = connection.execute(sa.select(gate_keys).order_by(gate_keys.c.added_at)).all()
    return session.tell_rows(rows, ("id", "added_at", "retired_at", "revoked_at"))


@key.command("retire", help=say("停用密钥；已签发的凭证仍有效", "It signs nothing more; what it signed stays valid"))
@click.argument("key_id", metavar="ID")
@click.option("--reason", required=True, help=say("理由", "Why"))
@writing
def retire(session: Session, key_id: str, reason: str) -> int:
    from kanhe.ledger.gate.records import KeyRetired

    return session.act(KeyRetired(_whole(session, key_id), reason))


@key.command("revoke", help=say("吊销密钥：它签发的凭证全部失效", "A stolen key: nothing that it signed holds"))
@click.argument("key_id", metavar="ID")
@click.option("--reason", required=True, help=say("理由", "Why"))
@writing
def revoke_key(session: Session, key_id: str, reason: str) -> int:
    from kanhe.ledger.gate.records import KeyRevoked

    return session.act(KeyRevoked(_whole(session, key_id), reason))


def _whole(session: Session, key_id: str) -> str:
    """The id that begins so, when one key alone does; else what was given."""
    import sqlalchemy as sa

    from kanhe.ledger.gate.records import gate_keys

    with session.read() as connection:
        k = gate_keys.c.id
        found = connection.execute(sa.select(k).where(k.startswith(key_id.lower(), autoescape=True))).scalars().all()
    return found[0] if len(found) == 1 and len(key_id) >= 8 else key_id


@click.command("revoke", help=say("吊销一个安装包的放行凭证", "The clearances of a package hold no longer"))
@click.option("--package", type=FILE, metavar="FILE", help=say("安装包，取其摘要", "The package, for its hash"))
@click.option("--sha256", metavar="HEX", help=say("安装包摘要", "Hash of the package"))
@click.option("--reason", required=True, help=say("理由", "Why"))
@writing
def revoke(session: Session, package: Path | None, sha256: str | None, reason: str) -> int:
    from kanhe.ledger.gate.records import ClearanceRevoked

    return session.act(ClearanceRevoked(package_sha256(package, sha256), reason))


_SIGNING = click.option(
    "--signing-key", type=FILE, required=True, metavar="PEM", help=say("签名的私钥", "Private key that signs it")
)
FORMER = click.option(
    "--former-key",
    type=FILE,
    multiple=True,
    metavar="PEM",
    help=say(
        "曾用的私钥，仍为密钥集签名，供只信任它的商店使用；可多次给出",
        "A former private key that goes on signing the set of keys, for stores that trust only it; may be repeated",
    ),
)
_OUT = click.option(
    "--out",
    default="-",
    show_default=True,
    metavar="FILE",
    help=say("写入文件，- 为标准输出", "File; - is standard output"),
)


@click.command("revocations", help=say("签名的吊销清单", "The signed list of revocations"))
@_SIGNING
@_OUT
@click.option(
    "--days", type=click.IntRange(1, 90), default=1, show_default=True, help=say("有效天数", "Days it is good for")
)
@reading
def revocations(session: Session, signing_key: Path, out: str, days: int) -> int:
    return _signed(session, signing_key, out, lambda gate: gate.revocations(days))


@click.command("keys", help=say("签名的密钥集，供轮换", "The signed set of keys, for rotation"))
@_SIGNING
@FORMER
@_OUT
@reading
def keys(session: Session, signing_key: Path, former_key: tuple[Path, ...], out: str) -> int:
    return _signed(session, signing_key, out, lambda gate: gate.keys(), former_key)


def _signed(
    session: Session, signing_key: Path, out: str, write: Callable[[Gate], str], former: Sequence[Path] = ()
) -> int:
    from kanhe.ledger.gate.dsse import read_private
    from kanhe.ledger.gate.gate import Gate

    check_outputs({"--out": out})
    private, *others = (read_private(file_bytes(path)) for path in (signing_key, *former))
    with tempfile.TemporaryDirectory() as folder:
        put(out, write(Gate(session.open(), Path(folder), private, former=others)) + ("\n" if out == "-" else ""))
    return 0


COMMANDS = (key, revoke, revocations, keys)
