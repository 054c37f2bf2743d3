import itertools

from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.sdk_lists.labels import labelled
from tests.declared.sdk_lists.making import passage


def read(text: str) -> tuple[str | None, list[tuple[str, str | None]]]:
    lead, found = labelled(passage(text))
    return lead and lead.text, [("+".join(k.fields), k.value and k.value.text) for k in found]


def test_one_label_a_line() -> None:
    assert read("SDK名称：极光推送") == (None, [("name", "极光推送")])
    assert read("2.1.1应用场景：推送") == (None, [("purpose", "推送")])
    assert read("（1）收集个人信息的类型: IMEI") == (None, [("items", "IMEI")])


def test_several_in_one_line() -> None:
    assert read("第三方SDK名称：甲 用途：统计，收集的个人信息类型：MAC；官网链接：https://a.example/x?a:b") == (
        None, [("name", "甲"), ("purpose", "统计，"), ("items", "MAC；"), ("link", "https://a.example/x?a:b")],
    )  # fmt: skip


def test_what_stands_before_the_first() -> None:
    assert read("1. 极光推送SDK 使用目的：推送") == ("1. 极光推送SDK", [("purpose", "推送")])


def test_a_label_without_a_value() -> None:
    assert read("信息获取：") == (None, [("items", None)])


def test_no_label() -> None:
    assert read("微信SDK：为了便于您分享") == ("微信SDK：为了便于您分享", [])
    assert read("注意：我们不会收集您的信息：例如") == ("注意：我们不会收集您的信息：例如", [])


@given(st.text("甲SDK名称使用目的：:，。 http/*1、"))
def test_every_part_comes_from_the_text(text: str) -> None:
    lead, found = labelled(passage(text))
    values = [w for w in (lead, *(k.value for k in found)) if w is not None]
    assert all(w.text == text[w.start : w.end].strip() == text[slice(*w.span)] for w in values)
    assert all(a.end <= b.start for a, b in itertools.pairwise(values))
