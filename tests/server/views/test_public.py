from __future__ import annotations

import datetime as dt

from kanhe.ledger.apps import AppRegistered
from kanhe.ledger.delistings import DelistingDone, DelistingOrdered
from kanhe.ledger.figures import FiguresPublished
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.notices import NoticePublished, NoticeRow, NoticeRowWithdrawn
from kanhe.server.services import Services
from kanhe.server.views import public
from tests.server.conftest import ENTERPRISE

APP = "android:com.example.one"
COLLECTS, FORCES = "违规收集个人信息", "强制用户使用定向推送功能"


def published(ledger: Ledger, number: int, day: dt.date, *rows: NoticeRow, regulator: str = "miit") -> str:
    notice = NoticePublished(regulator, day.year, number, day, rows, f"通报（{day.year}年第{number}批）")
    return str(ledger.act(notice, "tests").event.id)  # type: ignore[attr-defined]


def filled(ledger: Ledger) -> tuple[str, str]:
    ledger.act(AppRegistered("com.example.one", "一号", ENTERPRISE), "tests")
    ledger.act(AppRegistered("com.example.two", "二号", ENTERPRISE), "tests")
    first = published(
        ledger, 1, dt.date(2021, 3, 1), NoticeRow("一号", "本企业", "商店", "1.0", (COLLECTS, FORCES)),
        NoticeRow("别家", "未登记的公司", "商店", "2.0", (COLLECTS,)), NoticeRow("一号", "本企业", "另一商店", "1.1", (COLLECTS,)),
    )  # fmt: skip
    second = published(ledger, 2, dt.date(2022, 3, 1), NoticeRow("一号", "本企业", app=APP), regulator="gd")
    ledger.act(NoticeRowWithdrawn(first, 3, "有误"), "tests")
    return first, second


def test_batches_count_what_stands(serving: Services) -> None:
    first, second = filled(serving.ledger)
    with serving.ledger.read() as connection:
        found = public.batches(connection)
        assert [(b.id, b.rows, b.apps, b.enterprises) for b in found] == [(second, 1, 1, 1), (first, 2, 2, 2)]
        assert [b.id for b in public.batches(connection, "gd")] == [second]
        assert [b.id for b in public.batches(connection, year=2021)] == [first]
        assert public.regulators(found) == (("gd", "gd"), ("miit", "工业和信息化部信息通信管理局"))
        rows = public.rows(connection, first)
    assert [(r.name, r.withdrawn) for r in rows] == [("一号", False), ("别家", False), ("一号", True)]
    assert rows[0].problems == (COLLECTS, FORCES)


def test_problems_are_counted_by_rows_and_lead_to_them(serving: Services) -> None:
    filled(serving.ledger)
    with serving.ledger.read() as connection:
        labels = public.problems(connection)
        assert [(p.label, p.rows) for p in labels] == [(COLLECTS, 2), (FORCES, 1)]
        assert public.problems(connection, "gd") == public.problems(connection, year=2022) == ()
        for problem in labels:
            assert len(public.rows_with(connection, problem.label)) == problem.rows
        assert public.rows_with(connection, COLLECTS[:-1]) == ()
        assert public.rows_with(connection, "%") == ()
        assert public.rows_with(connection, COLLECTS, "gd") == public.rows_with(connection, COLLECTS, year=2022) == ()


def test_of_an_app_only_what_is_public_is_told(serving: Services) -> None:
    first, second = filled(serving.ledger)
    with serving.ledger.read() as connection:
        found = public.app_record(connection, APP)
        assert found is not None
        assert [(r.notice, r.position) for r in found.named] == [(first, 1), (first, 3), (second, 1)]
        assert not found.is_down
        assert public.app_record(connection, "android:com.example.two") is None
        assert public.app_record(connection, "android:none") is None
    order = serving.ledger.act(DelistingOrdered("android:com.example.two", ("a", "b"), "拒不整改"), "tests").event
    serving.ledger.act(DelistingDone(order.id, "a", "某人"), "tests")  # type: ignore[attr-defined]
    with serving.ledger.read() as connection:
        down = public.app_record(connection, "android:com.example.two")
        assert down is not None
        assert down.is_down
        assert [(d.stores, d.done) for d in down.delistings] == [(2, 1)]
        assert public.delisting_orders(connection) == down.delistings


def test_enterprises_are_named_once_a_batch(serving: Services) -> None:
    first, _ = filled(serving.ledger)
    with serving.ledger.read() as connection:
        own = public.enterprise_record(connection, ENTERPRISE)
        assert own is not None
        assert (own.batches, len(own.named)) == (2, 3)
        assert public.enterprise_record(connection, "enterprise-other") is None
        assert public.enterprise_record(connection, "none") is None
        named = public.named(connection)
    assert [(n.id, n.name, n.batches, n.rows, n.apps) for n in named] == [
        (ENTERPRISE, "本企业", 2, 2, 1), (None, "未登记的公司", 1, 1, 1),
    ]  # fmt: skip
    assert first


def test_figures_are_told_in_order_of_rounds(serving: Services) -> None:
    for first, last in ((3, 4), (1, 2)):
        serving.ledger.act(FiguresPublished("miit", first, last, dt.date(2021, last, 1), "来源", tested=10), "tests")
    with serving.ledger.read() as connection:
        assert [p.first_round for p in public.published(connection)] == [1, 3]
        assert public.published(connection, "gd") == ()
