"""``kanhe ledger import``: a published notice, or figures of rounds, from a file into the ledger."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from kanhe.cli.days import DAY, DAY_FORMAT
from kanhe.cli.language import say
from kanhe.cli.ledger.session import FILE, Session, file_bytes, plain_act, writing

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kanhe.ledger.importing.notice import ReadNotice
    from kanhe.ledger.notices import NoticePublished


@click.command(
    "import",
    help=say(
        "导入已公布的通报（CSV、XLSX、DOCX、PDF、HTML 表格），或各轮数字（CSV）",
        "Import a published notice (a table in CSV, XLSX, DOCX, PDF or HTML), or figures of rounds (CSV)",
    ),
)
@click.argument("file", type=FILE)
@click.option(
    "--regulator",
    metavar="ID",
    help=say("主管部门（通报必填），如 miit", "Regulator (required for notices), e.g. miit"),
)
@click.option(
    "--year",
    type=click.IntRange(1990, 2200),
    metavar="YEAR",
    help=say("年份，缺省取自标题", "Year; default: from the title"),
)
@click.option(
    "--number",
    type=click.IntRange(1, 9999),
    metavar="N",
    help=say("当年第几批，缺省取自标题", "Number of the batch; default: from the title"),
)
@click.option(
    "--published",
    type=DAY,
    metavar=DAY_FORMAT,
    help=say("公布日期，缺省取自正文", "Day of publication; default: from the text"),
)
@click.option(
    "--deadline", type=DAY, metavar=DAY_FORMAT, help=say("整改期限，缺省取自正文", "Deadline; default: from the text")
)
@click.option("--title", metavar="TEXT", help=say("标题，缺省取自正文", "Title; default: from the text"))
@click.option(
    "--store",
    "stores",
    multiple=True,
    metavar="ID",
    help=say(
        "下架通报：执行的应用商店，可多次", "Of a list that takes apps down: a store that is to do it; may be repeated"
    ),
)
@click.option("--dry-run", is_flag=True, help=say("只读出，不记录", "Read it, record nothing"))
@writing
def import_file(
    session: Session, file: Path, regulator: str | None, year: int | None, number: int | None,
    published: dt.date | None, deadline: dt.date | None, title: str | None, stores: tuple[str, ...], dry_run: bool,
) -> int:  # fmt: skip
    from kanhe.ledger.importing.figures import is_figures
    from kanhe.ledger.importing.notice import published_event, read_notice

    data = file_bytes(file)
    if is_figures(data):
        return _figures(session, data, dry_run)
    if regulator is None:
        raise click.UsageError(say("请用 --regulator 写明主管部门", "name the regulator with --regulator"))
    read = read_notice(data, file.name)
    for remark in read.warnings:
        click.echo(f"kanhe: {say('注意：', 'note: ')}{say(remark.zh, remark.en)}", err=True)
    if dry_run:
        if session.json:
            return session.tell_json(msgspec.to_builtins(read))
        return session.tell_rows(read.rows, ("number", "kind", "name", "developer", "source", "version", "problems"))
    if read.delisting:
        return _delistings(session, read, stores)
    event = published_event(
        read, regulator, year=year, number=number, published=published, deadline=deadline, title=title
    )
    ledger = session.open()
    with ledger.write() as connection:
        event = _matched(connection, event, session.key)
        act = ledger.act_within(connection, event, session.actor, session.key)
    code = session.tell_act(act)
    name = getattr(act.event, "id", "")
    if not session.json and (unmatched := _unmatched(session, name)):
        click.echo(
            say(
                f"{unmatched} 行未对上企业：kanhe ledger notice show {name} --unmatched",
                f"{unmatched} rows without an enterprise: kanhe ledger notice show {name} --unmatched",
            )
        )
    return code


def _matched(connection: Connection, event: NoticePublished, key: str | None) -> NoticePublished:
    """The notice with its rows matched to apps; as they were matched before, when the same notice comes again under its key."""
    from kanhe.ledger.importing.matching import matched
    from kanhe.ledger.journal import known
    from kanhe.ledger.ledger import decoded
    from kanhe.ledger.notices import NoticePublished

    before = known(connection, key) if key is not None else None
    earlier = decoded(before) if before is not None else None
    if isinstance(earlier, NoticePublished):
        plain = tuple(replace(row, app=None, enterprise=None) for row in earlier.rows)
        if plain == event.rows:
            return replace(event, rows=earlier.rows)
    return replace(event, rows=matched(connection, event.rows))


def _delistings(session: Session, read: ReadNotice, stores: tuple[str, ...]) -> int:
    """One order for each app of the list that is registered, all in one transaction; it is no new batch and counts nothing."""
    from kanhe.ledger.delistings import DelistingOrdered
    from kanhe.ledger.exporting.delisting_text import ALL_VERSIONS
    from kanhe.ledger.importing.content import Unreadable
    from kanhe.ledger.importing.matching import matched

    if not stores:
        raise Unreadable(
            "这是下架通报，不是新的一批：请用 --store 写明执行的应用商店",
            "this list takes apps down and is no new batch: name the stores with --store",
        )
    ledger = session.open()
    acts = []
    with ledger.write() as connection:
        for at, row in enumerate(matched(connection, read.rows), 1):
            if row.app is None:
                click.echo(
                    say(
                        f"kanhe: 未登记的应用，未记录：{row.name}（{row.developer}）",
                        f"kanhe: not registered, and not recorded: {row.name} ({row.developer})",
                    ),
                    err=True,
                )
                continue
            version = row.version if row.version not in ("", ALL_VERSIONS) else None
            event = DelistingOrdered(row.app, stores, read.title or "下架通报", version_name=version)
            acts.append(
                ledger.act_within(connection, event, session.actor, f"{session.key}/{at}" if session.key else None)
            )
    if session.json:
        return session.tell_json([plain_act(act) for act in acts])
    for act in acts:
        session.tell_act(act)
    return 0


def _unmatched(session: Session, notice: str) -> int:
    import sqlalchemy as sa

    from kanhe.ledger.notice_tables import notice_rows

    r = notice_rows.c
    with session.read() as connection:
        query = sa.select(sa.func.count()).where(r.notice_id == notice, r.enterprise_id.is_(None))
        return int(connection.execute(query).scalar_one())


def _figures(session: Session, data: bytes, dry_run: bool) -> int:
    """All rounds of a file in one transaction."""
    from kanhe.ledger.importing.figures import COLUMNS, read_figures

    events = read_figures(data)
    if dry_run:
        return session.tell_rows(events, COLUMNS)
    ledger = session.open()
    with ledger.write() as connection:
        acts = [
            ledger.act_within(connection, e, session.actor, f"{session.key}/{e.first_round}" if session.key else None)
            for e in events
        ]
    if session.json:
        return session.tell_json([plain_act(act) for act in acts])
    for act in acts:
        session.tell_act(act)
    return 0


COMMANDS = (import_file,)
