"""Filling a rule's sentences with a row of its query, in both languages.

A template holds ``{column}``; ids of items, SDKs, permissions and app types become names.  Nothing is evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kanhe.knowledge.app_types import app_types
from kanhe.knowledge.behaviours import behaviours
from kanhe.knowledge.items import items
from kanhe.knowledge.permissions import permissions
from kanhe.knowledge.policy_elements import policy_elements
from kanhe.knowledge.sdks import sdks
from kanhe.rules.model import Text

_FIELD = re.compile(r"\{(\w+)\}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z0-9]")
_MAX_VALUE = 300
_MAX_LIST = 8


def fields(template: Text) -> frozenset[str]:
    """Columns a template asks for."""
    return frozenset(_FIELD.findall(template.zh + template.en))


def fill(template: Text, row: Mapping[str, Any]) -> Text:
    """The sentence for one row."""
    return Text(_fill(template.zh, row, "zh"), _fill(template.en, row, "en"))


def _fill(sentence: str, row: Mapping[str, Any], lang: str) -> str:
    filled = _FIELD.sub(lambda match: _spaced(match, _column(match.group(1), row, lang), lang), sentence)
    return f"The {filled[4:]}" if filled.startswith("the ") else filled


def _spaced(match: re.Match[str], text: str, lang: str) -> str:
    """A value, with a space where a Latin name meets a Chinese word."""
    if lang != "zh" or not text:
        return text
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    left = " " if _HAN.match(before) and _LATIN.match(text[0]) else ""
    right = " " if _LATIN.match(text[-1]) and _HAN.match(after) else ""
    return f"{left}{text}{right}"


def _column(column: str, row: Mapping[str, Any], lang: str) -> str:
    worded = f"{'where' if column == 'place' else column}_{lang}"
    value = row[worded] if worded in row else row.get(column)
    if column == "entry" and row.get("phase") == "background" and value is not None:
        return trigger(str(value), lang, behind=True)
    return _shown(column, value, lang)


def _shown(column: str, value: Any, lang: str) -> str:
    if value is None:
        return "—"
    if isinstance(value, (list, tuple)):
        shown = [_shown(column, v, lang) for v in value[:_MAX_LIST]]
        if len(value) > _MAX_LIST:
            shown.append(f"… (+{len(value) - _MAX_LIST})")
        return ("、" if lang == "zh" else ", ").join(shown)
    if isinstance(value, bool):
        return str(value).lower()
    text = _name(column, str(value), lang)
    return text if len(text) <= _MAX_VALUE else text[:_MAX_VALUE] + "…"


def _name(column: str, value: str, lang: str) -> str:
    zh = lang == "zh"
    match column:
        case "api" | "caller" | "sink_api" | "sink_caller" | "start_api":
            return readable(value, short=column.endswith("api"))
        case "entry":
            return trigger(value, lang)
        case "interval_ms":
            return duration(int(value), lang)
        case "period_ms" | "span_ms" | "first_ms":
            return measured(int(value), lang)
        case "kind" if value in _KINDS:
            return _KINDS[value].in_language(lang)
        case "sink" if value in SINKS:
            return SINKS[value].in_language(lang)
        case "actor" | "actors" | "declared_by" | "sdk":
            return actor_name(value, lang)
        case "item" | "items" | "linked" if value in items():
            return items()[value].name(lang)
        case "permission" | "permissions" if value in permissions():
            known = permissions()[value]
            return f"{value.rpartition('.')[2]}（{known.zh}）" if zh else f"{value.rpartition('.')[2]} ({known.en})"
        case "behaviour" if value in behaviours():
            return behaviours()[value].zh if zh else behaviours()[value].en
        case "level" | "fields" | "languages" | "seen_on" | "host_kind" | "asking" if value in _WORDS[column]:
            return _WORDS[column][value].in_language(lang)
        case "element" | "elements" if value in policy_elements():
            return policy_elements()[value].name(lang)
        case "app_type" if value in app_types():
            return app_types()[value].zh if zh else app_types()[value].en
    return value


def actor_name(actor: str, lang: str) -> str:
    """The name of an actor: the app itself, or an SDK."""
    if actor == "app":
        return "应用自身代码" if lang == "zh" else "the app's own code"
    if actor == "partner":
        return "合作方" if lang == "zh" else "a partner"
    known = sdks().get(actor)
    return known.display(lang) if known else actor


_WORDS: dict[str, dict[str, Text]] = {
    "level": {
        "present": Text("包内存在", "present in the package"),
        "reachable": Text("代码可达", "reachable"),
        "called": Text("运行中调用", "called in a run"),
        "sent": Text("已传出", "sent"),
    },
    "fields": {
        "vendor": Text("厂商", "company"),
        "purpose": Text("目的", "purpose"),
        "items": Text("收集的信息", "information collected"),
        "link": Text("隐私政策链接", "link to its rules"),
    },
    "seen_on": {
        "device": Text("真机", "a real device"),
        "emulator": Text("模拟器", "an emulator"),
        "desk": Text("桌面设备", "the desk device"),
        "import": Text("导入的文件", "an imported file"),
    },
    "host_kind": {
        "activity": Text("界面", "a screen"),
        "service": Text("服务", "a service"),
        "broadcast": Text("广播", "a broadcast"),
        "provider": Text("内容提供者", "a content provider"),
        "job": Text("定时任务（JobScheduler）", "a scheduled job"),
        "alarm": Text("闹钟", "an alarm"),
        "other": Text("其他原因", "another cause"),
    },
    "asking": {
        "asked": Text("用户同意之前", "before the user agreed"),
        "unasked": Text("没有出现征求同意的界面", "while nobody was asked for consent"),
    },
    "languages": {"en": Text("英文", "English"), "zh-Hant": Text("繁体中文", "traditional Chinese")},
}
"""Column → value → what people say for it."""
_TRIGGERS = {
    "application": Text("应用进程启动（{name}）", "the start of the process ({name})"),
    "provider": Text(
        "随进程启动的 ContentProvider {name}", "the content provider {name}, which starts with the process"
    ),
    "activity": Text("界面 {name}", "the screen {name}"),
    "receiver": Text("广播接收器 {name}", "the broadcast receiver {name}"),
    "service": Text("服务 {name}", "the service {name}"),
}
_KINDS = {
    "activity": Text("界面", "screen"),
    "activity-alias": Text("界面", "screen"),
    "service": Text("服务", "service"),
    "receiver": Text("广播接收器", "broadcast receiver"),
    "provider": Text("内容提供者", "content provider"),
}
"""Kinds of components."""
_LEFT_BEHIND = {
    "application": Text(
        "应用进程启动时（{name}）注册或启动的代码", "what the start of the process ({name}) registered or started"
    ),
    "activity": Text("界面 {name} 注册或启动的代码", "what the screen {name} registered or started"),
}
"""Triggers of what runs in the background all the same."""
SINKS = {
    "network": Text("网络", "network"),
    "sms": Text("短信", "text message"),
    "log": Text("系统日志", "system log"),
    "file": Text("文件", "file"),
    "clipboard": Text("剪贴板", "clipboard"),
    "ipc": Text("其他应用", "other apps"),
    "sdk": Text("第三方 SDK", "an SDK"),
    "preferences": Text("偏好设置", "preferences"),
    "database": Text("数据库", "database"),
    "stream": Text("输出流", "an output stream"),
}
_UNITS = (
    (3_600_000, Text("{n} 小时", "{n} h")), (60_000, Text("{n} 分钟", "{n} min")), (1000, Text("{n} 秒", "{n} s")),
    (1, Text("{n} 毫秒", "{n} ms")),
)  # fmt: skip


def trigger(entry: str, lang: str, *, behind: bool = False) -> str:
    """What starts a path, from the label the evidence gives it; ``behind``: the path goes on in the background."""
    kind, _, name = entry.partition(" ")
    short = name.rpartition(".")[2]
    known = _LEFT_BEHIND.get(kind) if behind else None
    known = known or _TRIGGERS.get(kind)
    return known.in_language(lang).format(name=short) if known is not None and short else entry


def duration(milliseconds: int, lang: str) -> str:
    """A length of time as people say it: 5 min, 1.5 h."""
    if milliseconds <= 0:
        return "0 秒（不限频率）" if lang.startswith("zh") else "0 s (as often as possible)"
    for length, text in _UNITS:
        if milliseconds >= length:
            return text.in_language(lang).format(n=f"{milliseconds / length:g}")
    return str(milliseconds)


def measured(milliseconds: int, lang: str) -> str:
    """A length of time that was measured, as exactly as it means something: 300 s, 1.5 min, 23.9 h."""
    zh = lang.startswith("zh")
    for least, length, decimals, unit in _MEASURES:
        if milliseconds >= least:
            return f"{milliseconds / length:.{decimals}f} {unit.in_language('zh' if zh else 'en')}"
    return f"{milliseconds} {'毫秒' if zh else 'ms'}"


_MEASURES = (
    (7_200_000, 3_600_000, 1, Text("小时", "h")), (600_000, 60_000, 1, Text("分钟", "min")), (10_000, 1000, 0, Text("秒", "s")),
    (1000, 1000, 1, Text("秒", "s")),
)  # fmt: skip


def readable(descriptor: str, *, short: bool = False) -> str:
    """A method or field as people write it: ``com.example.Cls.name``, or ``Cls.name`` when ``short``."""
    owner, arrow, member = descriptor.partition("->")
    if not arrow or not owner.startswith("L"):
        return descriptor
    name = owner[1:].rstrip(";").replace("/", ".")
    if short:
        name = name.rpartition(".")[2]
    return f"{name}.{member.partition('(')[0].partition(':')[0]}"
