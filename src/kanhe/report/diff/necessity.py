"""The rule by which an update does, or does not, need a full inspection: its conditions, and the answer they give.

The conditions are data, quoted word for word in reports and in ``docs/diff.md``.  Which change meets which condition is
said where the change is found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kanhe.report.diff.blindness import blindness
from kanhe.report.diff.model import Answer, Change, Need, Reason, Section, Side
from kanhe.rules.model import Text


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: what it is about in a few words, and the condition itself."""

    title: Text
    words: Text


RULE: dict[str, Condition] = {
    "app": Condition(
        Text("另一个应用", "Another app"),
        Text("不是同一个应用（应用标识不同）。", "It is another app: the application id differs."),
    ),
    "signer": Condition(
        Text("签名证书变更", "Another signer"),
        Text("签名证书不同。", "It is signed with another certificate."),
    ),
    "finding": Condition(
        Text("新的违规", "New violations"),
        Text(
            "出现新的违规，或已有违规的严重程度升高（提示不算；只是换了位置的不算）。",
            "There is a new violation, or one that has grown more severe (advice does not count, nor does one "
            "that only moved).",
        ),
    ),
    "limit": Condition(
        Text("新增看不到的部分", "More that cannot be seen"),
        Text(
            "新增了看不到的部分，且足以影响判定（加固、加密代码、动态加载、文件无法读取等）。",
            "Something that bears on the judgement can no longer be seen (packing, encrypted code, code loaded "
            "at run time, a document that cannot be read…).",
        ),
    ),
    "item": Condition(
        Text("读取新的个人信息", "New items read"),
        Text(
            "可达的代码读取了新的个人信息：该信息原来无人读取，或该主体（应用或某个 SDK）原来不读取。"
            "弱设备参数与开源库的读取，只在原来无人读取时算。",
            "Code that can be reached reads a new item of personal information: nobody read it before, or this "
            "actor (the app or an SDK) did not. Weak device parameters, and what an open-source library reads, count "
            "only if nobody read it.",
        ),
    ),
    "level": Condition(
        Text("读取更进一步", "Reading goes further"),
        Text(
            "对某项信息的读取比原来更进一步：由“存在”到“可达”，或到“已发送”。",
            "The reading of an item goes further than before: from present to reachable, or to sent.",
        ),
    ),
    "moment": Condition(
        Text("时机提前或转入后台", "Before consent, or in the background"),
        Text(
            "读取、发送、敏感行为或 SDK 的启动，现在发生在用户同意之前或后台，而原来不是。",
            "A read, a transfer, a sensitive conduct or the start of an SDK now happens before consent or in the "
            "background, and did not.",
        ),
    ),
    "flow": Condition(
        Text("新的去向", "New ways out"),
        Text(
            "个人信息有了新的去向：网络、短信、日志、剪贴板、其他应用或某个 SDK。",
            "Personal information takes a new way out: network, text message, log, clipboard, other apps, or an SDK.",
        ),
    ),
    "sdk": Condition(
        Text("新增 SDK", "New SDKs"),
        Text(
            "新增第三方 SDK 或加固（开源库不算）。",
            "There is a new SDK or packer (open-source libraries do not count).",
        ),
    ),
    "permission": Condition(
        Text("新增权限", "New permissions"),
        Text(
            "新增权限，或权限适用的系统版本范围扩大（应用自己定义的权限不算）。",
            "A permission is new, or is asked for on more versions of the system (those the app defines itself "
            "do not count).",
        ),
    ),
    "api": Condition(
        Text("新的敏感接口", "New sensitive interfaces"),
        Text(
            "可达的代码使用了新的敏感接口：以原来没有的接口读取信息，或出现新的敏感行为。",
            "Code that can be reached uses a new sensitive interface: another interface for reading an item, or "
            "a conduct that is new and not ordinary.",
        ),
    ),
    "host": Condition(
        Text("新的主机", "New hosts"),
        Text(
            "出现新的主机（只由开源库代码提到的不算）。",
            "A host is named that was not (those that only code of open-source libraries names do not count).",
        ),
    ),
    "policy": Condition(
        Text("隐私政策变化", "Changed policy"),
        Text(
            "隐私政策或清单有变化：声明、目的、否认、SDK 条目、要素或正文；或只有一个版本有隐私政策。",
            "The privacy policy or a list changed: a statement, a purpose, a denial, a row of the SDK list, an "
            "element or the text; or only one build has one.",
        ),
    ),
}
"""Condition → its words, the gravest first."""

_ASKED = ("package", "permissions", "sdks", "calls", "flows", "behaviours", "hosts", "phases")
_ASKED_OF_DOCUMENTS = ("declarations", "declared_sdks", "policy_elements")
"""What the conditions look at: a limit of the new build that hides one of these may hide a reason."""


def answer(old: Side, new: Side, sections: Iterable[Section]) -> Answer:
    """The answer: needed as soon as one condition is met; else unknown when the new build was seen in part only."""
    met: dict[str, list[Change]] = {condition: [] for condition in RULE}
    for section in sections:
        for change in section.changes:
            for condition in change.conditions:
                met[condition].append(change)
    reasons = tuple(Reason(condition, tuple(changes)) for condition, changes in met.items() if changes)
    unseen = blindness(old, new, (*_ASKED, *_ASKED_OF_DOCUMENTS)).new
    need: Need = "needed" if reasons else "unknown" if unseen else "not-needed"
    return Answer(need, reasons, unseen, bool(old.rows("documents") and new.rows("documents")))
