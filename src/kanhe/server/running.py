"""A server at its address: where it may listen, how people reach it, who is the first to sign in.

Knows no routes; what is served is the application.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from kanhe.ledger.event import Refused
from kanhe.server.accounts.access_log import By
from kanhe.server.accounts.account import Standing
from kanhe.server.accounts.accounts import Accounts
from kanhe.server.application import create
from kanhe.server.services import Services

FIRST = "admin@localhost"
"""E-mail address of the first account."""
PATIENCE = 10
"""Seconds that requests under way have when the server ends."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None

    @property
    def url(self) -> str:
        scheme = "https" if self.certificate else "http"
        return f"{scheme}://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    @property
    def local(self) -> bool:
        """Only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def check(address: Address, public_url: str, insecure: bool) -> None:
    """Raises :class:`~kanhe.ledger.event.Refused` where passwords would travel in the clear."""
    if not public_url.startswith(("http://", "https://")):
        raise Refused(
            f"--public-url 应以 https:// 开头：{public_url}", f"--public-url begins with https://: {public_url}"
        )
    if address.local or insecure or public_url.startswith("https://"):
        return
    raise Refused(
        f"{address.host} 可从其他机器访问，而 http 会以明文传送密码、令牌和安装包。请用 --tls-certificate 和 --tls-key，"
        "或置于提供 https 的代理之后并用 --public-url https://… 说明；确知网络可信时可加 --insecure",
        f"other machines can reach {address.host}, and over http passwords, tokens and packages travel in the clear. Give "
        "--tls-certificate and --tls-key, or stand behind a proxy that speaks https and say so with --public-url https://…; "
        "if you trust the network, add --insecure",
    )


def bound(address: Address) -> socket.socket:
    """The socket, taken before anything is opened.  Raises :class:`~kanhe.ledger.event.Refused`."""
    try:
        family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
        return socket.create_server((address.host, address.port), family=family, backlog=2048)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        raise Refused(
            f"不能在 {address.host}:{address.port} 监听（{why}），请换 --port 或 --host",
            f"cannot listen on {address.host}:{address.port} ({why}); choose another --port or --host",
        ) from error


def first_link(accounts: Accounts, public_url: str) -> str | None:
    """The link by which the first admin chooses a password, as long as no admin can sign in."""
    admins = [a for a in accounts.listed() if a.role == "admin" and a.disabled_at is None]
    if any(a.has_password or a.oidc_subject for a in admins):
        return None
    by = By("kanhe", "")
    there = admins[0] if admins else accounts.add(FIRST, Standing("管理员", "admin"), by).account
    secret = accounts.invite(there.id, by)
    return f"{public_url.rstrip('/')}/invitation/{secret}"


def run(services: Services, address: Address, listening: socket.socket) -> None:
    """Serve until told to end."""
    proxies = services.settings.trusted_proxies
    config = uvicorn.Config(
        create(services), loop="uvloop", http="httptools", ws="none", log_level="warning", access_log=False,
        server_header=False, proxy_headers=bool(proxies), forwarded_allow_ips=list(proxies),
        timeout_graceful_shutdown=PATIENCE,
        ssl_certfile=address.certificate, ssl_keyfile=address.key,
    )  # fmt: skip
    uvicorn.Server(config).run([listening])
