"""``kanhe ledger strikes``, ``policy`` and ``measure``: the count, how it is counted, and what a person signs."""

from __future__ import annotations

import datetime as dt

import click
import msgspec

from kanhe.cli.days import DAY, DAY_FORMAT
from kanhe.cli.language import say
from kanhe.cli.ledger.session import Session, reading, today, writing


@click.command(
    "strikes", help=say("企业（连同集团）被通报的批次", "The batches in which an enterprise (with its group) was named")
)
@click.argument("enterprise")
@click.option("--as-of", type=DAY, metavar=DAY_FORMAT, help=say("截至该日，默认今天", "As of this day; default today"))
@reading
def strikes(session: Session, enterprise: str, as_of: dt.date | None) -> int:
    from kanhe.ledger.enterprises import enterprise_named, must_be_enterprise
    from kanhe.ledger.measures import in_force
    from kanhe.ledger.strikes import active_policy, owner_of
    from kanhe.ledger.strikes import strikes as counted

    day = as_of or today()
    with session.read() as connection:
        found = enterprise_named(connection, enterprise) or enterprise
        must_be_enterprise(connection, found)
        policy = active_policy(connection)
        owner = owner_of(connection, found, policy)
        batches = counted(connection, owner, day, policy)
        measure = in_force(connection, found, day)
    left = max(0, policy.allowed - len(batches))
    if session.json:
        return session.tell_json({
            "as_of": day.isoformat(), "owner": msgspec.to_builtins(owner), "count": len(batches),
            "allowed": policy.allowed, "left": left, "trigger_at": policy.trigger_at,
            "batches": msgspec.to_builtins(batches), "measure": msgspec.to_builtins(measure) if measure else None,
        })  # fmt: skip
    click.echo(
        say(
            f"{owner.id}：截至 {day} {len(batches)} 批次，允许 {policy.allowed}，还剩 {left}，第 {policy.trigger_at} 次触发",
            f"{owner.id}: {len(batches)} batches as of {day}; {policy.allowed} allowed, {left} left, the measure at {policy.trigger_at}",
        )
    )
    for batch in batches:
        click.echo(f"  {batch.published}  {batch.notice}  {say('、', ', ').join(batch.names)}")
    if measure:
        until = measure.last_day or say("解除为止", "until lifted")
        click.echo(
            say(
                f"措施 {measure.id}：{measure.first_day} 至 {until}",
                f"measure {measure.id}: {measure.first_day} to {until}",
            )
        )
    return 0


@click.group("policy", help=say("计数规则", "How strikes are counted"))
def policy() -> None:
    pass


@policy.command("show", help=say("显示现行规则", "The policy in force"))
@reading
def show(session: Session) -> int:
    from kanhe.ledger.strikes import active_policy

    with session.read() as connection:
        return session.tell_json(msgspec.to_builtins(active_policy(connection)))


@policy.command("set", help=say("今后按此计数", "Count this way from now on"))
@click.option("--id", "name", required=True, metavar="ID", help=say("规则编号", "Id of the policy"))
@click.option(
    "--source",
    "sources",
    multiple=True,
    default=("miit",),
    show_default=True,
    metavar="ID",
    help=say("计入的主管部门，可多次", "A regulator whose batches count; may be repeated"),
)
@click.option(
    "--scope",
    type=click.Choice(["enterprise-group", "enterprise"]),
    default="enterprise-group",
    show_default=True,
    help=say("计数范围", "Who is counted together"),
)
@click.option(
    "--window",
    default="calendar-year",
    show_default=True,
    metavar="calendar-year|days:N",
    help=say("时间窗口", "The time that counts"),
)
@click.option(
    "--allowed",
    type=click.IntRange(0, 1000),
    default=3,
    show_default=True,
    help=say("允许的次数", "Batches that are allowed"),
)
@click.option(
    "--trigger-at",
    type=click.IntRange(1, 3660),
    default=4,
    show_default=True,
    help=say("触发的次数", "The batch that triggers"),
)
@click.option(
    "--measure-days",
    type=click.IntRange(1, 3660),
    metavar="N",
    help=say("措施天数，缺省至年底", "Days a measure runs; default: to the end of the year"),
)
@writing
def set_policy(
    session: Session, name: str, sources: tuple[str, ...], scope: str, window: str, allowed: int, trigger_at: int,
    measure_days: int | None,
) -> int:  # fmt: skip
    from kanhe.ledger.strikes import StrikePolicySet

    return session.act(StrikePolicySet(name, sources, scope, window, allowed, trigger_at, measure_days))


@click.group("measure", help=say("过渡性行政指导措施", "Transitional measures"))
def measure() -> None:
    pass


@measure.command("list", help=say("列出措施", "List the measures"))
@click.option(
    "--state", metavar="STATE", help=say("proposed、signed、rejected 或 lifted", "proposed, signed, rejected or lifted")
)
@reading
def list_all(session: Session, state: str | None) -> int:
    import sqlalchemy as sa

    from kanhe.ledger.measures import measures

    query = sa.select(measures).order_by(measures.c.first_day, measures.c.id)
    if state is not None:
        query = query.where(measures.c.state == state)
    with session.read() as connection:
        rows = connection.execute(query).all()
    columns = ("id", "owner_id", "state", "first_day", "last_day", "signed_by", "lifted_on", "notices")
    return session.tell_rows(rows, columns)


@measure.command("sign", help=say("签署，措施生效", "Sign: the measure is in force"))
@click.argument("measure_id", metavar="MEASURE")
@click.option("--signed-by", metavar="NAME", help=say("签署人，缺省为操作人", "Who signs; default: who acts"))
@click.option(
    "--from", "first", type=DAY, metavar=DAY_FORMAT, help=say("开始日，缺省按建议", "First day; default: as proposed")
)
@click.option(
    "--to", "last", type=DAY, metavar=DAY_FORMAT, help=say("结束日，缺省按建议", "Last day; default: as proposed")
)
@click.option("--until-lifted", is_flag=True, help=say("不设结束日", "Without a last day"))
@writing
def sign(
    session: Session, measure_id: str, signed_by: str | None, first: dt.date | None, last: dt.date | None,
    until_lifted: bool,
) -> int:  # fmt: skip
    from kanhe.ledger.measures import MeasureSigned

    return session.act(MeasureSigned(measure_id, signed_by or session.actor, first, last, until_lifted))


@measure.command("reject", help=say("不采纳建议", "The proposal is not followed"))
@click.argument("measure_id", metavar="MEASURE")
@click.option("--reason", required=True, help=say("理由", "Why"))
@writing
def reject(session: Session, measure_id: str, reason: str) -> int:
    from kanhe.ledger.measures import MeasureRejected

    return session.act(MeasureRejected(measure_id, reason))


@measure.command("lift", help=say("解除措施", "The measure ends"))
@click.argument("measure_id", metavar="MEASURE")
@click.option("--reason", required=True, help=say("理由", "Why"))
@click.option("--day", type=DAY, metavar=DAY_FORMAT, help=say("最后一日，默认今天", "Its last day; default today"))
@writing
def lift(session: Session, measure_id: str, reason: str, day: dt.date | None) -> int:
    from kanhe.ledger.measures import MeasureLifted

    return session.act(MeasureLifted(measure_id, day or today(), reason))


COMMANDS = (strikes, policy, measure)
