import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.report.lists.list_page import list_page
from kanhe.report.lists.markdown import escaped, render_markdown
from tests.report.lists.pages import HOSTILE, PAGE, page_of
from tests.report.lists.sample import SHOP, lists

_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")


def bars(line: str) -> int:
    """Bars that part cells."""
    return len(_BAR.findall(line))


def test_rows_have_as_many_cells_as_columns() -> None:
    made = render_markdown(list_page(lists(*SHOP), "zh")).splitlines()
    tables = [line for line in made if line.startswith("|")]
    assert len({bars(line) for line in tables if "收集次数与内容" in line or "按用户统计" in line}) == 1


@given(st.text(max_size=60))
def test_any_text_stays_in_its_cell(text: str) -> None:
    lines = render_markdown(page_of(text)).splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert [bars(row) for row in rows] == [2, 2, 2]


@pytest.mark.parametrize("text", HOSTILE, ids=[f"text-{n}" for n in range(len(HOSTILE))])
def test_nothing_of_a_text_is_markup(text: str) -> None:
    made = escaped(text)
    assert not re.search(r"(?<!\\)[<>*`\[\]|!]", made.replace("\\\\", ""))
    assert "\n" not in made


def test_names_in_code_stay_readable() -> None:
    assert escaped("READ_PHONE_STATE a_b") == "READ_PHONE_STATE a_b"
    assert escaped("_x_") == "\\_x\\_"


def test_links_are_web_addresses_that_cannot_break_out() -> None:
    assert "[x](https://a.example/p)" in render_markdown(page_of("x", href="https://a.example/p"))
    for address in ("javascript:alert(1)", "https://a.example/) [y](http://b", "https://a.example/|"):
        assert "](" not in render_markdown(page_of("x", href=address))


def test_gaps_stand_out_and_empty_tables_say_so() -> None:
    made = render_markdown(PAGE)
    assert "> **注意" in made
    assert "没有行" in made
    assert "无行时不显示" not in made
