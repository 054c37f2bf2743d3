import pytest

from kanhe.evidence.limits import limit
from kanhe.report.lists.list_page import facts, footer, list_page, unseen_notes, words
from kanhe.report.lists.model import Line
from kanhe.report.lists.words import gap, same
from tests.report.lists.sample import APP, PACKED, SHOP, lists


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_three_tables_with_the_columns_the_notice_asks_for(lang: str) -> None:
    page = list_page(lists(*SHOP), lang)
    collected, shared, checks = page.tables
    titles = [c.title for c in collected.columns]
    wanted = ["信息种类", "使用目的", "使用场景"] if lang == "zh" else ["Kind of information", "Purpose", "Scenario"]
    assert [t for t in titles if t in wanted] == wanted
    wanted = (
        ["共享的个人信息种类", "使用目的", "使用场景", "共享方式"]
        if lang == "zh"
        else ["Kinds of information shared", "Purpose", "Scenario", "How it is shared"]
    )
    assert [c.title for c in shared.columns if c.title in wanted] == wanted
    assert checks.internal
    assert not collected.internal


def test_every_row_fills_every_column() -> None:
    for table in list_page(lists(*SHOP), "zh").tables:
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert all(row[0] for row in table.rows)


def test_the_head_names_package_version_digest_and_day() -> None:
    told = dict(facts(lists(*SHOP).head, "zh"))
    assert told["应用"] == "小店（com.example.shop）"
    assert told["版本"] == "1.2 (12)"
    assert told["SHA-256"] == APP
    assert told["生成日期"] == "2026-11-01"
    assert told["参考文件"] == "policy.html"
    assert dict(facts(lists().head, "en"))["Documents read"] == "none"


def test_gaps_and_what_was_not_seen_are_said_first() -> None:
    made = lists(*SHOP, PACKED, limit(APP, "web-content", "WebView", "x"))
    notes = list_page(made, "zh").notes
    assert "292号" in notes[0].text
    assert notes[1].text.startswith(f"有 {made.gaps} 处待填写")
    assert [n.tone for n in notes] == ["plain", "gap", "gap", "quiet"]
    assert "加固" in notes[2].text
    assert unseen_notes(lists().head, "zh") == ()


def test_lines_of_one_actor_stand_together() -> None:
    cell = (Line(same("启动"), who=("app",)), Line(same("后台"), who=("app",)), Line(same("推送"), who=("jpush",)))
    assert [w.text for w in words(cell, "zh")] == ["本应用：启动；后台", "极光推送：推送"]
    assert [w.text for w in words(cell, "en")] == ["this app: 启动; 后台", "JPush: 推送"]


def test_a_gap_among_lines_keeps_its_tone() -> None:
    cell = (Line(same("启动"), who=("app",)), gap("gap.act", ("app",)))
    assert [w.tone for w in words(cell, "zh")] == ["gap"]
    assert [w.tone for w in words((Line(same("启动")), gap("gap.act")), "zh")] == ["plain", "gap"]


def test_the_footer_names_the_tool() -> None:
    head = lists().head
    assert head.tool_version in footer(head)
    assert head.knowledge_version in footer(head)
