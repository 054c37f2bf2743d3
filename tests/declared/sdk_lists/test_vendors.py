import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.sdk_lists.vendors import companies, company, is_company, made_by


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("深圳市腾讯计算机系统有限公司", "腾讯计算机系统"),
        ("友盟同欣（北京）科技有限公司", "友盟同欣科技"),
        ("科大讯飞股份有限公司", "科大讯飞"),
        ("Meta Platforms, Inc.", "metaplatforms"),
        ("有限公司", "有限公司"),
    ],
)
def test_what_is_left_of_a_name(written: str, expected: str) -> None:
    assert company(written) == expected


def test_present_and_former_name() -> None:
    assert companies("北京高德图强科技有限公司（原高德软件有限公司）") == ("高德图强科技", "高德软件")
    assert "amap-map" in made_by("高德软件有限公司")


def test_town_and_form_do_not_matter() -> None:
    assert made_by("和讯华谷信息技术有限公司") == made_by("深圳市和讯华谷信息技术有限公司") != ()
    assert made_by("无此公司") == ()


def test_what_is_a_company() -> None:
    assert is_company("某某科技有限公司（某某）")
    assert is_company("Google LLC")
    assert not is_company("中国移动一键登录")


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert isinstance(made_by(text), tuple)
