import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.language.entries import unnamed
from kanhe.declared.language.mentions import mentions


def entries(text: str) -> list[str]:
    return [m.written for m in unnamed(text, 0, len(text), mentions(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("设备型号、校验值、IMEI", ["校验值"]), ("手机号、IMEI", []), ("校验值", []), ("手机号，我们会删除，IMEI", []), ("手机号、登录功能、IMEI", []),
        ("IMEI、时间戳和MAC地址", ["时间戳"]), ("", []),
    ],
)  # fmt: skip
def test_what_stands_between_names_is_one(text: str, expected: list[str]) -> None:
    assert entries(text) == expected


@given(st.text(alphabet="手机号、IMEI和校验值，（）等的", max_size=60))
def test_entries_overlap_nothing(text: str) -> None:
    known = mentions(text)
    for entry in unnamed(text, 0, len(text), known):
        assert text[entry.start : entry.end] == entry.written
        assert not any(m.start < entry.end and entry.start < m.end for m in known)
