"""``kanhe version``."""

from __future__ import annotations

import click

from kanhe.cli.language import say


@click.command("version", help=say("显示版本", "Show the version"))
def command() -> int:
    from kanhe import __version__
    from kanhe.knowledge.store import digest

    click.echo(f"kanhe {__version__} (knowledge {digest()})")
    return 0
