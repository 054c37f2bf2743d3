import json
from pathlib import Path

import pytest

from tests.cli.test_cli import kanhe
from tests.specimens.truth import APK, FOLDER

EXAMPLE = str(FOLDER.parents[1] / "examples/weather.apk")


def test_every_report_at_once(tmp_path: Path) -> None:
    done = kanhe("inspect", EXAMPLE, "--json", str(tmp_path / "r.json"), "--sarif", str(tmp_path / "r.sarif"), "--html",
                 str(tmp_path / "r.html"), "--evidence", str(tmp_path / "evidence"))  # fmt: skip
    assert done.returncode == 1
    assert "What must change" in done.stdout
    assert json.loads((tmp_path / "r.json").read_text())["verdict"] == "fail"
    assert json.loads((tmp_path / "r.sarif").read_text())["version"] == "2.1.0"
    assert (tmp_path / "r.html").read_text().startswith("<!doctype html>")
    assert (tmp_path / "evidence/calls.parquet").exists()


def test_report_on_standard_output_stands_alone_there() -> None:
    done = kanhe("inspect", EXAMPLE, "--json", "-")
    assert json.loads(done.stdout)["format"] == "kanhe-report/1"
    assert "What must change" in done.stderr


def test_exit_codes() -> None:
    clean = str(APK / "backup-allowed-complies.apk")
    assert kanhe("inspect", clean, "-q", "--rules", "backup-allowed").returncode == 0
    assert kanhe("inspect", clean, "-q").returncode == 2, "without a policy nothing passes"
    assert kanhe("inspect", str(APK / "format-packed.apk"), "-q").returncode == 2
    assert kanhe("inspect", str(APK / "weak-tls-violates.apk"), "-q").returncode == 1


@pytest.mark.parametrize(
    ("content", "code", "sentence"),
    [(b"text", 10, "not a zip"), (b"PK\x03\x04" + bytes(99), 11, "truncated"), (b"", 11, "empty")],
)
def test_bad_input_is_one_sentence(tmp_path: Path, content: bytes, code: int, sentence: str) -> None:
    path = tmp_path / "bad.apk"
    path.write_bytes(content)
    done = kanhe("inspect", str(path))
    assert done.returncode == code
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    chinese = kanhe("inspect", str(path), lang="zh").stderr
    assert any("\u4e00" <= c <= "\u9fff" for c in chinese)


@pytest.mark.parametrize(
    "arguments",
    [("--json", "/no/such/folder/x"), ("--app-type", "no-such-type"), ("--rules", "no-such-rule"), ("--policy-file", "/no/file"),
     ("--json", "-", "--html", "-"), ("--evidence", "/proc/x")],
)  # fmt: skip
def test_unusable_options_are_found_before_the_work(arguments: tuple[str, ...]) -> None:
    done = kanhe("inspect", EXAMPLE, *arguments)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_time_and_memory_stop_the_work() -> None:
    done = kanhe("inspect", EXAMPLE, "--memory", "256", "-q")
    assert done.returncode == 20
    assert "memory" in done.stderr
