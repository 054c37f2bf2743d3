from pathlib import Path

import click
import pytest

from kanhe.cli.outputs import check_folder, check_outputs, put


def test_what_cannot_be_written_is_a_usage_error(tmp_path: Path) -> None:
    check_outputs({"--json": str(tmp_path / "r.json"), "--html": "-", "--sarif": None})
    for name in (str(tmp_path), str(tmp_path / "no/such/r.json")):
        with pytest.raises(click.BadParameter):
            check_outputs({"--json": name})
    with pytest.raises(click.UsageError):
        check_outputs({"--json": "-", "--html": "-"})


def test_folders_are_made(tmp_path: Path) -> None:
    check_folder("--evidence", None)
    check_folder("--evidence", tmp_path / "a/b")
    assert (tmp_path / "a/b").is_dir()
    (tmp_path / "file").write_text("")
    with pytest.raises(click.BadParameter):
        check_folder("--evidence", tmp_path / "file/x")


def test_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put("-", "文")
    assert capsys.readouterr().out == "文"
    put(str(tmp_path / "f"), "文")
    assert (tmp_path / "f").read_text("utf-8") == "文"
