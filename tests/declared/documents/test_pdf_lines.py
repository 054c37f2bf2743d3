import pypdfium2

from kanhe.declared.documents.pdf_lines import Line, RuledTable, compatible, content_of
from tests.builders.pdf import HEIGHT, Rule, Text, write_pdf


def test_lines_with_place_and_size() -> None:
    data = write_pdf([[Text(50, 500, 12, "手机号码"), Text(80, 300, 20, "位置")]])
    first, second = content_of(pypdfium2.PdfDocument(data)[0], 7)
    assert isinstance(first, Line)
    assert isinstance(second, Line)
    assert (first.text, second.text) == ("手机号码", "位置")
    assert (first.size, second.size) == (12.0, 20.0)
    assert first.page == 7
    assert first.page_height == HEIGHT
    assert 50 <= first.left < first.right <= 50 + 4 * 12 + 1
    assert 498 <= first.bottom < first.top <= 513


def test_ruled_table_between_lines() -> None:
    rules = [
        *(Rule(50, y, 350, y) for y in (500, 450)), Rule(150, 475, 350, 475),
        *(Rule(x, 450, x, 500) for x in (50, 150, 350)),
    ]  # fmt: skip
    words = [
        Text(50, 550, 10, "前"), Text(60, 480, 10, "甲"), Text(160, 480, 10, "手机号"), Text(160, 464, 10, "位置"),
        Text(160, 453, 10, "信息"), Text(50, 400, 10, "后"),
    ]  # fmt: skip
    before, table, after = content_of(pypdfium2.PdfDocument(write_pdf([[*rules, *words]]))[0], 0)
    assert isinstance(table, RuledTable)
    assert [[(c.text, c.rows, c.columns) for c in row] for row in table.rows] == [
        [("甲", 2, 1), ("手机号", 1, 1)], [("位置\n信息", 1, 1)],
    ]  # fmt: skip
    assert isinstance(before, Line)
    assert isinstance(after, Line)
    assert (before.text, after.text) == ("前", "后")


def test_characters_of_the_same_shape() -> None:
    table = compatible()
    assert "⽤⼾\uf900".translate(table) == "用戶\u8c48"
    assert all(len(chr(code).translate(table)) == 1 for code in table)
