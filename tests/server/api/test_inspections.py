"""What an inspection left, as programs fetch it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kanhe.evidence.saved import load_saved
from kanhe.ledger.inspections import InspectionRecorded
from kanhe.server.services import Services
from tests.server.conftest import OTHER_ENTERPRISE
from tests.server.work.engines import upload, work_off

Client = Callable[..., TestClient]


@pytest.fixture
def database() -> str:
    """What is streamed out of the storage is the same on either."""
    return "sqlite"


@pytest.fixture
def inspected(serving: Services, client: Client) -> tuple[str, str]:
    """Two inspections of one package: without its policy, and with it."""
    developer = client("developer")
    found = []
    for policy in (False, True):
        submission = upload(developer, policy=policy)["submission"]["id"]
        work_off(serving)
        found.append(developer.get(f"/v1/submissions/{submission}").json()["submission"]["inspection"])
    return found[0], found[1]


def test_verdict_report_evidence_and_comparison(client: Client, inspected: tuple[str, str], tmp_path: Path) -> None:
    developer = client("developer")
    old, new = inspected
    seen = developer.get(f"/v1/inspections/{new}").json()
    assert seen["verdict"] == "fail"
    assert seen["findings"]
    weights = ["critical", "high", "medium", "low"]
    order = [weights.index(f["severity"]) for f in seen["findings"]]
    assert order == sorted(order)
    report = developer.get(f"/v1/inspections/{new}/report.json").json()
    assert report["format"] == "kanhe-report/1"
    assert report["app"]["sha256"] == seen["sha256"]
    assert {f["fingerprint"] for f in report["findings"] if f["effect"] == "violation"} == {
        f["fingerprint"] for f in seen["findings"]
    }
    page = developer.get(f"/v1/inspections/{new}/report.html")
    assert page.headers["content-security-policy"].startswith("sandbox")
    assert "allow-same-origin" not in page.headers["content-security-policy"]
    assert "<html" in page.text
    packed = developer.get(f"/v1/inspections/{new}/evidence.zip")
    zipfile.ZipFile(io.BytesIO(packed.content)).extractall(tmp_path / "evidence")
    assert load_saved(tmp_path / "evidence")["package"].num_rows == 1
    diff = developer.get(f"/v1/inspections/{new}/diff?against={old}").json()
    assert diff["format"] == "kanhe-diff/1"
    assert diff["answer"]["full_inspection"] in ("needed", "not-needed", "unknown")
    assert developer.get(f"/v1/inspections/{new}/diff?against={old}").json() == diff
    assert developer.get(f"/v1/inspections/{new}/diff?against=inspection-0").status_code == 404


def test_nothing_of_it_for_others(client: Client, inspected: tuple[str, str]) -> None:
    theirs = client("developer", OTHER_ENTERPRISE)
    old, new = inspected
    for path in ("", "/report.json", "/report.html", "/evidence.zip", f"/diff?against={old}"):
        assert theirs.get(f"/v1/inspections/{new}{path}").status_code == 404
        assert client("store").get(f"/v1/inspections/{new}{path}").status_code == 403


def test_one_recorded_from_elsewhere_has_no_report(
    serving: Services, client: Client, inspected: tuple[str, str]
) -> None:
    developer = client("developer")
    sha256 = developer.get(f"/v1/inspections/{inspected[1]}").json()["sha256"]
    serving.ledger.act(InspectionRecorded(sha256, "pass", "by hand", id="by-hand"), "t")
    assert developer.get("/v1/inspections/by-hand").json()["verdict"] == "pass"
    for path in ("report.json", "report.html", "evidence.zip", f"diff?against={inspected[0]}"):
        answer = developer.get(f"/v1/inspections/by-hand/{path}")
        assert answer.status_code == 404
        assert answer.json()["error"]["zh"]
