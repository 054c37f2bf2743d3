"""The fixed words of what reports tell of runs, in both languages."""

from __future__ import annotations

from kanhe.rules.model import Text

RUN_PHRASES: dict[str, Text] = {
    "runs": Text("运行中看到的", "What was seen in runs"),
    "runs.none": Text("没有提供运行记录。", "No run was given."),
    "source": Text("来源", "Source"),
    "source.device": Text("真机", "real device"),
    "source.emulator": Text("模拟器", "emulator"),
    "source.desk": Text("桌面设备（模型，非真机）", "desk device (a model, no real one)"),
    "source.import": Text("导入的文件", "imported file"),
    "consent.unseen": Text("未出现征求同意的弹窗", "no consent dialog was seen"),
    "consent.asked": Text("弹窗未回答", "the dialog was not answered"),
    "consent.accepted": Text("已同意", "accepted"),
    "consent.declined": Text("已拒绝", "declined"),
    "consent.unknown": Text("未记录界面", "screens were not recorded"),
    "phase.pre": Text("弹窗之前", "before the dialog"),
    "phase.unasked": Text("没有出现征求同意的界面", "nobody was asked"),
    "phase.asked": Text("等待回答", "while it asks"),
    "phase.accepted": Text("同意之后", "after consent"),
    "phase.declined": Text("拒绝之后", "after refusal"),
    "phase.unknown": Text("时机不明", "moment not known"),
    "segment.pre": Text("启动", "start"),
    "segment.asked": Text("弹窗", "dialog"),
    "segment.answered": Text("回答之后", "after the answer"),
    "segment.background": Text("后台", "background"),
    "segment.all": Text("全程", "the whole run"),
    "event.process-start": Text("进程启动", "process start"),
    "event.process-end": Text("进程结束", "process end"),
    "event.dialog": Text("弹窗", "dialog"),
    "event.click": Text("点击", "click"),
    "event.foreground": Text("进入前台", "to the foreground"),
    "event.background": Text("进入后台", "to the background"),
    "event.permission-request": Text("申请权限", "permission asked"),
    "event.permission-result": Text("权限结果", "permission answered"),
    "frequency.regular": Text(
        "每 {period}一次，{span}内 {times} 次，{share}% 的间隔一致",
        "every {period}, {times} times in {span}, {share} % of the gaps alike",
    ),
    "frequency.once": Text("1 次，启动后 {first}", "once, {first} after the start"),
    "frequency.several": Text(
        "{times} 次，启动后 {first}至 {last}", "{times} times, from {first} to {last} after the start"
    ),
    "requests": Text("离开设备的请求", "Requests that left the device"),
    "moment": Text("时机", "When"),
    "clear": Text("明文", "in clear"),
    "pinned": Text("拒绝检测证书，内容未见", "refused our certificate, not seen"),
    "opaque": Text("内容无法解读", "unreadable"),
    "partial": Text("未读全", "not read whole"),
    "likely": Text("疑似", "likely"),
    "hashed": Text("哈希", "hashed"),
    "early.no": Text(
        "记录在应用启动之后才开始，启动时的行为可能未见",
        "recording began late: what happened at the start may be missing",
    ),
    "virtual": Text("虚拟时钟", "virtual clock"),
}


def words(key: str, lang: str, **values: object) -> str:
    """A phrase with its values in a language."""
    return RUN_PHRASES[key].in_language(lang).format(**values)
