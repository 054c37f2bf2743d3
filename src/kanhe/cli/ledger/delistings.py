"""``kanhe ledger delist``, ``ack``, ``restore`` and ``outstanding``: orders to stores, and what each did."""

from __future__ import annotations

import click

from kanhe.cli.language import say
from kanhe.cli.ledger.session import Session, reading, writing


@click.command("delist", help=say("责令应用商店下架", "Order stores to take an app down"))
@click.argument("app")
@click.option(
    "--store",
    "stores",
    multiple=True,
    required=True,
    metavar="ID",
    help=say("应用商店，可多次", "A store; may be repeated"),
)
@click.option("--reason", required=True, help=say("理由", "Why"))
@click.option("--case", "case_id", metavar="ID", help=say("所据案件", "The case behind it"))
@click.option("--version", metavar="TEXT", help=say("只下架该版本", "This version only"))
@writing
def delist(
    session: Session, app: str, stores: tuple[str, ...], reason: str, case_id: str | None, version: str | None
) -> int:  # fmt: skip
    from kanhe.ledger.delistings import DelistingOrdered

    return session.act(DelistingOrdered(app, stores, reason, case_id, version))


@click.command("ack", help=say("应用商店回执：已下架", "A store has taken the app down"))
@click.argument("delisting")
@click.argument("store")
@click.option("--by", metavar="NAME", help=say("经办人，缺省为操作人", "Who did it; default: who acts"))
@writing
def ack(session: Session, delisting: str, store: str, by: str | None) -> int:
    from kanhe.ledger.delistings import DelistingDone

    return session.act(DelistingDone(delisting, store, by or session.actor))


@click.command("restore", help=say("复测通过后恢复上架", "Restore after a re-test that passed"))
@click.argument("delisting")
@click.option("--retest", required=True, metavar="ID", help=say("通过的复测", "The re-test that passed"))
@writing
def restore(session: Session, delisting: str, retest: str) -> int:
    from kanhe.ledger.delistings import Restored

    return session.act(Restored(delisting, retest))


@click.command("outstanding", help=say("应用商店尚未执行的下架令", "Delisting orders that stores have not carried out"))
@click.option("--store", metavar="ID", help=say("该应用商店的", "Of this store"))
@reading
def outstanding(session: Session, store: str | None) -> int:
    from kanhe.ledger.delistings import outstanding as to_do

    with session.read() as connection:
        rows = to_do(connection, store)
    return session.tell_rows(rows, ("delisting", "app", "store", "ordered_at"))


COMMANDS = (delist, ack, restore, outstanding)
