import re

import pytest

from kanhe.report.diff.compare import ASPECTS
from kanhe.report.diff.words import WORDS, item_text, joined, same, turned, value_text, word
from kanhe.rules.model import Text


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_it_with_the_same_gaps(key: str) -> None:
    text = WORDS[key]
    assert text.zh
    assert text.en
    assert not re.search(r"[\u4e00-\u9fff]", text.en)
    assert re.findall(r"{\w*}", text.zh) == re.findall(r"{\w*}", text.en)


def test_every_section_has_a_title() -> None:
    assert all(word(f"section.{aspect.id}", "zh") for aspect in ASPECTS)


def test_what_does_not_fit_is_counted() -> None:
    assert joined([same(n) for n in range(7)], 3) == Text("0、1、2 (+4)", "0, 1, 2 (+4)")
    assert joined([same(1)]).en == "1"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (None, "无", "none"),
        (False, "否", "no"),
        (True, "是", "yes"),
        (0, "0", "0"),
        ([], "无", "none"),
        (["a", "b"], "a、b", "a, b"),
    ],
    ids=["none", "false", "true", "zero", "empty", "list"],
)
def test_plain_values(value: object, zh: str, en: str) -> None:
    assert value_text(value) == Text(zh, en)


def test_names() -> None:
    assert turned(same(1), Text("无", "none")).en == "1 → none"
    assert item_text("imei").zh.startswith("国际移动设备识别码")
    assert item_text("no-such-item").en == "no-such-item"
