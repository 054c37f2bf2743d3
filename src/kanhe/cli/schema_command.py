"""``kanhe schema``: the formats others build on."""

from __future__ import annotations

import json

import click

from kanhe.cli.language import say


@click.command(
    "schema",
    help=say(
        "输出证据表（Markdown）、报告、比对或运行记录（JSON Schema）的格式",
        "Print the evidence tables (Markdown), or the JSON schema of a report, a comparison or a line of a trace",
    ),
)
@click.argument("which", type=click.Choice(["evidence", "report", "diff", "trace"]), default="evidence")
@click.option("--lang", type=click.Choice(["zh", "en"]), expose_value=False, help=say("语言", "Language"))
def command(which: str) -> int:
    if which == "report":
        from kanhe.report.json import json_schema

        click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    elif which == "trace":
        from kanhe.runtime.trace.schema import json_schema as trace_schema

        click.echo(json.dumps(trace_schema(), ensure_ascii=False, indent=2))
    elif which == "diff":
        from kanhe.report.diff.document import json_schema as diff_schema

        click.echo(json.dumps(diff_schema(), ensure_ascii=False, indent=2))
    else:
        from kanhe.evidence.page import schema_page

        click.echo(schema_page())
    return 0
