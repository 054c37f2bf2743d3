import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.documents.numbering import RANKS, numbering, rank


@pytest.mark.parametrize(
    ("text", "scheme", "number", "rest"),
    [
        ("第一章 总则", "chapter", 1, "总则"),
        ("第十二条：定义", "article", 12, "定义"),
        ("第3部分 收集", "part", 3, "收集"),
        ("一、收集", "cjk", 1, "收集"),
        ("二十一. 其他", "cjk", 21, "其他"),
        ("（三）共享", "cjk-paren", 3, "共享"),
        ("(十) 其他", "cjk-paren", 10, "其他"),
        ("1、注册", "arabic", 1, "注册"),
        ("12. 注册", "arabic", 12, "注册"),
        ("3.2 登录", "dotted-2", 2, "登录"),
        ("3.2.10、登录", "dotted-3", 10, "登录"),
        ("4.1 小节", "dotted-2", 1, "小节"),
        ("（2）邮箱", "arabic-paren", 2, "邮箱"),
        ("3) 邮箱", "arabic-half", 3, "邮箱"),
        ("③位置", "circled", 3, "位置"),
        ("a. phone", "letter", 1, "phone"),
        ("(b) mail", "letter-paren", 2, "mail"),
        ("IV. Sharing", "roman", 4, "Sharing"),
        ("• 头像", "bullet", 0, "头像"),
        ("Ø 头像", "bullet", 0, "头像"),
    ],
)
def test_numbers(text: str, scheme: str, number: int, rest: str) -> None:
    found = numbering(text)
    assert found is not None
    assert (found.scheme, found.number, text[found.end :]) == (scheme, number, rest)
    assert text.startswith(found.marker)


@pytest.mark.parametrize(
    "text",
    [
        "2021年",
        "3.0版本",
        "1.5万元",
        "第三方会收集",
        "一旦您同意",
        "一般而言",
        "A.B 公司",
        "100 元",
        "e.g.",
        "第二条规定的",
        "24小时",
        "",
        "收集",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert numbering(text) is None


def test_a_heading_may_have_a_bare_number() -> None:
    assert numbering("1 收集") is None
    found = numbering("1 收集", heading=True)
    assert found is not None
    assert found.scheme == "arabic"


def test_ranks() -> None:
    assert [rank(s) for s in ("cjk", "cjk-paren", "arabic", "arabic-paren")] == sorted(
        rank(s) for s in ("cjk", "cjk-paren", "arabic", "arabic-paren")
    )
    assert rank("unknown") == len(RANKS)


@given(st.text(st.sampled_from("第一二十百（）()1239.．、:：章条节部分①aIV )•- 的"), max_size=10))
def test_any_head_of_a_line(text: str) -> None:
    found = numbering(text)
    if found is not None:
        assert 0 < found.end <= len(text)
        assert found.scheme in RANKS
        assert found.number >= 0
        assert text[: found.end].strip() == found.marker
