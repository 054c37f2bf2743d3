"""The rows of what was seen while the app ran: the runs themselves, what happened in them, and what left the device.

Times count milliseconds from the beginning of a run.  Values are never stored: what was read or sent is named by its item.
Part of the schema, see :mod:`kanhe.evidence.rows`; knows nothing of how a row is found.
"""

from __future__ import annotations

from dataclasses import dataclass

from kanhe.evidence.column import column


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run of the app that was recorded, or a capture of its traffic."""

    app: str = column("package digest")
    run: str = column("id of the run within this inspection")
    source: str = column("where the app ran", one_of="run_source")
    format: str = column("format of the file it was read from", one_of="run_format")
    file_name: str = column("name of that file, without its directory")
    sha256: str = column("digest of that file, hex")
    build: str = column("how sure it is that this build ran", one_of="run_build")
    started: str | None = column("when it began, ISO 8601 in UTC, by the device's clock", default=None)
    length_ms: int = column("how long it lasted", default=0)
    virtual: bool = column("time was simulated: hours pass in seconds", default=False)
    early: bool | None = column(
        "the hooks were in before the first instruction of the app; null where there are none", default=None
    )
    calls_seen: bool = column("calls were recorded", default=False)
    traffic_seen: bool = column("traffic was recorded", default=False)
    device: str | None = column("model of the device, its API level and ABI", default=None)
    consent: str = column("how the consent dialog was answered in the end", default="unseen", one_of="run_consent")
    consent_ms: int | None = column("when it was answered so", default=None)
    dialog_ms: int | None = column("when a consent dialog was first seen", default=None)
    phases: tuple[str, ...] = column("phases the run has been in", default=(), one_of="run_phase")
    background_ms: int = column("how long the app was in the background", default=0)
    launches: int = column("how often its process was started by the user or the launcher", default=0)
    hooks: int = column("hooks that were installed", default=0)
    hooks_missing: tuple[str, ...] = column("hooks that could not be installed", default=())
    records: int = column("records read", default=0)
    problems: int = column("records, or lines, that could not be used", default=0)
    country_known: bool = column("a table of countries was given for the addresses", default=False)


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened in a run: a read, a dialog, a click, a process start…

    Rows of kind gap and hook-missing say what could not be seen: a gap has one row for each phase and state it touches."""

    app: str = column("package digest")
    run: str = column("runs.run")
    source: str = column("where the app ran", one_of="run_source")
    number: int = column("number of the record, or its line, in the file of the run")
    event: str = column("what happened", one_of="event_kind")
    at_ms: int = column("when, in milliseconds from the beginning of the run")
    last_ms: int = column("when last, where a row stands for several; else at_ms")
    count: int = column("how many calls the row stands for", default=1)
    gap_p10_ms: int | None = column("of several calls: a tenth of the gaps between them are at most this", default=None)
    gap_p50_ms: int | None = column("of several calls: median gap", default=None)
    gap_p90_ms: int | None = column("of several calls: nine tenths of the gaps are at most this", default=None)
    phase: str = column("before or after consent", default="unknown", one_of="run_phase")
    state: str = column("whether the app was in front of the user", default="unknown", one_of="run_state")
    process: str | None = column("process in which it happened", default=None)
    item: str | None = column("personal-information item that was read", default=None)
    behaviour: str | None = column("id in the behaviour knowledge, for conduct that is not a read", default=None)
    api: str | None = column("what was called, as in calls.api where it is a method", default=None)
    argument: str | None = column(
        "the argument that matters and may be shown: settings key, URI authority, provider, permission, package",
        default=None,
    )
    via: str | None = column("by which way the call was seen", default=None, one_of="event_via")
    caller: str | None = column("method that called, Lpkg/Cls;->name, where the stack tells it", default=None)
    actor: str = column("who did it: 'app' or an SDK id", default="app")
    attribution: str = column("what the actor rests on", default="none", one_of="attribution")
    chain: tuple[str, ...] = column("actors on the stack, the outermost first", default=())
    frames: tuple[str, ...] = column("the stack as recorded, the nearest frame first", default=())
    depth: int = column("0 for the outermost hooked call, more for those made inside another hooked call", default=0)
    permission: str | None = column(
        "whether the permission it needs was granted", default=None, one_of="run_permission"
    )
    canary: bool = column("the value was one that the tester had planted", default=False)
    text: str | None = column("text of a dialog or button; why, of a gap; cut at 200 characters", default=None)
    role: str | None = column("what the dialog or button is for", default=None, one_of="ui_role")
    by: str | None = column("who acted", default=None, one_of="event_by")
    host_kind: str | None = column("what a process was started for", default=None, one_of="start_host")
    component: str | None = column("component, or other app's package, that it is about", default=None)
    foreground_service: bool = column("a notification of a foreground service of the app was shown", default=False)


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request, or a connection, that left the device during a run."""

    app: str = column("package digest")
    run: str = column("runs.run")
    source: str = column("where the app ran", one_of="run_source")
    number: int = column("number of the record in the file of the run")
    at_ms: int = column("when, in milliseconds from the beginning of the run")
    phase: str = column("before or after consent", default="unknown", one_of="run_phase")
    state: str = column("whether the app was in front of the user", default="unknown", one_of="run_state")
    host: str = column("host name, lower case, or address", default="")
    port: int | None = column("port", default=None)
    address: str | None = column("IP address it went to", default=None)
    country: str | None = column("country of the address by the table given, ISO 3166 alpha-2", default=None)
    scheme: str = column("http, https, tcp, ws, wss…", default="")
    encrypted: bool = column("it went through TLS", default=False)
    method: str | None = column("HTTP method", default=None)
    size: int = column("bytes of the body", default=0)
    sdk: str | None = column("SDK that the host belongs to", default=None)
    actor: str = column(
        "who sent it: by the stack where one was recorded, else the owner of the host, else 'app'", default="app"
    )
    attribution: str = column("what the actor rests on", default="none", one_of="attribution")
    items: tuple[str, ...] = column(
        "items found in it: planted values, or patterns whose field is named like them", default=()
    )
    likely: tuple[str, ...] = column("items that only a pattern suggests", default=())
    proofs: tuple[str, ...] = column("each as 'item how at': 'imei canary/md5 body.gzip.json.d'", default=())
    values: tuple[str, ...] = column("each as 'item digest': HMAC-SHA256 with a salt that is kept nowhere", default=())
    hashed: tuple[str, ...] = column("items of which only a digest was found", default=())
    opaque: bool = column(
        "most of the body is unreadable: encrypted by the app, or of an unknown coding", default=False
    )
    pinned: bool = column("the client refused the examiner's certificate: content not seen", default=False)
    partial: bool = column("it was too large, or too deeply packed, to be read whole", default=False)
