"""The same things twice: of one's own enterprise and store, and of another's, for tests of who sees what."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from kanhe.ledger.apps import AppRegistered, VersionListed, VersionRegistered
from kanhe.ledger.cases import CaseOpened, CaseTested, Problem, RectificationOrdered, Retested
from kanhe.ledger.delistings import DelistingOrdered
from kanhe.ledger.event import Event
from kanhe.ledger.gate.decision import Request
from kanhe.ledger.inspections import FoundProblem, InspectionRecorded, Submitted
from kanhe.ledger.measures import MeasureProposed
from kanhe.ledger.signals import SignalReceived
from kanhe.ledger.waivers import WaiverRequested
from kanhe.server.identity import Person
from kanhe.server.services import Services
from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE, OTHER_STORE, STORE, TESTS

FINGERPRINT = "f" * 32


@dataclass(frozen=True)
class Side:
    """Ids of the things of one enterprise and of one store."""

    enterprise: str
    store: str
    mark: str
    """Stands in the package id, the names and the texts of everything of this side."""
    app: str
    sha256: str
    submission: str
    inspection: str
    case: str
    retest: str
    delisting: str
    measure: str
    waiver: str
    signal: str
    decision: str
    clearance: str
    developer: Person
    developer_token: str
    store_person: Person
    store_token: str


@dataclass(frozen=True)
class World:
    own: Side
    other: Side


def world(serving: Services, person: Callable[..., Person]) -> World:
    return World(
        side(serving, person, ENTERPRISE, STORE, "wodejia"),
        side(serving, person, OTHER_ENTERPRISE, OTHER_STORE, "bierenjia"),
    )


def side(serving: Services, person: Callable[..., Person], enterprise: str, store: str, mark: str) -> Side:
    def did(event: Event) -> str:
        return str(getattr(serving.ledger.act(event, "tests").event, "id", ""))

    def sha(version: str) -> str:
        return hashlib.sha256(f"{mark} {version}".encode()).hexdigest()

    app = did(AppRegistered(f"com.example.{mark}", mark, enterprise))
    for version in ("1.0", "2.0", "3.0"):
        did(VersionRegistered(app, sha(version), version))
    did(VersionListed(sha("1.0"), store))
    found = (FoundProblem(FINGERPRINT, "some-rule", "high", mark, mark),)
    inspection = did(InspectionRecorded(sha("1.0"), "fail", "rules", findings=found))
    did(InspectionRecorded(sha("2.0"), "pass", "rules"))
    submission = did(Submitted(sha("3.0"), reason=mark))
    case = did(CaseOpened(app, "1.0", "tests", "miit", "2026-1"))
    did(CaseTested(case, (Problem("违规收集个人信息", mark),)))
    did(RectificationOrdered(case, working_days=5))
    retest = did(Retested(case, "2.0", False, mark))
    today = dt.date.today()
    measure = did(MeasureProposed("enterprise", enterprise, "miit-2021", (), today, None))
    waiver = did(WaiverRequested(app, "android.permission.READ_SMS", mark, mark))
    signal = did(SignalReceived("tests", mark, app=app))
    answer = serving.gate.ask(Request(f"com.example.{mark}", "2.0", sha("2.0"), store))
    assert answer.clearance is not None
    serving.gate.settle()
    delisting = did(DelistingOrdered(app, (store,), mark))
    with serving.ledger.read() as connection:
        from kanhe.ledger.gate.records import clearances

        clearance = connection.execute(clearances.select().where(clearances.c.sha256 == sha("2.0"))).one().id
    developer, shop = person("developer", enterprise), person("store", None, store)
    tokens = [serving.accounts.issue_token(p.id, mark, ("read",), 1, TESTS).token.id for p in (developer, shop)]
    return Side(
        enterprise, store, mark, app, sha("1.0"), submission, inspection, case, retest, delisting, measure, waiver, signal,
        answer.id, clearance, developer, tokens[0], shop, tokens[1],
    )  # fmt: skip
