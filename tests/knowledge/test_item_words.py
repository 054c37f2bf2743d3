import pytest

from kanhe.knowledge import item_words as module
from kanhe.knowledge.item_words import Meaning, folded, general_words, meanings
from kanhe.knowledge.items import items
from kanhe.knowledge.store import KnowledgeError, load


@pytest.mark.parametrize(
    ("word", "same"),
    [("IMEI", "ｉｍｅｉ"), ("SIM 卡序列号", "sim卡序列号"), ("Android ID", "androidid"), ("姓名", "姓名")],
)
def test_case_width_and_spaces_do_not_matter(word: str, same: str) -> None:
    assert folded(word) == folded(same)


def test_every_item_has_a_word() -> None:
    named = {meaning.item for meaning in meanings().values()}
    assert set(items()) <= named


def test_general_words_cover_no_item() -> None:
    assert meanings()[folded("设备信息")] == Meaning(group="device-information")
    assert meanings()[folded("唯一设备标识符")] == Meaning(group="device-identifier")
    assert meanings()[folded("imei")] == Meaning(item="imei")
    assert all(bool(m.item) != bool(m.group) for m in meanings().values())


def test_general_words_have_names() -> None:
    assert all(general.name("zh") and general.name("en") for general in general_words().values())


def test_a_word_with_two_meanings_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def lists(name: str, shape: object) -> object:
        return {"gender": ["年龄"]} if name == "item_words" else load(name, shape)  # type: ignore[type-var]

    monkeypatch.setattr(module, "load", lists)
    meanings.cache_clear()
    with pytest.raises(KnowledgeError, match="年龄"):
        meanings()
    meanings.cache_clear()


def test_an_unknown_item_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def lists(name: str, shape: object) -> object:
        return {"no-such-item": ["甲"]} if name == "item_words" else load(name, shape)  # type: ignore[type-var]

    monkeypatch.setattr(module, "load", lists)
    meanings.cache_clear()
    with pytest.raises(KnowledgeError, match="no-such-item"):
        meanings()
    meanings.cache_clear()
