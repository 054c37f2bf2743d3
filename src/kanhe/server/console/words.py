"""Words and colours of the states that things go through: one badge for each, the same on every page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Tone = Literal["good", "bad", "warn", "busy", "calm"]


@dataclass(frozen=True, slots=True)
class Word:
    """A state in both languages, and how it feels: good, bad, wants attention, under way, or over."""

    zh: str
    en: str
    tone: Tone


STATES: Mapping[str, Word] = {
    # cases
    "sampled": Word("已抽样", "sampled", "busy"),
    "tested": Word("已检测", "tested", "warn"),
    "passed": Word("检测合格", "passed", "good"),
    "ordered": Word("责令整改", "ordered to rectify", "warn"),
    "noticed": Word("公开通报", "publicly named", "bad"),
    "rectified": Word("已完成整改", "rectified", "good"),
    "delisted": Word("已下架", "delisted", "bad"),
    "restored": Word("恢复上架", "restored", "good"),
    "penalised": Word("行政处罚", "penalised", "bad"),
    "reopened": Word("回头看", "look-back", "warn"),
    # submissions
    "queued": Word("排队中", "queued", "busy"),
    "running": Word("检测中", "running", "busy"),
    "done": Word("已完成", "done", "calm"),
    "withdrawn": Word("已撤回", "withdrawn", "calm"),
    "failed": Word("检测失败", "inspection failed", "bad"),
    # verdicts
    "pass": Word("合格", "pass", "good"),
    "fail": Word("不合格", "fail", "bad"),
    "incomplete": Word("结论不完整", "incomplete", "warn"),
    # the gate
    "allow": Word("放行", "allow", "good"),
    "hold": Word("暂缓", "hold", "warn"),
    "deny": Word("拒绝", "deny", "bad"),
    # measures
    "proposed": Word("待签署", "to be signed", "warn"),
    "signed": Word("已签署", "signed", "bad"),
    "rejected": Word("不予采取", "rejected", "calm"),
    "lifted": Word("已解除", "lifted", "calm"),
    # waivers
    "requested": Word("待审批", "requested", "warn"),
    "approved": Word("已批准", "approved", "good"),
    "refused": Word("不予批准", "refused", "bad"),
    "revoked": Word("已撤销", "revoked", "calm"),
    # signals
    "waiting": Word("待研判", "waiting", "warn"),
    "inspect": Word("转检测", "to be inspected", "busy"),
    "duplicate": Word("重复", "duplicate", "calm"),
    "dismiss": Word("不予处理", "dismissed", "calm"),
    # severities
    "critical": Word("严重", "critical", "bad"),
    "high": Word("高", "high", "bad"),
    "medium": Word("中", "medium", "warn"),
    "low": Word("低", "low", "calm"),
    # orders to stores, keys, clearances
    "outstanding": Word("待执行", "to be executed", "bad"),
    "executed": Word("已执行", "executed", "good"),
    "active": Word("使用中", "active", "good"),
    "retired": Word("已停用", "retired", "calm"),
    "in-force": Word("有效", "in force", "good"),
    "expired": Word("已过期", "expired", "calm"),
    # findings under review
    "open": Word("待复核", "to be reviewed", "warn"),
    "confirmed": Word("已认定", "confirmed", "bad"),
    "dismissed": Word("不予认定", "dismissed", "calm"),
    # deadlines
    "overdue": Word("已逾期", "overdue", "bad"),
    "urgent": Word("紧急", "urgent", "bad"),
}

REASONS: Mapping[str, tuple[str, str]] = {
    "unknown-app": ("应用未登记", "app not registered"),
    "package-of-another-app": ("安装包属于另一应用", "package of another app"),
    "measure": ("企业处于过渡性行政指导措施", "a transitional measure holds the enterprise"),
    "delisted": ("下架令有效", "a delisting order is in force"),
    "signer-differs": ("签名证书不同", "another signer"),
    "filing-missing": ("没有备案号", "no filing number"),
    "inspection-failed": ("检测不通过", "the inspection failed"),
    "inspection-incomplete": ("检测证据不完整", "the inspection lacks evidence"),
    "not-inspected": ("尚未检测", "not inspected"),
}
"""The gate's codes, as short as a log wants them."""

ROLE_NAMES: Mapping[str, Word] = {
    "developer": Word("开发者", "developer", "calm"),
    "store": Word("应用商店", "store", "calm"),
    "inspector": Word("检测员", "inspector", "calm"),
    "supervisor": Word("监管人员", "supervisor", "calm"),
    "auditor": Word("审计员", "auditor", "calm"),
    "admin": Word("管理员", "administrator", "calm"),
}


def reason(code: str) -> tuple[str, str]:
    """A code of the gate in both languages."""
    return REASONS.get(code, (code, code))


def word(state: str) -> Word:
    """The word of a state; one that has none is shown as it is written."""
    return STATES.get(state) or Word(state, state, "calm")
