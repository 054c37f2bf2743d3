"""``kanhe inspect``: from package to verdict, with reports."""

from __future__ import annotations

import datetime as dt
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from kanhe.cli.bounded import bounded, bounds
from kanhe.cli.documents import document_options, given_documents
from kanhe.cli.language import detect, say
from kanhe.cli.outputs import check_folder, check_outputs, put, usage
from kanhe.worker import Send

EXIT_CODES = {"pass": 0, "fail": 1, "incomplete": 2}

_HELP = say(
    """检测一个安卓应用：.apk、拆分包文件夹、.apks 或 .xapk，输出判定与报告。

    没有隐私政策（--policy 给出或安装包内找到）就无法比对声明，结论至多为“证据不完整”。

    \b
    退出码：
      0  通过        1  不通过        2  证据不完整，未能完成
      3  用法错误    10 不是应用安装包  11 安装包损坏  12 超出上限
      20 检测进程因时间或内存被终止      70 内部错误""",
    """Inspect an Android app: an .apk, a folder of splits, an .apks or an .xapk.

    Without a privacy policy (given with --policy, or found in the package) what is declared cannot be compared, and the
    verdict is 'incomplete' at best.

    \b
    Exit codes:
      0  pass          1  fail                2  incomplete: evidence is missing
      3  usage error   10 not an app package  11 damaged package  12 bound exceeded
      20 the analysis was stopped (time or memory)                70 internal error""",
)


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for."""

    package: Path
    json: str | None
    sarif: str | None
    html: str | None
    evidence: Path | None
    lang: str
    app_type: str | None
    policy_file: Path | None
    date: dt.date
    rules: tuple[str, ...]
    quiet: bool
    effort: int
    documents: tuple[tuple[str, Path], ...]


EFFORTS = {"quick": 0, "normal": 1, "thorough": 6}
"""How much of the app's code is run abstractly, in budgets."""


@click.command("inspect", help=_HELP)
@click.argument("package", type=click.Path(path_type=Path), metavar="PACKAGE")
@document_options("policy", "sdk_list", "collected_list", "listing")
@click.option(
    "--json",
    "json_",
    metavar="FILE",
    help=say("写出 JSON 报告，- 为标准输出", "Write the JSON report; - is standard output"),
)
@click.option(
    "--sarif", metavar="FILE", help=say("写出 SARIF 2.1.0，- 为标准输出", "Write SARIF 2.1.0; - is standard output")
)
@click.option(
    "--html",
    metavar="FILE",
    help=say("写出单文件 HTML 报告，- 为标准输出", "Write the HTML report, one file; - is standard output"),
)
@click.option(
    "--evidence",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help=say("把证据表写入文件夹（Parquet）", "Write the evidence tables into a folder (Parquet)"),
)
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    help=say("报告语言，默认取自环境", "Language of the reports; default from the environment"),
)
@click.option(
    "--app-type",
    metavar="ID",
    help=say(
        "39 类常见应用之一，如 map-navigation（见 kanhe knowledge app-types）",
        "One of the 39 app types, e.g. map-navigation (see kanhe knowledge app-types)",
    ),
)
@click.option(
    "--policy-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=say(
        "企业内部权限策略（YAML），不是隐私政策",
        "The enterprise's own permission rules (YAML); for the privacy policy see --policy",
    ),
)
@click.option(
    "--date",
    metavar="YYYY-MM-DD",
    help=say("按该日有效的规则判定，默认今天", "Judge by the rules in force on this day; default today"),
)
@click.option("--rules", metavar="ID,…", help=say("只用这些规则", "Judge by these rules only"))
@click.option(
    "--effort",
    type=click.Choice(list(EFFORTS)),
    default="normal",
    show_default=True,
    help=say(
        "运行分析的深度：quick 不运行代码（时机与流向未知，约 1 秒），normal 至多约 15 秒，thorough 至多约 2 分钟",
        "How far the code is run: quick not at all (when reads happen and where data goes stay unknown; about 1 s), normal up to about 15 s, thorough up to about 2 min",
    ),
)
@click.option("--quiet", "-q", is_flag=True, help=say("不输出终端报告与进度", "No terminal report and no progress"))
@bounds
def command(
    package: Path, json_: str | None, sarif: str | None, html: str | None, evidence: Path | None, lang: str | None,
    app_type: str | None, policy_file: Path | None, date: str | None, rules: str | None, effort: str, quiet: bool,
    no_progress: bool, timeout: float, memory: int, **documents: tuple[Path, ...],
) -> int:  # fmt: skip
    request = Request(
        package, json_, sarif, html, evidence, lang or detect(sys.argv[1:], os.environ), app_type, policy_file,
        on_day(date), tuple(r.strip() for r in rules.split(",") if r.strip()) if rules else (), quiet, EFFORTS[effort],
        given_documents(**documents),
    )  # fmt: skip
    check_outputs({"--json": json_, "--sarif": sarif, "--html": html})
    check_folder("--evidence", evidence)
    return bounded(lambda send: _job(request, send), timeout, memory, not quiet and not no_progress)


