import pytest

from kanhe.declared.sdk_lists.context import above, headings, of_the_app_itself, of_third_parties, platforms
from tests.declared.sdk_lists.making import document

POLICY = document(
    "# 隐私政策", "## 第三方SDK目录", "### 安卓版", "我们接入以下服务", [["a", "b"]], "## 权限说明", [["a", "b"]]
)


def test_what_stands_above() -> None:
    assert headings(POLICY, 4) == "隐私政策\n第三方SDK目录\n安卓版"
    assert above(POLICY, 4).endswith("我们接入以下服务")


def test_of_third_parties_or_of_the_app() -> None:
    assert of_third_parties(POLICY, 4)
    assert not of_the_app_itself(POLICY, 4)
    assert of_the_app_itself(POLICY, 6)
    assert not of_third_parties(POLICY, 6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("安卓、IOS", ("android", "ios")), ("Android版", ("android",)), ("苹果手机", ("ios",)), ("鸿蒙端", ("harmony",)),
        ("HarmonyOS NEXT", ("harmony",)), ("微信 SDK", ()), ("curiosity", ()),
    ],
    ids=str,
)  # fmt: skip
def test_platforms(text: str, expected: tuple[str, ...]) -> None:
    assert platforms(text) == expected
