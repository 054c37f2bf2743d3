"""The spool: what the gate told, written to a file before it is told, brought into the ledger a moment later.

A commit with a flush to disk takes longer than a store should wait; a write to a file does not, and survives the death of any
process.  Only a power cut can take the last moments; with ``flush`` not even that.  Segments are taken into the ledger under
their own name as the client's key, so that no death between commit and removal counts anything twice.
"""

from __future__ import annotations

import fcntl
import os
import threading
import uuid
import zlib
from collections.abc import Callable, Iterable, Sequence
from io import FileIO
from pathlib import Path
from typing import Any

import msgspec

Line = dict[str, Any]
Take = Callable[[str, Sequence[Line]], None]
"""Brings the lines of a segment, under its name, into the ledger; raises when it could not."""

_SUFFIX = ".told"


class Spool:
    """A folder of segments; each process writes its own."""

    def __init__(self, folder: Path, take: Take, flush: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._take = take
        self._flush = flush
        self._lock = threading.Lock()
        self._file: FileIO | None = None
        self._name = ""

    def write(self, lines: Iterable[Line]) -> str:
        """Keep lines; when it returns they outlive this process.  The name of their segment.  Raises ``OSError`` when the
        disk does not take them; the segment is then left as it is, and the next lines begin another."""
        text = b"".join(map(_sealed, lines))
        with self._lock:
            if self._file is None:
                self._open()
            assert self._file is not None
            try:
                _write_all(self._file, text)
                if self._flush:
                    os.fdatasync(self._file.fileno())
            except BaseException:
                self._let_go()
                raise
            return self._name

    def hand_over(self) -> None:
        """End the segment that is being written; whoever recovers next, in whatever process, takes it in."""
        with self._lock:
            self._let_go()

    def drain(self) -> int:
        """Bring what was written so far into the ledger; how many lines.  Raises what the ledger raised: nothing is lost then,
        the segment waits for :meth:`recover`."""
        with self._lock:
            file, name = self._file, self._name
            if file is None:
                return 0
            self._file = None
        try:
            return self._take_in(self._folder / name)
        finally:
            file.close()

    def recover(self) -> int:
        """Bring in the segments of processes that died, those handed over, and those the ledger could not take; how many
        lines.  One that is refused does not keep the others back; the first error is raised at the end."""
        found, first = 0, None
        for path in sorted(self._folder.glob(f"*{_SUFFIX}")):
            try:
                with path.open("rb") as file:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    found += self._take_in(path)
            except (BlockingIOError, FileNotFoundError):
                continue  # its process lives, or another recovers it
            except Exception as error:  # noqa: BLE001 - whatever the ledger says of this one, the others are tried
                first = first or error
        if first is not None:
            raise first
        return found

    def holds(self, segment: str) -> bool:
        """The segment is not in the ledger yet."""
        return (self._folder / segment).exists()

    def close(self) -> None:
        self.hand_over()

    def _let_go(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open(self) -> None:
        """A new segment, locked before it has a name under which others look for segments."""
        self._name = f"{uuid.uuid4().hex}{_SUFFIX}"
        new = self._folder / f"{self._name}.new"
        self._file = new.open("xb", buffering=0)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        new.rename(self._folder / self._name)
        if self._flush:
            folder = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _take_in(self, path: Path) -> int:
        lines = read_segment(path.read_bytes())
        if lines:
            self._take(path.name.removesuffix(_SUFFIX), lines)
        path.unlink(missing_ok=True)
        return len(lines)


def _write_all(file: FileIO, text: bytes) -> None:
    rest = memoryview(text)
    while rest:
        rest = rest[file.write(rest) :]


def _sealed(line: Line) -> bytes:
    text = msgspec.json.encode(line)
    return b"%08x %s\n" % (zlib.crc32(text), text)


def read_segment(data: bytes) -> list[Line]:
    """The lines of a segment up to the first that was not written whole: from there on nothing was told."""
    found = []
    for line in data.split(b"\n")[:-1]:
        seal, _, text = line.partition(b" ")
        try:
            if int(seal, 16) != zlib.crc32(text):
                break
            found.append(msgspec.json.decode(text))
        except ValueError:  # the seal is no number, or the text no JSON
            break
    return found
