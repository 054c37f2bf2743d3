"""What the records of a case's way say, in a line a person reads."""

from __future__ import annotations

from dataclasses import dataclass

from kanhe.ledger.cases import (
    CaseOpened,
    CasePenalised,
    CaseReopened,
    CaseTested,
    RectificationOrdered,
    RectificationReported,
    Retested,
)  # fmt: skip
from kanhe.ledger.delistings import DelistingOrdered
from kanhe.ledger.event import Event

OF_A_CASE: tuple[type[Event], ...] = (
    CaseOpened, CaseTested, RectificationOrdered, RectificationReported, Retested, CaseReopened, CasePenalised,
    DelistingOrdered,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    zh: str
    en: str
    detail: str = ""
    tone: str = ""
    """'good', 'bad', 'warn' or nothing."""


def deed(event: Event) -> Deed:
    """An event as it is told."""
    match event:
        case CaseOpened():
            return Deed("抽样立案", "A sample was drawn", f"{event.version_name} · {event.source}")
        case CaseTested():
            found = len({p.label for p in event.problems})
            if not found:
                return Deed("检测合格，结案", "Tested without a problem; closed", event.report or "", "good")
            return Deed(f"检测发现 {found} 项问题", f"Tested: {found} problems", event.report or "", "warn")
        case RectificationOrdered():
            until = event.deadline.isoformat() if event.deadline else ""
            return Deed(f"责令整改，限 {until} 前", f"Ordered to rectify by {until}", event.contact or "", "warn")
        case RectificationReported():
            return Deed("企业报告已整改（待复测）", "The enterprise reports that it has mended it", event.text)
        case Retested():
            text = f"{event.version_name} · {event.report}"
            if event.passed:
                return Deed("复测通过", "Re-test passed", text, "good")
            return Deed("复测未通过", "Re-test failed", text, "bad")
        case CaseReopened():
            return Deed("回头看：重新打开", "Look-back: opened again", event.reason, "warn")
        case CasePenalised():
            return Deed("行政处罚等", "Penalty", event.penalty, "bad")
        case DelistingOrdered():
            return Deed("下架令", "Delisting ordered", "、".join(event.stores), "bad")
    return Deed(event.KIND, event.KIND)
