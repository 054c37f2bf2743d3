from kanhe.package.strings_pool import StringPool
from tests.builders.axml import pool


def test_strings_by_index() -> None:
    texts = StringPool(memoryview(pool(["a", "隐私", ""])), 0)
    assert texts.all() == ["a", "隐私", ""]
    assert texts[99] == texts[-1] == ""


def test_a_header_that_is_cut_short_is_empty() -> None:
    assert len(StringPool(memoryview(b"\x01\0\x1c\0"), 0)) == 0
