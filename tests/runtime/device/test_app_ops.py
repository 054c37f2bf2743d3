import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.knowledge.items import items
from kanhe.runtime.device.app_ops import ITEMS, Access, read_accesses, seconds

ANDROID_10 = """Uid mode: COARSE_LOCATION: ignore
COARSE_LOCATION: allow; time=+2m3s45ms ago; duration=+1s203ms
READ_CONTACTS: ignore; rejectTime=+10s0ms ago
READ_CLIPBOARD: allow; time=+123ms ago
CAMERA: default
No operations.
"""


def test_what_a_device_says() -> None:
    assert list(read_accesses(ANDROID_10)) == [
        Access("COARSE_LOCATION", True, 123.045), Access("READ_CONTACTS", False, 10.0), Access("READ_CLIPBOARD", True, 0.123),
    ]  # fmt: skip


def test_an_access_of_this_very_moment() -> None:
    assert list(read_accesses("CAMERA: allow; time=0 ago")) == [Access("CAMERA", True, 0.0)]


def test_an_op_may_have_been_granted_and_refused() -> None:
    told = list(read_accesses("CAMERA: foreground; time=+1h0m0s1ms ago; rejectTime=+1d0h0m0s0ms ago"))
    assert told == [Access("CAMERA", True, 3600.001), Access("CAMERA", False, 86400.0)]


@pytest.mark.parametrize(
    "line",
    [
        "", "Error: No UID for com.x in user 0", "CAMERA: allow; time=+soon ago", "camera: allow; time=+1s ago", "CAMERA",
        "CAMERA: allow; time=+" + "9" * 50 + "s ago",
    ],
    ids=["nothing", "error", "word", "case", "bare", "long"],
)  # fmt: skip
def test_what_says_nothing(line: str) -> None:
    assert list(read_accesses(line)) == []


@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    assert all(a.ago >= 0 for a in read_accesses(text))


@given(st.integers(0, 30), st.integers(0, 23), st.integers(0, 59), st.integers(0, 59), st.integers(0, 999))
def test_spans(d: int, h: int, m: int, s: int, ms: int) -> None:
    assert seconds(f"{d}d{h}h{m}m{s}s{ms}ms") == pytest.approx(d * 86400 + h * 3600 + m * 60 + s + ms / 1000)


@given(st.text("0123456789dhms", max_size=12))
def test_any_span_is_one_or_none(text: str) -> None:
    told = seconds(text)
    assert told is None or told >= 0


def test_every_op_stands_for_a_known_item() -> None:
    assert set(ITEMS.values()) <= set(items())
