"""The ladder of a finding: from what triggers it over every method to the read, and on to where the data goes.

Drawn from the columns that rules select (path, reasons, path_excerpts, onward…); the same rungs serve HTML, JSON, SARIF
and the terminal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kanhe.knowledge.sdk_index import index
from kanhe.rules.model import Text
from kanhe.rules.wording import SINKS, readable, trigger

Kind = Literal["trigger", "step", "read", "carry", "sink"]
PLACE = "›"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder."""

    kind: Kind
    name: str
    """Method descriptor, name of a component, or interface that reads or gives away."""
    reason: Text | None = None
    """Why it comes to this step."""
    line: str = ""
    """Source line that leads on from here, where known."""
    excerpt: tuple[str, ...] = ()
    """Instructions that lead on from here; the call itself starts with '>'."""
    actor: str = "app"
    """'app' or the SDK whose code it is."""


def ladder(row: Mapping[str, Any], api: str | None) -> list[Rung]:
    """The rungs of a finding's row, the trigger first; empty when the row has no path."""
    path = row.get("path") or ()
    if not path:
        return []
    rungs = []
    if row.get("entry"):
        name = trigger(str(row["entry"]), "en")
        rungs.append(Rung("trigger", str(row["entry"]), Text(trigger(str(row["entry"]), "zh"), name)))
    reasons, lines, codes = (_padded(row.get(c), len(path)) for c in ("reasons", "path_lines", "path_excerpts"))
    last = len(path) - 1
    for k, method in enumerate(path):
        line = lines[k] if k < last else str(row.get("line") or lines[k])
        code = codes[k].splitlines() if k < last else list(row.get("excerpt") or ())
        rungs.append(Rung("step", str(method), why(reasons[k]), line, tuple(code), _owner(str(method))))
    if api is not None and api not in _WHY:  # a hook of the platform is why the last step runs
        argument = f" ({row['argument']})" if row.get("argument") and row.get("how") not in (None, "direct") else ""
        rungs.append(Rung("read", api + argument, Text("读取", "reads") if row.get("item") else Text("调用", "calls")))
    return [*rungs, *_onward(row)]


def _onward(row: Mapping[str, Any]) -> list[Rung]:
    onward = row.get("onward") or ()
    if not onward:
        return []
    rungs = []
    reasons, codes = (_padded(row.get(c), len(onward)) for c in ("onward_reasons", "onward_excerpts"))
    last = len(onward) - 1
    for k, method in enumerate(onward):
        if k == 0 and last > 0:
            continue  # the method that reads is on the ladder already
        code = codes[k].splitlines() if k < last else list(row.get("sink_excerpt") or ())
        line = "" if k < last else str(row.get("sink_line") or "")
        rungs.append(Rung("carry", str(method), why(reasons[k]) if k else None, line, tuple(code), _owner(str(method))))
    sink = SINKS.get(str(row.get("sink")))
    words = Text(f"送往{sink.zh}", f"goes to {sink.en}") if sink else Text("送出", "leaves")
    return [*rungs, Rung("sink", str(row.get("sink_api")), words)]


def _padded(values: Sequence[str] | None, length: int) -> list[str]:
    known = [str(v) for v in values or ()]
    return known + [""] * (length - len(known))


def _owner(method: str) -> str:
    return index().by_class(method.partition(";")[0][1:].replace("/", ".")) or "app"


_WHY = {
    "call": Text("调用", "call"),
    "static initialiser": Text("类初始化", "static initialiser"),
    "process start": Text("进程启动", "process start"),
    "content provider start": Text("ContentProvider 随进程启动", "content provider starts with the process"),
    "content provider asked": Text("ContentProvider 被访问", "content provider asked"),
    "startup initialiser": Text("androidx.startup 初始化器", "androidx.startup initialiser"),
    "screen opened": Text("打开界面", "screen opened"),
    "screen opened again": Text("再次打开界面", "screen opened again"),
    "screen shown again": Text("界面回到前台", "screen shown again"),
    "screen left": Text("离开界面", "screen left"),
    "screen closed": Text("关闭界面", "screen closed"),
    "service started": Text("启动服务", "service started"),
    "service connection": Text("服务已连接", "service connected"),
    "broadcast": Text("收到广播", "broadcast received"),
    "fragment shown": Text("显示 Fragment", "fragment shown"),
    "layout inflated": Text("加载布局", "layout inflated"),
    "dialog shown": Text("显示对话框", "dialog shown"),
    "click": Text("点击", "click"),
    "the user's act": Text("用户操作", "the user's act"),
    "the platform's call": Text("系统回调", "the platform's call"),
    "thread": Text("新线程", "new thread"),
    "executor": Text("线程池", "executor"),
    "task": Text("异步任务", "task"),
    "message": Text("消息投递", "posted message"),
    "work request": Text("WorkManager 任务", "work request"),
    "reflection": Text("反射调用", "reflection"),
    "callback": Text("回调", "callback"),
    "proxy": Text("动态代理", "dynamic proxy"),
    "observer": Text("数据观察者", "observer of data"),
    "call from another app": Text("其他应用调用", "call from another app"),
    "content provider": Text("ContentProvider 被调用", "content provider called"),
    "started": Text("启动", "started"),
    "passed on": Text("作为参数传入", "passed on in a call"),
    "returned": Text("作为返回值", "returned"),
    "kept and fetched later": Text("先保存，后取出", "kept and fetched later"),
    "read": Text("读取", "read"),
}


def why(reason: str) -> Text | None:
    """The reason of a step in both languages; None for a plain first step."""
    if not reason or reason == "…":
        return None
    by, arrow, name = reason.partition(" → ")
    if arrow:
        return Text(f"经 {by} 交给系统，由系统回调 {name}", f"handed to the platform by {by}, which calls {name}")
    return _WHY.get(reason, Text(reason, reason))


def shown(rung: Rung) -> str:
    """The name of a rung as people write it."""
    return readable(rung.name, short=rung.kind in ("read", "sink"))
