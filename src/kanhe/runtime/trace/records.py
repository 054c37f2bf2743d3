"""The records of ``kanhe-trace/1``, one type each, told apart by ``t``.

The recorder writes facts only.  ``ph``, ``st`` and ``by`` of a call are joined afterwards; what a recorder writes there is
used only where nothing else tells it.  Unknown fields are refused here; the reader takes them off and says so.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

FORMAT = "kanhe-trace/1"
VERSION = 1

_MOST = 2**53
Count = Annotated[int, msgspec.Meta(ge=0, le=_MOST)]
Seconds = Annotated[float, msgspec.Meta(ge=0, le=32503680000)]
"""Seconds since 1970 by the device's clock, with microseconds; at most the year 3000."""
Short = Annotated[str, msgspec.Meta(max_length=1024)]
Long = Annotated[str, msgspec.Meta(max_length=8192)]
Frames = Annotated[list[Short], msgspec.Meta(max_length=512)]
Gap = Annotated[float, msgspec.Meta(ge=0, le=_MOST)]

Source = Literal["device", "emulator", "desk", "import"]
State = Literal["fg", "bg", "unknown"]
Phase = Literal["pre", "asked", "accepted", "declined", "unknown"]
Host = Literal["activity", "service", "broadcast", "provider", "job", "alarm", "other"]


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all parts of records share: they are written without what is not known."""


class App(Facts, frozen=True):
    """The app that ran."""

    pkg: Short
    ver: Short | None = None
    """versionName, or versionCode as digits."""
    sha256: Short | None = None
    """Digest of the package, hex."""


class Device(Facts, frozen=True):
    model: Short | None = None
    sdk: Count | None = None
    abi: Short | None = None


class Clock(Facts, frozen=True):
    epoch_ms: Count = 0
    """Beginning of the run, milliseconds since 1970 by the device's clock."""
    virtual: bool = False


class Agent(Facts, frozen=True):
    ver: Short | None = None
    catalog_sha: Short | None = None


class Canary(Facts, frozen=True):
    """A planted value by its id; the value itself is never in a trace."""

    id: Short
    kind: Short


class Hooks(Facts, frozen=True):
    ok: Count = 0
    missing: Annotated[list[Short], msgspec.Meta(max_length=4096)] = []
    """Interfaces that could not be hooked, as ``pkg.Cls.method``."""


class Run(Facts, frozen=True, tag_field="t", tag="run"):
    """The first record: what ran, where, and how it was watched."""

    id: Short
    src: Source
    app: App
    v: Literal[1] = 1
    dev: Device = Device()
    clock: Clock = Clock()
    agent: Agent = Agent()
    canaries: Annotated[list[Canary], msgspec.Meta(max_length=4096)] = []
    hooks: Hooks = Hooks()
    early: bool = False
    """True only if the hooks were in before the first instruction of the app."""


class Stack(Facts, frozen=True, tag_field="t", tag="stack"):
    """A stack, written once; the nearest frame first, each ``pkg.Cls.method:line``."""

    id: Count
    frames: Frames


class Arguments(Facts, frozen=True):
    shown: Annotated[list[Short], msgspec.Meta(max_length=64)] = []
    """Only what may be shown: setting key, URI authority, provider, permission, package."""
    d: Short | None = None
    """HMAC-SHA256 of all arguments with the run's salt, cut."""


class Result(Facts, frozen=True):
    len: Count | None = None
    d: Short | None = None
    canary: Short | None = None
    """Id of the planted value that came back."""


class By(Facts, frozen=True):
    """Who called, as the recorder thinks."""

    sdk: Short | None = None
    conf: Short | None = None
    frame: Short | None = None


class Call(Facts, frozen=True, tag_field="t", tag="call"):
    """One call of a hooked interface."""

    n: Count
    ts: Seconds
    api: Short
    """``pkg.Cls.method``, ``pkg.Cls.<init>``, or the path of a file."""
    mono: Gap | None = None
    pid: Count | None = None
    tid: Count | None = None
    proc: Short | None = None
    st: State = "unknown"
    ph: Phase = "unknown"
    sig: Short | None = None
    """Prototype as in descriptors, ``(I)Ljava/lang/String;``."""
    via: Literal["java", "binder", "native", "file", "reflect", "delivery"] = "java"
    kind: Short | None = None
    """Id of an item or of a behaviour."""
    args: Arguments = Arguments()
    ret: Result = Result()
    thr: Short | None = None
    """Class of the exception that the call threw."""
    perm: Literal["granted", "denied", "na"] = "na"
    stk: Count | None = None
    by: By | None = None
    depth: Count = 0
    cnt: Literal[1] = 1


