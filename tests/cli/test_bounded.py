import time

import click
import pytest

from kanhe.cli.bounded import WORKER_DIED, Progress, bounded, bounds


def test_the_exit_code_is_the_work_s() -> None:
    assert bounded(lambda send: 7, 30, 2048, progress=False) == 7


def test_work_that_takes_too_long_is_stopped(capsys: pytest.CaptureFixture[str]) -> None:
    assert bounded(lambda send: time.sleep(30) or 0, 0.2, 2048, progress=False) == WORKER_DIED
    assert "--timeout" in capsys.readouterr().err


def test_progress_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    line = Progress(wanted=True)
    line.show("open")
    line.show("an unknown stage")
    line.clear()
    shown = capsys.readouterr().err
    assert "\n" not in shown
    assert shown.endswith("\r\x1b[K")
    Progress(wanted=False).show("open")
    assert capsys.readouterr().err == ""


def test_every_option_for_bounds() -> None:
    command = click.command("x")(bounds(lambda **given: None))
    assert {p.name for p in command.params} == {"timeout", "memory", "no_progress"}
