import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.runtime.traffic import tnetstring as module
from kanhe.runtime.traffic.tnetstring import MAX_DEPTH, TnetstringError, read_value
from tests.runtime.traffic.netstrings import dump

VALUE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False)
    | st.binary(max_size=20)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(VALUE)
def test_what_is_written_is_read_again(value) -> None:
    file = io.BytesIO(dump(value) + dump(1))
    assert read_value(file) == value
    assert read_value(file) == 1
    with pytest.raises(EOFError):
        read_value(file)


@pytest.mark.parametrize(
    "data",
    [b"5", b"5:ab", b":,", b"x:,", b"1:a", b"1:a?", b"9999999999999:a,", b"3:1:a]", b"4:1:a,}", b"2:ab#", b"3:nan#", b"5:9:ab,]", b"4:1:1#}", b"8:1:1#1:2#}"],
)  # fmt: skip
def test_what_is_none(data: bytes) -> None:
    with pytest.raises(TnetstringError):
        read_value(io.BytesIO(data))


def test_bounds(monkeypatch) -> None:
    deep: object = None
    for _ in range(MAX_DEPTH + 2):
        deep = [deep]
    with pytest.raises(TnetstringError, match="deeply"):
        read_value(io.BytesIO(dump(deep)))
    with pytest.raises(TnetstringError, match="a value of"):
        read_value(io.BytesIO(b"%d:x," % (module.MAX_ITEM + 1)))
    monkeypatch.setattr(module, "MAX_VALUES", 5)
    with pytest.raises(TnetstringError, match="many"):
        read_value(io.BytesIO(dump([1] * 9)))


@settings(deadline=None)
@given(st.binary(max_size=120))
def test_any_bytes_end_in_a_value_or_its_error(data: bytes) -> None:
    with suppress(TnetstringError, EOFError):
        read_value(io.BytesIO(data))
