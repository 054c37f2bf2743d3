"""``kanhe ledger``: the books themselves: begin, prove, count, look back, play the example."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict

import click
import msgspec

from kanhe.cli.days import DAY, DAY_FORMAT
from kanhe.cli.language import say
from kanhe.cli.ledger.session import Session, reading, today, writing


@click.command("init", help=say("建立台账", "Begin a ledger"))
@reading
def init(session: Session) -> int:
    session.open(make=True)
    click.echo(say("台账已就绪", "the ledger is ready"), err=True)
    return 0


@click.command(
    "verify",
    help=say(
        "验证：记录的哈希链完整，且各表与记录重放的结果一致（退出码 1 表示不成立）",
        "Prove that the chain of records holds and that the tables are what the records make (exit code 1: they are not)",
    ),
)
@reading
def verify(session: Session) -> int:
    from kanhe.ledger.journal import Broken, Verified
    from kanhe.ledger.replay import verify_ledger

    with session.read() as connection:
        try:
            found = verify_ledger(connection)
        except (KeyError, msgspec.ValidationError) as error:
            click.echo(
                say(
                    f"台账有此版本不认识的记录：{error}",
                    f"the ledger has a record that this version does not know: {error}",
                ),
                err=True,
            )
            return 1
    if session.json:
        session.tell_json({"holds": isinstance(found, Verified), **asdict(found)})
    elif isinstance(found, Verified):
        click.echo(
            say(
                f"成立：{found.records} 条记录，末条 {found.hash}",
                f"holds: {found.records} records, the last {found.hash}",
            )
        )
    elif isinstance(found, Broken):
        click.echo(
            say(f"不成立：第 {found.seq} 条记录起链条断开（{found.why}）", f"broken at record {found.seq}: {found.why}")
        )
    else:
        click.echo(
            say(
                f"不成立：表 {found.table} 有 {found.rows} 行，按记录应为 {found.rows_by_records} 行或内容不同",
                f"broken: table {found.table} has {found.rows} rows; by the records {found.rows_by_records}, or others",
            )
        )
    return 0 if isinstance(found, Verified) else 1


@click.command(
    "stats", help=say("统计：公布的数字与台账自己的计数", "Figures as published, and what the ledger counts")
)
@click.option("--as-of", type=DAY, metavar=DAY_FORMAT, help=say("截至该日，默认今天", "As of this day; default today"))
@click.option(
    "--regulator",
    metavar="ID",
    help=say("主管部门，缺省为全部（公布数字为 miit）", "Regulator; default all (published figures: miit)"),
)
@reading
def stats(session: Session, as_of: dt.date | None, regulator: str | None) -> int:
    from kanhe.ledger.statistics import counts, funnel

    day = as_of or today()
    with session.read() as connection:
        published, counted = funnel(connection, day, regulator or "miit"), counts(connection, day, regulator)
    if session.json:
        return session.tell_json(
            {
                "as_of": day.isoformat(),
                "published": msgspec.to_builtins(published),
                "counted": msgspec.to_builtins(counted),
            }
        )
    click.echo(say(f"截至 {day}", f"as of {day}"))
    shown = {
        say("公布：轮次", "published: rounds"): published.rounds, say("　检测", "  tested"): published.tested,
        say("　责令整改", "  ordered"): published.ordered, say("　通报", "  named"): published.named,
        say("　下架", "  delisted"): published.delisted, say("台账：批次", "counted: batches"): counted.batches,
        say("　行", "  rows"): counted.rows, say("　应用", "  apps"): counted.apps_named,
        say("　企业", "  enterprises"): counted.enterprises_named, say("　撤回的行", "  rows withdrawn"): counted.rows_withdrawn,
        say("　检测", "  inspections"): counted.inspections, say("　案件", "  cases"): counted.cases,
        say("　下架令", "  delisting orders"): counted.delisted, say("　恢复上架", "  restored"): counted.restored,
    }  # fmt: skip
    for name, value in shown.items():
        click.echo(f"{name}: {say('未公布', 'not published') if value is None else f'{value:,}'}")
    for state, number in counted.cases_by_state:
        click.echo(f"    {state}: {number:,}")
    return 0


@click.command("history", help=say("按条件列出记录", "List the records"))
@click.option("--about", metavar="ID", help=say("提到该编号的记录", "Records that name this id"))
@click.option("--kind", metavar="KIND", help=say("该种记录", "Records of this kind"))
@click.option("--by", metavar="NAME", help=say("该人的记录", "Records of this actor"))
@click.option(
    "--after",
    type=click.IntRange(0, 2**62),
    default=0,
    metavar="SEQ",
    help=say("该号之后", "Records after this number"),
)
@click.option(
    "--limit", type=click.IntRange(1, 10**6), default=200, show_default=True, help=say("最多条数", "How many at most")
)
@reading
def history(session: Session, about: str | None, kind: str | None, by: str | None, after: int, limit: int) -> int:
    import sqlalchemy as sa

    from kanhe.ledger.journal import journal

    query = sa.select(journal).where(journal.c.seq > after).order_by(journal.c.seq).limit(limit)
    if about is not None:
        quoted = json.dumps(about, ensure_ascii=False)
        query = query.where(journal.c.body.contains(quoted, autoescape=True))
    if kind is not None:
        query = query.where(journal.c.kind == kind)
    if by is not None:
        query = query.where(journal.c.actor == by)
    with session.read() as connection:
        rows = connection.execute(query).all()
    if session.json:
        return session.tell_json(
            [{"seq": r.seq, "act": r.act, "at": r.at.isoformat(), "kind": r.kind, "actor": r.actor, "key": r.key,
              "body": json.loads(r.body), "hash": r.hash} for r in rows]
        )  # fmt: skip
    for r in rows:
        click.echo(f"#{r.seq} {r.at:%Y-%m-%d %H:%M} {r.actor} {r.kind} {r.body}")
    return 0


@click.command(
    "example", help=say("把 2021 年的参照案例写入一个空台账", "Play the reference case of 2021 into an empty ledger")
)
@writing
def example(session: Session) -> int:
    from kanhe.ledger.event import Refused
    from kanhe.ledger.journal import lock
    from kanhe.ledger.reference_case import FixedClock, play

    there = session.open(make=True)
    with there.write() as connection:
        if lock(connection)[0]:
            raise Refused("示例只能写入空台账", "the example is played into an empty ledger only")
    clock = FixedClock(dt.datetime(2021, 1, 4, tzinfo=dt.UTC))
    played = play(type(there)(there.engine, clock), clock)
    return session.tell_act(played.measure_act)


COMMANDS = (init, verify, stats, history, example)
