"""What to change, in one sentence made for the finding: which call in which line, which component, which interface.

Knows the rows that rules select and what is known of SDKs; no format of a report.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kanhe.knowledge.sdks import Sdk, sdks
from kanhe.report.steps import Rung, ladder
from kanhe.rules.model import Finding, Text
from kanhe.rules.wording import actor_name, duration, readable

_EARLY = ("startup",)
_SILENT = ("startup", "startup-guarded", "background")


def change(finding: Finding) -> Text | None:
    """The sentence; None where the rule's own remedy says all there is."""
    row = finding.row
    if row.get("sentence") or row.get("where_zh"):
        return None  # the words are at fault, or what is done against them: not when it is done
    rungs = ladder(row, finding.api)
    if row.get("sink"):
        return _flow(row, finding, rungs)
    if row.get("interval_ms") is not None and (step := _handle(rungs)) is not None:
        return _interval(row, step)
    if row.get("phase") in _EARLY and rungs:
        return _early(row, finding, rungs)
    if row.get("phase") in _SILENT and rungs:
        return _silent(row, rungs)
    if row.get("refused") and (step := _handle(rungs)) is not None:
        place = _place(step)
        return Text(f"拒绝后不要执行到{place.zh}。", f"Do not run {place.en} after a refusal.")
    return None


def _early(row: Mapping[str, Any], finding: Finding, rungs: list[Rung]) -> Text:
    kind, _, name = str(row.get("entry") or "").partition(" ")
    sdk = sdks().get(str(row.get("sdk") or finding.actor))
    starter = next((r for r in rungs if r.reason and r.reason.en == "androidx.startup initialiser"), None)
    if starter is not None and starter.actor != "app":
        tag = f'<meta-data android:name="{readable(starter.name).rpartition(".")[0]}" tools:node="remove"/>'
        removed = Text(
            f"在清单合并中移除初始化器（{tag}），同意之后再用 AppInitializer 启动",
            f"Remove the initialiser in the merged manifest ({tag}) and start it with AppInitializer after consent",
        )
        return _with_consent(removed, sdk)
    if kind == "provider" and rungs[1].actor != "app":
        tag = f'<provider android:name="{name}" tools:node="remove"/>'
        zh, en = (actor_name(rungs[1].actor, lang) for lang in ("zh", "en"))
        removed = Text(
            f"在清单合并中移除该组件（{tag}），同意之后再启动{zh}",
            f"Remove the component in the merged manifest ({tag}) and start {en} after consent",
        )
        return _with_consent(removed, sdk)
    step = _starter(rungs)
    place = _place(step) if step is not None else Text(f" {name} ", name)
    return _with_consent(Text(
        f"把{place.zh}推迟到用户同意之后：首次由同意按钮触发，以后启动先判断已保存的同意标志",
        f"Delay {place.en} until the user agrees: let the agree button start it the first time, and the stored flag at "
        "later starts",
    ), sdk)  # fmt: skip


def _with_consent(text: Text, sdk: Sdk | None) -> Text:
    """The sentence, with the call by which the SDK is told of consent."""
    call = next((a.text for a in sdk.consent if a.class_name), None) if sdk is not None else None
    if call is None:
        return Text(f"{text.zh}。", f"{text.en}.")
    return Text(
        f"{text.zh}；并以 {call} 把用户的选择告知{sdk.display('zh') if sdk else ''}。",
        f"{text.en}, and tell {sdk.display('en') if sdk else ''} the user's choice by {call}.",
    )


def _silent(row: Mapping[str, Any], rungs: list[Rung]) -> Text | None:
    step = _handle(rungs)
    if step is None:
        return None
    kind, _, name = str(row.get("entry") or "").partition(" ")
    if step.actor != "app" and kind in ("receiver", "service", "provider"):
        tag = f'<{kind} android:name="{name}" tools:node="remove"/>'
        zh, en = (actor_name(step.actor, lang) for lang in ("zh", "en"))
        return Text(
            f"在清单合并中移除该组件（{tag}），或关闭、升级、更换{zh}。",
            f"Remove the component in the merged manifest ({tag}), or switch {en} off, upgrade or replace it.",
        )
    place = _place(step)
    if row["phase"] == "background":
        return Text(
            f"从后台执行的代码中去掉{place.zh}，改在用户使用相应功能时执行。",
            f"Take {place.en} out of code that runs in the background; run it while the user uses the function.",
        )
    return Text(
        f"把{place.zh}移到用户使用相应功能的操作之后。",
        f"Move {place.en} behind the act by which the user begins to use it.",
    )


def _interval(row: Mapping[str, Any], step: Rung) -> Text:
    place, length = _place(step), int(row["interval_ms"])
    return Text(
        f"取消{place.zh}处每 {duration(length, 'zh')} 的重复，改为用户需要时执行一次，或放大间隔并在离开页面时停止。",
        f"End the repetition every {duration(length, 'en')} at {place.en}: run it once when the user needs it, or lengthen the "
        f"interval and stop when the page is left.",
    )


def _flow(row: Mapping[str, Any], finding: Finding, rungs: list[Rung]) -> Text:
    place = readable(str(row.get("sink_caller"))) + (f":{row['sink_line']}" if row.get("sink_line") else "")
    match row["sink"]:
        case "log":
            return Text(f"从 {place} 的日志中去掉该内容。", f"Take the value out of the log line at {place}.")
        case "sdk":
            return Text(
                f"在 {place} 不要把该信息传给 SDK，或先告知接收方与目的并取得同意。",
                f"Do not hand the item to the SDK at {place}, or tell recipient and purpose and obtain consent first.",
            )
    if row.get("phase") in _EARLY:
        return Text(f"同意之前不要执行到 {place} 的发送。", f"Do not run the transfer at {place} before consent.")
    return Text(
        f"在 {place} 的发送中去掉该信息；确需的，在隐私政策写明目的并取得同意后再发送。",
        f"Leave the item out of what {place} sends; where it is needed, name the purpose in the policy and send it after "
        "consent.",
    )


def _handle(rungs: list[Rung]) -> Rung | None:
    """The last step in the app's own code: the place its developer can change; the last step of all where there is none."""
    steps = [r for r in rungs if r.kind == "step" and r.name != "…"]
    own = [r for r in steps if r.actor == "app"]
    return own[-1] if own else steps[-1] if steps else None


def _starter(rungs: list[Rung]) -> Rung | None:
    """The step that starts the work: the app's call of an SDK, or of its own method that reads."""
    steps = [r for r in rungs if r.kind == "step" and r.name != "…"]
    last = _handle(rungs)
    at = steps.index(last) if last is not None else 0
    before = steps[at - 1] if at > 0 and at == len(steps) - 1 else None
    return before if before is not None and before.actor == "app" and before.excerpt else last


def _place(rung: Rung) -> Text:
    """What a developer searches for: the call that leads on, and where it stands."""
    where = readable(rung.name) + (f":{rung.line}" if rung.line else "")
    call = next((line for line in rung.excerpt if line.startswith(">") and "->" in line), None)
    if call is None:
        return Text(where, where)
    target = call.rpartition(", ")[2] if "}, " in call else call.rpartition(" ")[2]
    name = readable(target, short=True)
    return Text(f" {name}（{where}）", f"{name} ({where})")
