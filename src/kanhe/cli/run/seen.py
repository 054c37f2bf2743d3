"""What a run saw, in a few lines for the terminal: who read what, when and how often, what left the device, and what was not seen.

The same for every kind of device.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kanhe.cli.language import say
from kanhe.cli.run.unseen import unseen
from kanhe.knowledge.behaviours import behaviours
from kanhe.knowledge.items import items
from kanhe.knowledge.sdks import sdks
from kanhe.runtime.identity import Build
from kanhe.runtime.trace.reading import run_record
from kanhe.runtime.trace_rows import TraceRows, trace_rows

MOST = 12
"""Lines of reads; the others are counted."""
_PHASES = {
    "pre": ("询问前", "before being asked"), "asked": ("询问时", "while asked"), "declined": ("拒绝后", "after refusal"),
    "accepted": ("同意后", "after consent"), "unknown": ("时机不明", "moment unknown"),
}  # fmt: skip

_UNASKED = ("没有出现征求同意的界面", "nobody was asked")
"""Of a run in which no screen asked, in place of ``pre``."""


def seen(trace: Path) -> Iterator[str]:
    """Lines of text.  Raises :class:`~kanhe.runtime.problem.RunError` and ``OSError``."""
    app = run_record(trace).app
    rows = trace_rows(trace, "run", Build(app.sha256 or "", app.pkg, app.ver))
    yield from _reads(rows)
    yield from _conduct(rows)
    yield from _requests(rows)
    yield from unseen(gap.why for _, gap in rows.timeline.gaps)


def _reads(rows: TraceRows) -> Iterator[str]:
    counted: Counter[tuple[str, str, str, bool]] = Counter()
    for event in rows.events:
        if event.event == "read" and event.item is not None and not event.depth:
            counted[event.item, event.actor or "app", event.phase, event.state == "background"] += event.count
    if not counted:
        yield say("没有看到读取个人信息", "no read of personal information was seen")
        return
    yield say(f"看到读取个人信息 {counted.total()} 次：", f"{counted.total()} reads of personal information were seen:")
    phases = {**_PHASES, "pre": _UNASKED} if rows.run.consent == "unseen" else _PHASES
    order = list(phases)
    listed = sorted(counted.items(), key=lambda row: (order.index(row[0][2]), -row[1], row[0]))
    for (item, actor, phase, hidden), count in listed[:MOST]:
        told = items()[item]
        when = say(*phases.get(phase, phases["unknown"]))
        where = say("，后台", ", in background") if hidden else ""
        yield f"  {count:>5} × {say(told.zh, told.en)} · {_actor(actor)} · {when}{where}"
    if len(counted) > MOST:
        yield say(f"  另有 {len(counted) - MOST} 种", f"  and {len(counted) - MOST} more kinds")


def _requests(rows: TraceRows) -> Iterator[str]:
    if not rows.requests:
        return
    hosts = {r.host for r in rows.requests}
    carrying = sum(bool(r.items) for r in rows.requests)
    pinned = len({r.host for r in rows.requests if r.pinned})
    yield say(
        f"请求 {len(rows.requests)} 个，主机 {len(hosts)} 个；含个人信息 {carrying} 个；内容不可见的主机 {pinned} 个",
        f"{len(rows.requests)} requests to {len(hosts)} hosts; {carrying} carry personal information; the content of {pinned} "
        "hosts was not seen",
    )


def _conduct(rows: TraceRows) -> Iterator[str]:
    known = behaviours()
    counted = Counter(e.behaviour for e in rows.events if e.behaviour in known and not e.depth)
    if counted:
        told = [(known[name], count) for name, count in counted.most_common(MOST) if name is not None]
        yield say(
            f"其他行为：{'、'.join(f'{b.zh} ×{n}' for b, n in told)}",
            f"also: {', '.join(f'{b.en} ×{n}' for b, n in told)}",
        )


def _actor(actor: str) -> str:
    if actor == "app":
        return say("应用自身", "the app itself")
    sdk = sdks().get(actor)
    return say(sdk.name_zh or sdk.name, sdk.name) if sdk is not None else actor
