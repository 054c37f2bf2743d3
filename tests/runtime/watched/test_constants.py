import pytest

from kanhe.runtime.watched.constants import SHARED_ROOTS, constants


@pytest.mark.parametrize(
    ("how", "text", "kind"),
    [
        ("content-uri", "content://call_log", "call-log"), ("content-uri", "content://sms", "sms"),
        ("content-uri", "content://browser", "browser-history"), ("file", "/sys/class/net/", "mac-address"),
        ("file", "/proc/net/arp", "local-network"), ("exec", "pm list packages", "installed-apps"),
        ("exec", "getprop ro.serialno", "serial-number"), ("property", "ro.serialno", "serial-number"),
        ("settings-key", "android_id", "android-id"), ("content-write", "content://media/", "write-media"),
    ],
    ids=lambda value: value,
)  # fmt: skip
def test_what_a_constant_stands_for(how: str, text: str, kind: str) -> None:
    assert (text, kind) in constants(how)  # type: ignore[arg-type]


def test_the_narrowest_constant_is_asked_first() -> None:
    lengths = [len(text) for text, _ in constants("file")]
    assert lengths == sorted(lengths, reverse=True)


def test_roots_are_folders() -> None:
    assert all(root.startswith("/") and root.endswith("/") for root in SHARED_ROOTS)
