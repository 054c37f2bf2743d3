"""``kanhe ledger signal``: what people report, waiting for someone to decide what becomes of it."""

from __future__ import annotations

import click

from kanhe.cli.language import say
from kanhe.cli.ledger.session import Session, reading, writing


@click.group("signal", help=say("线索", "Signals"))
def signal() -> None:
    pass


@signal.command("add", help=say("收到一条举报", "A report came in"))
@click.argument("text")
@click.option("--source", required=True, metavar="TEXT", help=say("来源", "Where from"))
@click.option("--app-name", metavar="NAME", help=say("举报所称的应用", "The app as the report calls it"))
@click.option("--app", metavar="ID", help=say("登记的应用", "The app as registered"))
@writing
def add(session: Session, text: str, source: str, app_name: str | None, app: str | None) -> int:
    from kanhe.ledger.signals import SignalReceived

    return session.act(SignalReceived(source, text, app_name, app))


@signal.command("list", help=say("列出线索", "List the signals"))
@click.option("--all", "every", is_flag=True, help=say("包括已处理的", "Also those that were decided"))
@reading
def list_all(session: Session, every: bool) -> int:
    import sqlalchemy as sa

    from kanhe.ledger.signals import signals

    s = signals.c
    query = sa.select(signals).order_by(s.received_at, s.id)
    if not every:
        query = query.where(s.state == "waiting")
    with session.read() as connection:
        rows = connection.execute(query).all()
    return session.tell_rows(rows, ("id", "received_at", "source", "state", "app_id", "app_name", "text"))


@signal.command("triage", help=say("处理一条线索", "Decide what becomes of it"))
@click.argument("signal_id", metavar="SIGNAL")
@click.argument("decision", type=click.Choice(["inspect", "duplicate", "dismiss"]))
@click.option("--remark", required=True, metavar="TEXT", help=say("说明", "Remark"))
@click.option("--app", metavar="ID", help=say("所指应用", "The app that is meant"))
@writing
def triage(session: Session, signal_id: str, decision: str, remark: str, app: str | None) -> int:
    from kanhe.ledger.signals import SignalTriaged

    return session.act(SignalTriaged(signal_id, decision, remark, app))


COMMANDS = (signal,)
