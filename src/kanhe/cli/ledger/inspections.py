"""``kanhe ledger submit``, ``queue`` and ``inspection``: the way of a build to its verdict."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kanhe.cli.language import say
from kanhe.cli.ledger.apps import package_sha256
from kanhe.cli.ledger.session import FILE, Session, file_bytes, reading, writing


@click.command("submit", help=say("提交检测", "Submit a build for inspection"))
@click.option("--package", type=FILE, metavar="FILE", help=say("安装包，取其摘要", "The package, for its hash"))
@click.option("--sha256", metavar="HEX", help=say("安装包摘要", "Hash of the package"))
@click.option("--new", is_flag=True, help=say("新应用（缺省为更新版本）", "A new app (default: an update)"))
@click.option(
    "--urgent", metavar="REASON", help=say("紧急安全修复及其原因，优先检测", "An urgent fix, and why: inspected first")
)
@writing
def submit(session: Session, package: Path | None, sha256: str | None, new: bool, urgent: str | None) -> int:
    from kanhe.ledger.inspections import Submitted

    kind = "new" if new else "update"
    return session.act(Submitted(package_sha256(package, sha256), kind, urgent is not None, urgent))


@click.command("queue", help=say("排队与检测中的提交，急件在前", "What waits or runs, urgent first"))
@reading
def queue(session: Session) -> int:
    from kanhe.ledger.inspections import queue as waiting

    with session.read() as connection:
        found = waiting(connection)
    now = dt.datetime.now(dt.UTC)
    rows = [
        {"id": w.id, "app": w.app, "version": w.version_name, "kind": w.kind, "urgent": w.urgent, "state": w.state,
         "submitted": w.submitted_at, "due": w.due_at, "late": w.due_at < now, "sha256": w.sha256}
        for w in found
    ]  # fmt: skip
    if session.json:
        return session.tell_rows(rows, tuple(rows[0]) if rows else ())
    for w in found:
        marks = (say(" 紧急", " urgent") if w.urgent else "") + (say(" 超期", " late") if w.due_at < now else "")
        click.echo(f"{w.id}  {w.app}  {w.version_name}  {w.state}  {say('期限', 'due')} {w.due_at:%Y-%m-%d}{marks}")
    if not found:
        click.echo(say("（无）", "(none)"))
    return 0


@click.group("inspection", help=say("检测", "Inspections"))
def inspection() -> None:
    pass


@inspection.command("start", help=say("开始检测一份提交", "The inspection of a submission begins"))
@click.argument("submission")
@writing
def start(session: Session, submission: str) -> int:
    from kanhe.ledger.inspections import InspectionStarted

    return session.act(InspectionStarted(submission))


@inspection.command("return", help=say("退回排队，或撤回", "Back to the queue, or withdrawn"))
@click.argument("submission")
@click.option("--reason", required=True, help=say("理由", "Why"))
@click.option("--withdraw", is_flag=True, help=say("撤回，不再检测", "Withdrawn: it is not inspected any more"))
@writing
def give_back(session: Session, submission: str, reason: str, withdraw: bool) -> int:
    from kanhe.ledger.inspections import SubmissionReturned

    return session.act(SubmissionReturned(submission, "withdrawn" if withdraw else "queued", reason))


@inspection.command(
    "record",
    help=say("记录检测结果：kanhe inspect --json 的报告", "Record a result: the report of kanhe inspect --json"),
)
@click.argument("report", type=FILE)
@click.option("--submission", metavar="ID", help=say("所答复的提交", "The submission that it answers"))
@click.option("--url", metavar="URL", help=say("证据存放处", "Where the evidence is kept"))
@writing
def record(session: Session, report: Path, submission: str | None, url: str | None) -> int:
    from kanhe.ledger.importing.inspection_report import inspection_recorded

    return session.act(inspection_recorded(file_bytes(report), submission, url))


@inspection.command("list", help=say("某安装包的检测", "The inspections of a package"))
@click.argument("sha256")
@reading
def list_all(session: Session, sha256: str) -> int:
    import sqlalchemy as sa

    from kanhe.ledger.inspections import inspection_findings, inspections

    i, f = inspections.c, inspection_findings.c
    count = sa.select(sa.func.count()).where(f.inspection_id == i.id).correlate(inspections).scalar_subquery()
    query = (
        sa.select(i.id, i.verdict, i.ruleset, i.recorded_at, i.superseded_by, count.label("findings"))
        .where(i.sha256 == sha256.lower())
        .order_by(i.recorded_at, i.id)
    )
    with session.read() as connection:
        rows = connection.execute(query).all()
    return session.tell_rows(rows, ("id", "verdict", "findings", "ruleset", "recorded_at", "superseded_by"))


COMMANDS = (submit, queue, inspection)
