"""What the records of a case's way say, in lines a person reads, and all of them in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

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
from kanhe.ledger.workdays import BEIJING
from kanhe.server.views.cases import CaseView
from kanhe.server.views.records import Entry

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


@dataclass(frozen=True, slots=True)
class Line:
    """A step of a case's way."""

    at: dt.datetime
    zh: str
    en: str
    detail: str
    tone: str
    actor: str = ""
    seq: int | None = None
    """Of the record; None where a record about more than this case stands behind it."""
    href: str = ""


def way(view: CaseView, entries: Iterable[Entry]) -> tuple[Line, ...]:
    """The records of a case, the notices that name it and its restorations, by time."""
    lines = []
    orders = {t.ordered_at: t.delisting for t in view.delistings}
    for entry in entries:
        told = deed(entry.event)
        order = orders.get(entry.at) if isinstance(entry.event, DelistingOrdered) else None
        href = _order(order) if order else ""
        lines.append(Line(entry.at, told.zh, told.en, told.detail, told.tone, entry.actor, entry.seq, href))
    for named in view.notices:
        at = dt.datetime.combine(named.published, dt.time(12), BEIJING)
        zh, en = (
            ("公开通报（该行已撤回）", "Publicly named (withdrawn)")
            if named.withdrawn
            else ("公开通报", "Publicly named")
        )
        lines.append(Line(at, zh, en, named.title, "bad", href=f"/notices/{quote(named.notice, safe='')}"))
    lines += [
        Line(taken.restored_at, "恢复上架", "Restored", taken.delisting, "good", href=_order(taken.delisting))
        for taken in view.delistings
        if taken.restored_at is not None
    ]
    return tuple(sorted(lines, key=lambda line: line.at))


def _order(delisting: str) -> str:
    return f"/supervisor/delistings/{quote(delisting, safe='')}"
