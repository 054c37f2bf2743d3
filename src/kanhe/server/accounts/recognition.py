"""Who asks, told from a token or a session's cookie, and in which language; remembered for a second.

Pure ASGI: sets ``person``, ``session``, ``csrf`` and ``language`` of the request's state, and refuses nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from kanhe.server.accounts.accounts import Accounts
from kanhe.server.accounts.secret import LONGEST, hashed
from kanhe.server.identity import Person

T = TypeVar("T")
Lang = Literal["zh", "en"]

REMEMBERED = 1.0
"""Seconds: the gate is asked hundreds of times in one by the same token; a disabled account acts no longer than that."""
AT_MOST = 4096
"""Secrets remembered."""
LANGUAGE_COOKIE = "kanhe-language"


def cookie_name(secure: bool) -> str:
    """With its prefix, browsers take the cookie over https only, for this host and every path, from nobody else."""
    return "__Host-kanhe" if secure else "kanhe"


@dataclass(frozen=True, slots=True)
class _Kept(Generic[T]):
    value: T
    until: float
    version: int


class Remembering(Generic[T]):
    """Looks up what belongs to a secret, in a thread, at most once a second; many who ask at once wait for one look."""

    def __init__(
        self, look: Callable[[str], T | None], version: Callable[[], int], seconds: float = REMEMBERED
    ) -> None:
        self._look = look
        self._version = version
        self._seconds = seconds
        self._kept: OrderedDict[str, _Kept[T]] = OrderedDict()
        self._looking: dict[str, asyncio.Task[T | None]] = {}

    def kept(self, secret: str) -> T | None:
        """What belongs to it, if that was looked up within the last second; None tells nothing."""
        return self._fresh(hashed(secret), self._version())

    async def get(self, secret: str) -> T | None:
        key, version = hashed(secret), self._version()
        if (fresh := self._fresh(key, version)) is not None:
            return fresh
        name = f"{version} {key}"
        task = self._looking.get(name)
        if task is None:
            task = self._looking[name] = asyncio.create_task(self._fetch(key, secret, version))
            task.add_done_callback(lambda _: self._looking.pop(name, None))
        return await asyncio.shield(task)

    def _fresh(self, key: str, version: int) -> T | None:
        kept = self._kept.get(key)
        return kept.value if kept is not None and kept.until > time.monotonic() and kept.version == version else None

    async def _fetch(self, key: str, secret: str, version: int) -> T | None:
        until = time.monotonic() + self._seconds  # from before the look, so that nothing is believed for longer
        found = await asyncio.to_thread(self._look, secret)
        self._kept.pop(key, None)
        if found is not None:  # what is no secret is not kept: anybody can send as many as they like
            self._kept[key] = _Kept(found, until, version)
            if len(self._kept) > AT_MOST:
                self._kept.popitem(last=False)
        return found


class Recognition:
    """The middleware."""

    def __init__(self, app: ASGIApp, accounts: Accounts, tokens: Remembering[Person], secure: bool) -> None:
        self._app = app
        self._cookie = cookie_name(secure)
        self._tokens = tokens
        self._sessions = Remembering(accounts.session, lambda: accounts.version)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            await self._recognise(HTTPConnection(scope))
        await self._app(scope, receive, send)

    async def _recognise(self, connection: HTTPConnection) -> None:
        state = connection.state
        state.person, state.session, state.csrf, state.bad_token = None, None, "", False
        state.language = language(connection)
        kind, _, secret = connection.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            state.person = await self._tokens.get(secret.strip()) if 0 < len(secret) <= LONGEST else None
            state.bad_token = state.person is None
            return  # who sends a token means the token, whatever cookie the browser adds
        cookie = connection.cookies.get(self._cookie, "")
        if 0 < len(cookie) <= LONGEST and (known := await self._sessions.get(cookie)) is not None:
            state.person, state.session, state.csrf = known.person, cookie, known.csrf


def language(connection: HTTPConnection) -> Lang:
    """``zh`` or ``en``: as chosen, else as the browser prefers, else Chinese."""
    chosen = connection.cookies.get(LANGUAGE_COOKIE)
    if chosen in ("zh", "en"):
        return "zh" if chosen == "zh" else "en"
    preferred: list[tuple[float, int, str]] = []
    for place, part in enumerate(connection.headers.get("accept-language", "")[:500].split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            continue
        name = tag.lower().split("-")[0]
        if name in ("zh", "en") and quality > 0:
            preferred.append((-quality, place, name))
    return "en" if preferred and min(preferred)[2] == "en" else "zh"
