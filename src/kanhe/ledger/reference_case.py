"""The case this regime is known by, as an executable example: 2021, nine products in four batches, the fourth triggers.

Dates of batches three and four, the day of the measure and its end are of the public record; where the record has no row by
row account of who stood in which batch, the distribution here is an example and says so in the rows' problems.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from kanhe.ledger.apps import AppRegistered, VersionListed, VersionRegistered
from kanhe.ledger.enterprises import EnterpriseRegistered, GroupRegistered
from kanhe.ledger.event import Event
from kanhe.ledger.ledger import Act, Ledger
from kanhe.ledger.measures import MeasureProposed, MeasureSigned
from kanhe.ledger.notices import NoticePublished, NoticeRow
from kanhe.ledger.strikes import StrikePolicySet
from kanhe.ledger.workdays import BEIJING

GROUP = "tencent"
STORE = "example-store"
MEASURE_BEGAN = dt.date(2021, 11, 24)
MEASURE_ENDS = dt.date(2021, 12, 31)

COMPUTER, TECHNOLOGY = "深圳市腾讯计算机系统有限公司", "腾讯科技（深圳）有限公司"
PRODUCTS: tuple[tuple[str, str, str], ...] = (
    ("御龙在天", "com.example.yulong", COMPUTER), ("QQ同步助手", "com.tencent.qqpim", COMPUTER),
    ("腾讯动漫", "com.qq.ac.android", COMPUTER), ("腾讯手机管家", "com.tencent.qqpimsecure", COMPUTER),
    ("腾讯视频", "com.tencent.qqlive", TECHNOLOGY), ("企业微信", "com.tencent.wework", COMPUTER),
    ("腾讯地图", "com.tencent.map", TECHNOLOGY), ("微信", "com.tencent.mm", TECHNOLOGY),
    ("QQ阅读", "com.qq.reader", COMPUTER),
)  # fmt: skip
"""Name, package id, legal entity of the nine products named."""
NEVER_NAMED = ("腾讯新闻", "com.tencent.news", COMPUTER)
OTHER = ("他山笔记", "com.example.notes", "他山软件有限公司")
"""An app of another enterprise; invented."""

BATCHES: tuple[tuple[int, int, dt.date, tuple[str, ...]], ...] = (
    (4, 13, dt.date(2021, 4, 23), ("御龙在天", "QQ同步助手")),
    (5, 14, dt.date(2021, 7, 12), ("腾讯动漫", "腾讯手机管家", "企业微信")),
    (8, 17, dt.date(2021, 8, 18), ("腾讯视频", "微信", "腾讯地图")),
    (11, 20, dt.date(2021, 11, 3), ("QQ阅读",)),
)
"""Number in the year, number in the series, day, products named."""


class FixedClock:
    """A clock that stands where it is put."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        return self.at

    def day(self, day: dt.date, hour: int = 10) -> None:
        """Put it to an hour in Beijing."""
        self.at = dt.datetime.combine(day, dt.time(hour), BEIJING)


@dataclass(frozen=True, slots=True)
class Played:
    """What the example leaves behind."""

    measure: str
    """Id of the measure, signed and in force."""
    measure_act: Act


def package_hash(package_id: str, version: str) -> str:
    """The stand-in for the hash of a package that nobody here has."""
    return hashlib.sha256(f"{package_id} {version}".encode()).hexdigest()


def play(ledger: Ledger, clock: FixedClock) -> Played:
    """Play the year into an empty ledger, up to the signed measure of 24 November."""

    def act(event: Event) -> Act:
        return ledger.act(event, "example")

    clock.day(dt.date(2021, 1, 4))
    act(StrikePolicySet())
    act(GroupRegistered("腾讯", GROUP))
    names = {COMPUTER: "tencent-computer", TECHNOLOGY: "tencent-technology", OTHER[2]: "other"}
    for name, enterprise in names.items():
        act(EnterpriseRegistered(name, group=GROUP if enterprise != "other" else None, id=enterprise))
    for name, package_id, developer in (*PRODUCTS, NEVER_NAMED, OTHER):
        app = act(AppRegistered(package_id, name, names[developer])).event
        assert isinstance(app, AppRegistered)
        sha256 = package_hash(package_id, "1.0")
        act(VersionRegistered(app.id, sha256, "1.0"))
        act(VersionListed(sha256, STORE))
    developers = {name: developer for name, _, developer in PRODUCTS}
    last: Act | None = None
    for number, total, day, products in BATCHES:
        clock.day(MEASURE_BEGAN if number == BATCHES[-1][0] else day, 9)
        rows = tuple(
            NoticeRow(name, developers[name], STORE, "1.0", ("违规收集个人信息",), position)
            for position, name in enumerate(products, 1)
        )
        title = f"关于侵害用户权益行为的APP通报（2021年第{number}批，总第{total}批）"
        last = act(NoticePublished("miit", 2021, number, day, rows, title, total))
    assert last is not None
    (proposed,) = last.followed
    assert isinstance(proposed, MeasureProposed)
    signed = act(MeasureSigned(proposed.id, "例：信息通信管理局", MEASURE_BEGAN, MEASURE_ENDS))
    return Played(proposed.id, signed)
