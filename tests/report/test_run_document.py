import datetime as dt

from kanhe.inspection import Inspection
from kanhe.report.html import render_html
from kanhe.report.run_document import requests, runs
from kanhe.rules.engine import Context, judge
from tests.specimens.runs.judging import app_evidence, seen
from tests.specimens.runs.tape import JPUSH, Tape


def day_long() -> Tape:
    tape = Tape().start().read(0.1, "imei", JPUSH).show(0.5).ask(1).agree(5).home(10)
    for k in range(288):
        tape.read(20 + 300 * k, "location-precise")
    tape.sent(0.7, "stats.jpush.cn", "imei").sent(0.8, "stats.jpush.cn", "imei").sent(
        60, "a.example", "imei", how="pattern"
    )
    return tape


def test_lines_by_actor_with_their_frequency_and_source(tmp_path) -> None:
    (run,) = runs(seen(day_long(), tmp_path))
    assert run["source_name"]["zh"] == "桌面设备（模型，非真机）"
    early, located = run["lines"]
    assert (early["actor"]["id"], early["item"]["id"], early["phases"]) == ("jpush", "imei", {"pre": 1})
    assert early["frequency"]["en"] == "once, 100 ms after the start"
    assert (located["times"], located["background"]) == (288, 288)
    assert located["frequency"] == {
        "zh": "每 300 秒一次，23.9 小时内 288 次，100% 的间隔一致",
        "en": "every 300 s, 288 times in 23.9 h, 100 % of the gaps alike",
    }
    assert [m["event"] for m in run["marks"]][:3] == ["foreground", "process-start", "dialog"]


def test_requests_are_folded_those_with_items_first(tmp_path) -> None:
    found = requests(seen(day_long(), tmp_path))
    assert [(r["host"], r["count"], [i["id"] for i in r["items"]], [i["id"] for i in r["likely"]]) for r in found] == [
        ("stats.jpush.cn", 2, ["imei"], []),
        ("a.example", 1, [], ["imei"]),
    ]
    assert found[0]["phase"] == "pre"


def test_nothing_without_a_run() -> None:
    assert runs(app_evidence()) == []
    assert requests(app_evidence()) == []


def test_the_page_draws_it(tmp_path) -> None:
    evidence = seen(day_long(), tmp_path)
    judgement = judge(evidence, Context(dt.date(2026, 10, 1)))
    page = render_html(Inspection(evidence, judgement, (), "0", "0"), "zh")
    assert "每 300 秒一次，23.9 小时内 288 次" in page
    assert page.count('class="tick background"') >= 2
    assert 'class="tick early"' in page
    assert "stats.jpush.cn" in page


def test_where_no_screen_asked_nothing_is_before_the_dialog(tmp_path) -> None:
    evidence = seen(Tape().start().read(0.1, "imei").show(0.5).sent(0.7, "a.example", "imei").gap(2, 3), tmp_path)
    (request,) = requests(evidence)
    assert request["phase_name"] == {"zh": "没有出现征求同意的界面", "en": "nobody was asked"}
    page = render_html(Inspection(evidence, judge(evidence, Context(dt.date(2026, 10, 1))), (), "0", "0"), "zh")
    drawn = page[page.index('class="card run"') : page.index('id="requests"')]
    assert "没有出现征求同意的界面" in drawn
    assert "弹窗之前" not in drawn
    assert "1 秒：设备没有连接" in page
