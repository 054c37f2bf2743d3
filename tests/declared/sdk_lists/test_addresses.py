from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.sdk_lists.addresses import host_owners, package_owner, page_owners


def test_page_whatever_scheme_and_slash() -> None:
    expected = page_owners("https://www.jiguang.cn/license/privacy")
    assert "jpush" in expected
    for written in (
        "http://www.jiguang.cn/license/privacy/",
        "//jiguang.cn/license/privacy。",
        "https://jiguang.cn/license/privacy?spm=a.b",
    ):
        assert page_owners(written) == expected
    assert page_owners("https://www.jiguang.cn/") == ()


def test_a_page_is_told_by_its_query() -> None:
    assert page_owners("https://dev.mi.com/console/doc/detail?pId=1822") == ("xiaomi-push",)
    assert page_owners("https://dev.mi.com/console/doc/detail?pId=2630") == ("xiaomi-ads",)


def test_host_of_one_and_of_several() -> None:
    assert len(host_owners("https://www.umeng.com/other")) > 1
    assert host_owners("https://nobody.example/") == ()
    assert host_owners("not an address") == ()


def test_package() -> None:
    assert package_owner("包名：cn.jpush.android.service") == ("jpush", "cn.jpush.android.service")
    assert package_owner("com.nobody.knows, com.tencent.bugly") == ("bugly", "com.tencent.bugly")
    assert package_owner("com") is None


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    page_owners("https://" + text), host_owners("//" + text), package_owner(text)
