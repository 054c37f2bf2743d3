"""Reviews of findings: an inspector confirms a finding or dismisses it, with a reason; and what follows from dismissals.

A review never changes what an inspection recorded.  What was dismissed is left out only by a further inspection record,
made from the old one by :class:`InspectionRevised`, whose reason stays with it.  Confirmed findings become the problems
of a case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.cases import Problem
from kanhe.ledger.event import Event, Refused, must_be_new
from kanhe.ledger.inspections import FoundProblem, InspectionRecorded, inspection_findings, inspections
from kanhe.ledger.journal import Record
from kanhe.ledger.schema import Instant, metadata

REVIEWS = ("confirmed", "dismissed")

finding_reviews = sa.Table(
    "finding_reviews", metadata,
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("inspection_id", sa.String(64), nullable=False),
    sa.Column("fingerprint", sa.String(32), nullable=False),
    sa.Column("verdict", sa.String(16), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("reviewed_by", sa.String(128), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.ForeignKeyConstraint(
        ["inspection_id", "fingerprint"], ["inspection_findings.inspection_id", "inspection_findings.fingerprint"],
    ),
    sa.Index(None, "inspection_id", "fingerprint"),
)  # fmt: skip
"""``seq``: number of the record.  The last one of a finding counts; the earlier ones stay."""

inspection_revisions = sa.Table(
    "inspection_revisions", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("inspection_id", sa.ForeignKey("inspections.id"), nullable=False, index=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("revised_by", sa.String(128), nullable=False),
    sa.Column("at", Instant, nullable=False),
)  # fmt: skip
"""``id``: of the inspection record that the revision made.  ``inspection_id``: the record it was made from."""


@dataclass(frozen=True)
class FindingReviewed(Event):
    """An inspector looked at a finding: it is one, or it is none."""

    KIND: ClassVar[str] = "finding-reviewed"
    inspection: str
    fingerprint: str
    verdict: str
    reason: str = ""
    """Required to dismiss, and to change what was said before."""

    def check(self, connection: Connection, at: dt.datetime) -> None:
        if self.verdict not in REVIEWS:
            raise Refused(f"没有复核结论 {self.verdict}", f"there is no review {self.verdict}")
        must_be_newest(connection, self.inspection)
        f = inspection_findings.c
        found = sa.select(f.rule).where(f.inspection_id == self.inspection, f.fingerprint == self.fingerprint)
        if not connection.execute(found).first():
            raise Refused(
                f"检测 {self.inspection} 没有发现项 {self.fingerprint}",
                f"inspection {self.inspection} has no finding {self.fingerprint}",
            )
        if not self.reason.strip() and self.verdict == "dismissed":
            raise Refused("不予认定须写明理由", "to dismiss a finding, say why")
        earlier = last_reviews(connection, self.inspection).get(self.fingerprint)
        if earlier is not None and not self.reason.strip():
            raise Refused("改变此前的复核须写明理由", "to change an earlier review, say why")

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(
            finding_reviews.insert().values(
                seq=record.seq, inspection_id=self.inspection, fingerprint=self.fingerprint, verdict=self.verdict,
                reason=self.reason, reviewed_by=record.actor, at=record.at,
            )
        )  # fmt: skip


@dataclass(frozen=True)
class InspectionRevised(Event):
    """A new record of the inspection without the findings that were dismissed; the old one stays, superseded."""

    KIND: ClassVar[str] = "inspection-revised"
    PREFIX: ClassVar[str | None] = "revision"
    inspection: str
    reason: str
    incomplete: bool = False
    """Rules could not be decided for want of evidence: without a finding it is no pass, but incomplete."""
    id: str = ""
    """Also of the inspection record that it makes."""

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_new(connection, inspections, self.id)
        must_be_newest(connection, self.inspection)
        if not self.reason.strip():
            raise Refused("须写明理由", "a revision needs its reason")
        if not any(r.verdict == "dismissed" for r in last_reviews(connection, self.inspection).values()):
            raise Refused("没有不予认定的发现项，检测结论不变", "no finding was dismissed; the verdict stays")

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(
            inspection_revisions.insert().values(
                id=self.id, inspection_id=self.inspection, reason=self.reason, revised_by=record.actor, at=record.at
            )
        )

    def follow(self, connection: Connection, record: Record) -> Iterable[Event]:
        i = inspections.c
        old = connection.execute(
            sa.select(i.sha256, i.verdict, i.ruleset, i.evidence_sha256, i.evidence_url).where(i.id == self.inspection)
        ).one()
        left = standing_findings(connection, self.inspection)
        verdict = "fail" if left else "incomplete" if self.incomplete or old.verdict == "incomplete" else "pass"
        yield InspectionRecorded(
            old.sha256, verdict, old.ruleset, left, None, old.evidence_sha256, old.evidence_url, self.id
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Review:
    """The review of a finding that counts."""

    seq: int
    verdict: str
    reason: str
    by: str
    at: dt.datetime


def last_reviews(connection: Connection, inspection: str) -> Mapping[str, Review]:
    """Fingerprint → the last review of the finding."""
    r = finding_reviews.c
    query = (
        sa.select(r.fingerprint, r.seq, r.verdict, r.reason, r.reviewed_by, r.at)
        .where(r.inspection_id == inspection)
        .order_by(r.seq)
    )
    return {row.fingerprint: Review(*row[1:]) for row in connection.execute(query)}


def standing_findings(connection: Connection, inspection: str) -> tuple[FoundProblem, ...]:
    """The findings of an inspection that were not dismissed."""
    reviewed = last_reviews(connection, inspection)
    dismissed = {fingerprint for fingerprint, review in reviewed.items() if review.verdict == "dismissed"}
    f = inspection_findings.c
    query = (
        sa.select(f.fingerprint, f.rule, f.severity, f.zh, f.en, f.label)
        .where(f.inspection_id == inspection)
        .order_by(f.fingerprint)
    )
    return tuple(FoundProblem(*row) for row in connection.execute(query) if row.fingerprint not in dismissed)


def problems_of(connection: Connection, inspection: str, confirmed_only: bool = False) -> tuple[Problem, ...]:
    """The findings that were not dismissed, or only those that were confirmed, gathered by the regulator's label: the
    problems of a case.  Raises :class:`Refused`."""
    must_be_inspection(connection, inspection)
    reviewed = last_reviews(connection, inspection)
    told: dict[str, list[str]] = {}
    for found in standing_findings(connection, inspection):
        if found.fingerprint in reviewed or not confirmed_only:
            told.setdefault(found.label or found.rule, []).append(found.zh)
    return tuple(Problem(label, "；".join(dict.fromkeys(texts))) for label, texts in sorted(told.items()))


def revised_from(connection: Connection, inspection: str) -> str:
    """The inspection that looked at the package: the one itself, or the one that a chain of revisions began with."""
    r = inspection_revisions.c
    while before := connection.execute(sa.select(r.inspection_id).where(r.id == inspection)).scalar():
        inspection = str(before)
    return inspection


def must_be_inspection(connection: Connection, inspection: str) -> str | None:
    """The inspection that superseded it, if one did.  Raises :class:`Refused` for one that is not there."""
    i = inspections.c
    row = connection.execute(sa.select(i.superseded_by).where(i.id == inspection)).first()
    if row is None:
        raise Refused(f"没有检测 {inspection}", f"there is no inspection {inspection}")
    return row.superseded_by  # type: ignore[no-any-return]


def must_be_newest(connection: Connection, inspection: str) -> None:
    """Raise :class:`Refused` unless the inspection is the newest of its package."""
    if newer := must_be_inspection(connection, inspection):
        raise Refused(f"该检测已由 {newer} 取代", f"the inspection was superseded by {newer}")
