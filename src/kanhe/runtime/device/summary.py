"""What whoever reads a run should know beside its records, and what stands in its manifest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kanhe.runtime.device.captured import Captured
from kanhe.runtime.device.facts import Facts
from kanhe.runtime.device.options import DeviceOptions, DeviceRun
from kanhe.runtime.device.playing import Played
from kanhe.runtime.trace.records import Hooks

_FAR = 2.0
"""Seconds between two clocks that are told."""
_SHOWN = 5


def notes(
    told: Facts,
    played: Played,
    unread: int,
    captured: Captured | None,
    hooks: Hooks,
    options: DeviceOptions,
    quic_blocked: bool = False,
) -> tuple[tuple[str, str], ...]:
    """(zh, en), the gravest first.  ``unread``: times the screen could not be read."""
    return tuple(_notes(told, played, unread, captured, hooks, options, quic_blocked))


def _notes(
    told: Facts,
    played: Played,
    unread: int,
    captured: Captured | None,
    hooks: Hooks,
    options: DeviceOptions,
    quic_blocked: bool,
) -> Iterator[tuple[str, str]]:
    if not options.root:
        yield (
            "未使用 root：没有装入探针，只看到系统为每类访问保留的最后一次，看不到是谁读取，也看不到标识符、应用列表与文件的读取",
            "without root no hooks were put in: only the last access of each kind that the system keeps was seen, not who made "
            "it, and nothing of identifiers, app lists and files",
        )
    elif not hooks.ok:
        yield (
            "探针未装入任何进程，见 trace.jsonl 中的 gap",
            "the agent got into no process; see the gaps in trace.jsonl",
        )
    elif hooks.missing:
        few = ", ".join(hooks.missing[:_SHOWN])
        yield (
            f"{len(hooks.missing)} 个接口未能挂钩：{few}",
            f"{len(hooks.missing)} interfaces could not be hooked: {few}",
        )
    if played.unanswered:
        yield (
            "未找到可作答的同意界面，场景未能完整执行",
            "no consent screen was found to answer: the scenario was not played whole",
        )
    elif not played.asked:
        yield "没有出现征求同意的界面", "no consent screen was shown"
    if unread:
        yield f"有 {unread} 次未能读取屏幕", f"the screen could not be read {unread} times"
    if captured is not None:
        if captured.pinned:
            hosts = "、".join(captured.pinned[:_SHOWN]), ", ".join(captured.pinned[:_SHOWN])
            yield (
                f"{len(captured.pinned)} 个主机的客户端拒绝了检测证书，内容不可见：{hosts[0]}",
                f"clients of {len(captured.pinned)} hosts refused the examiner's certificate, content not seen: {hosts[1]}",
            )
            if not captured.opened:
                yield (
                    "没有一个客户端接受检测证书：它可能未在设备的系统证书库中（--trust）",
                    "no client accepted the examiner's certificate: it may not be in the device's store (--trust)",
                )
        if quic_blocked:
            yield (
                "流量经系统代理记录：不使用代理的连接不可见；应用的 QUIC 已被拦截",
                "traffic was captured by the system's proxy: connections that ignore it were not seen; QUIC was blocked",
            )
        else:
            yield (
                "流量经系统代理记录：不使用代理的连接与 QUIC 不可见",
                "traffic was captured by the system's proxy: connections that ignore it, and QUIC, were not seen",
            )
    if abs(told.offset) > _FAR:
        yield (
            f"设备时钟与本机相差 {told.offset:+.1f} 秒，记录均按设备时钟",
            f"the device's clock differs from this machine's by {told.offset:+.1f} s; all records are by the device's",
        )


def manifest_of(run: DeviceRun, options: DeviceOptions) -> dict[str, object]:
    """What stands in the manifest beside the files."""
    return {
        "run": run.run.id,
        "source": run.run.src,
        "app": {"package": run.run.app.pkg, "version": run.run.app.ver, "sha256": run.run.app.sha256},
        "device": {
            "model": run.device.model, "android": run.device.release, "sdk": run.device.sdk, "abis": run.device.abis,
            "fingerprint": run.device.fingerprint, "clock_offset_s": round(run.device.offset, 6),
        },
        "begun": dt.datetime.fromtimestamp(run.run.clock.epoch_ms / 1000, dt.UTC).isoformat(timespec="milliseconds"),
        "scenario": options.scenario.id,
        "hooks": options.root,
        "traffic": options.traffic,
        "answered": run.played.answered,
        "ended_by": run.ended_by,
        "not_restored": [n.what for n in run.not_restored],
        "notes": [en for _, en in run.notes],
    }  # fmt: skip
