"""``kanhe ledger waiver``: permissions that an enterprise's policy forbids or binds to approval, allowed for a while."""

from __future__ import annotations

import datetime as dt

import click

from kanhe.cli.days import DAY, DAY_FORMAT
from kanhe.cli.language import say
from kanhe.cli.ledger.session import Session, reading, today, writing


@click.group("waiver", help=say("权限豁免（企业侧）", "Waivers of permissions (on the enterprise's side)"))
def waiver() -> None:
    pass


@waiver.command("request", help=say("申请豁免", "Ask for a waiver"))
@click.argument("app")
@click.argument("permission")
@click.option("--reason", required=True, help=say("理由", "Why"))
@writing
def request(session: Session, app: str, permission: str, reason: str) -> int:
    from kanhe.ledger.waivers import WaiverRequested

    return session.act(WaiverRequested(app, permission, reason, session.actor))


@waiver.command("approve", help=say("批准至某日", "Approve, until a day"))
@click.argument("waiver_id", metavar="WAIVER")
@click.option("--until", required=True, type=DAY, metavar=DAY_FORMAT, help=say("到期日", "The last day"))
@click.option("--remark", metavar="TEXT", help=say("说明", "Remark"))
@writing
def approve(session: Session, waiver_id: str, until: dt.date, remark: str | None) -> int:
    from kanhe.ledger.waivers import WaiverDecided

    return session.act(WaiverDecided(waiver_id, True, session.actor, until, remark))


@waiver.command("refuse", help=say("不批准", "Refuse"))
@click.argument("waiver_id", metavar="WAIVER")
@click.option("--remark", metavar="TEXT", help=say("说明", "Remark"))
@writing
def refuse(session: Session, waiver_id: str, remark: str | None) -> int:
    from kanhe.ledger.waivers import WaiverDecided

    return session.act(WaiverDecided(waiver_id, False, session.actor, None, remark))


@waiver.command("revoke", help=say("撤销已批准的豁免", "Revoke an approved waiver"))
@click.argument("waiver_id", metavar="WAIVER")
@click.option("--reason", required=True, help=say("理由", "Why"))
@writing
def revoke(session: Session, waiver_id: str, reason: str) -> int:
    from kanhe.ledger.waivers import WaiverRevoked

    return session.act(WaiverRevoked(waiver_id, reason))


@waiver.command("list", help=say("列出豁免", "List the waivers"))
@click.option("--app", metavar="ID", help=say("该应用的", "Of this app"))
@click.option("--in-force", is_flag=True, help=say("只列今天有效的", "Only those that hold today"))
@reading
def list_all(session: Session, app: str | None, in_force: bool) -> int:
    import sqlalchemy as sa

    from kanhe.ledger.waivers import waivers

    w = waivers.c
    query = sa.select(waivers).order_by(w.app_id, w.permission, w.id)
    if app is not None:
        query = query.where(w.app_id == app)
    if in_force:
        query = query.where(w.state == "approved", w.until >= today())
    with session.read() as connection:
        rows = connection.execute(query).all()
    return session.tell_rows(
        rows, ("id", "app_id", "permission", "state", "requested_by", "decided_by", "until", "reason")
    )


COMMANDS = (waiver,)
