import os
import time

import pytest

from kanhe.worker import Allowance, WorkerDied, run_bounded


def test_exit_code_and_progress() -> None:
    seen: list[str] = []

    def job(send) -> int:
        send("one")
        send("two")
        return 7

    assert run_bounded(job, Allowance(), seen.append) == 7
    assert seen == ["one", "two"]


def test_time() -> None:
    start = time.monotonic()
    with pytest.raises(WorkerDied) as caught:
        run_bounded(lambda send: time.sleep(60) or 0, Allowance(seconds=0.3))
    assert caught.value.reason == "time"
    assert time.monotonic() - start < 10


def test_memory() -> None:
    with pytest.raises(WorkerDied) as caught:
        run_bounded(lambda send: len(bytearray(2 << 30)) and 0, Allowance(megabytes=1024))
    assert caught.value.reason == "memory"


def test_killed() -> None:
    with pytest.raises(WorkerDied) as caught:
        run_bounded(lambda send: os.kill(os.getpid(), 15) or 0, Allowance())
    assert (caught.value.reason, str(caught.value)) == ("signal", "SIGTERM")


def test_an_error_of_the_job_is_internal(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_bounded(lambda send: 1 // 0, Allowance()) == 70
    assert "ZeroDivisionError" in capfd.readouterr().err
