"""A request as it left the device, whichever tool captured it.  Its content lives only in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

MAX_BODY = 1 << 20
"""Bytes of a body that are looked at."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One request, or one connection."""

    number: int
    """Number of the entry in its file, from 1."""
    at: float
    """Seconds since 1970."""
    host: str
    scheme: str = "https"
    port: int | None = None
    address: str | None = None
    method: str | None = None
    path: str = ""
    """Path and query, as sent."""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = field(default=b"", repr=False)
    """At most :data:`MAX_BODY` bytes, as sent: content encodings are still on."""
    size: int = 0
    """Bytes of the whole body."""
    pinned: bool = False
    """The client refused the examiner's certificate."""

    @property
    def encrypted(self) -> bool:
        return self.scheme in ("https", "wss", "tls")

    def header(self, name: str) -> str:
        """The first header of a name, empty when there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


def split_url(url: str) -> tuple[str, str, int | None, str]:
    """(scheme, host, port, path and query) of a URL as captured; empty host for what is none."""
    try:
        parts = urlsplit(url[: 1 << 20])
        port = parts.port
    except ValueError:
        return "", "", None, ""
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return parts.scheme.lower(), (parts.hostname or "").lower()[:255], port, path
