import pytest

from kanhe.ledger.importing.content import Unreadable
from kanhe.ledger.importing.html_content import html_content


def rows(page: str) -> tuple[tuple[str, ...], ...]:
    return html_content(page.encode()).tables[0].rows


def test_spans_are_repeated() -> None:
    page = "<table><tr><td rowspan=2>甲<td>a<td rowspan=2>x<tr><td>b<tr><td colspan=3>合计</table>"
    assert rows(page) == (("甲", "a", "x"), ("甲", "b", "x"), ("合计",) * 3)


def test_a_span_at_the_end_of_a_short_row() -> None:
    assert rows("<table><tr><td>a<td>b<td rowspan=2>c</tr><tr><td>d</tr></table>") == (("a", "b", "c"), ("d", "", "c"))


def test_lines_breaks_and_what_is_not_shown() -> None:
    found = html_content(
        "<title>标题</title><script>var x</script><p>一<b>二</b><br>三</p><table><td>a<br>b</table>".encode()
    )
    assert found.lines == ("标题", "一二", "三")
    assert found.tables[0].rows == (("a\nb",),)


def test_gb_by_its_own_word() -> None:
    page = '<meta charset="gb2312"><p>应用名称</p>'.encode("gb18030")
    assert html_content(page).lines == ("应用名称",)


def test_nested_tables_stand_for_themselves() -> None:
    found = html_content("<table><tr><td>外<table><tr><td>内</table></table>".encode())
    assert [t.rows for t in found.tables] == [(("内",),), (("外",),)]


@pytest.mark.parametrize("page", ["<table>" * 60, "<table>" + "<tr><td>x" * 20_002])
def test_bounds(page: str) -> None:
    with pytest.raises(Unreadable):
        html_content(page.encode())


def test_spans_that_claim_too_much() -> None:
    (found,) = html_content(b"<table><tr><td rowspan=99999 colspan=99999>x<tr><td>y</table>").tables
    assert len(found.rows[0]) <= 64
