import json

from tests.cli.test_cli import kanhe
from tests.specimens.runs.tape import Tape
from tests.specimens.truth import APK

APP = APK / "read-before-consent-violates.apk"


def test_a_trace_is_laid_beside_the_app(tmp_path) -> None:
    trace = tmp_path / "run.jsonl"
    trace.write_bytes(Tape(digest=None).start().read(0.2, "imei").bytes())
    told = tmp_path / "o.json"
    done = kanhe(
        "inspect",
        str(APP),
        "--trace",
        str(trace),
        "--effort",
        "quick",
        "--rules",
        "run-read-before-consent",
        "--json",
        str(told),
        "--lang",
        "zh",
    )
    assert done.returncode == 1, done.stderr
    found = json.loads(told.read_text())
    assert [f["rule"] for f in found["findings"]] == ["run-read-before-consent"]
    assert found["runs"][0]["build"] == "package"


def test_another_app_is_refused_in_one_sentence(tmp_path) -> None:
    trace = tmp_path / "run.jsonl"
    trace.write_bytes(Tape().bytes())
    done = kanhe("inspect", str(APP), "--trace", str(trace), "--effort", "quick", "--lang", "en")
    assert done.returncode == 3
    assert "another build" in done.stderr
    assert "Traceback" not in done.stderr


def test_files_are_looked_for_before_the_work_begins(tmp_path) -> None:
    assert kanhe("inspect", str(APP), "--trace", str(tmp_path / "none")).returncode == 3
    assert kanhe("inspect", str(APP), "--canaries", str(APP), "--lang", "en").returncode == 3
    assert kanhe("inspect", str(APP), "--profile", "moon", "--effort", "quick", "--lang", "en").returncode == 3
