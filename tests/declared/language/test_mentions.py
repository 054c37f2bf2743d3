import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.language.mentions import mentions
from kanhe.knowledge.item_words import meanings


def found(text: str) -> list[tuple[str, str | None]]:
    return [(m.written, m.item or (f"({m.group})" if m.group else None)) for m in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("唯一设备标识符（如IMEI/Android ID）", [("唯一设备标识符", "(device-identifier)"), ("IMEI", "imei"), ("Android ID", "android-id")]),
        ("收货人姓名、手机号码", [("收货人姓名", "real-name"), ("手机号码", "phone-number")]),
        ("SIM 卡序列号和ｉｍｅｉ", [("SIM 卡序列号", "iccid"), ("ｉｍｅｉ", "imei")]),
        ("宠物信息", [("宠物信息", None)]),
        ("姓名电话身份证号", [("姓名", "real-name"), ("电话", "phone-number"), ("身份证号", "id-document")]),
        ("指纹信息", [("指纹信息", "fingerprint-voice-other-biometric")]),
        ("设备信息、日志信息", [("设备信息", "(device-information)"), ("日志信息", "(log-information)")]),
        ("设备型号", [("设备型号", "device-model-params")]),
        ("系统内预留手机号信息", [("系统内预留手机号信息", "phone-number")]),
        ("phone numbers, IP address and installed apps", [("phone numbers", "phone-number"), ("IP address", "ip-address"), ("installed apps", "installed-apps")]),
        ("职位置顶", []), ("位置服务", []), ("手机银行", []), ("通过手机号登录", []), ("我们的地址是北京", []), ("今天天气很好", []), ("", []),
        ("读取您的位置", [("位置", "location-precise")]),
    ],
)  # fmt: skip
def test_names(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(w.removeprefix("您的"), i) for w, i in found(text)] == expected


def test_every_word_is_found_in_a_list() -> None:
    wrong = []
    for word, meaning in meanings().items():
        named = [(m.item, m.group) for m in mentions(f"我们会收集以下信息：{word}。") if m.written != "以下信息"]
        if named != [(meaning.item, meaning.group)]:
            wrong.append((word, named))
    assert not wrong


@given(st.text(alphabet="您的手机号码设备信息、IMEI 位置如（）和abc\n", max_size=80))
def test_places_are_right(text: str) -> None:
    last = 0
    for mention in mentions(text):
        assert mention.written == text[mention.start : mention.end] != ""
        assert last <= mention.start
        assert not (mention.item and mention.group)
        last = mention.end


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    mentions(text)


def test_time_is_linear() -> None:
    text = "我们会收集您的手机号码、设备信息（如IMEI、MAC地址）和位置信息，用于登录。" * 100

    def seconds(times: int) -> float:
        started = time.process_time()
        mentions(text * times)
        return time.process_time() - started

    mentions(text)
    one, eight = min(seconds(1) for _ in range(3)), min(seconds(8) for _ in range(3))
    assert eight < 20 * one
