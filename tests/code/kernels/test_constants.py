import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.code.dex.opcodes import WIDTH
from kanhe.code.kernels.constants import (
    ARRAY,
    FIELD,
    INTEGER,
    KIND_SHIFT,
    NARROW,
    PARAMETER,
    RESULT,
    STRING,
    TYPE,
    WRITES,
    follow_constants,
)  # fmt: skip

CALL = [0x1070, 7, 0x0000]
"""invoke-direct {v0}, method 7"""


def follow(body: list[int], registers: int = 4, ins: int = 1):
    units = np.array([0, 0, registers, ins, 5, 0, 0, 0, len(body), 0, *body], np.uint16)
    image = np.frombuffer(units.tobytes(), np.uint8)
    return follow_constants(image, units, np.array([4], np.int64), WIDTH, WRITES, NARROW)


def argument(body: list[int], **shape: int) -> tuple[int, int]:
    """(kind, payload) of the first word of the last call."""
    value = int(follow(body, **shape)[4][-1][0])
    return value >> KIND_SHIFT, value & 0xFFFFFFFF


def test_what_reaches_the_call() -> None:
    assert argument([0x001A, 3, *CALL, 0x0E]) == (STRING, 3)
    assert argument([0xF012, *CALL, 0x0E]) == (INTEGER, 0xFFFFFFFF)
    assert argument([0x0013, 0x8000, *CALL, 0x0E]) == (INTEGER, 0xFFFF8000)
    assert argument([0x0062, 4, *CALL, 0x0E]) == (FIELD, 4)
    assert argument([0x001C, 9, *CALL, 0x0E]) == (TYPE, 9)
    assert argument([0x0071, 5, 0, 0x000C, *CALL, 0x0E]) == (RESULT, 0)
    assert argument([0x3007, *CALL, 0x0E]) == (PARAMETER, 0)
    assert argument([0x1023, 2, *CALL, 0x0E])[0] == ARRAY
    assert argument([0x0022, 2, *CALL, 0x0E]) == (0, 0)


def test_joining_paths_agree_or_are_unknown() -> None:
    # if-eqz v3 goes over the second constant; both then reach the call.
    same = [0x001A, 3, 0x0338, 4, 0x001A, 3, *CALL, 0x0E]
    other = [0x001A, 3, 0x0338, 4, 0x001A, 4, *CALL, 0x0E]
    assert argument(same) == (STRING, 3)
    assert argument(other) == (0, 0)


def test_loops_end_and_forget_what_changes() -> None:
    body = [0x001A, 3, *CALL, 0x001A, 4, 0x0028 | (-5 & 0xFF) << 8]
    assert argument(body) == (0, 0)


def test_stores_into_arrays() -> None:
    # v1 = new String[v2]; v0 = "3"; v1[v2] = v0
    found = follow([0x2123, 6, 0x001A, 3, 0x004D, 0x0201, 0x0E])
    assert found[6].tolist() == [0]
    assert [int(v) & 0xFFFFFFFF for v in found[7]] == [3]


@settings(max_examples=300)
@given(
    st.lists(st.integers(0, 0xFFFF), min_size=1, max_size=40), st.integers(0, 16), st.integers(0, 4), st.integers(0, 3)
)
def test_any_body_ends(body: list[int], registers: int, ins: int, tries: int) -> None:
    units = np.array([0, 0, registers, ins, 5, tries, 0, 0, len(body), 0, *body, 1, 2, 3, 0x7F], np.uint16)
    image = np.frombuffer(units.tobytes(), np.uint8)
    follow_constants(image, units, np.array([4], np.int64), WIDTH, WRITES, NARROW)
