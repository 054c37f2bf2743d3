"""The gate asked from the command line, over the reference case."""

import json
from pathlib import Path

import pytest

from kanhe.ledger.reference_case import NEVER_NAMED, OTHER, STORE, package_hash
from tests.cli.ledger.driver import Done, Ledger

NEVER, STRANGER = NEVER_NAMED[1], OTHER[1]


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.chdir(tmp_path)
    found = Ledger(tmp_path / "kanhe.db")
    assert found("example").code == 0
    return found


def ask(ledger: Ledger, app: str, version: str, *more: str) -> Done:
    return ledger.gate("check", app, version, "--sha256", package_hash(app, version), "--store", STORE, *more)


def report(sha256: str, verdict: str, folder: Path) -> str:
    path = folder / "report.json"
    tool = {"name": "kanhe", "version": "0.1.0", "knowledge": "k"}
    said = {
        "format": "kanhe-report/1",
        "tool": tool,
        "date": "2021-12-01",
        "verdict": verdict,
        "app": {"sha256": sha256},
        "findings": [],
    }
    path.write_text(json.dumps(said))
    return str(path)


def test_held_inspected_allowed(ledger: Ledger, tmp_path: Path) -> None:
    sha256 = package_hash(NEVER, "2.0")
    assert ledger("version", "add", f"android:{NEVER}", "2.0", "--sha256", sha256).code == 0
    held = ask(ledger, NEVER, "2.0", "--at", "2021-12-01")
    assert held.code == 2
    assert "transitional measure" in held.out
    assert "to lift it" in held.out
    assert ask(ledger, NEVER, "1.0", "--at", "2021-12-01").code == 0, "the existing version stays"
    submission = ledger.id("submit", "--sha256", sha256)
    assert submission in ledger("queue").out
    assert ledger("inspection", "start", submission).code == 0
    assert ledger("inspection", "record", report(sha256, "pass", tmp_path), "--submission", submission).code == 0
    assert ask(ledger, NEVER, "2.0", "--at", "2021-12-01").code == 0
    assert ledger("queue", "--json").json == []


def test_another_enterprise_is_untouched(ledger: Ledger) -> None:
    ledger("version", "add", f"android:{STRANGER}", "2.0", "--sha256", package_hash(STRANGER, "2.0"))
    done = ask(ledger, STRANGER, "2.0", "--at", "2021-12-01", "--inspection", "under-measure", "--json")
    assert (done.code, done.json["outcome"], done.json["reasons"]) == (0, "allow", [])


def test_what_is_asked_is_recorded_and_what_is_supposed_is_not(ledger: Ledger) -> None:
    assert ask(ledger, "com.example.unknown", "1.0").code == 2
    assert len(ledger("history", "--kind", "gate-decided", "--json").json) == 1
    ask(ledger, "com.example.unknown", "1.0", "--at", "2021-12-01")
    assert len(ledger("history", "--kind", "gate-decided", "--json").json) == 1


def test_a_clearance_needs_a_key(ledger: Ledger) -> None:
    assert ask(ledger, NEVER, "1.0", "--clearance-out", "c.json").code == 3
    assert ledger.gate("check", NEVER, "1.0", "--store", STORE).code == 3


def test_what_no_record_has_room_for(ledger: Ledger) -> None:
    assert ledger.gate("check", NEVER, "1.0", "--store", STORE, "--sha256", "zz").code == 3
    assert ledger.gate("check", NEVER, "1.0", "--store", "s" * 65, "--sha256", "a" * 64).code == 3
    assert ledger.gate("check", "", "1.0", "--store", "s", "--sha256", "a" * 64).code == 3
    assert ledger("history", "--kind", "gate-decided", "--json").json == []
