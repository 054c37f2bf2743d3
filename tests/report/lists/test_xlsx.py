import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from kanhe.report.lists.list_page import list_page
from kanhe.report.lists.page import Page
from kanhe.report.lists.xlsx import render_xlsx
from tests.report.lists.pages import HOSTILE, PAGE, page_of
from tests.report.lists.sample import SHOP, lists


def opened(page: Page) -> Workbook:
    return load_workbook(io.BytesIO(render_xlsx(page)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sheet_a_table_and_one_about_them(lang: str) -> None:
    made = lists(*SHOP)
    book = opened(list_page(made, lang))
    assert book.sheetnames == (
        ["已收集个人信息清单", "与第三方共享个人信息清单", "公示前请核对", "说明"]
        if lang == "zh"
        else ["Collected", "Shared", "To check", "About"]
    )
    first, second = book.worksheets[:2]
    assert first.max_row == len(made.collected) + 1
    assert second.max_row == len(made.shared) + 1
    assert first["A1"].value == ("信息种类" if lang == "zh" else "Kind of information")
    assert book.active == first
    assert "aaaa" in "".join(str(c.value) for row in book.worksheets[3].iter_rows() for c in row)


def test_no_cell_is_a_formula() -> None:
    book = opened(PAGE)
    cells = [c for sheet in book.worksheets for row in sheet.iter_rows() for c in row if c.value is not None]
    assert {c.data_type for c in cells} == {"s"}
    dangerous = [c for c in cells if str(c.value)[0] in "=+-@"]
    assert len(dangerous) >= 4
    assert all(c.quotePrefix for c in dangerous)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_written(text: str) -> None:
    cell = opened(page_of(text)).worksheets[0]["A2"]
    assert cell.value is None or cell.data_type == "s"


def test_texts_are_kept() -> None:
    sheet = opened(PAGE).worksheets[0]
    assert [sheet.cell(n + 2, 1).value for n in range(3)] == list(HOSTILE[:3])
    assert sheet["B2"].value == f"{HOSTILE[0]}\n二"
    assert sheet["B2"].hyperlink.target == "https://a.example/p?a=1&b=2"


def test_links_are_web_addresses_only() -> None:
    assert opened(page_of("x", href="file:///etc/passwd")).worksheets[0]["A2"].hyperlink is None


def test_long_texts_are_cut_to_what_a_cell_holds() -> None:
    assert len(opened(page_of("很" * 40_000)).worksheets[0]["A2"].value) <= 32_767


def test_an_empty_table_says_so() -> None:
    assert opened(PAGE).worksheets[1]["A2"].value == "没有行"
