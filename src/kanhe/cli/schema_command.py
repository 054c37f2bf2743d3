"""``kanhe schema``: the formats others build on."""

from __future__ import annotations

import json

import click

from kanhe.cli.language import say


@click.command(
    "schema",
    help=say(
        "输出证据表（Markdown）、报告或比对（JSON Schema）的格式",
        "Print the evidence tables (Markdown), or the JSON schema of a report or a comparison",
    ),
)
@click.argument("which", type=click.Choice(["evidence", "report", "diff"]), default="evidence")
@click.option("--lang", type=click.Choice(["zh", "en"]), expose_value=False, help=say("语言", "Language"))
def command(which: str) -> int:
    if which == "report":
        from kanhe.report.json import json_schema

        click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    elif which == "diff":
        from kanhe.report.diff.document import json_schema as diff_schema

        click.echo(json.dumps(diff_schema(), ensure_ascii=False, indent=2))
    else:
        from kanhe.evidence.page import schema_page

        click.echo(schema_page())
    return 0
