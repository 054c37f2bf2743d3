"""``kanhe lists``: write the two lists of personal information from an app, or hold an existing list against it."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kanhe.cli.bounded import bounded, bounds
from kanhe.cli.documents import check_document, document_options, given_documents
from kanhe.cli.language import say
from kanhe.cli.options import options
from kanhe.cli.outputs import check_outputs, put, usage
from kanhe.declared.given import GivenDocument
from kanhe.worker import Send

if TYPE_CHECKING:
    from kanhe.evidence import Evidence
    from kanhe.report.lists.against import Comparison
    from kanhe.report.lists.model import DoubleList, Head
    from kanhe.report.lists.page import Page

DIFFERS, INCOMPLETE = 1, 2
FORMATS = ("markdown", "html", "xlsx", "json")
_BY_ENDING = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
    ".json": "json",
}

_HELP = say(
    """由应用生成已收集个人信息清单和与第三方共享个人信息清单（工信部信管函〔2021〕292号；网络数据安全管理条例第二十一条）。

    PACKAGE 为安装包；也可用 --evidence 给出 kanhe inspect --evidence 保存的文件夹。代码不能说明的内容留作【待填写：…】，并写明原因。

    \b
    示例：
      kanhe lists app.apk --policy policy.html --out lists.html
      kanhe lists app.apk --against lists.html
    \b
    退出码：
      0  已写出；与 --against 的清单一致
      1  与 --against 的清单不一致
      2  已写出，但部分代码或文件看不到，清单可能缺项
      3  用法错误    10 不是应用安装包  11 安装包损坏  12 超出上限
      20 因时间或内存被终止             70 内部错误""",
    """Write the list of collected and the list of shared personal information of an app (工信部信管函〔2021〕292号; article 21
    of the Network Data Security Regulations).

    PACKAGE is an app; or --evidence names a folder that kanhe inspect --evidence wrote. What code cannot tell is left as
    [To fill in: …], with the reason.

    \b
    Examples:
      kanhe lists app.apk --policy policy.html --out lists.html
      kanhe lists app.apk --against lists.html
    \b
    Exit codes:
      0  written; agrees with the list of --against
      1  differs from the list of --against
      2  written, but some code or a document could not be seen: rows may be missing
      3  usage error   10 not an app package  11 damaged package  12 bound exceeded
      20 stopped (time or memory)             70 internal error""",
)


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for."""

    package: Path | None
    evidence: Path | None
    documents: tuple[GivenDocument, ...]
    against: Path | None
    out: str
    format: str
    level: str
    lang: str
    date: dt.date
    effort: int


@click.command("lists", help=_HELP)
@click.argument("package", type=click.Path(path_type=Path), metavar="[PACKAGE]", required=False)
@click.option(
    "--evidence",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help=say("用已保存的证据代替安装包", "Saved evidence in place of a package"),
)
@document_options("policy", "sdk_list")
@click.option(
    "--against",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=say(
        "与现有清单比对：写出应增加、删除、修改的行",
        "Hold an existing list against the app: what to add, remove and change",
    ),
)
@click.option(
    "--out",
    "-o",
    metavar="FILE",
    default="-",
    help=say("写入文件，默认标准输出", "File to write; default standard output"),
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help=say("格式，默认按 --out 的扩展名，否则 markdown", "Format; default by the ending of --out, else markdown"),
)
@click.option(
    "--level",
    type=click.Choice(["present", "reachable"]),
    default="reachable",
    show_default=True,
    help=say(
        "自哪一程度起列入：reachable 有调用路径，present 安装包中存在即可",
        "What is listed: reachable, code that a path leads to; present, all code of the package",
    ),
)
@options("lang", "date", "effort")
@bounds
def command(
    package: Path | None, evidence: Path | None, against: Path | None, out: str, format_: str | None, level: str,
    lang: str, date: dt.date, effort: int, no_progress: bool, timeout: float, memory: int,
    **documents: tuple[Path, ...],
) -> int:  # fmt: skip
    if (package is None) == (evidence is None):
        raise click.UsageError(
            say(
                "请给出安装包，或用 --evidence 给出证据文件夹",
                "give either a package or, with --evidence, a folder of evidence",
            )
        )
    if against is not None:
        check_document("--against", against)
    request = Request(
        package, evidence, given_documents(**documents), against, out,
        format_ or _BY_ENDING.get(Path(out).suffix.lower(), "markdown"), level, lang, date, effort,
    )  # fmt: skip
    check_outputs({"--out": out})
    if request.format == "xlsx" and out == "-" and sys.stdout.isatty():
        raise click.UsageError(say("xlsx 请用 --out 写入文件", "write xlsx into a file, with --out"))
    return bounded(lambda send: _job(request, send), timeout, memory, not no_progress)


