"""Writing a trace: the ``run`` first, each stack once, one record a line.

Knows the format and nothing of who records.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

import msgspec

from kanhe.runtime.trace.records import Record, Run, Stack

_ENCODER = msgspec.json.Encoder()


class TraceWriter:
    """Appends records to an open binary file, which stays the caller's."""

    __slots__ = ("_file", "_stacks")

    def __init__(self, file: BinaryIO, run: Run) -> None:
        self._file = file
        self._stacks: dict[tuple[str, ...], int] = {}
        self._put(run)

    def stack(self, frames: Sequence[str]) -> int:
        """The id of a stack; its record is written the first time."""
        key = tuple(frames)
        known = self._stacks.get(key)
        if known is None:
            known = self._stacks[key] = len(self._stacks)
            self._put(Stack(known, list(key)))
        return known

    def write(self, record: Record) -> None:
        """Raises ``ValueError`` for a second run."""
        if isinstance(record, Run):
            raise ValueError("a trace has one run")
        self._put(record)

    def write_all(self, records: Iterable[Record]) -> None:
        for record in records:
            self.write(record)

    def _put(self, record: Record) -> None:
        self._file.write(_ENCODER.encode(record) + b"\n")