def on_day(text: str | None) -> dt.date:
    """The day of ``--date``, today without one.  Raises a usage error."""
    if text is None:
        return dt.date.today()
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(
            say(f"{text} 不是日期（YYYY-MM-DD）", f"{text} is not a date (YYYY-MM-DD)"), param_hint="--date"
        ) from error


def _job(request: Request, send: Send) -> int:
    """The work, in a process of its own: everything heavy is imported here."""
    from kanhe.code.machine.simulation import BUDGET
    from kanhe.inspection import GivenDocument, Options, inspect
    from kanhe.knowledge.app_types import app_types
    from kanhe.package import PackageError
    from kanhe.rules.policy import PolicyError, read_policy
    from kanhe.rules.rule import catalogue

    if request.app_type is not None and request.app_type not in app_types():
        return usage(
            f"没有应用类型 {request.app_type}，见 kanhe knowledge app-types",
            f"there is no app type {request.app_type}; see kanhe knowledge app-types",
        )
    if unknown := [r for r in request.rules if r not in catalogue()]:
        return usage(
            f"没有规则 {unknown[0]}，见 kanhe rules list", f"there is no rule {unknown[0]}; see kanhe rules list"
        )
    try:
        policy = read_policy(request.policy_file) if request.policy_file else None
        options = Options(
            request.date, request.app_type, policy, request.rules, budget=request.effort * BUDGET,
            documents=tuple(GivenDocument(role, path) for role, path in request.documents),
        )  # fmt: skip
        inspection = inspect(request.package, options, send)
    except PolicyError as error:
        return usage(error.zh, error.en)
    except OSError as error:
        return usage(f"无法读取 {error.filename}", f"cannot read {error.filename}")
    except PackageError as error:
        click.echo(f"kanhe: {say(error.zh, error.en)}", err=True)
        return error.exit_code
    send("report")
    _write(request, inspection)
    send("done")
    return EXIT_CODES[inspection.judgement.verdict]


def _write(request: Request, inspection: object) -> None:
    from kanhe.inspection import Inspection

    assert isinstance(inspection, Inspection)
    if request.evidence is not None:
        inspection.evidence.save(request.evidence)
    if request.json is not None:
        from kanhe.report.json import render_json

        put(request.json, render_json(inspection))
    if request.sarif is not None:
        from kanhe.report.sarif import render_sarif

        put(request.sarif, render_sarif(inspection, request.lang))
    if request.html is not None:
        from kanhe.report.html import render_html

        put(request.html, render_html(inspection, request.lang))
    if not request.quiet:
        from rich.console import Console

        from kanhe.report.terminal import print_terminal

        # A report on standard output must stay alone there.
        alone = "-" in (request.json, request.sarif, request.html)
        sys.stderr.write("\r\x1b[K" if sys.stderr.isatty() else "")
        console = Console(file=sys.stderr if alone else sys.stdout, highlight=False, soft_wrap=False)
        try:
            print_terminal(inspection, console, request.lang)
        except (BrokenPipeError, SystemExit):  # the reader has seen enough (| head); the verdict stands
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