def _job(request: Request, send: Send) -> int:
    """The work, in a process of its own: everything heavy is imported here."""
    from kanhe.evidence.saved import EvidenceError
    from kanhe.inspection import declared_half
    from kanhe.package import PackageError
    from kanhe.report.lists.lists import double_list

    try:
        evidence = _evidence(request, send)
        app = str(evidence["package"].column("app")[0].as_py())
        old = declared_half(app, [GivenDocument("collected-list", request.against)]) if request.against else None
    except EvidenceError as error:
        return usage(error.zh, error.en)
    except OSError as error:
        return usage(f"无法读取 {error.filename or error}", f"cannot read {error.filename or error}")
    except PackageError as error:
        click.echo(f"kanhe: {say(error.zh, error.en)}", err=True)
        return error.exit_code
    send("lists")
    lists = double_list(evidence, request.date, request.level)
    if old is None:
        _write_lists(lists, request)
        send("done")
        return _unread(evidence) or _hidden(lists.head)
    return _compared(lists, evidence, old, request, send)


def _evidence(request: Request, send: Send) -> Evidence:
    """What the app does, and what its documents say: those given, else those found in it or saved with it."""
    from kanhe.code.machine.simulation import BUDGET
    from kanhe.evidence.saved import load_saved
    from kanhe.inspection import Options, gather, with_documents

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        send(name)
        yield

    if request.evidence is not None:
        return with_documents(load_saved(request.evidence), request.documents)
    assert request.package is not None
    return gather(request.package, Options(budget=request.effort * BUDGET, documents=request.documents), stage)


def _write_lists(lists: DoubleList, request: Request) -> None:
    if request.format == "json":
        from kanhe.report.lists.json import render_json

        put(request.out, render_json(lists))
    else:
        from kanhe.report.lists.list_page import list_page

        put(request.out, _drawn(list_page(lists, request.lang), request.format))


def _compared(lists: DoubleList, evidence: Evidence, old: Evidence, request: Request, send: Send) -> int:
    from kanhe.report.lists.against import against
    from kanhe.report.lists.against_page import against_page, render_json
    from kanhe.report.lists.existing import existing

    if code := _unread(old):
        return code
    assert request.against is not None
    listed = existing(old)
    if not listed.collected and not listed.sdks:
        click.echo(
            f"kanhe: {say(f'{request.against} 中没有找到清单', f'no list was found in {request.against}')}", err=True
        )
        return INCOMPLETE
    found: Comparison = against(lists, listed, request.against.name, [r["sdk"] for r in evidence.rows("sdks")])
    put(
        request.out,
        render_json(found) if request.format == "json" else _drawn(against_page(found, request.lang), request.format),
    )
    send("done")
    return DIFFERS if found.differs else _unread(evidence) or _hidden(lists.head)


def _drawn(page: Page, form: str) -> str | bytes:
    if form == "html":
        from kanhe.report.lists.html import render_html

        return render_html(page)
    if form == "xlsx":
        from kanhe.report.lists.xlsx import render_xlsx

        return render_xlsx(page)
    from kanhe.report.lists.markdown import render_markdown

    return render_markdown(page)


def _unread(evidence: Evidence) -> int:
    """Say which document could not be read, and return the exit code for it; 0 when all could."""
    from kanhe.knowledge.limit_kinds import limit_kinds

    for row in evidence.rows("documents"):
        if not row["readable"]:
            known = limit_kinds()["unreadable-document"]
            sentence = say(f"{row['name']}：{known.zh}", f"{row['name']}: {row['problem'] or known.en}")
            click.echo(f"kanhe: {sentence}", err=True)
            return INCOMPLETE
    return 0


def _hidden(head: Head) -> int:
    """Say what may hide rows, and return the exit code for it; 0 when nothing does."""
    hidden = [u for u in head.unseen if u.hides]
    if not hidden:
        return 0
    reasons = say("；".join(u.text.zh for u in hidden), "; ".join(u.text.en for u in hidden))
    click.echo(f"kanhe: {say('清单可能缺项：', 'rows may be missing: ')}{reasons}", err=True)
    return INCOMPLETE
