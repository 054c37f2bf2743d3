"""The steps of a submission through the ledger, as the dispatcher takes them: begun, given back, recorded, failed.

Each is one act under a key of its own, so that it happens once whoever repeats it.  Knows no engine's insides.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps, versions
from kanhe.ledger.event import Event, Refused
from kanhe.ledger.inspections import (
    DocumentBeside,
    InspectionFailed,
    InspectionStarted,
    SubmissionReturned,
    Waiting,
    submission_documents,
    submissions,
)  # fmt: skip
from kanhe.ledger.journal import KeyReused
from kanhe.ledger.ledger import Ledger, now
from kanhe.ledger.workdays import day_of
from kanhe.server.settings import Settings
from kanhe.server.work import leases
from kanhe.server.work.engine import Ending
from kanhe.server.work.job import Job, Outcome, death, kept_outcome
from kanhe.server.work.storage import Storage

ACTOR = "kanhe-work"
MOST_ATTEMPTS = 10
"""Times that a submission is begun, servers that died over it included."""
LOOK_AGAIN = 60.0
"""Seconds until a package that was not in the storage is looked for again."""
_LOG = logging.getLogger("kanhe.work")
_OWN_ID = re.compile(r"submission-(\d+)")
_DEATHS: Mapping[str, tuple[str, str]] = {
    "time": (
        "检测两次超过时间上限，已停止", "the inspection took longer than it may, twice, and was stopped"
    ),
    "memory": (
        "检测两次用尽允许的内存，已停止", "the inspection needed more memory than it may have, twice, and was stopped"
    ),
    "": ("检测进程两次异常终止", "the package ended its inspection's process twice"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Begun:
    job: Job
    attempt: int


def inspection_of(submission: str) -> str:
    """Id of the inspection that a submission leads to, known before there is one."""
    own = _OWN_ID.fullmatch(submission)
    return f"inspection-{own[1]}" if own else f"inspection-of-{hashlib.sha256(submission.encode()).hexdigest()[:32]}"


class Steps:
    def __init__(self, ledger: Ledger, storage: Storage, settings: Settings, owner: str) -> None:
        self._ledger, self._storage, self._settings, self._owner = ledger, storage, settings, owner
        self._missing: dict[str, float] = {}  # package that is not in the storage → when it was looked for

    @staticmethod
    def now() -> dt.datetime:
        return now()

    def prepare(self) -> None:
        """Make the table of leases."""
        leases.prepare(self._ledger.engine)

    def renew(self) -> frozenset[str]:
        """Hold on to what this server runs; what it holds."""
        with self._ledger.engine.connect().execution_options(kanhe_writes=True) as connection, connection.begin():
            return leases.renew(connection, self._owner, now())

    def release(self, submission: str) -> None:
        with self._ledger.engine.connect().execution_options(kanhe_writes=True) as connection, connection.begin():
            leases.release(connection, submission, self._owner)

    def begin(self, one: Waiting, room: bool) -> Begun | None:
        """Take a submission, unless another server has it, its package is elsewhere, or there is no room; one whose result is
        kept already is recorded instead."""
        if one.state == "queued" and not room:
            return None
        if one.state == "running" and self._held(one.id):
            return None
        inspection = inspection_of(one.id)
        kept = kept_outcome(self._storage, inspection)
        if kept is not None:
            self._record(one.id, kept)
            return None
        if not room or not self._there(one.sha256):
            return None
        with self._ledger.write() as connection:
            row = connection.execute(sa.select(submissions).where(submissions.c.id == one.id)).one()
            holder = leases.holder(connection, one.id, now())
            if row.state not in ("queued", "running") or holder not in (None, self._owner):
                return None
            if row.attempts >= MOST_ATTEMPTS:
                self._fail_within(
                    connection, one.id, f"检测开始了 {row.attempts} 次都没有结果",
                    f"the inspection was begun {row.attempts} times and never ended",
                )  # fmt: skip
                return None
            if row.state == "running":
                gave_back = SubmissionReturned(one.id, "queued", "the server that ran it is gone")
                self._ledger.act_within(connection, gave_back, ACTOR)
            self._ledger.act_within(connection, InspectionStarted(one.id), ACTOR)
            leases.claim(connection, one.id, self._owner, now())
            return Begun(self._job(connection, one, row.app_type), row.attempts + 1)

    def end(self, ending: Ending) -> None:
        """Write down how a job ended."""
        submission = ending.submission
        if ending.how == "done" and ending.outcome is not None:
            self._record(submission, ending.outcome)
        elif ending.how == "killed":
            reason = death(self._storage, inspection_of(submission)) or ("time" if ending.detail == "late" else "")
            self._act(InspectionFailed(submission, *_DEATHS[reason]), submission, "failed")
        elif ending.how == "error":
            zh = "检测程序内部出错，已记入服务器日志"
            self._act(
                InspectionFailed(submission, zh, "the inspection failed inside; the server's log has it"),
                submission,
                "failed",
            )
        else:
            self._act(
                SubmissionReturned(submission, "queued", f"{ending.how}: {ending.detail}"[:500]), submission, None
            )

    def _record(self, submission: str, outcome: Outcome) -> None:
        if outcome.recorded is None:
            self._act(InspectionFailed(submission, outcome.zh, outcome.en), submission, "failed")
        else:
            self._act(outcome.recorded, submission, "recorded")

    def _act(self, event: Event, submission: str, what: str | None) -> None:
        """Carry out and let go of the submission, together; what no longer fits, since somebody was faster, is dropped."""
        try:
            with self._ledger.write() as connection:
                leases.release(connection, submission, self._owner)
                self._ledger.act_within(connection, event, ACTOR, f"work/{submission}/{what}" if what else None)
        except (Refused, KeyReused) as why:
            _LOG.info("%s: the result is dropped: %s", submission, why)
            self.release(submission)

    def _fail_within(self, connection: Connection, submission: str, zh: str, en: str) -> None:
        self._ledger.act_within(connection, InspectionFailed(submission, zh, en), ACTOR, f"work/{submission}/failed")

    def _held(self, submission: str) -> bool:
        with self._ledger.read() as connection:
            return leases.holder(connection, submission, now()) is not None

    def _there(self, sha256: str) -> bool:
        """The package is in the storage; one that is inspected elsewhere is not asked for all the time."""
        moment = time.monotonic()
        if self._missing.get(sha256, -LOOK_AGAIN) > moment - LOOK_AGAIN:
            return False
        if self._storage.has("packages", sha256):
            self._missing.pop(sha256, None)
            return True
        if len(self._missing) > 10_000:
            self._missing.clear()
        self._missing[sha256] = moment
        return False

    def _job(self, connection: Connection, one: Waiting, app_type: str | None) -> Job:
        d = submission_documents.c
        beside = connection.execute(
            sa.select(d.role, d.sha256, d.name).where(d.submission_id == one.id).order_by(d.position)
        )
        package_id = connection.execute(
            sa.select(apps.c.package_id)
            .join(versions, versions.c.app_id == apps.c.id)
            .where(versions.c.sha256 == one.sha256)
        ).scalar_one()
        plain = re.sub(r"[^\w.-]+", "_", f"{package_id}-{one.version_name}")[-120:].lstrip(".")
        return Job(
            one.id, inspection_of(one.id), self._storage.url, one.sha256, f"{plain}.apk", day_of(now()),
            tuple(DocumentBeside(*row) for row in beside), app_type, self._settings.worker_seconds,
            self._settings.worker_megabytes,
        )  # fmt: skip
