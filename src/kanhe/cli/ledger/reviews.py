"""``kanhe ledger review``: findings confirmed or dismissed, and the inspection record that follows from it."""

from __future__ import annotations

import click

from kanhe.cli.language import say
from kanhe.cli.ledger.session import Session, reading, writing


@click.group("review", help=say("发现项的复核", "Reviews of findings"))
def review() -> None:
    pass


@review.command("confirm", help=say("认定发现项", "The finding is one"))
@click.argument("inspection")
@click.argument("fingerprint")
@click.option("--reason", default="", metavar="TEXT", help=say("理由；改变此前的复核时必填", "Why; to change a review"))
@writing
def confirm(session: Session, inspection: str, fingerprint: str, reason: str) -> int:
    from kanhe.ledger.reviews import FindingReviewed

    return session.act(FindingReviewed(inspection, fingerprint, "confirmed", reason))


@review.command(
    "dismiss",
    help=say(
        "不予认定；记录的结论不变，须再以 revise 记录", "The finding is none; the verdict stays until revise records it"
    ),
)
@click.argument("inspection")
@click.argument("fingerprint")
@click.option("--reason", required=True, metavar="TEXT", help=say("理由", "Why"))
@writing
def dismiss(session: Session, inspection: str, fingerprint: str, reason: str) -> int:
    from kanhe.ledger.reviews import FindingReviewed

    return session.act(FindingReviewed(inspection, fingerprint, "dismissed", reason))


@review.command(
    "revise",
    help=say("按复核记录一次新的检测结论", "Record the inspection anew, without the findings that were dismissed"),
)
@click.argument("inspection")
@click.option("--reason", required=True, metavar="TEXT", help=say("理由", "Why"))
@click.option(
    "--incomplete",
    is_flag=True,
    help=say("证据不足以判定全部规则：没有违规也不算通过", "Rules are undecided: without a finding it is no pass"),
)
@writing
def revise(session: Session, inspection: str, reason: str, incomplete: bool) -> int:
    from kanhe.ledger.reviews import InspectionRevised

    return session.act(InspectionRevised(inspection, reason, incomplete))


@review.command("list", help=say("一次检测的发现项及其复核", "The findings of an inspection with their reviews"))
@click.argument("inspection")
@reading
def list_all(session: Session, inspection: str) -> int:
    import sqlalchemy as sa

    from kanhe.ledger.inspections import inspection_findings
    from kanhe.ledger.reviews import last_reviews, must_be_inspection

    f = inspection_findings.c
    with session.read() as connection:
        must_be_inspection(connection, inspection)
        reviewed = last_reviews(connection, inspection)
        found = connection.execute(
            sa.select(f.fingerprint, f.severity, f.label, f.zh, f.en)
            .where(f.inspection_id == inspection)
            .order_by(f.severity, f.fingerprint)
        ).all()
    rows = [
        {"fingerprint": row.fingerprint, "severity": row.severity, "label": row.label,
         "review": reviewed[row.fingerprint].verdict if row.fingerprint in reviewed else None,
         "by": reviewed[row.fingerprint].by if row.fingerprint in reviewed else None,
         "reason": reviewed[row.fingerprint].reason if row.fingerprint in reviewed else None,
         "finding": say(row.zh, row.en)}
        for row in found
    ]  # fmt: skip
    return session.tell_rows(rows, ("fingerprint", "severity", "label", "review", "by", "reason", "finding"))


COMMANDS = (review,)
