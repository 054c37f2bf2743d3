"""``kanhe diff``: two builds of an app side by side, and whether the update needs a full inspection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kanhe.cli.bounded import bounded, bounds
from kanhe.cli.documents import check_document
from kanhe.cli.language import say
from kanhe.cli.options import options
from kanhe.cli.outputs import check_outputs, put, show, usage
from kanhe.declared.given import GivenDocument
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
    old_documents: tuple[GivenDocument, ...]
    new_documents: tuple[GivenDocument, ...]
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
@options("json", "html", "lang", "app_type", "date", "effort", "quiet")
@bounds
def command(
    old: Path, new: Path, old_policy: Path | None, new_policy: Path | None, old_sdk_list: Path | None,
    new_sdk_list: Path | None, json_: str | None, html: str | None, lang: str, app_type: str | None,
    date: dt.date, effort: int, quiet: bool, no_progress: bool, timeout: float, memory: int,
) -> int:  # fmt: skip
    request = Request(
        old, new, _documents("--old", old_policy, old_sdk_list), _documents("--new", new_policy, new_sdk_list), json_, html,
        lang, app_type, date, quiet, effort,
    )  # fmt: skip
    check_outputs({"--json": json_, "--html": html})
    return bounded(lambda send: _job(request, send), timeout, memory, not quiet and not no_progress)


def _documents(side: str, policy: Path | None, sdk_list: Path | None) -> tuple[GivenDocument, ...]:
    found = []
    for role, path in (("policy", policy), ("sdk-list", sdk_list)):
        if path is not None:
            check_document(f"{side}-{role}", path)
            found.append(GivenDocument(role, path))
    return tuple(found)


def _job(request: Request, send: Send) -> int:
    """The work, in a process of its own: everything heavy is imported here."""
    from kanhe.code.machine.simulation import BUDGET
    from kanhe.evidence.saved import EvidenceError
    from kanhe.inspection import Options
    from kanhe.package import PackageError
    from kanhe.report.diff import compare
    from kanhe.report.diff.sides import side

    sides = []
    for path, documents in ((request.old, request.old_documents), (request.new, request.new_documents)):
        options = Options(request.date, request.app_type, budget=request.effort * BUDGET, documents=documents)
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
        from kanhe.report.diff.terminal import print_terminal

        show(lambda console: print_terminal(comparison, console, request.lang), request.json, request.html)
