"""``kanhe ledger notice``: numbered batches of public notice, made of cases; matched and withdrawn rows."""

from __future__ import annotations

import datetime as dt

import click

from kanhe.cli.days import DAY, DAY_FORMAT
from kanhe.cli.language import say
from kanhe.cli.ledger.session import Session, reading, today, writing


@click.group("notice", help=say("公开通报", "Public notices"))
def notice() -> None:
    pass


@notice.command("publish", help=say("把案件公开通报为一批", "Name cases in a numbered batch"))
@click.option("--regulator", required=True, metavar="ID", help=say("主管部门", "Regulator"))
@click.option(
    "--number",
    required=True,
    type=click.IntRange(1, 9999),
    metavar="N",
    help=say("当年第几批", "Number of the batch in its year"),
)
@click.option(
    "--total", type=click.IntRange(1, 99_999), metavar="N", help=say("总第几批", "Number in the whole series")
)
@click.option(
    "--published", type=DAY, metavar=DAY_FORMAT, help=say("公布日期，默认今天", "Day of publication; default today")
)
@click.option("--deadline", type=DAY, metavar=DAY_FORMAT, help=say("整改期限", "The last day to rectify"))
@click.option("--title", metavar="TEXT", help=say("标题，缺省按通例", "Title; default: the usual form"))
@click.option("--look-back", is_flag=True, help=say("“回头看”", "A look-back"))
@click.option(
    "--case",
    "case_ids",
    multiple=True,
    required=True,
    metavar="ID",
    help=say("案件，可多次", "A case; may be repeated"),
)
@writing
def publish(
    session: Session, regulator: str, number: int, total: int | None, published: dt.date | None,
    deadline: dt.date | None, title: str | None, look_back: bool, case_ids: tuple[str, ...],
) -> int:  # fmt: skip
    from kanhe.ledger.notice_rows import rows_of_cases
    from kanhe.ledger.notices import NoticePublished

    day = published or today()
    place = f"{day.year}年第{number}批" + (f"，总第{total}批" if total else "")
    ledger = session.open()
    with ledger.write() as connection:
        rows = rows_of_cases(connection, case_ids)
        event = NoticePublished(
            regulator,
            day.year,
            number,
            day,
            rows,
            title or f"关于侵害用户权益行为的APP通报（{place}）",
            total,
            deadline,
            look_back,
        )
        act = ledger.act_within(connection, event, session.actor, session.key)
    return session.tell_act(act)


@notice.command("list", help=say("列出通报", "List the notices"))
@click.option("--year", type=click.IntRange(1990, 2200), metavar="YEAR", help=say("该年的", "Of this year"))
@reading
def list_all(session: Session, year: int | None) -> int:
    import sqlalchemy as sa

    from kanhe.ledger.notice_tables import notice_rows, notices

    n, r = notices.c, notice_rows.c
    rows_of = sa.select(sa.func.count()).where(r.notice_id == n.id, r.withdrawn.is_(None)).correlate(notices)
    query = sa.select(
        n.id, n.regulator, n.year, n.number, n.total_number, n.published, n.deadline, n.title,
        rows_of.scalar_subquery().label("rows"),
    ).order_by(n.published, n.id)  # fmt: skip
    if year is not None:
        query = query.where(n.year == year)
    with session.read() as connection:
        rows = connection.execute(query).all()
    return session.tell_rows(rows, ("id", "regulator", "published", "rows", "deadline", "title"))


@notice.command("show", help=say("列出一份通报的各行", "The rows of a notice"))
@click.argument("notice_id", metavar="NOTICE")
@click.option("--unmatched", is_flag=True, help=say("只列未对上企业的行", "Only rows without an enterprise"))
@reading
def show(session: Session, notice_id: str, unmatched: bool) -> int:
    import sqlalchemy as sa

    from kanhe.ledger.notice_tables import notice_rows

    r = notice_rows.c
    query = sa.select(notice_rows).where(r.notice_id == notice_id).order_by(r.position)
    if unmatched:
        query = query.where(r.enterprise_id.is_(None))
    with session.read() as connection:
        rows = connection.execute(query).all()
    columns = (
        "position",
        "kind",
        "name",
        "developer",
        "source",
        "version",
        "problems",
        "enterprise_id",
        "app_id",
        "withdrawn",
    )
    return session.tell_rows(rows, columns)


@notice.command("match", help=say("这一行指的是该企业（和该应用）", "The row means this enterprise (and this app)"))
@click.argument("notice_id", metavar="NOTICE")
@click.argument("position", type=click.IntRange(1, 10**6))
@click.option("--enterprise", required=True, metavar="ID", help=say("企业编号", "Enterprise"))
@click.option("--app", metavar="ID", help=say("应用", "App"))
@writing
def match(session: Session, notice_id: str, position: int, enterprise: str, app: str | None) -> int:
    from kanhe.ledger.notices import NoticeRowMatched

    return session.act(NoticeRowMatched(notice_id, position, enterprise, app))


@notice.command("withdraw", help=say("撤回一行，不再计次", "Take a row back: it counts no longer"))
@click.argument("notice_id", metavar="NOTICE")
@click.argument("position", type=click.IntRange(1, 10**6))
@click.option("--reason", required=True, help=say("理由", "Why"))
@writing
def withdraw(session: Session, notice_id: str, position: int, reason: str) -> int:
    from kanhe.ledger.notices import NoticeRowWithdrawn

    return session.act(NoticeRowWithdrawn(notice_id, position, reason))


COMMANDS = (notice,)
