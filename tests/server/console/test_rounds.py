from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kanhe.ledger.event import Refused
from kanhe.server.console.rounds import STEPS, funnel_picture, read_samples
from kanhe.server.services import Services
from kanhe.server.views.rounds import round_rows
from tests.server.regime import World

Client = Callable[..., TestClient]


def test_a_round_is_drawn_from_lines(world: World, client: Client) -> None:
    supervisor = client("supervisor")
    form = {"regulator": "miit", "round": "2026-8", "samples": f"{world.app}, 8, 商店甲\n\n{world.app}\t9\t商店乙\n"}
    wrong = supervisor.post("/supervisor/rounds", data=form | {"samples": f"{world.app}, 8"})
    assert (wrong.status_code, "第 1 行应为" in wrong.text, world.app in wrong.text) == (409, True, True)
    assert supervisor.post("/supervisor/rounds", data=form).status_code == 303
    assert "/cases?round=2026-8" in client("inspector").get("/supervisor/rounds").text
    assert supervisor.post("/supervisor/rounds", data=form).status_code == 409


def test_figures_as_published(client: Client) -> None:
    supervisor = client("supervisor")
    form = {
        "regulator": "miit",
        "first_round": "1",
        "last_round": "10",
        "published": "2021-01-22",
        "source": "公报",
        "tested": "620,000",
    }
    assert supervisor.post("/supervisor/figures", data=form | {"published": ""}).status_code == 409
    assert supervisor.post("/supervisor/figures", data=form | {"tested": "many"}).status_code == 409
    assert supervisor.post("/supervisor/figures", data=form | {"first_round": ""}).status_code == 409
    assert supervisor.post("/supervisor/figures", data=form).status_code == 303
    page = supervisor.get("/supervisor/rounds").text
    assert "620,000" in page
    assert "未公布" in page


def test_the_picture_says_what_the_table_says(serving: Services, world: World) -> None:
    with serving.ledger.read() as connection:
        rounds = round_rows(connection)
    for lang in ("zh", "en"):
        option = funnel_picture(rounds)[lang]
        assert option["xAxis"]["data"] == [r.round for r in reversed(rounds)]
        for series, (step, _, _) in zip(option["series"], STEPS, strict=True):
            assert [d["value"] for d in series["data"]] == [getattr(r, step) for r in reversed(rounds)]


def test_the_calendar_marks_today_and_what_is_due(serving: Services, world: World, client: Client) -> None:
    auditor = client("auditor")
    assert 'aria-current="date"' in auditor.get("/supervisor/calendar").text
    with serving.ledger.read() as connection:
        from kanhe.ledger.cases import cases

        due = connection.execute(cases.select().where(cases.c.id == world.ordered)).one().deadline
    assert f"/cases/{world.ordered}" in auditor.get("/supervisor/calendar", params={"of": f"{due:%Y-%m}"}).text
    assert "这个月没有到期的事项" in auditor.get("/supervisor/calendar", params={"of": "2019-02"}).text
    for of in ("nonsense", "9999-12", "0001-01"):
        assert 'aria-current="date"' in auditor.get("/supervisor/calendar", params={"of": of}).text


@given(st.lists(st.lists(st.text(st.characters(exclude_characters=",，\t")), max_size=4)))
def test_lines_of_three_are_samples_and_others_are_refused(lines: list[list[str]]) -> None:
    text = "\n".join(",".join(parts) for parts in lines)
    try:
        found = read_samples(text)
    except Refused:
        assert not all(len(parts) == 3 and all(p.strip() for p in parts) for parts in lines) or not lines
    else:
        assert all(len(sample) == 3 and all(sample) for sample in found)


def test_too_many_samples() -> None:
    with pytest.raises(Refused, match="at most"):
        read_samples("a, 1, s\n" * 501)
