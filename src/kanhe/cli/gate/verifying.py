"""``kanhe gate verify``: a clearance verified offline, with nothing but the file and the public key."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kanhe.cli.language import say
from kanhe.cli.ledger.apps import package_sha256
from kanhe.cli.ledger.session import FILE, told

INVALID = 1


@click.command(
    "verify",
    help=say(
        "离线验证放行凭证\n\n退出码：0 有效　1 无效　3 用法错误",
        "Verify a clearance offline\n\nExit codes: 0 valid  1 not valid  3 usage error",
    ),
)
@click.argument("clearance", type=FILE)
@click.option(
    "--key",
    "keys",
    multiple=True,
    required=True,
    type=FILE,
    metavar="PEM",
    help=say("信任的公钥，可多次", "A public key that is trusted; may be repeated"),
)
@click.option(
    "--keys",
    "key_set",
    type=FILE,
    metavar="FILE",
    help=say("签名的密钥集（轮换后）", "The signed set of keys (after a rotation)"),
)
@click.option(
    "--package",
    type=FILE,
    metavar="FILE",
    help=say("手中的安装包，须与凭证相符", "The package in hand, which the clearance must be for"),
)
@click.option("--sha256", metavar="HEX", help=say("安装包摘要，代替 --package", "Its hash, in place of --package"))
@click.option("--revocations", type=FILE, metavar="FILE", help=say("签名的吊销清单", "The signed list of revocations"))
@click.option(
    "--at",
    metavar="MOMENT",
    help=say(
        "按该时刻判断，默认现在（如 2026-01-31T00:00:00+08:00）",
        "Judge as of this moment, default now (such as 2026-01-31T00:00:00+08:00)",
    ),
)
@click.option("--json", "as_json", is_flag=True, help=say("以 JSON 输出", "Tell the result as JSON"))
@click.option("--lang", type=click.Choice(["zh", "en"]), expose_value=False, help=say("语言", "Language"))
def verify(
    clearance: Path, keys: tuple[Path, ...], key_set: Path | None, package: Path | None, sha256: str | None,
    revocations: Path | None, at: str | None, as_json: bool,
) -> int:  # fmt: skip
    moment = _moment(at)
    digest = package_sha256(package, sha256) if package or sha256 else None
    return told(lambda: _verify(clearance, keys, key_set, digest, revocations, moment, as_json))


def _verify(
    clearance: Path, keys: tuple[Path, ...], key_set: Path | None, sha256: str | None, revocations: Path | None,
    at: dt.datetime, as_json: bool,
) -> int:  # fmt: skip
    from kanhe.ledger.gate.clearance import read_clearance
    from kanhe.ledger.gate.dsse import BadEnvelope, key_id, read_public
    from kanhe.ledger.gate.trust import objection, read_keys, read_revocations

    try:
        trusted = {key_id(k): k for k in (read_public(path.read_bytes()[:65536]) for path in keys)}
    except BadEnvelope as error:
        raise click.BadParameter(say(error.zh, error.en), param_hint="--key") from error
    try:
        if key_set is not None:
            trusted |= read_keys(_text(key_set), trusted)
        found, signed_by = read_clearance(_text(clearance), trusted)
        revoked = read_revocations(_text(revocations), trusted) if revocations else None
    except BadEnvelope as error:
        return _tell_invalid("bad-envelope", say(error.zh, error.en), as_json)
    against = objection(found, at, sha256, revoked)
    if against is not None:
        return _tell_invalid(against.code, say(against.zh, against.en), as_json)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode({"valid": True, "key": signed_by, "clearance": found}).decode())
        return 0
    until = f"{found.valid_until:%Y-%m-%d}"
    click.echo(
        say(
            f"有效：{found.package_id} {found.version}（{found.sha256[:16]}…），规则 {found.ruleset}，至 {until}",
            f"valid: {found.package_id} {found.version} ({found.sha256[:16]}…), rules {found.ruleset}, to {until}",
        )
    )
    if sha256 is None:
        note = say("注意：没有核对安装包（--package）", "note: no package was compared (--package)")
        click.echo(f"kanhe: {note}", err=True)
    return 0


def _tell_invalid(code: str, why: str, as_json: bool) -> int:
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode({"valid": False, "code": code, "why": why}).decode())
    else:
        click.echo(say("无效：", "not valid: ") + why)
    return INVALID


def _text(path: Path) -> str:
    from kanhe.ledger.gate.dsse import MAX_ENVELOPE

    with path.open("rb") as file:
        return file.read(MAX_ENVELOPE + 1).decode("utf-8", "replace")


def _moment(text: str | None) -> dt.datetime:
    if text is None:
        return dt.datetime.now(dt.UTC)
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(say(f"{text} 不是时刻", f"{text} is no moment"), param_hint="--at") from error
    return found if found.tzinfo else found.replace(tzinfo=dt.timezone(dt.timedelta(hours=8)))


COMMANDS = (verify,)
