"""``kanhe ledger``: the system of record, its commands gathered from the modules of their subjects."""

from __future__ import annotations

import click

from kanhe.cli.language import say
from kanhe.cli.ledger import (
    apps,
    books,
    cases,
    delistings,
    enterprises,
    exports,
    imports,
    inspections,
    notices,
    reviews,
    signals,
    strikes,
    waivers,
)  # fmt: skip

_HELP = say(
    """台账：企业、应用、检测、案件、通报、计数、措施、下架、豁免与线索，只追加、逐条成链。

    \b
    退出码：0 完成  1 验证不成立  3 用法错误  4 与台账或规则抵触  11 文件无法读取""",
    """The ledger: enterprises, apps, inspections, reviews, cases, notices, strikes, measures, delistings, waivers and signals;
    append-only, each record chained to the one before.

    \b
    Exit codes: 0 done  1 the proof fails  3 usage error  4 against the ledger or its rules  11 unreadable file""",
)


@click.group("ledger", help=_HELP)
@click.option("--lang", type=click.Choice(["zh", "en"]), expose_value=False, help=say("语言", "Language"))
def command() -> None:
    pass


for _room in (
    books, enterprises, apps, inspections, reviews, cases, notices, strikes, delistings, waivers, signals, imports, exports,
):  # fmt: skip
    for _one in _room.COMMANDS:
        command.add_command(_one)
