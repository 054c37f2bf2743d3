import pytest

from kanhe.declared.documents.lines import goes_on, is_structural, sentence_ends


@pytest.mark.parametrize(
    "line",
    [
        "一、收集",
        "1. 收集",
        "（二）共享",
        "第三条 定义",
        "① 甲",
        "a) b",
        "手机号：用于注册",
        "【提示】",
        "《隐私政策》",
        "• 甲",
        "| 甲 | 乙 |",
    ],
)
def test_lines_that_begin_something(line: str) -> None:
    assert is_structural(line, 0, len(line))


@pytest.mark.parametrize("line", ["我们收集您的信息", "https://a.example/", "2021年生效", "第三方会收集"])
def test_lines_that_need_not(line: str) -> None:
    assert not is_structural(line, 0, len(line))


def test_a_line_that_goes_on() -> None:
    assert goes_on("甲，乙", 1, 3)
    assert not goes_on("甲，乙", 0, 3)


@pytest.mark.parametrize(
    ("line", "ends"),
    [("甲。", True), ("包括：", True), ("**甲。**", True), ("甲", False), ("（甲）", False), ("甲，", False)],
)
def test_lines_that_end_a_sentence(line: str, ends: bool) -> None:
    assert sentence_ends(line) is ends
