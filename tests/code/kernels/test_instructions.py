import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.dex.opcodes import REF_METHOD, REF_STRING, REFERENCE_KIND, WIDTH
from kanhe.code.kernels.instructions import payload_width, scan_references


def code_item(units: list[int]) -> np.ndarray:
    return np.array([1, 1, 0, 0, 0, 0, len(units), 0, *units], np.uint16)


def scan(units: np.ndarray, code: list[int], budget: int = 1 << 20):
    return scan_references(units, np.array(code, np.int64), WIDTH, REFERENCE_KIND, budget)


def test_references_with_their_place() -> None:
    # An empty item in front, so that the code does not stand at offset 0, which means "no code".
    units = np.concatenate([np.zeros(2, np.uint16), code_item([0x001A, 5, 0x106E, 9, 0, 0x000E])])
    owner, kind, opcode, target, offset, damaged, spent = scan(units, [0, 4])
    assert owner.tolist() == [1, 1]
    assert kind.tolist() == [REF_STRING, REF_METHOD]
    assert opcode.tolist() == [0x1A, 0x6E]
    assert target.tolist() == [5, 9]
    assert offset.tolist() == [0, 2]
    assert (damaged, spent) == (0, 6)


def test_unused_opcodes_and_cut_instructions_are_damage() -> None:
    for body in ([0x003E], [0x001A], [0x0100, 0xFFFF]):
        assert scan(np.concatenate([np.zeros(2, np.uint16), code_item(body)]), [4])[5] == 1


def test_shared_bodies_stop_at_the_budget() -> None:
    units = np.concatenate([np.zeros(2, np.uint16), code_item([0x001A, 5] * 50)])
    spent = scan(units, [4] * 1000, budget=350)[6]
    assert spent == 300


def test_payloads() -> None:
    switch = np.array([0x0100, 2, 0, 0, 1, 0, 2, 0], np.uint16)
    assert payload_width(switch, 0, 8) == 8
    assert payload_width(switch, 0, 7) == -1
    assert payload_width(np.array([0x0300, 1, 3, 0, 0, 0], np.uint16), 0, 6) == 6
    assert payload_width(np.array([0x0400], np.uint16), 0, 1) == 0


@given(st.lists(st.integers(0, 0xFFFF), max_size=60), st.lists(st.integers(0, 130), max_size=5))
def test_any_units_end(units: list[int], code: list[int]) -> None:
    found = scan(np.array(units or [0], np.uint16), code)
    assert len({len(column) for column in found[:5]}) == 1
