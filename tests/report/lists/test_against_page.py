import json

import pytest

from kanhe.report.lists.against import against
from kanhe.report.lists.against_page import FORMAT, against_page, counts, render_json
from kanhe.report.lists.existing import Entry, Existing
from tests.report.lists.sample import PACKED, SHOP, lists

OLD = Existing((Entry(("imei",), (), "IMEI", True, False, False, "IMEI 一行 " + "长" * 300),), ())
FOUND = against(lists(*SHOP), OLD, "old.html", [])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_says_what_to_do_row_by_row(lang: str) -> None:
    page = against_page(FOUND, lang)
    collected, shared = page.tables
    assert collected.rows[0][0][0].text == ("增加" if lang == "zh" else "Add")
    assert len(collected.rows) == len(FOUND.collected)
    assert not shared.rows
    assert shared.empty.startswith("文件中没有" if lang == "zh" else "The document holds no")
    assert page.facts[-1][1] == "old.html"
    assert page.notes[0].tone == "gap"
    assert all(len(row) == 5 for row in collected.rows)


def test_quotes_are_cut() -> None:
    row = next(r for r in against_page(FOUND, "zh").tables[0].rows if r[3])
    assert row[3][0].text.startswith("IMEI 一行")
    assert len(row[3][0].text) == 201


def test_agreement_is_said_quietly_and_blindness_loudly() -> None:
    made = lists(PACKED)
    page = against_page(
        against(made, Existing((Entry(("real-name",), (), "姓名", True, True, False, "姓名"),), ()), "old.md", []), "zh"
    )
    assert page.notes[0].tone == "plain"
    assert any(n.tone == "gap" and "加固" in n.text for n in page.notes)


def test_counts_leave_out_what_there_is_none_of() -> None:
    assert counts(FOUND.collected).zh == "增加 4、修改 1"
    assert counts(()).en == ""


def test_the_same_as_json() -> None:
    read = json.loads(render_json(FOUND))
    assert read["format"] == FORMAT
    assert read["differs"] is True
    assert read["shared"] is None
    assert [c["kind"] for c in read["collected"]] == [c.kind for c in FOUND.collected]
    assert all(c["what"] for c in read["collected"] if c["kind"] != "same")
