"""Real apps that npm and PyPI packages ship: facts known by hand, and reports that are complete."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import jsonschema
import pytest

from kanhe.inspection import inspect
from kanhe.report.document import document
from kanhe.report.html import render_html
from kanhe.report.json import json_schema
from kanhe.report.sarif import sarif

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from real_apps import APPS, RealApp, path_of

pytestmark = pytest.mark.real

SIGNERS = {
    "settings": "680dbbc39ab09447",
    "uiautomator2-server": "a40da80a59d170ca",
    "stf": "bc42a3e1d3554dec",
    "yosemite": "c8fa8faf5ad688aa",
}
READS = {
    "settings": {"location-precise", "sms", "clipboard", "microphone", "notification"},
    "stf": {"imei", "imsi", "iccid", "phone-number", "serial-number", "device-accounts"},
    "yosemite": {"android-id", "serial-number", "imei", "mac-address", "installed-apps", "clipboard"},
    "apidemos": {"contacts", "installed-apps", "sensors", "accessibility"},
}


@pytest.fixture(scope="module", params=APPS, ids=lambda a: a.name)
def case(request: pytest.FixtureRequest):
    app: RealApp = request.param
    try:
        path = path_of(app)
    except (RuntimeError, OSError) as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"left out: {error}")
    return app, inspect(path)


def test_identity(case) -> None:
    app, found = case
    (row,) = found.evidence.rows("package")
    assert (row["package_id"], row["target_sdk"]) == (app.package_id, app.target_sdk)
    assert row["verified_schemes"] == [s for s in row["signature_schemes"] if s != "v4"]
    if app.name in SIGNERS:
        assert row["signer_sha256"][0].startswith(SIGNERS[app.name])
    assert sum(r["role"] == "primary" for r in found.evidence.rows("code_files")) == app.dex
    assert row["packer"] is None
    assert not [
        r
        for r in found.evidence.rows("limits")
        if r["kind"] in ("damaged-code", "encrypted-code", "manifest", "archive")
    ]


def test_reads_known_by_hand(case) -> None:
    app, found = case
    assert READS.get(app.name, set()) <= {r["item"] for r in found.evidence.rows("calls") if r["level"] == "reachable"}


def test_reports(case) -> None:
    _, found = case
    made = document(found)
    jsonschema.validate(json.loads(json.dumps(made)), json_schema())
    assert "</html>" in render_html(found)
    assert len(sarif(found)["runs"][0]["results"]) == len(made["findings"])
