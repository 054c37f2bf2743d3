"""Hosts and sensitive names in the bytes of a library."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.native_strings import MAX_ANCHORS, Named, scan
from kanhe.knowledge.sdk_index import index


def bytes_of(*strings: str) -> bytes:
    return b"\x01\x02\0" + b"\0".join(s.encode() for s in strings) + b"\0\xff"


def hosts(*strings: str) -> dict[str, str | None]:
    return dict(scan(bytes_of(*strings)).hosts)


def sensitive(*strings: str) -> list[tuple[str, str]]:
    return [(named.item, named.how) for named in scan(bytes_of(*strings)).sensitive]


def test_urls() -> None:
    assert hosts("https://stat.weather.cn/v1/%s", "x http://10.1.2.3/", "wss://push.weather.cn:8443") == {
        "stat.weather.cn": "https", "push.weather.cn": "wss",
    }  # fmt: skip


def test_urls_without_an_end_mark_between_them() -> None:
    assert scan(b"https://a.weather.cn/xhttps://b.weather.cn/y").hosts == (
        ("a.weather.cn", "https"), ("b.weather.cn", "https"),
    )  # fmt: skip


def test_a_url_at_the_end_of_what_is_looked_at_is_not_cut() -> None:
    text = "https://a.weather.cn/" + "x" * 375 + "https://docs.russia.cn/"
    assert hosts(text) == {"a.weather.cn": "https", "docs.russia.cn": "https"}


def test_the_bare_name_of_a_known_host() -> None:
    known = next(h for h in index().hosts if h.endswith(".cn") and index().by_host(h))
    assert hosts(known, "libc.so", "java.lang.String", "not.known.example-host.com") == {known: None}


@pytest.mark.parametrize(
    "text",
    [
        "Android (5900059 based on r365631c) clang version 9.0.8 (https://android.googlesource.com/toolchain/llvm 207d7)",
        "http://schemas.android.com/apk/res/android",
        "http://%s:%d/",
        "https://localhost/",
    ],
)
def test_what_is_no_host_that_is_talked_to(text: str) -> None:
    assert hosts(text) == {}


def test_files_properties_and_commands() -> None:
    assert sensitive("/sys/class/net/wlan0/address") == [("mac-address", "file")]
    assert sensitive("ro.serialno") == [("serial-number", "property")]
    assert sensitive("/system/bin/ifconfig wlan0") == [("mac-address", "exec")]
    assert sensitive("cat /sys/class/net/wlan0/address") == [("mac-address", "exec")]


@pytest.mark.parametrize(
    "text", ["xro.serialno", "ro.serialnoise", "a/sys/class/net/", "see logcat for details", "loggedlogcat -d"]
)
def test_what_only_holds_a_known_text_names_nothing(text: str) -> None:
    assert sensitive(text) == []


def test_many_anchors_are_told_of() -> None:
    found = scan(b"ws://\0" * (MAX_ANCHORS + 10))
    assert not found.complete
    assert found.hosts == ()


@given(
    st.lists(st.one_of(st.binary(max_size=20), st.sampled_from([b"https://", b"ro.serialno", b"/proc/", b".com\0"])))
)
def test_any_bytes_are_survived(parts: list[bytes]) -> None:
    found = scan(b"".join(parts))
    assert found.complete
    assert all(isinstance(named, Named) for named in found.sensitive)
