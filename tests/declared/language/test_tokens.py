from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.language.tokens import tokens


def test_words_of_a_sentence() -> None:
    assert [t.text for t in tokens("职位置顶")] == ["职位", "置顶"]
    assert "收件信息" in [t.text for t in tokens("收集您的收件信息")]


@given(st.text(max_size=120))
def test_words_cover_the_text(text: str) -> None:
    words = tokens(text)
    assert "".join(t.text for t in words) == text
    assert all(text[t.start : t.end] == t.text for t in words)
