"""``kanhe inspect``: from package to verdict, with reports."""

from __future__ import annotations

import datetime as dt
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import click

from kanhe.cli.language import detect, say
from kanhe.worker import Allowance, Send, WorkerDied, run_bounded

EXIT_CODES = {"pass": 0, "fail": 1, "incomplete": 2}
WORKER_DIED = 20

_HELP = say(
    """检测一个安卓应用：.apk、拆分包文件夹、.apks 或 .xapk，输出判定与报告。

    \b
    退出码：
      0  通过        1  不通过        2  证据不完整，未能完成
      3  用法错误    10 不是应用安装包  11 安装包损坏  12 超出上限
      20 检测进程因时间或内存被终止      70 内部错误""",
    """Inspect an Android app: an .apk, a folder of splits, an .apks or an .xapk.

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


EFFORTS = {"quick": 0, "normal": 1, "thorough": 6}
"""How much of the app's code is run abstractly, in budgets."""


@click.command("inspect", help=_HELP)
@click.argument("package", type=click.Path(path_type=Path), metavar="PACKAGE")
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
    help=say("企业权限策略（YAML）", "The enterprise's permission policy (YAML)"),
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
@click.option("--no-progress", is_flag=True, help=say("不显示进度", "No progress"))
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(1),
    default=600,
    show_default=True,
    help=say("时间上限", "Time limit"),
)
@click.option(
    "--memory",
    metavar="MB",
    type=click.IntRange(256),
    default=6144,
    show_default=True,
    help=say("内存上限", "Memory limit"),
)
def command(
    package: Path, json_: str | None, sarif: str | None, html: str | None, evidence: Path | None, lang: str | None,
    app_type: str | None, policy_file: Path | None, date: str | None, rules: str | None, effort: str, quiet: bool,
    no_progress: bool, timeout: float, memory: int,
) -> int:  # fmt: skip
    request = Request(
        package, json_, sarif, html, evidence, lang or detect(sys.argv[1:], os.environ), app_type, policy_file,
        _date(date), tuple(r.strip() for r in rules.split(",") if r.strip()) if rules else (), quiet, EFFORTS[effort],
    )  # fmt: skip
    _check_outputs(request)
    progress = _Progress(not quiet and not no_progress and sys.stderr.isatty())
    try:
        return run_bounded(lambda send: _job(request, send), Allowance(timeout, memory), progress.show)
    except WorkerDied as death:
        progress.clear()
        sentence = {
            "time": say(
                f"检测超过 {death}，已停止（--timeout）",
                f"the inspection took longer than {death} and was stopped (--timeout)",
            ),
            "memory": say(
                f"检测需要的内存超过上限（{death}），已停止（--memory）",
                f"the inspection needed more memory than allowed ({death}) and was stopped (--memory)",
            ),
            "signal": say(f"检测进程异常终止（{death}）", f"the analysis process died ({death})"),
        }[death.reason]
        click.echo(f"kanhe: {sentence}", err=True)
        return WORKER_DIED
    finally:
        progress.clear()


class _Progress:
    """One line on standard error that says what is being done."""

    _NAMES: ClassVar = {
        "open": ("打开安装包", "opening the package"), "package": ("读取清单", "reading the manifest"),
        "code": ("分析代码", "analysing the code"), "native": ("读取原生库", "reading native libraries"),
        "screens": ("读取界面", "reading screens"), "judge": ("按规则判定", "judging by the rules"),
        "report": ("写出报告", "writing reports"),
    }  # fmt: skip

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted
        self._shown = False

    def show(self, stage: str) -> None:
        if self._wanted:
            sys.stderr.write(f"\r\x1b[K{say(*self._NAMES.get(stage, (stage, stage)))}…")
            sys.stderr.flush()
            self._shown = True

    def clear(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False


def _date(text: str | None) -> dt.date:
    if text is None:
        return dt.date.today()
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(
            say(f"{text} 不是日期（YYYY-MM-DD）", f"{text} is not a date (YYYY-MM-DD)"), param_hint="--date"
        ) from error


def _check_outputs(request: Request) -> None:
    """Find out before the work whether its results can be written."""
    if [request.json, request.sarif, request.html].count("-") > 1:
        raise click.UsageError(say("只能有一个输出到标准输出（-）", "only one report can go to standard output (-)"))
    for option, name in (("--json", request.json), ("--sarif", request.sarif), ("--html", request.html)):
        if name is None or name == "-":
            continue
        path = Path(name)
        folder = path.parent
        if path.is_dir() or not folder.is_dir() or not os.access(path if path.exists() else folder, os.W_OK):
            raise click.BadParameter(say(f"无法写入 {name}", f"cannot write {name}"), param_hint=option)
    if request.evidence is not None:
        try:
            request.evidence.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise click.BadParameter(
                say(f"无法建立文件夹 {request.evidence}", f"cannot make the folder {request.evidence}"),
                param_hint="--evidence",
            ) from error


def _job(request: Request, send: Send) -> int:
    """The work, in a process of its own: everything heavy is imported here."""
    from kanhe.code.machine.simulation import BUDGET
    from kanhe.inspection import Options, inspect
    from kanhe.knowledge.app_types import app_types
    from kanhe.package import PackageError
    from kanhe.rules.policy import PolicyError, read_policy
    from kanhe.rules.rule import catalogue

    if request.app_type is not None and request.app_type not in app_types():
        return _usage(
            f"没有应用类型 {request.app_type}，见 kanhe knowledge app-types",
            f"there is no app type {request.app_type}; see kanhe knowledge app-types",
        )
    if unknown := [r for r in request.rules if r not in catalogue()]:
        return _usage(
            f"没有规则 {unknown[0]}，见 kanhe rules list", f"there is no rule {unknown[0]}; see kanhe rules list"
        )
    try:
        policy = read_policy(request.policy_file) if request.policy_file else None
        options = Options(
            request.date, request.app_type, policy, request.rules, budget=request.effort * BUDGET
        )  # fmt: skip
        inspection = inspect(request.package, options, send)
    except PolicyError as error:
        return _usage(error.zh, error.en)
    except PackageError as error:
        click.echo(f"kanhe: {say(error.zh, error.en)}", err=True)
        return error.exit_code
    send("report")
    _write(request, inspection)
    send("done")
    return EXIT_CODES[inspection.judgement.verdict]


def _usage(zh: str, en: str) -> int:
    click.echo(f"kanhe: {say(zh, en)}", err=True)
    return 3


def _write(request: Request, inspection: object) -> None:
    from kanhe.inspection import Inspection

    assert isinstance(inspection, Inspection)
    if request.evidence is not None:
        inspection.evidence.save(request.evidence)
    if request.json is not None:
        from kanhe.report.json import render_json

        _put(request.json, render_json(inspection))
    if request.sarif is not None:
        from kanhe.report.sarif import render_sarif

        _put(request.sarif, render_sarif(inspection, request.lang))
    if request.html is not None:
        from kanhe.report.html import render_html

        _put(request.html, render_html(inspection, request.lang))
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


def _put(name: str, text: str) -> None:
    if name == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        Path(name).write_text(text, "utf-8")
