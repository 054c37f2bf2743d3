import re

import click
import pytest

from kanhe.cli.run.folder import folder_for_run


def test_a_new_folder_is_named_after_the_app(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = folder_for_run(None, tmp_path / "some.apk")
    assert re.fullmatch(r"some-\d{8}-\d{6}", made.name)
    assert made.is_dir()


def test_an_empty_one_is_taken_and_a_full_one_is_not(tmp_path) -> None:
    (tmp_path / "empty").mkdir()
    assert folder_for_run(tmp_path / "empty", tmp_path / "a.apk") == tmp_path / "empty"
    (tmp_path / "full").mkdir()
    (tmp_path / "full/trace.jsonl").touch()
    with pytest.raises(click.BadParameter, match="full"):
        folder_for_run(tmp_path / "full", tmp_path / "a.apk")
