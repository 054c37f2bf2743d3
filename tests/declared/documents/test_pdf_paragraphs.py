from dataclasses import replace

from kanhe.declared.documents.pdf_lines import Line
from kanhe.declared.documents.pdf_paragraphs import without_edges, write_blocks


def line(text: str, top: float, left: float = 50, size: float = 10, page: int = 0, bold: bool = False) -> Line:
    width = sum(size * (0.5 if c.isascii() else 1) for c in text)
    return Line(text, page, left, left + width, top, top - size, size, bold, 400, 600)


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
    assert [k.text for k in without_edges(pages)] == ["正文一", "正文二", "正文三"]
    assert [k.text for k in without_edges([[replace(line("2021", 590))]])] == []
