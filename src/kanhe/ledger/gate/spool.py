"""The spool: what the gate told, written to a file before it is told, brought into the ledger a moment later.

A commit with a flush to disk takes longer than a store should wait; a write to a file does not, and survives the death of any
process.  Only a power cut can take the last moments; with ``flush`` not even that.  Segments are taken into the ledger under
their own name as the client's key, so that no death between commit and removal counts anything twice.
"""

from __future__ import annotations

import fcntl
import json
import os
import threading
import uuid
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, Any

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
        self._file: IO[bytes] | None = None
        self._name = ""
        self._lines = 0

    def write(self, lines: Iterable[Line]) -> None:
        """Keep lines; when it returns they outlive this process."""
        text = b"".join(map(_sealed, lines))
        with self._lock:
            if self._file is None:
                self._open()
            assert self._file is not None
            self._file.write(text)
            self._file.flush()
            if self._flush:
                os.fdatasync(self._file.fileno())
            self._lines += 1

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
        """Bring in the segments of processes that died, and those the ledger could not take; how many lines."""
        found = 0
        for path in sorted(self._folder.glob(f"*{_SUFFIX}")):
            try:
                with path.open("rb") as file:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    found += self._take_in(path)
            except (BlockingIOError, FileNotFoundError):
                continue  # its process lives, or another recovers it
        return found

    def _open(self) -> None:
        self._name = f"{uuid.uuid4().hex}{_SUFFIX}"
        self._file = (self._folder / self._name).open("xb")
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def _take_in(self, path: Path) -> int:
        lines = read_segment(path.read_bytes())
        if lines:
            self._take(path.name.removesuffix(_SUFFIX), lines)
        path.unlink(missing_ok=True)
        return len(lines)


def _sealed(line: Line) -> bytes:
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def read_segment(data: bytes) -> list[Line]:
    """The lines of a segment up to the first that was not written whole: from there on nothing was told."""
    found = []
    for line in data.split(b"\n")[:-1]:
        seal, _, text = line.partition(b" ")
        try:
            if int(seal, 16) != zlib.crc32(text):
                break
            found.append(json.loads(text))
        except ValueError:
            break
    return found
