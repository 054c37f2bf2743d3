import io
import json
import re

import pytest
from openpyxl import load_workbook

from kanhe.evidence import Evidence
from kanhe.evidence.limits import limit
from kanhe.report.lists.html import render_html
from kanhe.report.lists.json import render_json
from kanhe.report.lists.list_page import list_page
from kanhe.report.lists.lists import double_list, unseen
from kanhe.report.lists.markdown import render_markdown
from kanhe.report.lists.xlsx import render_xlsx
from tests.report.lists.pages import HOSTILE, Seen
from tests.report.lists.sample import (
    APP,
    DAY,
    PACKED,
    SHOP,
    call,
    declared,
    document,
    evidence,
    lists,
    package,
    screen,
)


def test_the_head_says_what_the_lists_rest_on() -> None:
    head = lists(*SHOP).head
    assert (head.app, head.package_id, head.version_name, head.version_code) == (APP, "com.example.shop", "1.2", 12)
    assert (head.date, head.level, head.documents) == ("2026-11-01", "reachable", ("policy.html",))
    assert head.tool_version
    assert len(head.knowledge_version) == 16


@pytest.mark.parametrize("apps", [0, 2])
def test_evidence_of_one_app_only(apps: int) -> None:
    rows = Evidence.of([package(app=str(n) * 64) for n in range(apps)])
    with pytest.raises(ValueError, match="not one"):
        double_list(rows, DAY)


def test_limits_are_folded_and_those_that_hide_come_first() -> None:
    found = unseen(evidence(limit(APP, "web-content", "WebView", "x"), PACKED, limit(APP, "packed", "b", "x")))
    assert [(u.kind, u.count, u.hides) for u in found] == [("packed", 2, True), ("web-content", 1, False)]
    assert found[0].examples == ("packer", "b")


def test_a_missing_policy_hides_no_collection() -> None:
    assert not unseen(evidence(limit(APP, "no-policy", "policy", "x")))[0].hides


@pytest.mark.parametrize(
    "text", [h for h in HOSTILE if h.isprintable()], ids=[f"text-{n}" for n, h in enumerate(HOSTILE) if h.isprintable()]
)
def test_what_an_app_calls_itself_is_text_in_every_format(text: str) -> None:
    made = lists(
        package(label=text, file_name=text, version_name=text), call("imei", caller=f"Lx/{text};->read()V"), screen(text, "login"),
        document(name=text), declared("imei", purpose=text, condition=text), declared("sms", "share", recipient=f"{text}公司"),
        limit(APP, "packed", text, text),
    )  # fmt: skip
    page = list_page(made, "zh")
    tags = Seen(render_html(page)).tags
    assert not {"script", "img", "b", "iframe"} & set(tags)
    cells = [line for line in render_markdown(page).splitlines() if line.startswith("| 国际移动")]
    assert len(re.findall(r"(?<!\\)\|", cells[0])) == 9
    book = load_workbook(io.BytesIO(render_xlsx(page)))
    assert {
        c.data_type for sheet in book.worksheets for row in sheet.iter_rows() for c in row if c.value is not None
    } == {"s"}
    assert json.loads(render_json(made))["app"]["label"] == text


def test_the_same_evidence_gives_the_same_lists() -> None:
    assert lists(*SHOP) == lists(*SHOP)


def test_an_app_that_collects_nothing() -> None:
    made = lists()
    assert made.collected == made.shared == made.checks == ()
    assert made.gaps == 0
