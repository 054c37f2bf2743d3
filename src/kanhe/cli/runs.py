"""The options by which a command is given runs of the app, and the check that the files are there before the work begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from kanhe.cli.documents import check_document
from kanhe.cli.language import say
from kanhe.runtime.given import GivenRuns

_FILE = click.Path(path_type=Path)


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--trace``, ``--traffic``, ``--canaries``, ``--countries`` and ``--profile``."""
    for option in (
        click.option(
            "--profile", metavar="ID|FILE", default="default", show_default=True,
            help=say("运行规则的阈值：default、store、lab 或 YAML 文件", "Thresholds for runs: default, store, lab or a YAML file"),
        ),
        click.option(
            "--countries", metavar="FILE", type=_FILE,
            help=say("网段与国家的对照表（CSV：网段,国家代码）", "Table of countries (CSV: network,country)"),
        ),
        click.option(
            "--canaries", metavar="FILE", type=_FILE,
            help=say("预先植入的标记值（YAML 或 JSON：信息项: 值）", "Planted values (YAML or JSON: item: value)"),
        ),
        click.option(
            "--traffic", metavar="FILE", multiple=True, type=_FILE,
            help=say("运行时的网络流量：HAR 或 mitmproxy 流文件", "Captured traffic of a run: HAR, or a flow file of mitmproxy"),
        ),
        click.option(
            "--trace", metavar="FILE", multiple=True, type=_FILE,
            help=say("这一安装包的运行记录（kanhe-trace/1），可给多个", "Trace of a run of this build (kanhe-trace/1); may be repeated"),
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def given_runs(
    traces: Iterable[Path], traffic: Iterable[Path], canaries: Path | None, countries: Path | None
) -> GivenRuns:
    """Raises a usage error for a file that is not there, and for tables that nothing would use."""
    given = GivenRuns(tuple(traces), tuple(traffic), canaries, countries)
    for option, paths in (
        ("--trace", given.traces), ("--traffic", given.traffic), ("--canaries", (canaries,)), ("--countries", (countries,)),
    ):  # fmt: skip
        for path in paths:
            if path is not None:
                check_document(option, path)
    if not given and (canaries or countries):
        raise click.UsageError(
            say(
                "--canaries 与 --countries 须与 --trace 或 --traffic 同用",
                "--canaries and --countries go with --trace or --traffic",
            )
        )
    return given
