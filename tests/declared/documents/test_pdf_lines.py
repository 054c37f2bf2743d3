import pypdfium2

from kanhe.declared.documents.pdf_lines import compatible, lines_of
from tests.builders.pdf import HEIGHT, WIDTH, Text, write_pdf


def test_lines_with_place_and_size() -> None:
    data = write_pdf([[Text(50, 500, 12, "手机号码"), Text(80, 300, 20, "位置")]])
    first, second = lines_of(pypdfium2.PdfDocument(data)[0], 7)
    assert (first.text, second.text) == ("手机号码", "位置")
    assert (first.size, second.size) == (12.0, 20.0)
    assert first.page == 7
    assert (first.page_width, first.page_height) == (WIDTH, HEIGHT)
    assert 50 <= first.left < first.right <= 50 + 4 * 12 + 1
    assert 498 <= first.bottom < first.top <= 513


def test_characters_of_the_same_shape() -> None:
    table = compatible()
    assert "⽤⼾\uf900".translate(table) == "用戶\u8c48"
    assert all(len(chr(code).translate(table)) == 1 for code in table)
