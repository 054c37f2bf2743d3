"""What the agent sends, one type each; anything else is refused.

The process that is watched is the app's: what comes from it is foreign, bounded, and checked like a file.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

MAX_BATCH = 4096
"""Messages of a batch that are read; the agent sends a sixteenth of it."""

Text = Annotated[str, msgspec.Meta(max_length=8192)]
Name = Annotated[str, msgspec.Meta(max_length=1024)]
Number = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Moment = Annotated[float, msgspec.Meta(ge=0, le=32503680000)]


class Message(msgspec.Struct, frozen=True, tag_field="t"):
    """What all share: ``n`` counts the messages of a process."""

    n: Number


class StackTold(Message, frozen=True, tag="stack"):
    id: Number
    frames: Annotated[list[Name], msgspec.Meta(max_length=512)]


class CallTold(Message, frozen=True, tag="call"):
    ts: Moment
    api: Name
    stk: Number
    kind: Name
    mono: Annotated[float, msgspec.Meta(ge=0, le=2**53)] | None = None
    tid: Number | None = None
    sig: Text | None = None
    via: Literal["java", "binder", "native", "file", "reflect", "delivery"] = "java"
    shown: Annotated[list[Name], msgspec.Meta(max_length=64)] = []
    depth: Number = 0
    perm: Literal["granted", "denied", "na"] = "na"
    ad: Name | None = None
    """Digest of the arguments."""
    rl: Number | None = None
    rd: Name | None = None
    rc: Name | None = None
    """Length and digest of the result, and the planted value in it."""
    thr: Name | None = None


class BurstTold(CallTold, frozen=True, tag="burst"):
    cnt: Number = 1
    first: Moment = 0
    last: Moment = 0
    gaps: tuple[float, float, float] = (0, 0, 0)


class StateTold(Message, frozen=True, tag="state"):
    ts: Moment
    ev: Literal["resumed", "stopped"]
    comp: Name | None = None


class UiTold(Message, frozen=True, tag="ui"):
    ts: Moment
    ev: Literal["window", "dialog", "click", "perm_request", "perm_result", "input", "fg_service"]
    text: Text | None = None
    comp: Name | None = None
    by: Literal["user", "auto"] | None = None
    granted: bool | None = None
    on: bool | None = None


class FlowTold(Message, frozen=True, tag="flow"):
    ts: Moment
    host: Name
    stk: Number | None = None
    tid: Number | None = None
    ip: Name | None = None
    port: Number | None = None
    lport: Number | None = None
    sni: Name | None = None
    scheme: Name = "https"
    tls: Name | None = None
    method: Name | None = None
    path_d: Name | None = None
    len: Number = 0
    hash: Name | None = None
    opaque: bool = False


class HooksTold(Message, frozen=True, tag="hooks"):
    """How many hooks are in by now, and which of them failed."""

    ok: Number
    missing: Annotated[list[tuple[Name, Text]], msgspec.Meta(max_length=4096)] = []
    absent: Number = 0


Told = StackTold | CallTold | BurstTold | StateTold | UiTold | FlowTold | HooksTold


class Installed(msgspec.Struct, frozen=True):
    """What the agent answers to its installation."""

    pid: Number
    java: bool
    ok: Number
    missing: Annotated[list[tuple[Name, Text]], msgspec.Meta(max_length=4096)] = []
    absent: Number = 0
    """Hooks whose method this platform does not have: nothing can call it."""
    waiting: Number = 0
    """Hooks whose class no loader has yet: of SDKs that the app does not carry, or loads later."""
    sdk: int | None = None
    arch: Name | None = None


def batch(payload: Any) -> tuple[list[Told], int]:
    """The messages of a batch, and how many could not be read."""
    if not isinstance(payload, dict) or not isinstance(payload.get("r"), list):
        return [], 1
    told: list[Told] = []
    refused = max(0, len(payload["r"]) - MAX_BATCH)
    for entry in payload["r"][:MAX_BATCH]:
        try:
            told.append(msgspec.convert(entry, Told, strict=False))
        except (msgspec.ValidationError, RecursionError):
            refused += 1
    return told, refused
