import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.elements import details


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15", 15),
        ("十五", 15),
        ("三十", 30),
        ("二十一", 21),
        ("一百二十", 120),
        ("十", 10),
        ("两", 2),
        ("fifteen", 15),
        ("", None),
        ("甲", None),
    ],
)
def test_number(text: str, expected: int | None) -> None:
    assert details.number(text) == expected


@given(st.integers(1, 999))
def test_numerals_say_the_number(value: int) -> None:
    names = "零一二三四五六七八九"
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    text = (
        (names[hundreds] + "百" if hundreds else "")
        + (names[tens] + "十" if tens else (""))
        + (names[ones] if ones else (""))
    )
    assert details.number(text) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15个工作日内", ["15 working days"]), ("十五（15）个工作日", ["15 working days"]), ("三年", ["3 years"]),
        ("一个月或90天", ["1 month", "90 days"]), ("不少于六个月", ["6 months"]), ("30 business days", [(
            "30 working days"
        )]),
        ("thirty days", ["30 days"]), ("2020年3月15日", []), ("14周岁", []), ("24小时", ["24 hours"]), ("0天", []),
    ],
)  # fmt: skip
def test_periods(text: str, expected: list[str]) -> None:
    assert details.periods(text) == expected


def test_time_to_answer_is_the_longest_promised() -> None:
    assert details.days("我们会在7天内回复，至迟不超过15个工作日。", "") == "15 working days"
    assert details.days("我们会在24小时内响应。", "") == "24 hours"
    assert details.days("within one month", "") == "1 month"
    assert details.days("尽快", "") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("保存三年", "3 years"), ("在法律法规规定的期限内保存", "as law requires"), ("必要的期限内保存", "vague"),
        ("法律要求的期限与实现目的所必需的时间", "vague"), ("直至您注销账号", "until account is closed"),
    ],
)  # fmt: skip
def test_retention(text: str, expected: str) -> None:
    assert details.retention(text, text) == expected


@pytest.mark.parametrize(
    ("tell", "text", "expected"),
    [
        ("ending", "删除或匿名化", "deleted or anonymised"), ("place", "存储于新加坡", "abroad"), ("place",(
            "存放在境内"
        ),(
            "China"
        )),
        ("age", "未满十四周岁的，须经监护人同意", "under 14, guardian's consent"), ("transfer", "不会传输到境外",(
            "none"
        )),
        ("transfer", "我们会将数据传输到境外的服务器", "yes"), ("consent", "处理人脸信息前取得单独同意", "sensitive"),
        ("personalised", "关闭个性化推荐和广告", "content, advertising"), ("notice", "以弹窗、站内信通知",(
            "pop-up, message, notified"
        )),
        ("basis", "legitimate interests as the legal basis", "legal bases"),
    ],
    ids=str,
)  # fmt: skip
def test_normal_forms(tell: str, text: str, expected: str) -> None:
    assert details.DETAILS[tell](text, text) == expected


@given(st.text(max_size=200))
def test_any_text_has_a_form_or_none(text: str) -> None:
    for tell in details.DETAILS.values():
        assert tell(text, text) is None or tell(text, text)
