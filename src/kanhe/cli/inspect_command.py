"""``kanhe inspect``: from package to verdict, with reports."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import click

from kanhe.cli.bounded import bounded, bounds
from kanhe.cli.documents import document_options, given_documents
from kanhe.cli.language import say
from kanhe.cli.options import options
from kanhe.cli.outputs import check_folder, check_outputs, put, show, usage
from kanhe.cli.reports import EXIT_CODES, write_reports
from kanhe.cli.runs import given_runs, run_options
from kanhe.declared.given import GivenDocument
from kanhe.runtime.given import GivenRuns
from kanhe.worker import Send

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
    documents: tuple[GivenDocument, ...]
    runs: GivenRuns
    profile: str


@click.command("inspect", help=_HELP)
@click.argument("package", type=click.Path(path_type=Path), metavar="PACKAGE")
@document_options("policy", "sdk_list", "collected_list", "listing")
@options("json", "html", "evidence", "lang", "app_type", "date", "effort", "quiet")
@click.option(
    "--sarif", metavar="FILE", help=say("写出 SARIF 2.1.0，- 为标准输出", "Write SARIF 2.1.0; - is standard output")
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
@run_options
@click.option("--rules", metavar="ID,…", help=say("只用这些规则", "Judge by these rules only"))
@bounds
def command(
    package: Path, json_: str | None, sarif: str | None, html: str | None, evidence: Path | None, lang: str,
    app_type: str | None, policy_file: Path | None, date: dt.date, rules: str | None, effort: int, quiet: bool,
    no_progress: bool, timeout: float, memory: int, trace: tuple[Path, ...], traffic: tuple[Path, ...],
    canaries: Path | None, countries: Path | None, profile: str, **documents: tuple[Path, ...],
) -> int:  # fmt: skip
    request = Request(
        package, json_, sarif, html, evidence, lang, app_type, policy_file, date,
        tuple(r.strip() for r in rules.split(",") if r.strip()) if rules else (), quiet, effort,
        given_documents(**documents), given_runs(trace, traffic, canaries, countries), profile,
    )  # fmt: skip
    check_outputs({"--json": json_, "--sarif": sarif, "--html": html})
    check_folder("--evidence", evidence)
    return bounded(lambda send: _job(request, send), timeout, memory, not quiet and not no_progress)


def _job(request: Request, send: Send) -> int:
    """The work, in a process of its own: everything heavy is imported here."""
    from kanhe.code.machine.simulation import BUDGET
    from kanhe.inspection import Options, inspect
    from kanhe.knowledge.runtime_profiles import read_profile, runtime_profiles
    from kanhe.knowledge.store import KnowledgeError
    from kanhe.package import PackageError
    from kanhe.rules.policy import PolicyError, read_policy
    from kanhe.rules.rule import catalogue
    from kanhe.runtime.problem import RunError

    if unknown := [r for r in request.rules if r not in catalogue()]:
        return usage(
            f"没有规则 {unknown[0]}，见 kanhe rules list", f"there is no rule {unknown[0]}; see kanhe rules list"
        )
    try:
        policy = read_policy(request.policy_file) if request.policy_file else None
        profile = runtime_profiles().get(request.profile) or read_profile(Path(request.profile))
        options = Options(
            request.date, request.app_type, policy, request.rules, budget=request.effort * BUDGET,
            documents=request.documents, runs=request.runs, profile=profile,
        )  # fmt: skip
        inspection = inspect(request.package, options, send)
    except KnowledgeError as error:
        return usage(f"阈值文件有误：{error}", f"thresholds: {error}")
    except (PolicyError, RunError) as error:
        return usage(error.zh, error.en)
    except OSError as error:
        return usage(f"无法读取 {error.filename}", f"cannot read {error.filename}")
    except PackageError as error:
        click.echo(f"kanhe: {say(error.zh, error.en)}", err=True)
        return error.exit_code
    send("report")
    write_reports(request, inspection)
    if request.sarif is not None:
        from kanhe.report.sarif import render_sarif

        put(request.sarif, render_sarif(inspection, request.lang))
    if not request.quiet:
        from kanhe.report.terminal import print_terminal

        files = (request.json, request.sarif, request.html)
        show(lambda console: print_terminal(inspection, console, request.lang), *files)
    send("done")
    return EXIT_CODES[inspection.judgement.verdict]
