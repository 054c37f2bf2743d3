"""What mitmdump wrote, as ``flow`` records: the content is searched in memory, and of it only what was found is told.

Any bytes may stand in the files: apps choose hosts and paths, and a run that was cut off leaves half a line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kanhe.runtime.problem import Problems, RunError
from kanhe.runtime.trace.records import FlowRecord, Found
from kanhe.runtime.traffic.finder import Finder
from kanhe.runtime.traffic.flow import Flow
from kanhe.runtime.traffic.mitm import read_flows

MAX_LINE = 1 << 16
MAX_LINES = 500_000
_LATEST = 32503680000
"""The year 3000, as for all records."""


class Entry(msgspec.Struct, frozen=True):
    """A line of the addon's log."""

    event: str
    ts: float = 0.0
    kept: int | None = None
    """Number of the flow in the flow file, from 1; without one the content was not kept."""
    host: str | None = None
    sni: str | None = None
    ip: str | None = None
    port: int | None = None
    lport: int | None = None
    scheme: str | None = None
    tls: str | None = None
    method: str | None = None
    len: int = 0
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Captured:
    """What was captured."""

    flows: tuple[FlowRecord, ...]
    pinned: tuple[str, ...]
    """Hosts whose clients refused the examiner's certificate, in the order met."""
    problems: Problems

    @property
    def opened(self) -> bool:
        """Some client accepted the certificate."""
        return any(flow.tls is not None for flow in self.flows)


_DECODER = msgspec.json.Decoder(Entry)


def read_captured(log: Path, flows: Path, finder: Finder) -> Captured:
    """Raises ``OSError``.  Lines and flows that cannot be used are told as problems."""
    problems = Problems()
    contents = _Contents(flows, problems)
    records: list[FlowRecord] = []
    pinned: dict[str, None] = {}
    for number, entry in _entries(log, problems):
        if entry.event in ("ready", "unreachable") or not 0 <= entry.ts <= _LATEST:
            continue
        host = (entry.sni or entry.host or entry.ip or "").lower()[:255]
        if not host:
            continue
        if entry.event == "refused":
            pinned[host] = None
            records.append(_refused(entry, host, number))
        else:
            records.append(_flow(entry, host, number, contents.of(entry.kept), finder))
    contents.close()
    return Captured(tuple(records), tuple(pinned), problems)


def _refused(entry: Entry, host: str, number: int) -> FlowRecord:
    return FlowRecord(
        ts=entry.ts, host=host, n=number, ip=entry.ip, port=_port(entry.port), sni=entry.sni, scheme="tls",
        pinned=True, lport=_port(entry.lport),
    )  # fmt: skip


def _flow(entry: Entry, host: str, number: int, content: Flow | None, finder: Finder) -> FlowRecord:
    found = finder.find(content) if content is not None else None
    scheme = {"tcp": "tls" if entry.tls else "tcp", "udp": "udp"}.get(entry.event, entry.scheme or "http")
    return FlowRecord(
        ts=entry.ts, host=host, n=number, ip=entry.ip, port=_port(entry.port), sni=entry.sni, scheme=scheme[:20],
        tls=entry.tls, method=entry.method[:20] if entry.method else None,
        path_d=finder.digest(content.path) if content is not None and content.path else None,
        len=max(0, min(entry.len, 2**53)),
        pi=[Found(h.item, h.how, h.where[:1000]) for h in found.hits] if found is not None else [],
        # What was not kept was not searched: as little is known of it as of what cannot be read.
        opaque=found.opaque if found is not None else entry.len > 0, lport=_port(entry.lport), hash=_digest(content),
    )  # fmt: skip


def _digest(content: Flow | None) -> str | None:
    """SHA-256 of the body as sent, by which the agent's record of the same request is found."""
    if content is None or not content.body or content.size != len(content.body):
        return None
    return hashlib.sha256(content.body).hexdigest()


def _port(told: int | None) -> int | None:
    return told if told is not None and 0 <= told <= 65535 else None


def _entries(log: Path, problems: Problems) -> Iterator[tuple[int, Entry]]:
    with log.open("rb") as file:
        number = 0
        while line := file.readline(MAX_LINE):
            number += 1
            if number > MAX_LINES:
                problems.add(number, "其后未读取", "the rest was not read")
                return
            try:
                yield number, _DECODER.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                problems.add(number, "一行无法读取", "a line that cannot be read")


class _Contents:
    """The flow file beside the log, read as far as the log has come."""

    __slots__ = ("_flows", "_next")

    def __init__(self, path: Path, problems: Problems) -> None:
        self._flows: Iterator[Flow] = read_flows(path, problems) if path.exists() and path.stat().st_size else iter(())
        self._next: Flow | None = None

    def of(self, number: int | None) -> Flow | None:
        """The flow of a number; numbers only grow."""
        if number is None:
            return None
        try:
            while self._next is None or self._next.number < number:
                self._next = next(self._flows)
        except (StopIteration, RunError):
            return None
        return self._next if self._next.number == number else None

    def close(self) -> None:
        close = getattr(self._flows, "close", None)
        if close is not None:
            close()
