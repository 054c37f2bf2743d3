"""``kanhe ledger case``, ``order`` and ``retest``: a sample, what it was found to do, and how that is put right."""

from __future__ import annotations

import datetime as dt

import click

from kanhe.cli.days import DAY, DAY_FORMAT
from kanhe.cli.language import say
from kanhe.cli.ledger.session import Session, reading, today, writing


@click.group(
    "case", help=say("案件：应用 × 版本 × 来源 × 主管部门 × 轮次", "Cases: app × version × source × regulator × round")
)
def case() -> None:
    pass


@case.command("open", help=say("抽样立案", "A sample was drawn"))
@click.argument("app")
@click.argument("version")
@click.option(
    "--source", required=True, metavar="STORE", help=say("样品来自的应用商店", "The store that the sample is from")
)
@click.option("--regulator", required=True, metavar="ID", help=say("主管部门", "Regulator"))
@click.option("--round", "round_", required=True, metavar="TEXT", help=say("轮次", "Round"))
@writing
def open_case(session: Session, app: str, version: str, source: str, regulator: str, round_: str) -> int:
    from kanhe.ledger.cases import CaseOpened

    return session.act(CaseOpened(app, version, source, regulator, round_))


@case.command(
    "test", help=say("检测结果；没有问题则结案", "The result of the test; without a problem the case is closed")
)
@click.argument("case_id", metavar="CASE")
@click.option(
    "--problem",
    "found",
    multiple=True,
    metavar="LABEL[=DETAIL]",
    help=say("问题及说明，可多次", "A problem and what was found; may be repeated"),
)
@click.option(
    "--from-inspection",
    metavar="ID",
    help=say("取自该检测的违规，不予认定的除外", "The violations of this inspection, without those dismissed"),
)
@click.option("--report", metavar="TEXT", help=say("报告编号", "Number of the report"))
@writing
def test(
    session: Session, case_id: str, found: tuple[str, ...], from_inspection: str | None, report: str | None
) -> int:  # fmt: skip
    from kanhe.ledger.cases import CaseTested, Problem
    from kanhe.ledger.reviews import problems_of

    problems = [Problem(label.strip(), detail.strip()) for label, _, detail in (p.partition("=") for p in found)]
    if from_inspection is not None:
        with session.read() as connection:
            problems += problems_of(connection, from_inspection)
        report = report or from_inspection
    return session.act(CaseTested(case_id, tuple(problems), report))


@case.command("report", help=say("企业报告已整改（不结案）", "The enterprise says it has rectified (closes nothing)"))
@click.argument("case_id", metavar="CASE")
@click.argument("version")
@click.argument("text")
@writing
def report(session: Session, case_id: str, version: str, text: str) -> int:
    from kanhe.ledger.cases import RectificationReported

    return session.act(RectificationReported(case_id, version, text))


@case.command("reopen", help=say("回头看：重新打开", "Look-back: open it again"))
@click.argument("case_id", metavar="CASE")
@click.option("--reason", required=True, help=say("理由", "Why"))
@writing
def reopen(session: Session, case_id: str, reason: str) -> int:
    from kanhe.ledger.cases import CaseReopened

    return session.act(CaseReopened(case_id, reason))


@case.command("penalise", help=say("行政处罚、停止接入或列入名单", "Penalty, stop of access, or register of bad faith"))
@click.argument("case_id", metavar="CASE")
@click.argument("penalty")
@writing
def penalise(session: Session, case_id: str, penalty: str) -> int:
    from kanhe.ledger.cases import CasePenalised

    return session.act(CasePenalised(case_id, penalty))


@case.command("list", help=say("列出案件", "List the cases"))
@click.option("--app", metavar="ID", help=say("该应用的", "Of this app"))
@click.option("--state", metavar="STATE", help=say("该状态的", "In this state"))
@click.option("--overdue", is_flag=True, help=say("期限已过的", "Whose deadline has passed"))
@click.option(
    "--as-of",
    type=DAY,
    metavar=DAY_FORMAT,
    help=say("期限按该日计，默认今天", "The day that deadlines are held against; default today"),
)
@reading
def list_all(session: Session, app: str | None, state: str | None, overdue: bool, as_of: dt.date | None) -> int:
    import sqlalchemy as sa

    from kanhe.ledger.cases import cases

    c = cases.c
    query = sa.select(cases).order_by(c.deadline.is_(None), c.deadline, c.id)
    if app is not None:
        query = query.where(c.app_id == app)
    if state is not None:
        query = query.where(c.state == state)
    if overdue:
        query = query.where(c.state.in_(("ordered", "noticed")), c.deadline < (as_of or today()))
    with session.read() as connection:
        rows = connection.execute(query).all()
    return session.tell_rows(
        rows, ("id", "app_id", "version_name", "source", "regulator", "round", "state", "deadline")
    )


@click.command("order", help=say("责令整改", "Order to rectify"))
@click.argument("case_id", metavar="CASE")
@click.option("--until", type=DAY, metavar=DAY_FORMAT, help=say("期限", "The last day"))
@click.option(
    "--working-days",
    type=click.IntRange(1, 120),
    metavar="N",
    help=say("期限：工作日数", "The deadline in working days"),
)
@click.option("--contact", metavar="TEXT", help=say("联系人", "Contact"))
@writing
def order(
    session: Session, case_id: str, until: dt.date | None, working_days: int | None, contact: str | None
) -> int:  # fmt: skip
    from kanhe.ledger.cases import RectificationOrdered

    return session.act(RectificationOrdered(case_id, until, working_days, contact))


@click.command("retest", help=say("复测：通过才结案", "A re-test; only one that passes closes the case"))
@click.argument("case_id", metavar="CASE")
@click.argument("version")
@click.option("--passed/--failed", required=True, default=None, help=say("是否通过", "Whether it passed"))
@click.option("--report", required=True, metavar="TEXT", help=say("报告编号", "Number of the report"))
@click.option("--sha256", metavar="HEX", help=say("复测的安装包", "The package that was tested"))
@writing
def retest(session: Session, case_id: str, version: str, passed: bool, report: str, sha256: str | None) -> int:
    from kanhe.ledger.cases import Retested

    return session.act(Retested(case_id, version, passed, report, sha256.lower() if sha256 else None))


COMMANDS = (case, order, retest)
