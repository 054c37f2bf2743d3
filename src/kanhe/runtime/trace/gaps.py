"""Why something was not watched: a code in the trace, and the sentence by which it is told in either language.

A reason (``why`` of a ``gap``) is the code, or the code, a colon and what it is about: ``native-library: libx.so``.  What it is
about is a name, or the words of whoever failed, and is never translated.  Recorders take their codes from here.
"""

from __future__ import annotations

from typing import Literal, get_args

Code = Literal[
    "absent", "agent-lost", "blocked", "boot-needs-root", "boot-refused", "busy-main", "busy-thread", "capture-ended",
    "disconnected", "event-log-behind", "event-log-lossy", "event-log-unread", "further-gaps", "hooks-late", "made-class",
    "native-library", "native-method", "no-root", "not-held-back", "not-instrumented", "process-ended", "run-ended",
    "run-interrupted", "traffic-lost", "uncaught", "untranslated", "web-page",
]  # fmt: skip
CODES: tuple[Code, ...] = get_args(Code)

SENTENCES: dict[Code, tuple[str, str]] = {
    "absent": (
        "系统框架没有 {what}，以空值或 0 代替",
        "the framework has no {what}; null or 0 took its place",
    ),
    "agent-lost": ("进程中的探针失联：{what}", "the agent in a process was lost: {what}"),
    "blocked": (
        "主线程等待的事情不会发生，已中止等待",
        "the main thread waited for what never comes; its waiting was ended",
    ),
    "boot-needs-root": (
        "没有告知应用系统已启动：只有 root 可以",
        "the start of the system was not told to the app: only root may do that",
    ),
    "boot-refused": (
        "未能告知应用系统已启动：{what}",
        "the start of the system could not be told to the app: {what}",
    ),
    "busy-main": ("主线程的任务没有尽头", "the main thread was given work without end"),
    "busy-thread": ("应用有线程一直在运行，没有等它结束", "a thread of the app worked on and on; it was not waited for"),
    "capture-ended": (
        "mitmdump 先于运行结束，其后的流量没有看到",
        "mitmdump ended before the run did: traffic was not seen to the end",
    ),
    "disconnected": ("设备没有连接", "the device was not connected"),
    "event-log-behind": ("设备的事件日志已不完整", "the device no longer had all lines of its event log"),
    "event-log-lossy": ("设备的日志自身有遗漏", "the device's log left out lines of its own"),
    "event-log-unread": ("没有读取设备的事件日志", "the device's event log was not read"),
    "further-gaps": ("另有 {what} 段未被观察", "{what} further gaps"),
    "hooks-late": (
        "探针没有在应用的第一条指令之前就位",
        "the hooks were not in before the first instruction of the app",
    ),
    "made-class": (
        "应用与系统框架都没有类 {what}（通常由厂商的系统提供），其方法只返回空值或 0",
        "neither the app nor the framework has the class {what} (a maker's system may); its methods gave null or 0",
    ),
    "native-library": ("原生库 {what} 没有执行", "the native library {what} was not executed"),
    "native-method": ("原生方法 {what} 没有执行", "the native method {what} was not executed"),
    "no-root": (
        "没有 root，未装探针：每隔数秒只看到每类访问的最后一次，看不到是谁；设备标识、设置、应用列表、文件与反射均未观察",
        "without root no call was hooked: of each kind of access only the last one every few seconds was seen, and not who "
        "made it; device identifiers, settings, app lists, files and reflection were not watched",
    ),
    "not-held-back": (
        "进程启动时无法暂停，只观察了最先启动的进程：{what}",
        "processes could not be held back, so that of the app only the one launched was watched: {what}",
    ),
    "not-instrumented": ("进程没有装入探针：{what}", "a process was not instrumented: {what}"),
    "process-ended": ("应用自行结束了进程", "the app ended its process by itself"),
    "run-ended": ("运行提前结束：{what}", "the run ended before its scenario did: {what}"),
    "run-interrupted": ("运行被使用者提前结束", "the user ended the run before its scenario did"),
    "traffic-lost": ("此后没有看到流量：{what}", "traffic was not seen from here on: {what}"),
    "uncaught": (
        "异常无人捕获，真机上进程会就此结束：{what}",
        "an exception that nobody caught (a phone would end the process): {what}",
    ),
    "untranslated": ("代码无法转换，没有执行：{what}", "code could not be translated and was not executed: {what}"),
    "web-page": (
        "网页的脚本、自身的请求与桥接接口没有执行：{what}",
        "the scripts of a web page, its own requests and its bridges were not executed: {what}",
    ),
}  # fmt: skip


def reason(code: Code, what: str = "") -> str:
    """What stands in the trace."""
    return f"{code}: {what}" if what else code


def sentence(why: str) -> tuple[str, str]:
    """A reason in Chinese and in English; one whose code is not known (another recorder's) stays as it is in both."""
    code, _, what = why.partition(": ")
    zh, en = next((told for known, told in SENTENCES.items() if known == code), ("", ""))
    if not zh or ("{what}" in zh) != bool(what):
        return why, why
    return zh.replace("{what}", what), en.replace("{what}", what)
