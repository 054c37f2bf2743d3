"""Submissions and their inspections: the queue before listing, its service level, and what each inspection found.

An inspection is bound to the hash of the package it looked at, and to the version of the rules it used.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import must_be_version, versions
from kanhe.ledger.event import Event, Refused, must_be_new
from kanhe.ledger.journal import Record
from kanhe.ledger.schema import Instant, metadata

SERVICE_LEVEL = dt.timedelta(days=7)
"""From submission to result: the time one inspection takes in the reference case."""
VERDICTS = ("pass", "fail", "incomplete")

submissions = sa.Table(
    "submissions", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("sha256", sa.ForeignKey("versions.sha256"), nullable=False, index=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("urgent", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("submitted_at", Instant, nullable=False),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("started_at", Instant),
    sa.Column("inspection_id", sa.String(64)),
    sa.Column("app_type", sa.String(64)),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("ended_at", Instant),
    sa.Column("failure_zh", sa.Text),
    sa.Column("failure_en", sa.Text),
)  # fmt: skip
"""``state``: queued, running, done, failed or withdrawn.  ``attempts``: how often an inspection was begun.  ``failure_…``: why
there is none."""

submission_documents = sa.Table(
    "submission_documents", metadata,
    sa.Column("submission_id", sa.ForeignKey("submissions.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("role", sa.String(32), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
)  # fmt: skip

inspections = sa.Table(
    "inspections", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("sha256", sa.ForeignKey("versions.sha256"), nullable=False, index=True),
    sa.Column("submission_id", sa.ForeignKey("submissions.id"), index=True),
    sa.Column("verdict", sa.String(16), nullable=False),
    sa.Column("ruleset", sa.Text, nullable=False),
    sa.Column("evidence_sha256", sa.String(64)),
    sa.Column("evidence_url", sa.Text),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("superseded_by", sa.String(64)),
)  # fmt: skip

inspection_findings = sa.Table(
    "inspection_findings", metadata,
    sa.Column("inspection_id", sa.ForeignKey("inspections.id"), primary_key=True),
    sa.Column("fingerprint", sa.String(32), primary_key=True),
    sa.Column("rule", sa.String(96), nullable=False, index=True),
    sa.Column("severity", sa.String(16), nullable=False),
    sa.Column("label", sa.Text),
    sa.Column("zh", sa.Text, nullable=False),
    sa.Column("en", sa.Text, nullable=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentBeside:
    """A document handed in beside the package: what it declares itself to be, the hash of its bytes, its file name."""

    role: str
    sha256: str
    name: str


@dataclass(frozen=True)
class Submitted(Event):
    """A build is handed in for inspection: a new app, an update, or an urgent security fix."""

    KIND: ClassVar[str] = "submitted"
    PREFIX: ClassVar[str | None] = "submission"
    sha256: str
    kind: str = "update"
    urgent: bool = False
    """An urgent security fix: inspected first."""
    reason: str | None = None
    id: str = ""
    documents: tuple[DocumentBeside, ...] = ()
    app_type: str | None = None
    """One of the common app types, which decides what is necessary for it."""

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_new(connection, submissions, self.id)
        must_be_version(connection, self.sha256)
        if self.kind not in ("new", "update"):
            raise Refused("提交类型应为 new 或 update", "a submission is 'new' or 'update'")
        if self.urgent and not self.reason:
            raise Refused("紧急提交须写明原因", "an urgent submission needs its reason")
        waiting = sa.select(submissions.c.id).where(
            submissions.c.sha256 == self.sha256, submissions.c.state.in_(("queued", "running"))
        )
        if found := connection.execute(waiting).first():
            raise Refused(f"该安装包已在排队（{found.id}）", f"this package is in the queue already ({found.id})")

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(
            submissions.insert().values(
                id=self.id, sha256=self.sha256, kind=self.kind, urgent=self.urgent, reason=self.reason,
                submitted_at=record.at, due_at=record.at + SERVICE_LEVEL, state="queued", app_type=self.app_type,
                attempts=0,
            )
        )  # fmt: skip
        if self.documents:
            connection.execute(
                submission_documents.insert(),
                [
                    {"submission_id": self.id, "position": n, "role": d.role, "sha256": d.sha256, "name": d.name}
                    for n, d in enumerate(self.documents)
                ],
            )


@dataclass(frozen=True)
class InspectionStarted(Event):
    KIND: ClassVar[str] = "inspection-started"
    submission: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        _must_be_in(connection, self.submission, ("queued",))

    def apply(self, connection: Connection, record: Record) -> None:
        _set(
            connection, self.submission, state="running", started_at=record.at, attempts=submissions.c.attempts + 1
        )  # fmt: skip


@dataclass(frozen=True)
class SubmissionReturned(Event):
    """Back to the queue (a worker died), or withdrawn."""

    KIND: ClassVar[str] = "submission-returned"
    submission: str
    state: str
    reason: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        if self.state not in ("queued", "withdrawn"):
            raise Refused("只能退回排队或撤回", "a submission goes back to the queue or is withdrawn")
        _must_be_in(connection, self.submission, ("queued", "running"))

    def apply(self, connection: Connection, record: Record) -> None:
        ended = record.at if self.state == "withdrawn" else None
        _set(connection, self.submission, state=self.state, started_at=None, ended_at=ended)


@dataclass(frozen=True)
class InspectionFailed(Event):
    """No inspection came of the submission, and trying again would not help: the package ended its worker twice, or cannot
    be read.  The package stays without an inspection; it may be submitted again."""

    KIND: ClassVar[str] = "inspection-failed"
    submission: str
    zh: str
    en: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        if not self.zh.strip() or not self.en.strip():
            raise Refused("须写明失败原因", "a failure needs its reason")
        _must_be_in(connection, self.submission, ("queued", "running"))

    def apply(self, connection: Connection, record: Record) -> None:
        _set(
            connection, self.submission, state="failed", ended_at=record.at, failure_zh=self.zh, failure_en=self.en
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundProblem:
    """A finding that decided a verdict, as the inspection told it."""

    fingerprint: str
    rule: str
    severity: str
    zh: str
    en: str
    label: str | None = None


@dataclass(frozen=True)
class InspectionRecorded(Event):
    KIND: ClassVar[str] = "inspection-recorded"
    PREFIX: ClassVar[str | None] = "inspection"
    sha256: str
    verdict: str
    ruleset: str
    """Version of the tool and of its knowledge."""
    findings: tuple[FoundProblem, ...] = ()
    submission: str | None = None
    evidence_sha256: str | None = None
    evidence_url: str | None = None
    id: str = ""

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_new(connection, inspections, self.id)
        must_be_version(connection, self.sha256)
        if self.verdict not in VERDICTS:
            raise Refused(f"没有结论 {self.verdict}", f"there is no verdict {self.verdict}")
        if self.verdict == "pass" and self.findings:
            raise Refused("通过的检测不能有违规", "an inspection that found violations is no pass")
        if self.submission is not None:
            sha256 = _must_be_in(connection, self.submission, ("queued", "running"))
            if sha256 != self.sha256:
                raise Refused("提交的是另一个安装包", "the submission is of another package")

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(
            inspections.update()
            .where(inspections.c.sha256 == self.sha256, inspections.c.superseded_by.is_(None))
            .values(superseded_by=self.id)
        )
        connection.execute(
            inspections.insert().values(
                id=self.id, sha256=self.sha256, submission_id=self.submission, verdict=self.verdict,
                ruleset=self.ruleset, evidence_sha256=self.evidence_sha256, evidence_url=self.evidence_url,
                recorded_at=record.at,
            )
        )  # fmt: skip
        rows = {f.fingerprint: f for f in self.findings}
        if rows:
            connection.execute(
                inspection_findings.insert(),
                [
                    {"inspection_id": self.id, "fingerprint": f.fingerprint, "rule": f.rule, "severity": f.severity,
                     "label": f.label, "zh": f.zh, "en": f.en}
                    for f in rows.values()
                ],
            )  # fmt: skip
        if self.submission is not None:
            _set(connection, self.submission, state="done", inspection_id=self.id, ended_at=record.at)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission in the queue."""

    id: str
    sha256: str
    app: str
    version_name: str
    kind: str
    urgent: bool
    submitted_at: dt.datetime
    due_at: dt.datetime
    state: str


