"""Which checks of the regime rules decide, and why the others that name evidence kept here do not have one.

Drawn from the rule files and ``undecided.yaml``; a test holds that no check is forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import msgspec

from kanhe.knowledge.checks import Check, checks
from kanhe.knowledge.store import load_text
from kanhe.rules.model import Text
from kanhe.rules.rule import catalogue

_WORDS = {
    "zh": (
        "检查项的覆盖",
        "由 `kanhe.rules.coverage` 生成，请勿手改。证据含代码、安装包、隐私政策、运行或流量、且适用于 Android 的检查项"
        "共 {n} 项，其中 {m} 项有规则：",
        "检查项", "规则", "没有规则的原因",
    ),
    "en": (
        "Coverage of the checks",
        "Generated from `kanhe.rules.coverage`; do not edit. {n} checks run on Android and name code, the package, the "
        "policy, a run or its traffic as evidence; {m} of them have rules:",
        "check", "rules", "why it has none",
    ),
}  # fmt: skip


_KEPT = frozenset(("code", "package", "policy_text", "runtime", "traffic"))
"""Kinds of evidence that there are tables for."""


def listed_checks() -> tuple[Check, ...]:
    """Checks of Android apps that name code, the package, the policy, a run or its traffic as evidence."""
    return tuple(
        c for c in checks().values() if _KEPT & set(c.evidence) and (not c.platforms or "android" in c.platforms)
    )  # fmt: skip


def deciding() -> Mapping[str, tuple[str, ...]]:
    """Check → rules that decide it, or decide it in part."""
    found: dict[str, tuple[str, ...]] = {}
    for rule in catalogue().values():
        if rule.check is not None:
            found[rule.check] = (*found.get(rule.check, ()), rule.id)
    return found


@cache
def undecided() -> Mapping[str, Text]:
    """Check → why no rule decides it."""
    data = (resources.files("kanhe.rules") / "undecided.yaml").read_bytes()
    return msgspec.convert(load_text("undecided", {"undecided.yaml": data})["undecided.yaml"], dict[str, Text])


def coverage_page(lang: str) -> str:
    """Markdown: every check with its rules, or with the reason why it has none."""
    title, intro, check, rules, why = _WORDS[lang]
    listed, known = listed_checks(), deciding()
    place = "../rules/zh/" if lang == "zh" else "rules/"
    told = intro.format(n=len(listed), m=sum(c.id in known for c in listed))
    lines = [f"# {title}", "", told, "", f"| {check} | {rules} | {why} |", "| --- | --- | --- |"]
    for one in listed:
        links = "<br>".join(f"[{r}]({place}{r}.md)" for r in known.get(one.id, ()))
        reason = undecided()[one.id].in_language(lang) if one.id in undecided() else ""
        lines.append(f"| `{one.id}` {one.zh if lang == 'zh' else one.en} | {links} | {reason} |")
    return "\n".join(lines) + "\n"
