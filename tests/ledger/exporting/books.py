"""A ledger in which one app went the whole way, for the texts to be drawn from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kanhe.ledger.apps import AppRegistered, VersionRegistered
from kanhe.ledger.cases import CaseOpened, CaseTested, Problem, RectificationOrdered, Retested
from kanhe.ledger.delistings import DelistingOrdered, Restored
from kanhe.ledger.enterprises import EnterpriseRegistered
from kanhe.ledger.event import Event
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.notice_rows import rows_of_cases
from kanhe.ledger.notices import NoticePublished, NoticeRow
from kanhe.ledger.reference_case import FixedClock

APP, NAME, DEVELOPER = "android:com.example.qing", "晴时<天气>", "上海晴时科技有限公司"
SHA256 = "ab" * 32
SDK = NoticeRow("某推送", "某推送公司", "", "3.1", ("超范围收集个人信息",), kind="sdk")
OTHER = NoticeRow(
    "另一应用", "另一公司", "小米应用商店", "2.0", ("违规收集个人信息", "APP强制、频繁、过度索取权限"), 2, "沪ICP备1号-2A", "上海"
)  # fmt: skip


@dataclass(frozen=True)
class Books:
    ledger: Ledger
    case: str
    failed: str
    passed: str
    notice: str
    delisting: str


def books() -> Books:
    clock = FixedClock(dt.datetime(2024, 3, 1, tzinfo=dt.UTC))
    ledger = Ledger.open("sqlite://", clock)

    def act(event: Event, day: dt.date | None = None) -> str:
        if day is not None:
            clock.day(day)
        return str(getattr(ledger.act(event, "tester").event, "id", ""))

    act(EnterpriseRegistered(DEVELOPER, id="qing"))
    act(AppRegistered("com.example.qing", NAME, "qing", filing_number="沪ICP备2号-1A"))
    act(VersionRegistered(APP, SHA256, "1.2", signer="cd" * 32))
    case = act(CaseOpened(APP, "1.0", "华为应用市场", "miit", "2024年第二轮"))
    problems = (
        Problem("违规收集个人信息", "同意前读取 ANDROID_ID"),
        Problem("APP强制、频繁、过度索取权限", "拒绝后每次启动再次申请"),
    )
    act(CaseTested(case, problems))
    act(RectificationOrdered(case, dt.date(2024, 3, 8), contact="010-00000000"))
    failed = act(Retested(case, "1.1", False, "R-1"), dt.date(2024, 3, 9))
    with ledger.read() as connection:
        rows = rows_of_cases(connection, [case])
    title = "关于侵害用户权益行为的APP（SDK）通报（2024年第2批，总第37批）"
    notice = act(
        NoticePublished("miit", 2024, 2, dt.date(2024, 3, 11), (*rows, OTHER, SDK), title, 37, dt.date(2024, 3, 19)),
        dt.date(2024, 3, 11),
    )
    delisting = act(DelistingOrdered(APP, ("华为应用市场", "应用宝"), "拒不整改", case), dt.date(2024, 3, 20))
    passed = act(Retested(case, "1.2", True, "R-2", SHA256), dt.date(2024, 4, 1))
    act(Restored(delisting, passed), dt.date(2024, 4, 2))
    return Books(ledger, case, failed, passed, notice, delisting)
