from pathlib import Path

from tests.cli.gate.test_asking import report
from tests.cli.ledger.driver import Ledger

APP, SHA256 = "android:com.example.mou", "ab" * 32


def test_from_the_queue_to_a_verdict(stocked: Ledger, tmp_path: Path) -> None:
    assert stocked("submit", "--sha256", SHA256).code == 4, "not registered"
    stocked("version", "add", APP, "1.0", "--sha256", SHA256)
    submission = stocked.id("submit", "--sha256", SHA256, "--new", "--urgent", "漏洞修复")
    (row,) = stocked("queue", "--json").json
    assert (row["kind"], row["urgent"], row["late"]) == ("new", True, False)
    assert "urgent" in stocked("queue").out
    assert stocked("inspection", "start", submission).code == 0
    assert stocked("inspection", "return", submission, "--reason", "进程终止").code == 0
    path = report(SHA256, "incomplete", tmp_path)
    assert stocked("inspection", "record", path, "--submission", submission).code == 0
    assert stocked("inspection", "record", report(SHA256, "pass", tmp_path)).code == 0
    first, last = stocked("inspection", "list", SHA256, "--json").json
    assert (first["verdict"], last["verdict"], first["superseded_by"]) == ("incomplete", "pass", last["id"])


def test_what_is_no_report(stocked: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}")
    assert stocked("inspection", "record", str(path)).code == 11
    assert stocked("inspection", "record", str(tmp_path / "absent")).code == 3


def test_a_real_report(stocked: Ledger, tmp_path: Path) -> None:
    import json

    from tests.cli.test_cli import kanhe
    from tests.cli.test_inspect_command import EXAMPLE

    path = tmp_path / "r.json"
    assert kanhe("inspect", EXAMPLE, "--json", str(path), "-q", "--effort", "quick").returncode in (1, 2)
    sha256 = json.loads(path.read_text())["app"]["sha256"]
    stocked("version", "add", APP, "1.0", "--package", EXAMPLE)
    assert stocked("inspection", "record", str(path)).code == 0
    (row,) = stocked("inspection", "list", sha256, "--json").json
    assert row["verdict"] in ("fail", "incomplete")
    assert row["findings"] > 0
    inspection = row["id"]
    case = stocked.id("case", "open", APP, "1.0", "--source", "s", "--regulator", "miit", "--round", "1")
    assert stocked("case", "test", case, "--from-inspection", inspection).code == 0
    assert stocked("case", "list", "--json").json[0]["state"] == "tested"
