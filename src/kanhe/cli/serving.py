"""What the commands of the server share: where its records lie, and how trouble with them is told."""

from __future__ import annotations

import functools
import getpass
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kanhe.cli.language import say
from kanhe.cli.ledger.session import UNREADABLE, told
from kanhe.cli.outputs import usage

if TYPE_CHECKING:
    from kanhe.server.accounts.access_log import By
    from kanhe.server.accounts.accounts import Accounts

FOLDER = Path("kanhe-server")

_FOLDER = click.option(
    "--folder", type=click.Path(path_type=Path), default=FOLDER, show_default=True, envvar="KANHE_FOLDER",
    help=say("数据文件夹：SQLite 台账、安装包与证据、闸口密钥", "Folder of the SQLite ledger, packages, evidence and the gate's key"),
)  # fmt: skip
_DATABASE = click.option(
    "--database-url", default="", envvar="KANHE_DATABASE_URL", metavar="URL",
    help=say("台账数据库，如 postgresql://…；缺省为文件夹内的 SQLite", "Database, e.g. postgresql://…; default: SQLite in the folder"),
)  # fmt: skip


def place(function: Callable[..., int]) -> Callable[..., int]:
    """``--folder`` and ``--database-url`` for a command; errors that a user can bring about become one sentence."""

    @functools.wraps(function)
    def wrapped(**given: Any) -> int:
        return told(lambda: _without_trouble(lambda: function(**given)))

    lang = click.option(
        "--lang", type=click.Choice(["zh", "en"]), expose_value=False, help=say("语言", "Language")
    )  # fmt: skip
    for option in (lang, _DATABASE, _FOLDER):
        wrapped = option(wrapped)
    return wrapped


def _without_trouble(work: Callable[[], int]) -> int:
    from sqlalchemy.exc import ArgumentError

    from kanhe.server.work.storage import StorageUrl

    try:
        return work()
    except ArgumentError:
        return usage(
            "--database-url 应为 sqlite:///文件 或 postgresql://…",
            "--database-url should be sqlite:///FILE or postgresql://…",
        )
    except StorageUrl as error:
        click.echo(f"kanhe: --evidence-url: {say(error.zh, error.en)}", err=True)
        return UNREADABLE


def open_accounts(folder: Path, database_url: str) -> Accounts:
    """The accounts of a server that has run before, or of a ledger.  Raises a usage error when there is none."""
    from kanhe.ledger.ledger import Ledger
    from kanhe.server.accounts.accounts import Accounts
    from kanhe.server.settings import Settings

    settings = Settings(folder, database_url)
    if not database_url and not (folder / "kanhe.db").exists():
        raise click.UsageError(
            say(
                f"{folder} 中没有服务器数据，请用 --folder 指明，或先运行 kanhe serve",
                f"there is no server's data in {folder}: name it with --folder, or run kanhe serve first",
            )
        )
    return Accounts.open(Ledger.open(settings.database).engine)


def by_terminal() -> By:
    """Who runs this command, for the access log."""
    from kanhe.server.accounts.access_log import By

    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):
        name = str(os.getuid())
    return By(f"cli:{name}", "terminal")