class Gaps(Facts, frozen=True):
    """Seconds between the calls of a burst, by quantile."""

    p10: Gap = 0
    p50: Gap = 0
    p90: Gap = 0


class Burst(Facts, frozen=True, tag_field="t", tag="burst"):
    """Calls that were counted together, as they came too fast: the same interface, stack and state."""

    n: Count
    api: Short
    cnt: Count
    first: Seconds
    last: Seconds
    gaps: Gaps = Gaps()
    pid: Count | None = None
    proc: Short | None = None
    st: State = "unknown"
    ph: Phase = "unknown"
    sig: Short | None = None
    via: Literal["java", "binder", "native", "file", "reflect", "delivery"] = "java"
    kind: Short | None = None
    args: Arguments = Arguments()
    perm: Literal["granted", "denied", "na"] = "na"
    stk: Count | None = None
    by: By | None = None
    depth: Count = 0


class ScreenState(Facts, frozen=True, tag_field="t", tag="state"):
    """A process's screens, or the display."""

    ts: Seconds
    ev: Literal["resumed", "stopped", "fg", "bg", "screen_on", "screen_off"]
    proc: Short | None = None
    comp: Short | None = None
    """Activity that was resumed or stopped."""
    src: Literal["agent", "logcat"] = "agent"


class Ui(Facts, frozen=True, tag_field="t", tag="ui"):
    """What the user saw or did."""

    ts: Seconds
    ev: Literal["window", "dialog", "click", "perm_request", "perm_result", "input", "fg_service"]
    text: Long | None = None
    """Text of the dialog or control; of a permission its name; of a result its name."""
    role: Literal["consent", "consent_accept", "consent_decline", "policy_link", "paste"] | None = None
    by: Literal["user", "auto"] | None = None
    granted: bool | None = None
    """Of a perm_result."""
    comp: Short | None = None
    """Screen on which it happened."""
    on: bool | None = None
    """Of a fg_service: its notification is shown, or gone."""


class Proc(Facts, frozen=True, tag_field="t", tag="proc"):
    """A process began or ended, of the app or of another one."""

    ts: Seconds
    ev: Literal["start", "die"]
    name: Short
    pid: Count | None = None
    host: Host = "other"
    comp: Short | None = None
    caller: Short | None = None
    """Package that caused the start, or the desk's own step (``desk:start``); absent where nothing tells."""


class Found(Facts, frozen=True):
    """Personal information in a request, as the recorder found it."""

    kind: Short
    how: Short
    at: Short


class FlowRecord(Facts, frozen=True, tag_field="t", tag="flow"):
    """A request, or a connection whose content was not seen."""

    ts: Seconds
    host: Short
    n: Count = 0
    ip: Short | None = None
    port: Count | None = None
    sni: Short | None = None
    scheme: Short = "https"
    tls: Short | None = None
    method: Short | None = None
    path_d: Short | None = None
    """HMAC-SHA256 of the path with the run's salt, cut."""
    len: Count = 0
    pi: Annotated[list[Found], msgspec.Meta(max_length=256)] = []
    opaque: bool = False
    pinned: bool = False
    lport: Count | None = None
    hash: Short | None = None
    stk: Count | None = None
    by: By | None = None


class GapRecord(Facts, frozen=True, tag_field="t", tag="gap"):
    """A time in which nothing was watched."""

    fro: Seconds = msgspec.field(name="from")
    to: Seconds
    why: Short


Record = Run | Stack | Call | Burst | ScreenState | Ui | Proc | FlowRecord | GapRecord
RECORDS: tuple[type[Record], ...] = (Run, Stack, Call, Burst, ScreenState, Ui, Proc, FlowRecord, GapRecord)


def tag(kind: type[msgspec.Struct]) -> str:
    """What stands in ``t`` for a type of record."""
    return str(kind.__struct_config__.tag)


TAGS: frozenset[str] = frozenset(map(tag, RECORDS))
