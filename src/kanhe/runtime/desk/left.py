"""What left an app on the desk: the sink's file, looked through for planted values, as records of the trace.

The content lives only here and in memory; the records hold what was found in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from kanhe.runtime.trace.records import FlowRecord, Found
from kanhe.runtime.traffic.finder import Finder
from kanhe.runtime.traffic.flow import Flow

MOST = 100_000
"""Requests that are looked at."""


class Said(msgspec.Struct, frozen=True):
    """A line of the sink's file: a request, a connection that was no HTTP, or a refused certificate."""

    number: int
    at: float
    host: str
    ip: str
    port: int
    scheme: str
    tls: str | None = None
    sni: str | None = None
    method: str | None = None
    path: str = ""
    headers: tuple[str, ...] = ()
    body: bytes = b""
    size: int = 0
    pinned: bool = False
    stk: int | None = None


def left(path: Path, finder: Finder) -> Iterator[FlowRecord]:
    """The records.  Raises ``OSError``; a line that cannot be read (the last one of a run that was cut off) is left out."""
    decoder = msgspec.json.Decoder(Said)
    with path.open("rb") as file:
        for number, line in enumerate(file):
            if number >= MOST:
                return
            try:
                said = decoder.decode(line)
            except msgspec.DecodeError:
                continue
            yield _record(said, finder)


def _record(said: Said, finder: Finder) -> FlowRecord:
    headers = tuple((name.strip(), value.strip()) for name, _, value in (h.partition(":") for h in said.headers))
    flow = Flow(
        said.number, said.at, said.host.lower()[:255], said.scheme, said.port, said.ip, said.method, said.path, headers,
        said.body, said.size, said.pinned,
    )  # fmt: skip
    found = finder.find(flow)
    return FlowRecord(
        ts=said.at, host=flow.host, n=said.number, ip=said.ip, port=said.port, sni=said.sni, scheme=said.scheme,
        tls=said.tls, method=said.method[:20] if said.method else None,
        path_d=finder.digest(said.path) if said.path else None, len=said.size,
        pi=[Found(hit.item, hit.how, hit.where[:1000]) for hit in found.hits], opaque=found.opaque, pinned=said.pinned,
        hash=hashlib.sha256(said.body).hexdigest() if said.body and said.size == len(said.body) else None, stk=said.stk,
    )  # fmt: skip
