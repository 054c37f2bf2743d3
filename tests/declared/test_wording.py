import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.wording import role_of
from kanhe.evidence.vocabulary import VOCABULARY


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("《隐私政策》", "policy-link"), ("Privacy Policy", "policy-link"), ("请阅读并同意《隐私政策》", "consent-prompt"),
        ("隐私政策" + "我们收集" * 80, "policy-text"), ("同意并继续", "agree"), ("我知道了", "agree-vague"), ("不同意", "refuse"),
        ("注销账号", "account-deletion"), ("Delete my account", "account-deletion"), ("手机号登录", "login"), ("个性化推荐", "personalisation"),
        ("京ICP备12345678号-1A", "filing-number"), ("青少年模式", "minors"), ("投诉举报", "complaint"),
        ("已收集个人信息清单", "collected-list"), ("与第三方共享个人信息清单", "sharing-list"), ("第三方SDK目录", "sharing-list"),
        ("撤回同意", "withdrawal"), ("连续包月", "renewal"), ("取消自动续费", "renewal-cancel"), ("兴趣标签管理", "user-tags"),
        ("网信算备110108000000000000000号", "algorithm-filing"), ("Withdraw consent", "withdrawal"),
        ("需要相机权限，用于扫码", "permission-purpose"), ("今天天气很好", "other"), ("", "other"), ("同意书的管理办法", "other"),
    ],
)  # fmt: skip
def test_roles(text: str, role: str) -> None:
    assert role_of(text) == role


@given(st.text(max_size=400))
def test_any_text_has_a_known_role(text: str) -> None:
    assert role_of(text) in VOCABULARY["screen_role"]
