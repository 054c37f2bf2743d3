"""What the agent is told before it begins, and the table of hooks as it reads it.

Planted values go to the device in clear, as they were planted there; everything else that the agent sees leaves it as a
digest under the salt of the run.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import msgspec

from kanhe.knowledge.items import items
from kanhe.knowledge.runtime_points import runtime_points
from kanhe.runtime.agent.hooks import Hook, hook_table
from kanhe.runtime.joining.attribution import HOOKS, PLATFORM
from kanhe.runtime.traffic.canaries import Canary
from kanhe.runtime.watched.calls import Choice
from kanhe.runtime.watched.constants import SHARED_ROOTS, constants

Native = Literal["files", "properties", "connections", "tls"]


@dataclass(frozen=True, slots=True)
class StaticMethod:
    """A static Java method of the machine on which the app runs."""

    class_name: str
    method: str


@dataclass(frozen=True, slots=True)
class AgentSettings:
    """How an app is watched."""

    package: str
    canaries: tuple[Canary, ...] = ()
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    natives: tuple[Native, ...] = ("files", "properties", "connections", "tls")
    screens: bool = True
    """Whether screens, dialogs and clicks are told by the agent."""
    connects: bool = False
    """Whether each connection is told as a flow: where nothing else records traffic."""
    clicks_by: Literal["user", "auto"] | None = None
    clock: StaticMethod | None = None
    """Without arguments; returns milliseconds since 1970: the clock of a machine whose time is its own."""
    paths: StaticMethod | None = None
    """From a path to the same path as the app knows it, on a machine where files of the device lie elsewhere."""
    loader: str | None = None
    """Class of the loader that has the platform's classes, where it is not the machine's own."""
    per_second: int = 20
    """Calls of one interface, stack and meaning that are told one by one in a second; more become a burst."""
    stack_frames: int = 64

    def told(self) -> dict[str, Any]:
        """As the agent reads it."""
        return {
            "salt": self.salt.hex(),
            "canaries": [[c.id, c.value] for c in self.canaries],
            "package": self.package,
            "platform": sorted({*PLATFORM, *HOOKS}),
            "own": list(runtime_points().own),
            "opens": {i.id: list(i.permissions) for i in items().values() if i.permissions},
            "sharedRoots": list(SHARED_ROOTS),
            "stackFrames": self.stack_frames,
            "perSecond": self.per_second,
            "screens": self.screens,
            "natives": list(self.natives),
            "connects": self.connects,
            "by": self.clicks_by,
            "files": [list(pair) for pair in constants("file")],
            "properties": [list(pair) for pair in constants("property")],
            "loader": self.loader,
            "clock": _method(self.clock),
            "paths": _method(self.paths),
        }


def _method(method: StaticMethod | None) -> dict[str, str] | None:
    return None if method is None else {"class": method.class_name, "method": method.method}


def told_hooks(hooks: Sequence[Hook]) -> list[dict[str, Any]]:
    """The table as the agent reads it."""
    return [
        {
            "api": h.api, "class": h.class_name, "method": h.method, "kind": h.kind, "via": h.via,
            "shows": None if h.shows is None else list(h.shows),
            "choices": [_choice(c) for c in h.choices],
        }
        for h in hooks
    ]  # fmt: skip


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "kind": choice.kind, "asks": choice.asks, "argument": choice.argument, "strings": list(choice.strings),
        "integers": list(choice.integers), "shows": choice.shows,
    }  # fmt: skip


@cache
def catalogue_digest() -> str:
    """16 hex digits of the table: which catalogue a trace was recorded with."""
    return hashlib.sha256(msgspec.json.encode(told_hooks(hook_table()))).hexdigest()[:16]
