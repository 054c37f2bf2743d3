from hypothesis import given
from hypothesis import strategies as st

from kanhe.report.characters import clean


def test_nothing_from_a_package_steers_the_terminal() -> None:
    assert clean("a\x1b[31mb\u202ec\x00\x9b") == "a[31mbc"


@given(st.text())
def test_nothing_is_left_that_steers_and_nothing_else_is_lost(text: str) -> None:
    shown = clean(text)
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in shown)
    assert clean(shown) == shown
    assert [c for c in shown if c.isalnum()] == [c for c in text if c.isalnum()]
