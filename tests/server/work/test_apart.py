import os
import time

import pytest

from kanhe.server.work.apart import prepare, run_apart
from kanhe.worker import Allowance, WorkerDied


def double(number: int) -> int:
    return number * 2


def sleep(seconds: float) -> int:
    time.sleep(seconds)
    return 0


def take(megabytes: int) -> int:
    return len(bytearray(megabytes << 20))


def end(by: int) -> int:
    os.kill(os.getpid(), by)
    return 0


def test_the_answer_comes_back() -> None:
    prepare("kanhe.package")
    assert run_apart(double, int, Allowance(20, 1024), 21) == 42


@pytest.mark.parametrize(
    ("work", "argument", "reason"), [(sleep, 60, "time"), (take, 4096, "memory"), (end, 11, "signal")]
)
def test_what_takes_too_much_or_dies(work: object, argument: int, reason: str) -> None:
    start = time.monotonic()
    with pytest.raises(WorkerDied) as told:
        run_apart(work, int, Allowance(1.5 if work is sleep else 20, 512), argument)  # type: ignore[arg-type]
    assert told.value.reason == reason
    assert time.monotonic() - start < 15


def test_the_next_one_is_not_the_worse_for_it() -> None:
    with pytest.raises(WorkerDied):
        run_apart(end, int, Allowance(20, 512), 9)
    assert run_apart(double, int, Allowance(20, 512), 4) == 8
