from kanhe.declared.documents.pdf_lines import Line, RuledCell, RuledTable
from kanhe.declared.documents.pdf_paragraphs import without_edges, write_blocks


def line(text: str, top: float, left: float = 50, size: float = 10, page: int = 0, bold: bool = False) -> Line:
    width = sum(size * (0.5 if c.isascii() else 1) for c in text)
    return Line(text, page, left, left + width, top, top - size, size, bold, 600)


def told(*lines: Line) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in write_blocks(lines)[1]]


FULL = "我们收集您的手机号码和位置信息用于为您提供服务并且保障安全"


def test_a_full_line_goes_on() -> None:
    assert told(line(FULL, 500), line("的需要。", 485), line(FULL, 470)) == [
        ("paragraph", FULL + "的需要。"), ("paragraph", FULL),
    ]  # fmt: skip


def test_a_numbered_line_begins_anew() -> None:
    assert [t for _, t in told(line(FULL, 500), line("二、共享", 485))] == [FULL, "二、共享"]


def test_a_gap_parts() -> None:
    assert [t for _, t in told(line(FULL, 500), line("另起一段。", 440))] == [FULL, "另起一段。"]


def test_a_line_goes_on_over_a_page() -> None:
    assert told(line(FULL, 40), line("的需要。", 560, page=1)) == [("paragraph", FULL + "的需要。")]


def test_a_long_address_is_kept_whole_by_a_short_line() -> None:
    short = line("我们的第三方合作伙伴的隐私政策请见", 500)
    assert len(told(line(FULL, 515), short, line("https://example.com/privacy/policy", 485))) == 1


def test_larger_lines_are_headings() -> None:
    (first, *_) = told(line("隐私政策", 550, size=20), *(line(FULL, 500 - 60 * n) for n in range(4)))
    assert first == ("heading", "隐私政策")


def test_bold_lines_are_set_off() -> None:
    _, blocks = write_blocks([line("重要提示", 500, bold=True), line("请您阅读。", 440)])
    assert blocks[0].passage.strong == ((0, 4),)
    assert blocks[1].passage.strong == ()


def test_latin_words_are_parted_and_joined() -> None:
    words = "We collect the number of your phone and your infor-"
    assert told(line(words, 500), line("mation to give service", 485)) == [
        ("paragraph", "We collect the number of your phone and your information to give service"),
    ]  # fmt: skip
    assert told(line(words[:-6], 500), line("location to give service", 485)) == [
        ("paragraph", "We collect the number of your phone and your location to give service"),
    ]  # fmt: skip


def test_headers_footers_and_numbers_of_pages() -> None:
    pages = [
        [line("示例公司", 590, page=n), line("正文" + "一二三"[n], 500, page=n), line(f"- {n} -", 20, page=n)]
        for n in range(3)
    ]
    assert [k.text for k in without_edges(pages) if isinstance(k, Line)] == ["正文一", "正文二", "正文三"]
    assert without_edges([[line("2021", 590)]]) == []


def ruled(page: int, *rows: str) -> RuledTable:
    return RuledTable(page, tuple(tuple(RuledCell(text, 1, 1) for text in row.split()) for row in rows))


def test_tables_go_on_over_pages() -> None:
    text, blocks = write_blocks(
        [
            line("前。", 500),
            ruled(0, "名称 信息", "甲 手机"),
            ruled(1, "名称 信息", "乙 位置"),
            line("后。", 500, page=1),
        ]
    )
    assert [b.kind for b in blocks] == ["paragraph", "table", "paragraph"]
    assert [[c.text for c in row] for row in blocks[1].rows] == [["名称", "信息"], ["甲", "手机"], ["乙", "位置"]]
    assert text[slice(*blocks[1].rows[2][1].span(0, 2))] == "位置"


def test_tables_of_another_width_are_others() -> None:
    _, blocks = write_blocks(
        [ruled(0, "甲 乙", "丙 丁"), ruled(1, "甲 乙 丙", "一 二 三"), ruled(1, "甲 乙 丙", "一 二 三")]
    )
    assert [len(b.rows[0]) for b in blocks] == [2, 3, 3]


def test_a_break_in_a_cell() -> None:
    _, blocks = write_blocks(
        [
            RuledTable(
                0,
                (
                    (RuledCell("位置\n信息", 1, 1), RuledCell("a\nb", 1, 1)),
                    (RuledCell("x", 1, 1), RuledCell("y", 1, 1)),
                ),
            )
        ]
    )
    assert [c.text for c in blocks[0].rows[0]] == ["位置信息", "a b"]
