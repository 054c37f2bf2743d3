import pytest

from kanhe.declared.documents.reading import read_document
from kanhe.declared.documents.roles import role_in

BODY = "我们会收集您的手机号码与位置信息，用于为您提供服务，您可以在设置中关闭。\n" * 20


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("示例隐私政策", "policy"),
        ("个人信息保护政策", "policy"),
        ("应用权限使用说明", "permission-list"),
        ("儿童个人信息保护规则", "children"),
        ("与第三方共享个人信息清单", "sdk-list"),
        ("已收集个人信息清单", "collected-list"),
        ("用户服务协议", None),
        ("示例推送SDK隐私政策", None),
    ],
)
def test_role_by_title(title: str, role: str | None) -> None:
    assert role_in(read_document(f"{title}\n{BODY}".encode(), "a.txt")) == role


def test_policy_without_a_title_is_told_by_its_words() -> None:
    assert role_in(read_document(BODY.encode(), "a.txt")) == "policy"
    assert role_in(read_document("天气很好，我们去公园。\n".encode() * 60, "a.txt")) is None


def test_name_counts_where_the_text_has_no_title() -> None:
    assert role_in(read_document(BODY.encode(), "x"), "assets/permission.html") == "permission-list"


def test_what_cannot_be_read_has_no_role() -> None:
    assert role_in(read_document(b"", "privacy.html"), "privacy.html") is None
