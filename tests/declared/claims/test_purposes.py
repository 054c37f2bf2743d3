import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.claims.purposes import condition, purpose, recipient


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们会收集您的手机号，用于登录验证。", "登录验证"), ("为了保障账号安全，我们会收集设备信息。", "保障账号安全"), ("我们收集位置，以便为您推荐附近门店。", "为您推荐附近门店"),
        ("我们收集手机号。", None), ("We collect your location to provide weather.", "provide weather"),
    ],
)  # fmt: skip
def test_what_for(text: str, expected: str | None) -> None:
    at = text.find("收集") + 2 if "收集" in text else 10
    assert purpose(text, 0, len(text), at) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("当您注册时，我们会收集手机号", "当您注册时"),
        ("经您同意后，我们会收集位置", "经您同意后"),
        ("我们会收集位置", None),
        ("未经您同意，我们不会共享", "未经您同意"),
    ],
)
def test_when(text: str, expected: str | None) -> None:
    assert condition(text, 0, len(text), text.find("我们")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们会将手机号提供给快递公司。", "快递公司"),
        ("与广告服务商共享", "广告服务商"),
        ("向您提供", None),
        ("We share it with our partners.", "our partners"),
    ],
)
def test_to_whom(text: str, expected: str | None) -> None:
    assert recipient(text, 0, len(text)) == expected


@given(st.text(alphabet="为了用于以便我们，。当您时向与共享to for", max_size=80))
def test_any_text_is_read(text: str) -> None:
    for part in (purpose(text, 0, len(text), 0), condition(text, 0, len(text), 0), recipient(text, 0, len(text))):
        assert part is None or part in text
