import pytest

from kanhe.declared.documents.condition import MAX_BYTES, foreign, is_cut_off, is_garbled, problems_of, too_large
from kanhe.declared.documents.plain import plain_blocks

POLICY = "隐私政策\n我们会收集您的个人信息，并与第三方共享。您可以登录后在设置中关闭相关权限。\n" * 3


def problems(text: str, aside: str = "") -> list[tuple[str, str]]:
    return [(p.kind, p.en) for p in problems_of(plain_blocks(text), text, aside)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no text"),
        ("隐私政策", "only 4 characters"),
        ("手机号登录\n密码\n忘记密码", "login page"),
        ("404 Not Found", "error page"),
        ("抱歉，页面不存在，点击返回首页", "error page"),
        ("请完成安全验证，拖动滑块", "captcha"),
        ("加载中…", "still loading"),
        ("You need to enable JavaScript to run this app.", "JavaScript"),
    ],
)
def test_another_page_in_the_documents_place(text: str, told: str) -> None:
    ((kind, why),) = problems(text)
    assert kind == "unreadable-document"
    assert told in why


def test_what_a_page_tells_browsers_without_scripts() -> None:
    ((_, why),) = problems("", "示例\nPlease enable JavaScript to continue")
    assert "JavaScript" in why


def test_a_policy_that_names_logins_and_errors_is_one() -> None:
    assert problems(POLICY) == []
    assert problems(POLICY + "如您忘记密码，可通过验证码登录。") == []


def test_garbled_text() -> None:
    assert is_garbled(("我们会收集您的个人信息" * 9).encode().decode("gb18030", "replace").replace("\ufffd", ""))
    assert is_garbled(("我们会收集您的个人信息" * 9).encode().decode("latin-1"))
    assert is_garbled("锟斤拷" * 30)
    assert not is_garbled(POLICY)
    assert not is_garbled("短")
    ((kind, why),) = problems(("我们会收集您的个人信息" * 9).encode().decode("latin-1"))
    assert kind == "unreadable-document"
    assert "garbled" in why


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("我们收集。", False),
        ("二〇二一年", False),
        ("我们会收集您的个人信息并用于为您提供服务以及改进我们的产品与服务的质量同时我们也会将您的信息与我", True),
        (
            "我们会收集您的个人信息并用于为您提供服务以及改进我们的产品与服务的质量同时我们也会将您的信息与我共享。",
            False,
        ),
        ("a|b\n-|-\nc|d", False),
        ("", False),
    ],
)
def test_cut_off_within_a_sentence(text: str, cut: bool) -> None:
    assert is_cut_off(plain_blocks(text)) is cut


def test_words_for_size_and_language() -> None:
    assert "MiB" in too_large(MAX_BYTES + 1).zh
    assert foreign("Japanese").kind == "foreign-language"