def queue(connection: Connection) -> tuple[Waiting, ...]:
    """What waits or runs: urgent first, then by the time it is due."""
    s = submissions.c
    query = (
        sa.select(
            s.id, s.sha256, versions.c.app_id, versions.c.version_name, s.kind, s.urgent, s.submitted_at, s.due_at,
            s.state,
        )
        .join(versions, versions.c.sha256 == s.sha256)
        .where(s.state.in_(("queued", "running")))
        .order_by(s.urgent.desc(), s.due_at, s.id)
    )  # fmt: skip
    return tuple(Waiting(*row) for row in connection.execute(query))


@dataclass(frozen=True, slots=True)
class LastInspection:
    id: str
    verdict: str
    ruleset: str
    recorded_at: dt.datetime


def last_inspection(connection: Connection, sha256: str) -> LastInspection | None:
    """The newest inspection of exactly this package."""
    i = inspections.c
    query = sa.select(i.id, i.verdict, i.ruleset, i.recorded_at).where(i.sha256 == sha256, i.superseded_by.is_(None))
    row = connection.execute(query).first()
    return LastInspection(*row) if row else None


def _must_be_in(connection: Connection, submission: str, states: tuple[str, ...]) -> str:
    """The package of a submission that must be in one of these states."""
    query = sa.select(submissions.c.state, submissions.c.sha256).where(submissions.c.id == submission)
    row = connection.execute(query).first()
    if row is None:
        raise Refused(f"没有提交 {submission}", f"there is no submission {submission}")
    if row.state not in states:
        raise Refused(f"提交 {submission} 的状态是 {row.state}", f"submission {submission} is {row.state}")
    return str(row.sha256)


def _set(connection: Connection, submission: str, **values: object) -> None:
    connection.execute(submissions.update().where(submissions.c.id == submission).values(**values))
