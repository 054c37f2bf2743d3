import pytest

from kanhe.code.hosts import host_of, is_host


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("https://api.example-weather.cn/v1?x=1", ["api.example-weather.cn"]),
        ("see http://user@Stats.JPush.cn:8080/a and wss://im.qq.com", ["stats.jpush.cn", "im.qq.com"]),
        ("http://javax.xml.XMLConstants/feature", []),
        ("http://schemas.android.com/apk/res/android", []),
        ("http://127.0.0.1:80", []),
        ("http://8.8.8.8/dns", ["8.8.8.8"]),
        ("https://%s/path", []),
        ("no url", []),
    ],
)
def test_hosts_of_a_text(text: str, hosts: list[str]) -> None:
    assert [host for _, host in host_of(text)] == hosts


def test_names_that_are_no_hosts() -> None:
    assert not is_host("libc.so.transform")
    assert not is_host("10.0.0.1")
    assert is_host("a.b.com.cn")
