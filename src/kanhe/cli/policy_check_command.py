"""``kanhe policy-check``: documents judged alone, without an app."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

import click

from kanhe.cli.bounded import bounded, bounds
from kanhe.cli.documents import document_options, given_documents
from kanhe.cli.language import say
from kanhe.cli.options import options
from kanhe.cli.outputs import check_folder, check_outputs, show, usage
from kanhe.cli.reports import EXIT_CODES, write_reports
from kanhe.declared.given import GivenDocument
from kanhe.worker import Send

_HELP = say(
    """单独检查隐私政策：读出声明、SDK 清单与法定要素，并按只需文本的规则判定。

    \b
    退出码：
      0  通过    1  不通过    2  证据不完整，未能完成    3  用法错误
      20 检查进程因时间或内存被终止      70 内部错误""",
    """Check a privacy policy by itself: what it declares, its SDK list, the elements the law wants, and the rules that need
    nothing but the text.

    \b
    Exit codes:
      0  pass    1  fail    2  incomplete: evidence is missing    3  usage error
      20 the check was stopped (time or memory)               70 internal error""",
)


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for."""

    documents: tuple[GivenDocument, ...]
    json: str | None
    html: str | None
    evidence: Path | None
    lang: str
    date: dt.date
    quiet: bool
    judge: bool


@click.command("policy-check", help=_HELP)
@click.argument("policy", type=click.Path(path_type=Path), metavar="POLICY")
@document_options("sdk_list", "collected_list", "listing")
@options("json", "html", "evidence", "lang", "date", "quiet")
@click.option(
    "--judge",
    is_flag=True,
    help=say(
        "另请语言模型提示可能漏读之处（KANHE_JUDGE_URL、KANHE_JUDGE_MODEL、KANHE_JUDGE_KEY）；文本会发往该地址，提示不作为证据",
        "Also ask a language model what may have been missed (KANHE_JUDGE_URL, KANHE_JUDGE_MODEL, KANHE_JUDGE_KEY); the text "
        "is sent there, and what it says is never evidence",
    ),
)
@bounds
def command(
    policy: Path, json_: str | None, html: str | None, evidence: Path | None, lang: str, date: dt.date,
    judge: bool, quiet: bool, no_progress: bool, timeout: float, memory: int, **documents: tuple[Path, ...],
) -> int:  # fmt: skip
    given = given_documents(policy=(policy,), **documents)
    request = Request(
        given, json_, html, evidence, lang, date, quiet, judge
    )  # fmt: skip
    check_outputs({"--json": json_, "--html": html})
    check_folder("--evidence", evidence)
    return bounded(lambda send: _job(request, send), timeout, memory, not quiet and not no_progress)


def _job(request: Request, send: Send) -> int:
    """The work, in a process of its own: everything heavy is imported here."""
    from kanhe.declared.judge import JudgeError, endpoint_of
    from kanhe.inspection import Options, check_documents, with_suggestions

    try:
        endpoint = endpoint_of(os.environ) if request.judge else None
    except JudgeError as error:
        return usage(error.zh, error.en)
    if request.judge and endpoint is None:
        return usage("--judge 需要设置 KANHE_JUDGE_URL", "--judge needs KANHE_JUDGE_URL to be set")
    try:
        inspection = check_documents(request.documents, Options(request.date), send)
    except OSError as error:
        return usage(f"无法读取 {error.filename}", f"cannot read {error.filename}")
    if endpoint is not None:
        send("judge-model")
        inspection, problem = with_suggestions(inspection, request.documents, endpoint)
        if problem is not None:
            click.echo(f"kanhe: {say(problem.zh, problem.en)}", err=True)
    send("report")
    write_reports(request, inspection)
    if not request.quiet:
        from kanhe.report.policy_check import print_policy_check

        show(lambda console: print_policy_check(inspection, console, request.lang), request.json, request.html)
    return EXIT_CODES[inspection.judgement.verdict]
