"""``kanhe trace``: what a trace holds and what is wrong with it, without an app."""

from __future__ import annotations

from pathlib import Path

import click

from kanhe.cli.documents import check_document
from kanhe.cli.language import detect, say
from kanhe.cli.outputs import usage

_HELP = say(
    """检查一次运行的记录：能否读取、含什么记录、哪一行有什么问题。

    \b
    退出码：0 没有问题   1 有问题   3 不是运行记录""",
    """Check the trace of a run: what it holds, and what is wrong in which line.

    \b
    Exit codes: 0 nothing wrong   1 problems   3 no trace""",
)


@click.command("trace", help=_HELP)
@click.argument("trace", type=click.Path(path_type=Path), metavar="TRACE")
@click.option("--lang", type=click.Choice(["zh", "en"]), default=None, help=say("语言", "Language"))
def command(trace: Path, lang: str | None) -> int:
    import os
    import sys

    from kanhe.cli.run.unseen import unseen
    from kanhe.runtime.problem import KEPT, RunError
    from kanhe.runtime.trace.checking import check_trace

    shown = lang or detect(sys.argv[1:], os.environ)
    check_document("TRACE", trace)
    try:
        checked = check_trace(trace)
    except RunError as error:
        return usage(error.zh, error.en)
    except OSError as error:
        return usage(f"无法读取 {error.filename}", f"cannot read {error.filename}")
    run = checked.run
    click.echo(f"{run.app.pkg} {run.app.ver or ''} · {run.src} · {run.id}")
    click.echo(" · ".join(f"{kind} {count}" for kind, count in checked.records.items()))
    for told in unseen(checked.gaps):
        click.echo(told)
    for problem in checked.problems.kept:
        words = problem.zh if shown == "zh" else problem.en
        click.echo(say(f"第 {problem.line} 行：{words}", f"line {problem.line}: {words}"))
    if checked.problems.count > KEPT:
        more = checked.problems.count - KEPT
        click.echo(say(f"另有 {more} 处", f"and {more} more"))
    return 1 if checked.problems.count else 0
