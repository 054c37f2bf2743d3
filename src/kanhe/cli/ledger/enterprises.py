"""``kanhe ledger enterprise``: legal entities, the names they are written under, their groups."""

from __future__ import annotations

import click

from kanhe.cli.language import say
from kanhe.cli.ledger.session import Session, reading, writing


@click.group("enterprise", help=say("企业、别名与集团", "Enterprises, their names and groups"))
def enterprise() -> None:
    pass


@enterprise.command("add", help=say("登记企业", "Register an enterprise"))
@click.argument("name")
@click.option("--id", "name_id", metavar="ID", default="", help=say("编号，缺省自动", "Id; default: made for it"))
@click.option("--credit-code", metavar="CODE", help=say("统一社会信用代码", "Unified social credit code"))
@click.option("--group", metavar="ID", help=say("所属集团", "Its group"))
@click.option(
    "--alias",
    "aliases",
    multiple=True,
    metavar="NAME",
    help=say("另一写法，可多次", "Another spelling; may be repeated"),
)
@writing
def add(
    session: Session, name: str, name_id: str, credit_code: str | None, group: str | None, aliases: tuple[str, ...]
) -> int:  # fmt: skip
    from kanhe.ledger.enterprises import EnterpriseRegistered

    return session.act(EnterpriseRegistered(name, credit_code, group, aliases, name_id))


@enterprise.command("list", help=say("列出企业", "List the enterprises"))
@click.argument("text", default="")
@reading
def list_all(session: Session, text: str) -> int:
    import sqlalchemy as sa

    from kanhe.ledger.enterprises import enterprise_names, enterprises, plain_name

    e, n = enterprises.c, enterprise_names.c
    query = (
        sa.select(e.id, e.name, e.credit_code, e.group_id.label("group"), n.name.label("alias"))
        .join(enterprise_names, n.enterprise_id == e.id)
        .order_by(e.id, n.name)
    )
    if text:
        named = sa.select(n.enterprise_id).where(n.plain.contains(plain_name(text), autoescape=True))
        query = query.where(sa.or_(e.id == text, e.id.in_(named)))
    found: dict[str, dict[str, object]] = {}
    with session.read() as connection:
        for row in connection.execute(query):
            one = found.setdefault(
                row.id,
                {"id": row.id, "name": row.name, "credit_code": row.credit_code, "group": row.group, "aliases": ()},
            )
            if row.alias != row.name:
                one["aliases"] = (*one["aliases"], row.alias)  # type: ignore[misc]
    return session.tell_rows(list(found.values()), ("id", "name", "credit_code", "group", "aliases"))


@enterprise.command("alias", help=say("增加企业的另一写法", "The enterprise is also written this way"))
@click.argument("enterprise_id", metavar="ENTERPRISE")
@click.argument("name")
@writing
def alias(session: Session, enterprise_id: str, name: str) -> int:
    from kanhe.ledger.enterprises import AliasAdded

    return session.act(AliasAdded(enterprise_id, name))


@enterprise.command("move", help=say("改属集团", "It belongs to this group from now on"))
@click.argument("enterprise_id", metavar="ENTERPRISE")
@click.option("--group", metavar="ID", help=say("集团；不写则不属任何集团", "The group; without it, none"))
@writing
def move(session: Session, enterprise_id: str, group: str | None) -> int:
    from kanhe.ledger.enterprises import EnterpriseMoved

    return session.act(EnterpriseMoved(enterprise_id, group))


@enterprise.command("group", help=say("登记集团", "Register a group"))
@click.argument("name")
@click.option("--id", "name_id", metavar="ID", default="", help=say("编号，缺省自动", "Id; default: made for it"))
@writing
def add_group(session: Session, name: str, name_id: str) -> int:
    from kanhe.ledger.enterprises import GroupRegistered

    return session.act(GroupRegistered(name, name_id))


COMMANDS = (enterprise,)
