from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.elements.elements import FINDERS, policy_elements
from kanhe.knowledge.policy_elements import policy_elements as known
from tests.builders.policies import document, elements

EXCERPTS = yaml.safe_load((Path(__file__).parent / "excerpts.yaml").read_text("utf-8"))


@pytest.mark.parametrize("excerpt", EXCERPTS, ids=[f"{n}-{e['element']}" for n, e in enumerate(EXCERPTS)])
def test_excerpt(excerpt: dict[str, object]) -> None:
    row = elements(str(excerpt["text"]))[str(excerpt["element"])]
    assert row.present is excerpt["present"], row.quote
    if "detail" in excerpt:
        assert row.detail == excerpt["detail"]


def test_every_policy_has_one_row_an_element() -> None:
    assert list(elements("我们会收集您的手机号码。")) == list(known())
    assert not any(row.present for row in elements("").values())


def test_every_finder_belongs_to_an_element_without_ways() -> None:
    assert {e.id for e in known().values() if not e.ways} == set(FINDERS)


def test_quotes_stand_in_the_original_text() -> None:
    source = "# 联系我们\n- 请发邮件至 **a@b.example.cn**，我们在**15个工作日内**答复您的投诉。"
    rows = [row for row in policy_elements("app", "policy", document(source)) if row.present]
    assert {"processor-contact", "response-time", "complaint-channel"} <= {row.element for row in rows}
    for row in rows:
        # Marks of type stand between the characters of a quote, never other words.
        assert source[row.start : row.end].replace("**", "") == row.quote
        assert row.heading == "联系我们"


def test_a_table_of_contents_shows_nothing() -> None:
    titles = [
        "个人信息的保存期限",
        "您如何删除个人信息",
        "如何注销账号",
        "儿童个人信息的保护",
        "跨境传输",
        ("如何联系我们"),
        ("更新与通知"),
    ]
    assert not [e for e, row in elements("\n".join(f"- {t}" for t in titles)).items() if row.present]
    assert not [e for e, row in elements("\n".join(f"# {t}" for t in titles)).items() if row.present]


WORDS = st.sampled_from(
    ["您可以", "通过", "设置", "删除", "个人信息", "。", "，", "：", "2021年3月", "15", "工作日", "内", "答复",(
        "有限公司"
    ),
     "SDK", "\n", "# ", "- ", "|", "清单", "权限", "用于", "相机", "a@b.cn", " ", "（", "》", "it is ", "consent",(
         "😀"
     ),(
         "İ"
     )]
)  # fmt: skip


@given(st.lists(WORDS, max_size=60).map("".join))
def test_any_text_has_exact_quotes(source: str) -> None:
    for row in policy_elements("app", "policy", document(source)):
        assert row.present is (row.quote is not None)
        if row.quote is not None:
            assert row.quote
            assert 0 <= row.start < row.end <= len(source)
