"""What a run showed, in a few lines for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kanhe.cli.language import say

if TYPE_CHECKING:
    from kanhe.runtime.desk.run import DeskResult
    from kanhe.runtime.driving.scenarios import Scenario

_MOST = 12


def trace_lines(trace: Path) -> Iterator[str]:
    """Reads by item and phase, requests by host, and what was not seen.  Raises ``RunError`` and ``OSError``."""
    from kanhe.knowledge.behaviours import behaviours
    from kanhe.knowledge.items import items
    from kanhe.runtime.joining.timeline import timeline
    from kanhe.runtime.problem import Problems
    from kanhe.runtime.trace.reading import read_trace
    from kanhe.runtime.trace.records import Burst, Call, FlowRecord, GapRecord

    problems = Problems()
    joined = timeline(read_trace(trace, problems), problems)
    reads: Counter[tuple[str, str]] = Counter()
    hosts: Counter[str] = Counter()
    gaps: Counter[str] = Counter()
    for line in read_trace(trace, Problems()):
        record = line.record
        if isinstance(record, (Call, Burst)) and record.kind is not None:
            when = record.ts if isinstance(record, Call) else record.first
            reads[record.kind, joined.consent.at(when)] += record.cnt
        elif isinstance(record, FlowRecord):
            hosts[record.host] += 1
        elif isinstance(record, GapRecord):
            gaps[record.why] += 1
    phases = {
        "pre": say("同意前", "before consent"), "asked": say("询问时", "while asked"),
        "accepted": say("同意后", "after consent"), "declined": say("拒绝后", "after refusal"),
        "unknown": say("时刻不明", "moment unclear"),
    }  # fmt: skip
    for (kind, phase), count in sorted(reads.items(), key=lambda r: (list(phases).index(r[0][1]), -r[1], r[0]))[:40]:
        item, behaviour = items().get(kind), behaviours().get(kind)
        known = item or behaviour
        yield f"  {phases[phase]}  {say(known.zh, known.en) if known else kind} ×{count}"
    for host, count in hosts.most_common(_MOST):
        yield say(f"  请求 {host} ×{count}", f"  requests to {host} ×{count}")
    for why, _ in gaps.most_common(_MOST):
        yield say(f"  未观察到：{why}", f"  not observed: {why}")
    if len(gaps) > _MOST:
        yield say(f"  另有 {len(gaps) - _MOST} 项未观察到", f"  and {len(gaps) - _MOST} more not observed")


def desk_lines(result: DeskResult, scenario: Scenario, app: Path) -> Iterator[str]:
    """The whole summary of a run on the desk."""
    yield say(
        f"{result.package} · 桌面设备 · {scenario.zh} · 转换 {result.translated:.1f} 秒，运行 {result.seconds:.1f} 秒",
        f"{result.package} · desk · {scenario.en} · translated in {result.translated:.1f} s, ran in {result.seconds:.1f} s",
    )
    if not result.asked:
        yield say("  没有看到征求同意的界面", "  no screen asked for consent")
    elif not result.answered and any(type(step).__name__ == "Answer" for step in scenario.steps):
        yield say("  征求同意的界面没有可用的按钮", "  the screen that asked for consent had no control to answer with")
    yield from trace_lines(result.trace)
    if result.pages:
        yield say("  有网页界面，其内容看不到", "  a screen was a web page, whose content was not seen")
    if result.hours_cut:
        yield say(
            f"  {result.hours_cut:g} 小时后台没有走完", f"  the {result.hours_cut:g} hours in background were cut short"
        )
    yield say(
        f"记录：{result.trace}；接着：kanhe inspect {app} --trace {result.trace}",
        f"trace: {result.trace}; next: kanhe inspect {app} --trace {result.trace}",
    )
