"""Real updates: what manifest tools and the signing tool say of two versions, and that the answer is short."""

from __future__ import annotations

import io
import os
import sys
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from rich.console import Console

from kanhe.inspection import Options
from kanhe.report.diff import Comparison, Side, compare
from kanhe.report.diff.document import document, json_schema
from kanhe.report.diff.page import render_html
from kanhe.report.diff.sides import side
from kanhe.report.diff.terminal import print_terminal

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from real_apps import by_name

pytestmark = pytest.mark.real

PERMISSION = "android.permission."


@cache
def build(name: str) -> Side:
    return side(by_name(name), Options())


@pytest.fixture(scope="module")
def update() -> Comparison:
    try:
        return compare(build("settings-5"), build("settings-7"))
    except (RuntimeError, OSError) as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"left out: {error}")


def keys(comparison: Comparison, section: str, kind: str) -> set[str]:
    changes = next(s.changes for s in comparison.sections if s.id == section)
    return {change.key[-1].removeprefix(PERMISSION) for change in changes if change.kind == kind}


def test_manifest_facts(update: Comparison) -> None:
    assert keys(update, "permissions", "new") == {
        "BLUETOOTH_CONNECT", "BLUETOOTH_SCAN", "FOREGROUND_SERVICE_LOCATION", "FOREGROUND_SERVICE_MEDIA_PROJECTION"
    }  # fmt: skip
    assert keys(update, "permissions", "gone") == set()
    assert {"BLUETOOTH", "BLUETOOTH_ADMIN"} <= keys(update, "permissions", "changed")  # now up to API level 30 only
    assert "io.appium.settings.LocationService" in keys(update, "components", "changed")  # no longer needs a permission


def test_the_answer_with_its_reasons(update: Comparison) -> None:
    reasons = {reason.condition: reason.changes for reason in update.answer.reasons}
    assert update.answer.need == "needed"
    assert [change.key for change in reasons["signer"]] == [("signer_sha256",)]
    assert len(reasons["permission"]) == 4
    assert len(reasons["finding"]) <= 3


def test_a_reviewer_reads_it_in_a_minute(update: Comparison) -> None:
    out = io.StringIO()
    print_terminal(update, Console(file=out, width=120, no_color=True), "zh")
    assert len(out.getvalue().splitlines()) < 70
    jsonschema.validate(document(update), json_schema())
    assert "</html>" in render_html(update)


def test_backwards_is_warned_of_and_mirrors(update: Comparison) -> None:
    back = compare(update.new, update.old)
    assert "lower version code" in back.warnings[0].en
    assert keys(back, "permissions", "gone") == keys(update, "permissions", "new")
    assert keys(back, "findings", "gone") == keys(update, "findings", "new")


def test_the_same_version_is_identical() -> None:
    assert compare(build("settings-5"), build("settings-5")).identical
