from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.language.sentences import sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("我们收集手机号。我们不收集短信。", 2), ("版本 1.2.3 已发布", 1), ("He said “no.” We collect it. Yes.", 3), ("", 0), ("  \n ", 0), ("一句\n两句", 2),
        ("真的吗？！是的", 2), ("他说“好。”然后走了", 2), ("e.g. this", 1),
    ],
)  # fmt: skip
def test_count(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text(alphabet="甲乙。；，！？.\n aB”", max_size=60), st.none() | st.integers(1, 30))
def test_nothing_but_space_is_lost(text: str, longest: int | None) -> None:
    spans = sentences(text, longest=longest)
    assert all(b - a <= (longest or len(text)) for a, b in spans)
    assert "".join(text[a:b] for a, b in spans).split() == "".join(text.split()).split() or "".join(
        "".join(text[a:b].split()) for a, b in spans
    ) == "".join(text.split())
    assert all(a < b and text[a:b].strip() == text[a:b] for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
