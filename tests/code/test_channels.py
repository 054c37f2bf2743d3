import pytest

from kanhe.code.channels import StringMatcher
from kanhe.knowledge.sources import StringSource

MATCHER = StringMatcher([
    StringSource("mac", "exec", "ifconfig", "contains"), StringSource("ps", "exec", "ps -A", "contains"),
    StringSource("serial", "property", "ro.serialno", "equals"), StringSource("net", "file", "/sys/class/net/", "prefix"),
    StringSource("sms", "content-uri", "content://sms", "prefix"), StringSource("id", "settings-key", "android_id", "equals"),
    StringSource("mac", "file", "/sys/class/net/wlan0", "prefix"),
])  # fmt: skip


@pytest.mark.parametrize(
    ("how", "text", "items"),
    [
        ("exec", "busybox ifconfig wlan0", ["mac"]), ("exec", "/system/bin/ifconfig", ["mac"]), ("exec", "reifconfigure", []),
        ("exec", "maps -All", []), ("exec", "ps -A", ["ps"]), ("property", "getprop ro.serialno", ["serial"]),
        ("property", "ro.serialno", ["serial"]), ("property", "xro.serialno", []), ("file", "/sys/class/net/wlan0/address", ["mac", "net"]),
        ("file", "x/sys/class/net/", []), ("content-uri", "content://sms/inbox", ["sms"]), ("content-uri", "content://smsx", []),
        ("settings-key", "android_id", ["id"]), ("settings-key", "my_android_id", []), ("exec", "android_id", []),
    ],
)  # fmt: skip
def test_what_a_constant_reads(how: str, text: str, items: list[str]) -> None:
    assert sorted(s.item for s in MATCHER.match(how, text)) == items


def test_of_one_item_the_longest() -> None:
    matcher = StringMatcher(
        [
            StringSource("c", "content-uri", "content://a", "prefix"),
            StringSource("c", "content-uri", "content://a/b", "prefix"),
        ]
    )
    assert [s.text for s in matcher.match("content-uri", "content://a/b/1")] == ["content://a/b"]
