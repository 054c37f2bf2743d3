import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.sdk_lists.entry import words
from kanhe.declared.sdk_lists.prose import companies_in, prose_fields
from tests.declared.sdk_lists.making import passage


def told(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for field, value in prose_fields(words(passage(text))):
        found.setdefault(field, []).append(value.text)
    return found


def test_a_full_sentence() -> None:
    assert told(
        "该SDK由“某某信息技术有限公司”提供，收集您的IMEI、MAC地址，用于统计分析。隐私政策：https://a.example/p"
    ) == {
        "vendor": ["某某信息技术有限公司"],
        "purpose": ["统计分析"],
        "items": ["收集您的IMEI、MAC地址，"],
        "link": ["https://a.example/p"],
    }


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("为了便于您分享，我们使用了分享SDK", "便于您分享"),
        ("需要位置，以提供附近的服务", "附近的服务"),
        ("为您提供登录，需要号码", "您提供登录"),
        ("华为推送SDK收集IMEI", None),
        ("collects device ID to provide analytics.", "provide analytics"),
    ],
)
def test_purposes(text: str, purpose: str | None) -> None:
    assert told(text).get("purpose", [None])[0] == purpose


def test_denials_take_nothing() -> None:
    assert "items" not in told("接入腾讯的SDK，但不会向其共享您的任何信息")
    assert "items" not in told("该SDK不收集个人信息")
    assert told("不收集位置；收集IMEI")["items"] == ["收集IMEI"]


def test_companies() -> None:
    line = words(passage("由中国电信股份有限公司、甲乙互联网有限公司和丙有限责任公司提供"))
    assert [c.text for c in companies_in(line)] == ["中国电信股份有限公司", "甲乙互联网有限公司", "丙有限责任公司"]
    assert [c.text for c in companies_in(words(passage("集成了华为技术有限公司的SDK")))] == ["华为技术有限公司"]


@given(st.text("收集您的IMEI用于为了不会，。；公司有限由提供https://a.b/ "))
def test_every_stretch_is_part_of_the_text(text: str) -> None:
    said = words(passage(text))
    if said is not None:
        assert all(value.text in said.text for _, value in prose_fields(said))
