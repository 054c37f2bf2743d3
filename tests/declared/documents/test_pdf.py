import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.declared.documents.pdf import is_pdf, read_pdf
from tests.builders.pdf import Text, write_pdf

FULL = "我们收集您的手机号码、位置信息与设备信息，用于为您提供服务并"


def page(number: int) -> list[Text]:
    return [
        Text(50, 570, 8, "示例公司内部资料"),
        Text(50, 520, 18, "甲乙丙丁"[number] + "、我们如何收集信息"),
        Text(50, 490, 10, FULL),
        Text(50, 475, 10, "保障您账号安全。" * (number + 1)),
        Text(190, 20, 8, f"第 {number + 1} 页"),
    ]


def test_paragraphs_are_joined_and_edges_left_out() -> None:
    read = read_pdf(write_pdf([page(n) for n in range(3)], "示例隐私政策"))
    assert [(b.kind, b.text) for b in read.blocks] == [
        ("heading", "甲、我们如何收集信息"), ("paragraph", FULL + "保障您账号安全。"),
        ("heading", "乙、我们如何收集信息"), ("paragraph", FULL + "保障您账号安全。" * 2),
        ("heading", "丙、我们如何收集信息"), ("paragraph", FULL + "保障您账号安全。" * 3),
    ]  # fmt: skip
    assert read.title == "示例隐私政策"
    assert read.problems == ()
    for block in read.blocks:
        start, end = block.passage.span(0, len(block.text))
        assert read.text[start:end] == block.text


def test_pages_without_text_are_pictures() -> None:
    read = read_pdf(write_pdf([[], []]))
    assert [p.kind for p in read.problems] == ["unreadable-document"]
    assert "图片" in read.problems[0].zh
    assert read.blocks == ()


def test_a_page_without_text_among_others_is_told() -> None:
    read = read_pdf(write_pdf([page(0), [], page(1)]))
    assert [p.kind for p in read.problems] == ["damaged-document"]
    assert read.blocks


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.7\n%%EOF", b"%PDF-" + bytes(range(256)) * 4])
def test_a_damaged_file_says_so(data: bytes) -> None:
    assert is_pdf(data)
    assert [p.kind for p in read_pdf(data).problems] == ["unreadable-document"]


WHOLE = write_pdf([page(0), page(1)])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=6)), max_size=6), st.integers(0, len(WHOLE))
)
def test_hostile_bytes_never_raise(changes: list[tuple[int, bytes]], cut: int) -> None:
    data = bytearray(WHOLE)
    for place, new in changes:
        data[place : place + len(new)] = new
    read = read_pdf(b"%PDF-" + bytes(data[5 : max(cut, 100)]))
    assert read.blocks or read.problems
