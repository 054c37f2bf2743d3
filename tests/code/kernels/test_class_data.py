import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.kernels.class_data import read_class_data, read_uleb
from tests.builders.dex import uleb


@given(st.integers(0, 0xFFFFFFFF))
def test_uleb_reads_what_is_written(value: int) -> None:
    raw = uleb(value)
    got, at = read_uleb(np.frombuffer(raw + b"\xff", np.uint8), np.int64(0))
    assert (int(got), int(at)) == (value, len(raw))


def test_uleb_past_the_end() -> None:
    assert int(read_uleb(np.frombuffer(b"\x80\x80", np.uint8), np.int64(0))[1]) == -1
    assert int(read_uleb(np.frombuffer(b"\x80" * 9, np.uint8), np.int64(0))[1]) == -1


@given(st.binary(max_size=60), st.lists(st.integers(0, 70), max_size=4))
def test_any_bytes_end_without_reading_past_them(data: bytes, offsets: list[int]) -> None:
    image = np.frombuffer(data or b"\0", np.uint8)
    classes, methods, access, code, damaged = read_class_data(image, np.array(offsets, np.uint32), 10, 10)
    assert len(classes) == len(methods) == len(access) == len(code) <= 10
    assert all(0 <= m < 10 for m in methods.tolist())
    assert 0 <= damaged <= len(offsets)


def test_huge_counts_are_damage() -> None:
    image = np.frombuffer(b"\0" + uleb(0) + uleb(0) + uleb(0xFFFFFFFF) + uleb(0), np.uint8)
    assert read_class_data(image, np.array([1], np.uint32), 5, 5)[4] == 1
