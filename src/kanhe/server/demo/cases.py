"""The cases of the demo: each a story of one sample, from the day it was drawn to where it stands today.

Every state of a case is there at the end, orders before, at and past their deadline among them.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

from kanhe.ledger.cases import (
    CaseOpened,
    CasePenalised,
    CaseReopened,
    CaseTested,
    Problem,
    RectificationOrdered,
    RectificationReported,
    Retested,
)
from kanhe.ledger.delistings import DelistingDone, DelistingOrdered, Restored
from kanhe.ledger.notice_rows import rows_of_cases
from kanhe.ledger.notices import NoticePublished, NoticeRowWithdrawn
from kanhe.server.demo import cast
from kanhe.server.demo.cast import App
from kanhe.server.demo.telling import Story, Telling

BATCHES: dict[int, float] = {1: 300, 2: 220, 3: 150, 4: 60, 5: 8}
"""Number of a batch → how many days ago it was published."""
_SAYS = {
    cast.COLLECTS: "首次启动、用户同意隐私政策之前读取 Android ID",
    cast.EXCEEDS: "后台每 5 分钟获取一次位置信息",
    cast.FORCES: "拒绝通讯录权限后退出应用",
    cast.STARTS: "收到网络变化广播后自行启动",
    cast.POPUP: "开屏广告的关闭标识不明显",
    cast.UNSTATED: "隐私政策未列明第三方 SDK",
}


class Cases:
    """The stories, and what they share: which cases wait for which batch."""

    def __init__(self, telling: Telling) -> None:
        self._t = telling
        self._named: dict[int, list[str]] = {number: [] for number in BATCHES}

    def stories(self) -> Iterator[Story]:
        yield from (self._batch(number) for number in BATCHES)
        # Closed, one way or another.
        yield self._named_and_rectified(cast.CHAT, 1, "1.0", cast.COLLECTS)
        yield self._named_and_rectified(cast.SHOP, 1, "0.9", cast.POPUP)
        yield self._named_and_rectified(cast.CHAT, 2, "1.1", cast.EXCEEDS)
        yield self._named_and_rectified(cast.VIDEO, 2, "1.0", cast.POPUP, cast.COLLECTS)
        yield self._named_and_rectified(cast.CAMERA, 3, "1.0", cast.FORCES)
        yield self._named_and_rectified(cast.MAP, 3, "1.0", cast.EXCEEDS)
        yield self._delisted_and_restored(cast.MUSIC, 3, "1.0")
        yield self._penalised(cast.TORCH, 2, "1.0")
        yield self._passed(cast.BOOKS, 200, "1.0", cast.STORES[1])
        yield self._passed(cast.PUZZLE, 120, "1.0", cast.STORES[2])
        yield self._rectified_in_time(cast.BOOKS, 100, "1.1")
        yield self._looked_back(cast.SHOP, 170, "1.0")
        # Open.
        yield self._delisted(cast.CHAT, 4, "1.2", 20, done=cast.STORES[1:])
        yield self._delisted(cast.VIDEO, 4, "1.1", 9, done=())
        yield self._named_only(cast.CAMERA, 4, "1.0.2", cast.STARTS)
        yield self._named_only(cast.VIDEO, 5, "1.2", cast.COLLECTS, cast.STARTS)
        yield self._named_only(cast.MUSIC, 5, "1.1", cast.UNSTATED)
        yield self._ordered(cast.MAP, 16, "1.1", deadline=-4, problem=cast.UNSTATED)
        yield self._ordered(cast.PUZZLE, 12, "1.1", deadline=0, problem=cast.FORCES)
        yield self._ordered(cast.SHOP, 9, "1.1", deadline=3, problem=cast.COLLECTS)
        yield self._reported(cast.BOOKS, 14, "1.2", deadline=-1)
        yield self._tested(cast.CAMERA, 5, "1.1", cast.FORCES, cast.STARTS)
        yield self._tested(cast.SHOP, 4, "1.2", cast.EXCEEDS)
        yield self._sampled(cast.BOOKS, 2, "1.3")
        yield self._sampled(cast.PUZZLE, 1, "1.2")

    # Pieces of stories

    def _opened(self, app: App, version: str, round_name: str, source: str = cast.STORE) -> str:
        return self._t.do(CaseOpened(app.id, version, source, cast.REGULATOR, round_name)).id

    def _found(self, case: str, *labels: str) -> None:
        self._t.do(CaseTested(case, tuple(Problem(label, _SAYS[label]) for label in labels), "检测报告（示例）"))

    def _order(self, case: str, deadline: float) -> None:
        self._t.do(RectificationOrdered(case, self._t.day(deadline), contact="示例联系人"), "supervisor")

    def _to_notice(self, app: App, batch: int, version: str, labels: tuple[str, ...]) -> Generator[float, None, str]:
        """A sample that was ordered to be rectified, was not, and is named in the batch; the case."""
        day = BATCHES[batch]
        yield day + 30
        case = self._opened(app, version, f"示例第{batch}轮")
        yield day + 26
        self._found(case, *labels)
        yield day + 24
        self._order(case, day + 14)
        self._named[batch].append(case)
        return case

    # Stories

    def _batch(self, number: int) -> Story:
        yield BATCHES[number] - 0.2
        t, day = self._t, BATCHES[number]
        rows = rows_of_cases(t.connection, self._named[number])
        published = t.day(day)
        title = f"{cast.REGULATOR}关于侵害用户权益行为的APP通报（{published.year}年第{number}批，总第{number}批）"
        notice = t.do(
            NoticePublished(
                cast.REGULATOR, published.year, number, published, rows, title, number, t.day(day - 9), number == 3
            ),
            "supervisor",
        )  # fmt: skip
        if number == 1:
            yield day - 20
            t.do(NoticeRowWithdrawn(notice.id, len(rows), "样本来源核实有误（示例）"), "supervisor")

    def _named_and_rectified(self, app: App, batch: int, version: str, *labels: str) -> Story:
        case, day = (yield from self._to_notice(app, batch, version, labels)), BATCHES[batch]
        yield day - 6
        better = f"{version}.1"
        self._t.do(RectificationReported(case, better, "已删除同意前的读取，并更新隐私政策。"), "developer")
        yield day - 8
        self._t.do(Retested(case, better, True, "复测报告（示例）：问题已整改"))

    def _delisted_and_restored(self, app: App, batch: int, version: str) -> Story:
        case, day = (yield from self._to_notice(app, batch, version, (cast.UNSTATED,))), BATCHES[batch]
        yield day - 11
        self._t.do(Retested(case, version, False, "复测报告（示例）：仍未明示处理规则"))
        yield day - 12
        order = self._t.do(DelistingOrdered(app.id, cast.STORES, "逾期未完成整改", case), "supervisor").id
        yield day - 12.05
        for store in cast.STORES:
            self._t.do(DelistingDone(order, store, "示例商店值班员"), "store")
        yield day - 40
        retest = self._t.do(Retested(case, "1.0.1", True, "复测报告（示例）：合格", app.sha256("1.0.1"))).id
        yield day - 42
        self._t.do(Restored(order, retest), "supervisor")

    def _penalised(self, app: App, batch: int, version: str) -> Story:
        case, day = (yield from self._to_notice(app, batch, version, (cast.COLLECTS, cast.FORCES))), BATCHES[batch]
        yield day - 12
        order = self._t.do(DelistingOrdered(app.id, cast.STORES, "拒不整改", case), "supervisor").id
        for days, store in enumerate(cast.STORES, 1):
            yield day - 12 - days / 10
            self._t.do(DelistingDone(order, store, "示例商店值班员"), "store")
        yield day - 60
        self._t.do(CasePenalised(case, "责令停业整顿（示例）"), "supervisor")

    def _passed(self, app: App, day: float, version: str, source: str) -> Story:
        yield day
        case = self._opened(app, version, "示例日常抽检", source)
        yield day - 4
        self._t.do(CaseTested(case, report="检测报告（示例）：未发现问题"))

    def _rectified_in_time(self, app: App, day: float, version: str) -> Generator[float, None, str]:
        yield day
        case = self._opened(app, version, "示例日常抽检")
        yield day - 3
        self._found(case, cast.UNSTATED)
        yield day - 4
        self._order(case, day - 14)
        yield day - 9
        self._t.do(RectificationReported(case, f"{version}.1", "隐私政策已列明全部第三方 SDK。"), "developer")
        yield day - 12
        self._t.do(Retested(case, f"{version}.1", True, "复测报告（示例）：问题已整改"))
        return case

    def _looked_back(self, app: App, day: float, version: str) -> Story:
        case = yield from self._rectified_in_time(app, day, version)
        yield 7
        self._t.do(CaseReopened(case, "另一地区的测试中同一问题再次出现"), "supervisor")

    def _delisted(self, app: App, batch: int, version: str, day: float, done: tuple[str, ...]) -> Story:
        case = yield from self._to_notice(app, batch, version, (cast.COLLECTS, cast.EXCEEDS))
        yield day + 3
        self._t.do(Retested(case, version, False, "复测报告（示例）：后台仍获取位置信息"))
        yield day
        order = self._t.do(DelistingOrdered(app.id, cast.STORES, "复测未通过，逾期未完成整改", case), "supervisor").id
        for hours, store in enumerate(done, 1):
            yield day - hours / 24
            self._t.do(DelistingDone(order, store, "示例商店值班员"), "store")

    def _named_only(self, app: App, batch: int, version: str, *labels: str) -> Story:
        yield from self._to_notice(app, batch, version, labels)

    def _ordered(
        self, app: App, day: float, version: str, deadline: float, problem: str
    ) -> Generator[float, None, str]:
        yield day
        case = self._opened(app, version, "示例第6轮")
        yield day - 2
        self._found(case, problem)
        yield day - 3
        self._order(case, deadline)
        return case

    def _reported(self, app: App, day: float, version: str, deadline: float) -> Story:
        case = yield from self._ordered(app, day, version, deadline, cast.UNSTATED)
        yield 2
        self._t.do(RectificationReported(case, f"{version}.1", "已补充处理规则，附新版隐私政策。"), "developer")

    def _tested(self, app: App, day: float, version: str, *labels: str) -> Story:
        yield day
        case = self._opened(app, version, "示例第6轮", cast.STORES[1])
        yield day - 2
        self._found(case, *labels)

    def _sampled(self, app: App, day: float, version: str) -> Story:
        yield day
        self._opened(app, version, "示例第6轮", cast.STORES[2])
