"""Which reader a file of captured traffic needs, by its first bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from kanhe.runtime.problem import Problems, RunError
from kanhe.runtime.traffic.flow import Flow
from kanhe.runtime.traffic.har import looks_like_har, read_har
from kanhe.runtime.traffic.mitm import looks_like_flows, read_flows

Format = Literal["har", "mitmproxy"]


def format_of(path: Path) -> Format:
    """Raises :class:`RunError` for a file of neither format, and ``OSError``."""
    with path.open("rb") as file:
        head = file.read(4096)
    if looks_like_flows(head):
        return "mitmproxy"
    if looks_like_har(head):
        return "har"
    raise RunError(
        f"{path.name} 既不是 HAR，也不是 mitmproxy 流文件", f"{path.name} is neither a HAR nor a flow file of mitmproxy"
    )


def read_traffic(path: Path, problems: Problems) -> Iterator[Flow]:
    """Every request of a capture.  Raises :class:`RunError` and ``OSError``."""
    yield from read_flows(path, problems) if format_of(path) == "mitmproxy" else read_har(path, problems)
