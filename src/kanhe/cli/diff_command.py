"""``kanhe diff``: two builds of an app side by side, and whether the update needs a full inspection."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kanhe.cli.bounded import bounded, bounds
from kanhe.cli.documents import check_document
from kanhe.cli.inspect_command import EFFORTS, on_day
from kanhe.cli.language import detect, say
from kanhe.cli.outputs import check_outputs, put, usage
from kanhe.worker import Send

if TYPE_CHECKING:
    from kanhe.report.diff import Comparison

EXIT_CODES = {"not-needed": 0, "needed": 1, "unknown": 2}

_HELP = say(
    """比较同一应用的两个版本，并按明示的规则回答：本次更新是否需要完整检测。

    OLD 与 NEW 是安装包，或 kanhe inspect --evidence 保存的证据文件夹，可以混用。

    \b
    退出码：
      0  无需完整检测  1  需要完整检测  2  不能确定：新版本有看不到的部分
      3  用法错误      10 不是应用安装包  11 安装包损坏  12 超出上限
      20 检测进程因时间或内存被终止      70 内部错误""",
    """Compare two builds of an app, and answer by a stated rule: does this update need a full inspection?

    OLD and NEW are packages, or folders of evidence saved by kanhe inspect --evidence; one of each will do.

    \b
    Exit codes:
      0  no full inspection needed   1  needed   2  cannot be told: part of the new build was not seen
      3  usage error   10 not an app package  11 damaged package  12 bound exceeded
      20 the analysis was stopped (time or memory)                70 internal error""",
)


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for."""

    old: Path
    new: Path
    old_documents: tuple[tuple[str, Path], ...]
    new_documents: tuple[tuple[str, Path], ...]
    """(role, path) of each document."""
    json: str | None
    html: str | None
    lang: str
    app_type: str | None
    date: dt.date
    quiet: bool
    effort: int


def _file(option: str, zh: str, en: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(option, metavar="FILE", type=click.Path(path_type=Path), help=say(zh, en))


@click.command("diff", help=_HELP)
@click.argument("old", type=click.Path(path_type=Path), metavar="OLD")
@click.argument("new", type=click.Path(path_type=Path), metavar="NEW")
@_file("--old-policy", "旧版本的隐私政策", "Privacy policy of the old build")
@_file("--new-policy", "新版本的隐私政策", "Privacy policy of the new build")
@_file("--old-sdk-list", "旧版本的 SDK 清单", "SDK list of the old build")
@_file("--new-sdk-list", "新版本的 SDK 清单", "SDK list of the new build")
@click.option(
    "--json",
    "json_",
    metavar="FILE",
    help=say("写出 JSON（kanhe-diff/1），- 为标准输出", "Write JSON (kanhe-diff/1); - is standard output"),
)
@click.option(
    "--html",
    metavar="FILE",
    help=say("写出单文件 HTML，- 为标准输出", "Write HTML, one file; - is standard output"),
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
        "39 类常见应用之一，见 kanhe knowledge app-types", "One of the 39 app types; see kanhe knowledge app-types"
    ),
)
@click.option(
    "--date",
    metavar="YYYY-MM-DD",
    help=say("两个版本都按该日有效的规则判定，默认今天", "Judge both by the rules in force on this day; default today"),
)
@click.option(
    "--effort",
    type=click.Choice(list(EFFORTS)),
    default="normal",
    show_default=True,
    help=say("运行分析的深度，同 kanhe inspect", "How far the code is run, as in kanhe inspect"),
)
@click.option("--quiet", "-q", is_flag=True, help=say("不输出终端报告与进度", "No terminal report and no progress"))
@bounds
def command(
    old: Path, new: Path, old_policy: Path | None, new_policy: Path | None, old_sdk_list: Path | None,
    new_sdk_list: Path | None, json_: str | None, html: str | None, lang: str | None, app_type: str | None,
    date: str | None, effort: str, quiet: bool, no_progress: bool, timeout: float, memory: int,
) -> int:  # fmt: skip
    request = Request(
        old, new, _documents("--old", old_policy, old_sdk_list), _documents("--new", new_policy, new_sdk_list), json_, html,
        lang or detect(sys.argv[1:], os.environ), app_type, on_day(date), quiet, EFFORTS[effort],
    )  # fmt: skip
    check_outputs({"--json": json_, "--html": html})
    return bounded(lambda send: _job(request, send), timeout, memory, not quiet and not no_progress)


def _documents(side: str, policy: Path | None, sdk_list: Path | None) -> tuple[tuple[str, Path], ...]:
    found = []
    for role, path in (("policy", policy), ("sdk-list", sdk_list)):
        if path is not None:
            check_document(f"{side}-{role}", path)
            found.append((role, path))
    return tuple(found)


def _job(request: Request, send: Send) -> int:
    """The work, in a process of its own: everything heavy is imported here."""
    from kanhe.code.machine.simulation import BUDGET
    from kanhe.evidence.saved import EvidenceError
    from kanhe.inspection import GivenDocument, Options
    from kanhe.knowledge.app_types import app_types
    from kanhe.package import PackageError
    from kanhe.report.diff import compare
    from kanhe.report.diff.sides import side

    if request.app_type is not None and request.app_type not in app_types():
        return usage(
            f"没有应用类型 {request.app_type}，见 kanhe knowledge app-types",
            f"there is no app type {request.app_type}; see kanhe knowledge app-types",
        )
    sides = []
    for path, documents in ((request.old, request.old_documents), (request.new, request.new_documents)):
        given = tuple(GivenDocument(role, document) for role, document in documents)
        options = Options(request.date, request.app_type, budget=request.effort * BUDGET, documents=given)
        try:
            sides.append(side(path, options, send))
        except PackageError as error:
            click.echo(f"kanhe: {path}: {say(error.zh, error.en)}", err=True)
            return error.exit_code
        except EvidenceError as error:
            return usage(error.zh, error.en)
    comparison = compare(*sides)
    send("report")
    _write(request, comparison)
    send("done")
    return EXIT_CODES[comparison.answer.need]


def _write(request: Request, comparison: Comparison) -> None:
    if request.json is not None:
        from kanhe.report.diff.document import render_json

        put(request.json, render_json(comparison))
    if request.html is not None:
        from kanhe.report.diff.page import render_html

        put(request.html, render_html(comparison, request.lang))
    if not request.quiet:
        from rich.console import Console

        from kanhe.report.diff.terminal import print_terminal

        # A report on standard output must stay alone there.
        alone = "-" in (request.json, request.html)
        sys.stderr.write("\r\x1b[K" if sys.stderr.isatty() else "")
        console = Console(file=sys.stderr if alone else sys.stdout, highlight=False, soft_wrap=False)
        try:
            print_terminal(comparison, console, request.lang)
        except (BrokenPipeError, SystemExit):  # the reader has seen enough (| head); the answer stands
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
