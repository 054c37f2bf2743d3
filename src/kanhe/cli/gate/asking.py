"""``kanhe gate check``: may this store list this build?  The decision, its reasons in order, and how to lift them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from kanhe.cli.days import DAY, DAY_FORMAT
from kanhe.cli.language import say
from kanhe.cli.ledger.apps import package_sha256
from kanhe.cli.ledger.session import FILE, Session, file_bytes, reading
from kanhe.cli.outputs import check_outputs, put

if TYPE_CHECKING:
    from kanhe.ledger.gate.decision import Decision, GatePolicy, Request

_LONGEST = {"package_id": 255, "version": 255, "store": 64, "signer": 64, "platform": 16}
EXIT_CODES = {"allow": 0, "deny": 1, "hold": 2}


@click.command(
    "check",
    help=say(
        "问闸口：该安装包可否在该应用商店上架\n\n退出码：0 放行　1 拒绝　2 暂缓",
        "Ask the gate whether a store may list a build\n\nExit codes: 0 allow  1 deny  2 hold",
    ),
)
@click.argument("package_id", metavar="PACKAGE_ID")
@click.argument("version", metavar="VERSION")
@click.option("--package", type=FILE, metavar="FILE", help=say("安装包，取其摘要", "The package, for its hash"))
@click.option("--sha256", metavar="HEX", help=say("安装包摘要", "Hash of the package"))
@click.option("--store", required=True, metavar="ID", help=say("应用商店", "The store"))
@click.option("--signer", metavar="HEX", help=say("签名证书摘要", "Digest of the signing certificate"))
@click.option("--platform", default="android", show_default=True, metavar="NAME", help=say("平台", "Platform"))
@click.option(
    "--signing-key", type=FILE, metavar="PEM", help=say("签发凭证的私钥", "Private key that signs clearances")
)
@click.option("--clearance-out", metavar="FILE", help=say("写出放行凭证", "Write the clearance"))
@click.option(
    "--inspection",
    type=click.Choice(["always", "under-measure"]),
    default="always",
    show_default=True,
    help=say("新版本何时须检测合格", "When a new build needs a passed inspection"),
)
@click.option("--filing-required", is_flag=True, help=say("没有备案号则拒绝", "Deny an app without a filing number"))
@click.option(
    "--spool",
    type=click.Path(path_type=Path),
    default=Path("kanhe-spool"),
    show_default=True,
    metavar="DIR",
    help=say("已答复、待入账记录的文件夹", "Folder for answers that are not in the ledger yet"),
)
@click.option(
    "--at",
    type=DAY,
    metavar=DAY_FORMAT,
    help=say("假设在该日提问：不记录，不发凭证", "Ask as if on this day: nothing is recorded, no clearance given"),
)
@reading
def check(
    session: Session, package_id: str, version: str, package: Path | None, sha256: str | None, store: str,
    signer: str | None, platform: str, signing_key: Path | None, clearance_out: str | None, inspection: Any,
    filing_required: bool, spool: Path, at: dt.date | None,
) -> int:  # fmt: skip
    from kanhe.ledger.gate.decision import GatePolicy, Request

    if clearance_out is not None and (signing_key is None or at is not None):
        raise click.UsageError(
            say(
                "--clearance-out 需要 --signing-key，且不与 --at 同用",
                "--clearance-out needs --signing-key, and goes without --at",
            )
        )
    check_outputs({"--clearance-out": clearance_out})
    _check_lengths(package_id=package_id, version=version, store=store, signer=signer, platform=platform)
    request = Request(
        package_id, version, package_sha256(package, sha256), store, signer.lower() if signer else None, platform
    )
    policy = GatePolicy(inspection, filing_required)
    if at is not None:
        return _tell(session, request, _as_of(session, request, policy, at), None)
    return _ask(session, request, policy, spool, signing_key, clearance_out)


def _check_lengths(**given: str | None) -> None:
    """Raise a usage error for what no record has room for."""
    for name, value in given.items():
        if value is not None and not 0 < len(value) <= _LONGEST[name]:
            raise click.BadParameter(
                say(f"长度应为 1–{_LONGEST[name]}", f"should have 1–{_LONGEST[name]} characters"), param_hint=name
            )


def _as_of(session: Session, request: Request, policy: GatePolicy, day: dt.date) -> Decision:
    from kanhe.ledger.gate.decision import decide
    from kanhe.ledger.gate.facts import facts

    with session.read() as connection:
        return decide(request, facts(connection, [request], day)[0], policy)


def _ask(
    session: Session, request: Request, policy: GatePolicy, spool: Path, signing_key: Path | None, out: str | None
) -> int:  # fmt: skip
    from kanhe.ledger.gate.dsse import read_private
    from kanhe.ledger.gate.gate import Gate

    ledger = session.open()
    private = read_private(file_bytes(signing_key)) if signing_key else None
    gate = Gate(ledger, spool, private, policy)
    if private is not None:
        gate.register_key("gate")
    answer = gate.ask(request)
    gate.settle()
    if out is not None and answer.clearance is not None:
        put(out, answer.clearance)
    code = _tell(session, request, answer.decision, answer.clearance, out == "-")
    if out is not None and answer.clearance is None:
        click.echo(
            "kanhe: " + say("没有凭证：只有检测合格且放行的安装包才有", "no clearance: only an allowed build that passed its inspection has one"),
            err=True,
        )  # fmt: skip
    return code


def _tell(
    session: Session, request: Request, decision: Decision, clearance: str | None, quiet: bool = False
) -> int:  # fmt: skip
    if session.json and not quiet:
        session.tell_json({
            "request": msgspec.to_builtins(request), **msgspec.to_builtins(decision),
            "clearance": msgspec.json.decode(clearance) if clearance else None,
        })  # fmt: skip
    elif not quiet:
        word = {"allow": say("放行", "allow"), "hold": say("暂缓", "hold"), "deny": say("拒绝", "deny")}[
            decision.outcome
        ]
        kind = say("已上架的版本", "listed already") if decision.kind == "existing" else say("新版本", "new there")
        click.echo(f"{word}  ({kind})")
        for number, reason in enumerate(decision.reasons, 1):
            click.echo(f"  {number}. {say(reason.zh, reason.en)}")
            if reason.rests_on:
                click.echo(f"     {say('依据', 'rests on')}: {', '.join(reason.rests_on)}")
            if reason.lift_zh and reason.lift_en:
                click.echo(f"     {say('解除', 'to lift it')}: {say(reason.lift_zh, reason.lift_en)}")
    return EXIT_CODES[decision.outcome]


COMMANDS = (check,)
