import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.ledger.gate.spool import Line, Spool, read_segment


class Taken:
    """A ledger that may be away; takes each segment once."""

    def __init__(self) -> None:
        self.segments: dict[str, list[Line]] = {}
        self.away = False
        self.refused: set[str] = set()
        self.calls = 0

    def __call__(self, segment: str, lines: Sequence[Line]) -> None:
        self.calls += 1
        if self.away or any(line.get("n") in self.refused for line in lines):
            raise ConnectionError("away")
        self.segments.setdefault(segment, list(lines))

    @property
    def all(self) -> list[Any]:
        return sorted(line["n"] for lines in self.segments.values() for line in lines)


@pytest.fixture
def taken() -> Taken:
    return Taken()


@pytest.fixture
def spool(tmp_path: Path, taken: Taken) -> Spool:
    return Spool(tmp_path, taken)


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.told"))


def lines(*numbers: int) -> list[Line]:
    return [{"n": n} for n in numbers]


def test_what_was_written_is_brought_in_once(spool: Spool, taken: Taken, tmp_path: Path) -> None:
    assert spool.drain() == 0
    spool.write(lines(1, 2))
    spool.write(lines(3))
    assert spool.drain() == 3
    assert spool.drain() == spool.recover() == 0
    assert taken.all == [1, 2, 3]
    assert not files(tmp_path)


@pytest.mark.parametrize("flush", [False, True])
def test_each_drain_ends_a_segment(tmp_path: Path, taken: Taken, flush: bool) -> None:
    spool = Spool(tmp_path, taken, flush)
    for n in range(3):
        spool.write(lines(n))
        spool.drain()
    assert (len(taken.segments), taken.all) == (3, [0, 1, 2])


def test_a_segment_torn_at_any_byte_gives_the_lines_before(tmp_path: Path, taken: Taken) -> None:
    spool = Spool(tmp_path, taken)
    spool.write([{"n": 1, "text": "一"}, {"n": 2}, {"n": 3}])
    data = files(tmp_path)[0].read_bytes()
    ends = [n + 1 for n, byte in enumerate(data) if byte == 10]
    for cut in range(len(data) + 1):
        whole = sum(end <= cut for end in ends)
        assert [line["n"] for line in read_segment(data[:cut])] == [1, 2, 3][:whole]


def test_a_changed_byte_ends_the_segment_there(tmp_path: Path, taken: Taken) -> None:
    Spool(tmp_path, taken).write(lines(1, 2, 3))
    data = files(tmp_path)[0].read_bytes()
    for n in range(len(data)):
        changed = data[:n] + bytes([data[n] ^ 2]) + data[n + 1 :]
        found = [line["n"] for line in read_segment(changed)]
        assert found == [1, 2, 3][: len(found)]
        assert len(found) < 3


@given(st.binary())
def test_any_bytes_are_read(data: bytes) -> None:
    assert read_segment(data) in ([], read_segment(data))


def test_nothing_is_lost_while_the_ledger_is_away(spool: Spool, taken: Taken, tmp_path: Path) -> None:
    taken.away = True
    for n in range(3):
        spool.write(lines(n))
        with pytest.raises(ConnectionError):
            spool.drain()
    with pytest.raises(ConnectionError):
        spool.recover()
    assert len(files(tmp_path)) == 3
    taken.away = False
    assert spool.recover() == 3
    assert taken.all == [0, 1, 2]


def test_one_that_is_refused_keeps_no_other_back(spool: Spool, taken: Taken, tmp_path: Path) -> None:
    for n in range(5):
        spool.write(lines(n))
        spool.hand_over()
    taken.refused = {2}  # type: ignore[arg-type]
    with pytest.raises(ConnectionError):
        spool.recover()
    assert taken.all == [0, 1, 3, 4]
    assert len(files(tmp_path)) == 1, "it is kept"


def test_a_segment_that_is_being_written_is_not_taken(spool: Spool, taken: Taken, tmp_path: Path) -> None:
    spool.write(lines(1))
    other = Spool(tmp_path, taken)
    assert other.recover() == 0
    spool.write(lines(2))
    spool.hand_over()
    assert other.recover() == 2


def test_a_segment_has_no_name_before_it_is_locked(
    spool: Spool, taken: Taken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """Between making the file and locking it another process could take it for a dead one's and remove it."""
    other = Spool(tmp_path, taken)
    real = os.rename

    def rename(*where: Any) -> None:
        assert other.recover() == 0
        real(*where)
        assert other.recover() == 0

    monkeypatch.setattr(Path, "rename", lambda self, to: rename(self, to))
    spool.write(lines(1))
    assert spool.drain() == 1


def test_death_between_commit_and_removal_counts_nothing_twice(
    spool: Spool, taken: Taken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    spool.write(lines(1))
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            spool.drain()
    assert Spool(tmp_path, taken).recover() == 1
    assert taken.calls == 2, "handed in again under the same name, for the ledger to know"
    assert (taken.all, len(taken.segments)) == ([1], 1)


def test_after_a_write_that_failed_midway_the_next_lines_are_safe(
    spool: Spool, taken: Taken, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    spool.write(lines(1))
    with monkeypatch.context() as patched:

        def torn(file: Any, text: bytes) -> None:
            file.write(text[: len(text) // 2])
            raise OSError(28, "No space left on device")

        patched.setattr("kanhe.ledger.gate.spool._write_all", torn)
        with pytest.raises(OSError, match="No space"):
            spool.write(lines(2))
    spool.write(lines(3))
    spool.drain()
    spool.recover()
    assert taken.all == [1, 3]


_WRITER = """
import sys
from pathlib import Path
from kanhe.ledger.gate.spool import Spool
spool = Spool(Path(sys.argv[1]), lambda *_: None)
n = 0
while True:
    spool.write([{"n": n}])
    print(n, flush=True)
    n += 1
    if n % 7 == 0:
        spool.hand_over()
"""


def test_what_a_killed_process_told_is_there(tmp_path: Path, taken: Taken) -> None:
    process = subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.05)
    process.kill()
    told = process.stdout.read().splitlines()
    process.wait()
    Spool(tmp_path, taken).recover()
    assert taken.all[: len(told) + 1] == list(range(len(told) + 1))
    assert len(taken.all) <= len(told) + 2, "at most one was kept and not yet told"
    assert not files(tmp_path)
