"""``kanhe gate``: ask the gate, serve it, verify a clearance offline, keep keys and revocations."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kanhe.cli.gate import asking, keys, verifying
from kanhe.cli.language import detect, say
from kanhe.cli.outputs import usage

if TYPE_CHECKING:
    from kanhe.ledger.gate.gate import Gate

DATABASE = "sqlite:///kanhe.db"


@click.group("gate", help=say("上架闸口：判定、放行凭证、密钥", "The gate: decisions, clearances, keys"))
def command() -> None:
    pass


def database_option(function: click.decorators.FC) -> click.decorators.FC:
    return click.option(
        "--database-url", default=DATABASE, envvar="KANHE_DATABASE_URL", show_default=True,
        help=say("台账数据库", "Database of the ledger"),
    )(function)  # fmt: skip


def lang_option(function: click.decorators.FC) -> click.decorators.FC:
    return click.option(
        "--lang", type=click.Choice(["zh", "en"]), expose_value=False, help=say("语言", "Language")
    )(function)  # fmt: skip


@command.command("serve", help=say("以 HTTP 提供闸口服务", "Serve the gate over HTTP"))
@database_option
@click.option(
    "--key",
    type=click.Path(path_type=Path),
    help=say("签发凭证的私钥（PEM）", "Private key that signs clearances (PEM)"),
)
@click.option(
    "--spool",
    type=click.Path(path_type=Path),
    default=Path("kanhe-spool"),
    show_default=True,
    help=say("已答复、待入账记录的文件夹", "Folder for answers that are not in the ledger yet"),
)
@click.option(
    "--flush",
    is_flag=True,
    help=say("答复前写入磁盘（断电也不丢）", "Answers wait for the disk (survives a power cut)"),
)
@keys.FORMER
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8440, show_default=True, type=click.IntRange(1, 65535))
@lang_option
def serve(
    database_url: str, key: Path | None, spool: Path, flush: bool, former_key: tuple[Path, ...], host: str, port: int
) -> int:
    import uvicorn

    from kanhe.server.gate_app import gate_app

    gate = open_gate(database_url, key, spool, flush, former_key)
    if gate is None:
        return 3
    uvicorn.run(
        gate_app(gate), host=host, port=port, log_level="warning", access_log=False, proxy_headers=False,
        server_header=False,
    )  # fmt: skip
    return 0


def open_gate(
    database_url: str, key: Path | None, spool: Path, flush: bool = False, former: Sequence[Path] = ()
) -> Gate | None:
    """The gate over a ledger; what is wrong with the arguments is said, and none returned."""
    from sqlalchemy.exc import SQLAlchemyError

    from kanhe.ledger.gate.dsse import BadEnvelope, read_private
    from kanhe.ledger.gate.gate import Gate
    from kanhe.ledger.ledger import Ledger

    try:
        private = read_private(key.read_bytes()) if key else None
        others = [read_private(path.read_bytes()) for path in former]
        gate = Gate(Ledger.open(database_url), spool, private, flush=flush, former=others)
        if private is not None:
            gate.register_key("gate")
    except OSError as error:
        usage(f"无法读取 {error.filename}", f"cannot read {error.filename}")
    except BadEnvelope as error:
        usage(error.zh, error.en)
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        usage(f"无法打开台账数据库：{reason}", f"cannot open the database of the ledger: {reason}")
    else:
        return gate
    return None


def language() -> str:
    return detect(sys.argv[1:], os.environ)


for _room in (asking, verifying, keys):
    for _one in _room.COMMANDS:
        command.add_command(_one)
