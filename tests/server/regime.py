"""A small world for tests of the regime: two enterprises, their apps, an inspection with its report, and cases on their way."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kanhe.declared.given import GivenDocument
from kanhe.inspection import Options, inspect
from kanhe.ledger.apps import AppRegistered, VersionListed, VersionRegistered
from kanhe.ledger.cases import CaseOpened, CaseTested, Problem, RectificationOrdered
from kanhe.ledger.event import Event
from kanhe.ledger.importing.inspection_report import inspection_recorded
from kanhe.ledger.inspections import InspectionRecorded, Submitted
from kanhe.ledger.notices import NoticePublished
from kanhe.report.document import document
from kanhe.server.services import Services
from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE, OTHER_STORE, STORE

EXAMPLES = Path(__file__).parents[2] / "examples"
LABEL = "违规收集个人信息"


@cache
def weather_report() -> dict[str, Any]:
    """The report of the example app with its policy."""
    policy = GivenDocument("policy", EXAMPLES / "weather-policy.html")
    return document(inspect(EXAMPLES / "weather.apk", Options(documents=(policy,))))


def act(serving: Services, event: Event, by: str = "tests") -> str:
    """Carry out; the id of what it made."""
    return getattr(serving.ledger.act(event, by).event, "id", "")


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class World:
    app: str
    """Of :data:`ENTERPRISE`."""
    other_app: str
    listed: str
    """Hash of a build that the store lists."""
    fresh: str
    """Hash of the inspected build, which no store lists."""
    inspection: str
    submission: str
    """Of the other app's build; waits."""
    sampled: str
    tested: str
    ordered: str
    other_ordered: str
    """A case of :data:`OTHER_ENTERPRISE`."""
    notice: str
    """Names the other enterprise's second case."""
    noticed: str


def build_world(serving: Services, report: dict[str, Any] | None = None) -> World:
    """``report``: of the inspected build; a short one without evidence unless given."""
    app = act(serving, AppRegistered("com.example.own", "本应用", ENTERPRISE))
    other = act(serving, AppRegistered("com.example.other", "他应用", OTHER_ENTERPRISE))
    listed, fresh = sha("own 1.0"), report["app"]["sha256"] if report else sha("own 2.0")
    for of, sha256, version in ((app, listed, "1.0"), (app, fresh, "2.0"), (other, sha("other 1.0"), "1.0")):
        act(serving, VersionRegistered(of, sha256, version))
    act(serving, VersionListed(listed, STORE))
    submission = act(serving, Submitted(sha("other 1.0"), "new"))
    inspection = act(serving, _inspected(fresh, report))
    if report is not None and serving.storage is not None:
        serving.storage.save(inspection, "report.json", json.dumps(report).encode())
    sampled = case(serving, app, STORE, "2026-1")
    tested = case(serving, app, OTHER_STORE, "2026-1", "tested")
    ordered = case(serving, app, STORE, "2026-2", "ordered")
    other_ordered = case(serving, other, OTHER_STORE, "2026-2", "ordered")
    noticed = case(serving, other, STORE, "2026-3", "ordered")
    from kanhe.ledger.notice_rows import rows_of_cases

    with serving.ledger.read() as connection:
        rows = rows_of_cases(connection, [noticed])
    day = serving.ledger.today()
    title = f"关于侵害用户权益行为的APP通报（{day.year}年第1批）"
    notice = act(serving, NoticePublished("miit", day.year, 1, day, rows, title))
    return World(
        app, other, listed, fresh, inspection, submission, sampled, tested, ordered, other_ordered, notice, noticed
    )  # fmt: skip


def case(serving: Services, app: str, source: str, round_: str, state: str = "sampled") -> str:
    """A case of version 1.0 that was led to a state: sampled, tested or ordered."""
    found = act(serving, CaseOpened(app, "1.0", source, "miit", round_))
    if state != "sampled":
        act(serving, CaseTested(found, (Problem(LABEL, "同意前读取 IMEI"),)))
    if state == "ordered":
        act(serving, RectificationOrdered(found, working_days=5))
    return found


def _inspected(sha256: str, report: dict[str, Any] | None) -> InspectionRecorded:
    if report is not None:
        return inspection_recorded(json.dumps(report).encode())
    told = {
        "format": "kanhe-report/1", "tool": {"name": "kanhe", "version": "1", "knowledge": "k"}, "date": "2026-01-05",
        "app": {"sha256": sha256}, "verdict": "fail",
        "findings": [
            {"fingerprint": f"f{n}", "rule": f"rule-{n}", "severity": severity, "effect": "violation", "label": LABEL,
             "message": {"zh": f"发现 {n}", "en": f"finding {n}"}}
            for n, severity in enumerate(("critical", "high", "low"), 1)
        ],
    }  # fmt: skip
    return inspection_recorded(json.dumps(told).encode())
