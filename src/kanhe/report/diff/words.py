"""The fixed words of comparisons, in both languages, and short sentences made of two values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kanhe.knowledge.items import items
from kanhe.rules.model import Text
from kanhe.rules.wording import actor_name

WORDS: dict[str, Text] = {
    "need.needed": Text("需要完整检测", "Full inspection needed"),
    "need.not-needed": Text("无需完整检测", "No full inspection needed"),
    "need.unknown": Text("不能确定", "Cannot be told"),
    "need.needed.long": Text(
        "本次更新符合下列条件，按规则应完整检测新版本。",
        "This update meets the conditions below; by the rule the new build has to be inspected in full.",
    ),
    "need.not-needed.long": Text(
        "本次更新不符合任何一项条件，原检测结论可沿用。",
        "This update meets none of the conditions; the last inspection may stand.",
    ),
    "need.unknown.long": Text(
        "所见部分不符合任何条件，但新版本有看不到的部分，不能据此免除检测。",
        "What was seen meets none of the conditions, but part of the new build could not be seen; that exempts nothing.",
    ),
    "identical": Text(
        "两个文件相同（SHA-256 一致），无需比对。", "Both are the same file (equal SHA-256); there is nothing to compare."
    ),
    "no-policies": Text(
        "未比对隐私政策：两个版本都没有给出（--old-policy、--new-policy），安装包内也没有找到；结论只就安装包而言。",
        "Privacy policies were not compared: none was given for either build (--old-policy, --new-policy) and none was "
        "found inside; the answer is about the packages only.",
    ),
    "rule": Text("判断规则", "The rule"),
    "rule.intro": Text(
        "新版本与旧版本相比，符合下列任一条件的，需要完整检测：",
        "An update needs a full inspection if, compared with the old build, any of these holds for the new one:",
    ),
    "rule.unknown": Text(
        "没有条件符合、但新版本有足以影响判定的部分看不到时，回答“不能确定”，不回答“无需”。"
        "列出但不构成理由的变化（组件、移除的内容、SDK 版本等）见“全部变化”。",
        "When no condition is met but something that bears on the judgement could not be seen in the new build, the "
        "answer is “cannot be told”, never “not needed”. Changes that are listed but are no reason (components, what is gone, "
        "versions of SDKs…) stand under “All changes”.",
    ),
    "reasons": Text("需要完整检测的理由", "Reasons for a full inspection"),
    "changes": Text("全部变化", "All changes"),
    "beside": Text("其他变化", "What else changed"),
    "old": Text("旧版本", "Old build"),
    "new": Text("新版本", "New build"),
    "kind.new": Text("新增", "new"),
    "kind.gone": Text("移除", "gone"),
    "kind.changed": Text("变化", "changed"),
    "section.package": Text("版本与签名", "Version and signature"),
    "section.findings": Text("检测发现", "Findings"),
    "section.items": Text("读取的个人信息", "Personal information read"),
    "section.flows": Text("数据去向", "Where data goes"),
    "section.sdks": Text("第三方 SDK", "Third-party SDKs"),
    "section.permissions": Text("权限", "Permissions"),
    "section.behaviours": Text("代码行为", "Conduct of code"),
    "section.hosts": Text("主机", "Hosts"),
    "section.components": Text("组件", "Components"),
    "section.statements": Text("隐私政策的声明", "Statements of the policy"),
    "section.sdk-rows": Text("SDK 清单", "SDK list"),
    "section.elements": Text("隐私政策的要素", "Elements of the policy"),
    "section.documents": Text("文件", "Documents"),
    "section.limits": Text("没有看到的部分", "What was not seen"),
    "blind.old": Text(
        "旧版本有看不到的部分，“新增”可能只是新看到：",
        "Part of the old build was not seen; “new” may only be newly seen: ",
    ),
    "blind.new": Text(
        "新版本有看不到的部分，“移除”可能只是没看到：",
        "Part of the new build was not seen; “gone” may only be unseen: ",
    ),
    "unseen": Text("新版本中没有看到的部分：", "Not seen in the new build: "),
    "more": Text("另有 {n} 项", "{n} more"),
    "weak": Text("另有 {n} 项次要变化", "{n} more of little weight"),
    "little": Text("次要变化：", "Of little weight: "),
    "stayed": Text("{n} 项未变", "{n} unchanged"),
    "none": Text("没有变化", "No change."),
    "verdict": Text("判定", "Verdict"),
    "quote": Text("原文", "Words"),
    "before": Text("原", "before"),
    "after": Text("现", "after"),
    "full": Text("全部变化：--html；机器可读：--json", "All changes: --html; machine-readable: --json"),
    "saved": Text("证据文件夹", "evidence folder"),
}  # fmt: skip


def word(key: str, lang: str) -> str:
    """A fixed word; raises ``KeyError`` for one that does not exist."""
    return WORDS[key].in_language(lang)


def same(text: object) -> Text:
    """A name that is the same in both languages."""
    return Text(str(text), str(text))


def turned(before: Text, after: Text) -> Text:
    """From one value to another."""
    return Text(f"{before.zh} → {after.zh}", f"{before.en} → {after.en}")


def labelled(zh: str, en: str, value: Text) -> Text:
    """A value under a label."""
    return Text(f"{zh}：{value.zh}", f"{en}: {value.en}")


def joined(parts: Iterable[Text], most: int = 5) -> Text:
    """Several values in a row, the rest as a count."""
    given = list(parts)
    rest = f" (+{len(given) - most})" if len(given) > most else ""
    return Text("、".join(p.zh for p in given[:most]) + rest, ", ".join(p.en for p in given[:most]) + rest)


def actor_text(actor: str) -> Text:
    """The name of an actor."""
    return Text(actor_name(actor, "zh"), actor_name(actor, "en"))


def item_text(item: str) -> Text:
    """The name of an item of personal information."""
    known = items().get(item)
    return Text(known.zh, known.en) if known else same(item)


def value_text(value: Any) -> Text:
    """A plain value as people read it."""
    if value is None or value == "":
        return Text("无", "none")
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    if isinstance(value, (list, tuple)):
        return joined([same(v) for v in value]) if value else Text("无", "none")
    return same(value)
