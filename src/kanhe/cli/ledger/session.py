"""What all commands of the ledger share: which database, who acts, under which key, and how the result is told.

Turns every error a user can bring about into one sentence.  Knows no kind of record.
"""

from __future__ import annotations

import datetime as dt
import functools
import getpass
import json as json_text
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kanhe.cli.language import say
from kanhe.cli.outputs import usage

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kanhe.ledger.event import Event
    from kanhe.ledger.ledger import Act, Ledger

DATABASE = "sqlite:///kanhe.db"
REFUSED = 4
"""Exit code: the act contradicts what the ledger knows, or its rules."""
UNREADABLE = 11


@dataclass(frozen=True, slots=True)
class Session:
    database_url: str
    json: bool
    actor: str = ""
    key: str | None = None

    def open(self, make: bool = False) -> Ledger:
        """The ledger; a file that is not there is made only by the commands that begin one.  Raises a usage error."""
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError

        from kanhe.ledger.ledger import Ledger

        try:
            url = make_url(self.database_url)
        except ArgumentError as error:
            text = say("应为 sqlite:///文件 或 postgresql://…", "should be sqlite:///FILE or postgresql://…")
            raise click.BadParameter(text, param_hint="--database-url") from error
        path = url.database
        if not make and url.drivername.startswith("sqlite") and path not in (None, "", ":memory:"):
            assert path is not None
            if not Path(path).exists():
                raise click.UsageError(
                    say(
                        f"没有台账 {path}，先运行 kanhe ledger init",
                        f"there is no ledger {path}: run kanhe ledger init",
                    )
                )
        return Ledger.open(self.database_url)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self.open().read() as connection:
            yield connection

    def act(self, event: Event) -> int:
        """Carry out an act and tell its records."""
        return self.tell_act(self.open().act(event, self.actor, self.key))

    def tell_act(self, act: Act) -> int:
        if self.json:
            return self.tell_json(plain_act(act))
        first = act.records[0]
        name = getattr(act.event, "id", "") or ""
        again = say("（此前已记录）", " (recorded before)") if act.repeated else ""
        click.echo(f"#{first.seq} {first.kind} {name}".rstrip() + again)
        for record, event in zip(act.records[1:], act.followed, strict=True):
            click.echo(
                say("随之：", "and with it: ") + f"#{record.seq} {record.kind} {getattr(event, 'id', '')}".rstrip()
            )
        return 0

    def tell_json(self, value: Any) -> int:
        click.echo(json_text.dumps(value, ensure_ascii=False, indent=2, default=str))
        return 0

    def tell_rows(self, rows: Sequence[Any], columns: Sequence[str]) -> int:
        """Rows that are dataclasses, mappings or database rows: as a table, or as JSON."""
        plain = [{c: _value(row, c) for c in columns} for row in rows]
        if self.json:
            return self.tell_json(plain)
        if not plain:
            click.echo(say("（无）", "(none)"))
            return 0
        click.echo("  ".join(columns))
        for row in plain:
            click.echo("  ".join(_text(row[c]) for c in columns))
        return 0


def plain_act(act: Act) -> dict[str, Any]:
    return {
        "id": getattr(act.event, "id", None) or None,
        "repeated": act.repeated,
        "records": [
            {"seq": r.seq, "at": r.at.isoformat(), "kind": r.kind, "actor": r.actor, "key": r.key,
             "body": json_text.loads(r.body), "hash": r.hash}
            for r in act.records
        ],
    }  # fmt: skip


def _value(row: Any, column: str) -> Any:
    value = row[column] if isinstance(row, dict) else getattr(row, column)
    return value.isoformat() if isinstance(value, (dt.date, dt.datetime)) else value


def _text(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, (list, tuple)):
        return say("、", ", ").join(map(_text, value)) or "-"
    return str(value).replace("\n", say("、", ", "))


def reading(function: Callable[..., int]) -> Callable[..., int]:
    """A command that reads: gets a :class:`Session` as its first argument."""
    return _command(function, acts=False)


def writing(function: Callable[..., int]) -> Callable[..., int]:
    """A command that records: also knows who acts, and under which key."""
    return _command(function, acts=True)


def _command(function: Callable[..., int], acts: bool) -> Callable[..., int]:
    @functools.wraps(function)
    def wrapped(database_url: str, json: bool, actor: str | None = None, key: str | None = None, **given: Any) -> int:
        if acts and not actor:
            actor = _login()
        return told(lambda: function(Session(database_url, json, actor or "", key), **given))

    options = [
        click.option(
            "--database-url", default=DATABASE, envvar="KANHE_DATABASE_URL", show_default=True, metavar="URL",
            help=say("台账数据库", "Database of the ledger"),
        ),
        click.option("--json", is_flag=True, help=say("以 JSON 输出", "Tell the result as JSON")),
        click.option("--lang", type=click.Choice(["zh", "en"]), expose_value=False, help=say("语言", "Language")),
    ]  # fmt: skip
    if acts:
        options += [
            click.option(
                "--actor", envvar="KANHE_ACTOR", metavar="NAME",
                help=say("谁负责此操作，缺省为登录名", "Who is answerable; default: the login name"),
            ),
            click.option(
                "--key", metavar="TEXT",
                help=say("幂等键：同一键的同一操作只记录一次", "Idempotency key: the same act under it is recorded once"),
            ),
        ]  # fmt: skip
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise click.UsageError(say("请用 --actor 写明谁负责", "say who is answerable with --actor")) from error


def told(work: Callable[[], int]) -> int:
    """Do the work; an error that a user can bring about becomes one sentence and an exit code."""
    from sqlalchemy.exc import SQLAlchemyError

    from kanhe.ledger.event import Refused
    from kanhe.ledger.gate.dsse import BadEnvelope
    from kanhe.ledger.importing.content import Unreadable
    from kanhe.ledger.journal import KeyReused

    try:
        return work()
    except Refused as refusal:
        click.echo(f"kanhe: {say(refusal.zh, refusal.en)}", err=True)
        return REFUSED
    except KeyReused:
        click.echo("kanhe: " + say("该幂等键已用于另一操作", "the key was used for another act"), err=True)
        return REFUSED
    except (Unreadable, BadEnvelope) as problem:
        click.echo(f"kanhe: {say(problem.zh, problem.en)}", err=True)
        return UNREADABLE
    except SQLAlchemyError as error:
        reason = (str(getattr(error, "orig", None) or error).splitlines() or [""])[0]
        return usage(f"台账数据库：{reason}", f"the database of the ledger: {reason}")
    except UnicodeEncodeError:
        return usage("参数或文件中有不成文字的字节", "an argument or the file holds bytes that are no text")
    except ImportError as error:
        return usage(f"缺少组件 {error.name}", f"the component {error.name} is missing")
    except OSError as error:
        return usage(f"无法读写 {error.filename or error}", f"cannot read or write {error.filename or error}")


FILE = click.Path(path_type=Path, exists=False, dir_okay=False)
MAX_FILE = 64 << 20


def file_bytes(path: Path) -> bytes:
    """What a file holds, within bounds.  Raises :class:`OSError`, or :class:`Unreadable`."""
    from kanhe.ledger.importing.content import Unreadable

    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size > MAX_FILE:
            raise Unreadable("文件过大", "the file is too large")
        return file.read(MAX_FILE)


def today() -> dt.date:
    """The day in Beijing."""
    from kanhe.ledger.workdays import BEIJING

    return dt.datetime.now(BEIJING).date()
