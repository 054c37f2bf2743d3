import pytest

from kanhe.declared.documents.drawn_tables import cells_of, drawn_tables


def tables(text: str) -> list[tuple[int, int, list[list[str]], int]]:
    """First line, line after, rows of texts, header rows; white space within cells made one space."""
    lines = []
    position = 0
    for line in text.split("\n"):
        stripped = line.strip()
        start = position + (line.index(stripped) if stripped else 0)
        lines.append((start, start + len(stripped)))
        position += len(line) + 1
    return [
        (
            t.first,
            t.after,
            [[" ".join(" ".join(text[a:b] for a, b in cell).split()) for cell in row] for row in t.rows],
            t.header_rows,
        )
        for t in drawn_tables(text, lines).values()
    ]


def test_a_table_of_markdown() -> None:
    assert tables("前\n| a | b |\n|---|:-:|\n| c | d\\|e |\n| f |\n\n后") == [
        (1, 5, [["a", "b"], ["c", "d\\|e"], ["f", ""]], 1)
    ]


def test_rows_over_several_lines() -> None:
    assert tables("a | b | c\n---|---|---\n1 | 2 |\n3\n4 | 5\n| 6\n后面的段落。") == [
        (0, 6, [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]], 1)
    ]


def test_rows_that_end_with_two_spaces() -> None:
    text = "甲\n|\n乙  \n \n---|---  \n \n1\n|\n2  \n \n3\n|\n4  \n \n段落。"
    assert [rows for _, _, rows, _ in tables(text)] == [[["甲", "乙"], ["1", "2"], ["3", "4"]]]


def test_cells_that_a_span_covers_are_those_above() -> None:
    text = "a | b | c  \n---|---|---  \n1 | 2 | 3  \n4 | 5  \n6  \n7 | 8 | 9  \n后。"
    assert tables(text)[0][2] == [["a", "b", "c"], ["1", "2", "3"], ["1", "4", "5"], ["6 7", "8", "9"]]


def test_tabs() -> None:
    assert tables("名称\t目的\n甲\t乙\n丙") == [(0, 2, [["名称", "目的"], ["甲", "乙"]], 0)]


@pytest.mark.parametrize("text", ["1.\t甲\n2.\t乙", "甲\t乙", "---", "a|b", "|", "---|---", "•\t甲\n•\t乙"])
def test_what_is_no_table(text: str) -> None:
    assert tables(text) == []


def test_two_tables_do_not_share_lines() -> None:
    found = tables("a|b\n-|-\n1|2\nc|d\n-|-\n3|4")
    assert found[0][1] <= found[1][0]


def test_cells_of_a_line() -> None:
    assert cells_of("|a|b|", (0, 5)) == [(1, 2), (3, 4)]
    assert cells_of("a||b|", (0, 5), led=False) == [(0, 1), (2, 2), (3, 4), (5, 5)]


def test_paragraphs_between_two_tables_belong_to_neither() -> None:
    text = "a | b  \n---|---  \n1 | 2  \n我们会收集您的信息。  \nc | d  \n---|---  \n3 | 4  "
    assert [rows for _, _, rows, _ in tables(text)] == [[["a", "b"], ["1", "2"]], [["c", "d"], ["3", "4"]]]
