"""The pages of a result: what to change, the report in its sandbox, what an update changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.ledger.inspections import FoundProblem, InspectionRecorded
from kanhe.server.services import Services
from tests.server.conftest import OTHER_ENTERPRISE
from tests.server.work.engines import upload, work_off

Client = Callable[..., TestClient]


@pytest.fixture
def database() -> str:
    return "sqlite"


def test_a_result_from_verdict_to_comparison(serving: Services, client: Client) -> None:
    developer = client("developer")
    found = []
    for policy in (False, True):
        upload(developer, policy=policy)
        work_off(serving)
        found.append(developer.get("/v1/submissions").json()["items"][0]["inspection"])
    base = f"/developer/inspections/{found[1]}"
    page = developer.get(base, headers={"accept-language": "en"}).text
    assert "It did not pass" in page
    assert page.index('class="badge bad">critical') < page.index('class="badge warn">medium')
    assert 'class="ladder"' in page
    assert "ask for a waiver" in page
    report = developer.get(f"{base}/report")
    assert report.headers["content-security-policy"].startswith("sandbox allow-scripts")
    assert "default-src 'self'" in developer.get(base).headers["content-security-policy"]
    assert developer.get(f"{base}/report.json").headers["content-disposition"].startswith("attachment")
    assert developer.get(f"{base}/evidence.zip").content[:2] == b"PK"
    compared = developer.get(f"{base}/compare").text
    assert f"changes?against={found[0]}" in compared
    assert 'sandbox="allow-scripts"' in compared
    changes = developer.get(f"{base}/changes?against={found[0]}")
    assert changes.status_code == 200
    assert "sandbox" in changes.headers["content-security-policy"]
    first = developer.get(f"/developer/inspections/{found[0]}/compare").text
    assert 'class="empty"' in first
    theirs = client("developer", OTHER_ENTERPRISE)
    for path in ("", "/report", "/report.json", "/evidence.zip", "/compare", f"/changes?against={found[0]}"):
        assert theirs.get(base + path).status_code == 404


def test_one_recorded_from_elsewhere_shows_what_was_told(serving: Services, client: Client) -> None:
    developer = client("developer")
    sha256 = upload(developer)["submission"]["sha256"]
    problem = FoundProblem("f1", "rule-a", "high", "问题甲", "problem one")
    serving.ledger.act(InspectionRecorded(sha256, "fail", "by hand", (problem,), id="by-hand"), "t")
    page = developer.get("/developer/inspections/by-hand").text
    assert "问题甲" in page or "problem one" in page
    assert developer.get("/developer/inspections/by-hand/report").status_code == 404
