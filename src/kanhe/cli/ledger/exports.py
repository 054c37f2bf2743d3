"""``kanhe ledger export``: the texts of the regime as DOCX or HTML."""

from __future__ import annotations

from pathlib import Path

import click

from kanhe.cli.language import say
from kanhe.cli.ledger.session import Session, reading
from kanhe.cli.outputs import check_outputs, put

KINDS = ("notice", "order", "retest", "delisting", "measure", "restoration")


@click.command(
    "export",
    help=say(
        "导出文书（DOCX 或 HTML，按文件名后缀）：notice 通报与名单、order 责令整改通知（案件）、retest 复测报告、"
        "delisting 下架通报（一或多个下架令）、measure 过渡性行政指导、restoration 恢复上架通知（下架令）",
        "Export a text (DOCX or HTML, by the ending of the file): notice with its lists, order (of a case), retest report, delisting "
        "(of one or more orders), measure, restoration (of a delisting order)",
    ),
)
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    help=say("写入 .docx 或 .html，- 为标准输出（HTML）", "A .docx or .html file; - is standard output (HTML)"),
)
@click.option("--signed", metavar="TEXT", help=say("落款，缺省为主管部门", "Who signs below; default: the regulator"))
@reading
def export(session: Session, kind: str, ids: tuple[str, ...], out: str, signed: str | None) -> int:
    from kanhe.ledger.exporting.docx import render_docx
    from kanhe.ledger.exporting.html import render_html
    from kanhe.ledger.exporting.texts import official_text

    ending = ".html" if out == "-" else Path(out).suffix.lower()
    if ending not in (".docx", ".html", ".htm"):
        raise click.BadParameter(
            say("文件名应以 .docx 或 .html 结尾", "the file ends in .docx or .html"), param_hint="--out"
        )
    check_outputs({"--out": out})
    with session.read() as connection:
        text = official_text(connection, kind, ids, signed)
    if ending == ".docx":
        Path(out).write_bytes(render_docx(text))
    else:
        put(out, render_html(text))
    return 0


COMMANDS = (export,)
