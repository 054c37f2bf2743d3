"""``kanhe schema``: the formats others build on."""

from __future__ import annotations

import json

import click

from kanhe.cli.language import say


@click.command(
    "schema",
    help=say(
        "输出证据表（Markdown）或报告（JSON Schema）的格式",
        "Print the evidence tables (Markdown) or the report's JSON schema",
    ),
)
@click.argument("which", type=click.Choice(["evidence", "report"]), default="evidence")
@click.option("--lang", type=click.Choice(["zh", "en"]), expose_value=False, help=say("语言", "Language"))
def command(which: str) -> int:
    if which == "report":
        from kanhe.report.json import json_schema

        click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    else:
        from kanhe.evidence.page import schema_page

        click.echo(schema_page())
    return 0
