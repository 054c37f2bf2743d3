from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.documents.document import Link
from kanhe.declared.sdk_lists.entry import Entry, words
from tests.declared.sdk_lists.making import passage


@given(st.text(), st.integers(0, 30), st.integers(0, 30), st.integers(0, 1000))
def test_words_hold_what_stands_there(text: str, start: int, length: int, at: int) -> None:
    found = words(passage(text, at), start, start + length)
    assert (found.text if found else "") == text[start : start + length].strip()
    if found:
        assert found.span == (at + found.start, at + found.end)


def test_part_of_words() -> None:
    whole = words(passage("  极光推送 SDK  "))
    assert whole is not None
    assert whole.part(4, 8).text == "SDK"
    assert whole.part(4, 5) is None


def test_links_within() -> None:
    found = words(passage("官网 与 政策", links=(Link(0, 2, "https://a.example"), Link(5, 7, "https://b.example"))), 4)
    assert found.links == ("https://b.example",)


def test_an_entry_tells_its_fields_and_place() -> None:
    text = passage("甲 | 统计 | 统计 | IMEI", 10)
    name, once, twice, items = (words(text, a, b) for a, b in ((0, 1), (4, 6), (9, 11), (14, 18)))
    entry = Entry(
        (("name", name), ("purpose", once), ("purpose", twice), ("items", items)), 0, "table", (name, once, items)
    )
    assert entry.text("purpose") == "统计"
    assert entry.has == {"name", "purpose", "items"}
    assert entry.sentence == "甲 | 统计 | IMEI"
    assert entry.span == (10, 28)
