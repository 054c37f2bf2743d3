"""How a server is run: where its records and files lie, what it takes, and under which address it is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kanhe.server.security.allowed import Rates


@dataclass(frozen=True, slots=True)
class Oidc:
    """An identity provider that signs people in; they need an account of the same e-mail address or subject here."""

    issuer: str
    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True)
class Settings:
    folder: Path
    """Where everything lies that has no URL of its own: the SQLite file, packages and evidence, the gate's spool and key."""
    database_url: str = ""
    """Empty: SQLite in the folder."""
    evidence_url: str = ""
    """``file:///…`` or ``s3://bucket/prefix``; empty: the folder."""
    engine: str = ""
    """``tcp://host:port`` of a Dask scheduler; empty: workers of this machine."""
    workers: int = 1
    """Of the embedded engine."""
    worker_seconds: float = 600
    worker_megabytes: int = 4096
    upload_megabytes: int = 2048
    public_url: str = "http://127.0.0.1:8080"
    """Address under which people reach the server; over https, cookies are for https only."""
    oidc: Oidc | None = None
    demo: bool = False
    trusted_proxies: tuple[str, ...] = field(default=())
    """Addresses of proxies whose word on the client's address is taken."""
    rates: Rates = field(default=Rates())

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.folder.absolute() / 'kanhe.db'}"

    @property
    def evidence(self) -> str:
        return self.evidence_url or (self.folder.absolute() / "evidence").as_uri()

    @property
    def secure(self) -> bool:
        return self.public_url.startswith("https://")
