import pytest

from kanhe.code.machine.bodies.blocks import Malformed
from kanhe.code.machine.bodies.payloads import MAX_ELEMENTS, elements, payload_size, signed, switch

PACKED = [0x100, 2, 0xFFFE, 0xFFFF, 7, 0, 0xFFFD, 0xFFFF]
"""First key -2; targets 7 and -3."""
SPARSE = [0x200, 2, 5, 0, 9, 0, 7, 0, 8, 0]


@pytest.mark.parametrize(("number", "bits", "told"), [(0x7F, 8, 127), (0x80, 8, -128), (0xFFFF, 16, -1), (8, 4, -8)])
def test_signed(number: int, bits: int, told: int) -> None:
    assert signed(number, bits) == told


@pytest.mark.parametrize(
    ("units", "size"),
    [
        (PACKED, 8),
        (SPARSE, 10),
        ([0x300, 1, 3, 0, 0x201, 0x3], 6),
        (PACKED[:-1], 0),
        ([0x300, 1], 0),
        ([0x400, 0], 1),
        ([0x100], 0),
    ],
)
def test_payload_size(units: list[int], size: int) -> None:
    assert payload_size(units, 0) == size


def test_switches() -> None:
    assert switch([0x2B, 3, 0, *PACKED], 0) == ([-2, -1], [7, -3])
    assert switch([0x2C, 3, 0, *SPARSE], 0) == ([5, 9], [7, 8])


@pytest.mark.parametrize("units", [[0x2B, 300, 0], [0x2B, 3, 0, *PACKED[:-1]], [0x2B, 3, 0, 0x300, 1, 1, 0, 1]])
def test_a_switch_that_points_at_no_table_is_malformed(units: list[int]) -> None:
    with pytest.raises(Malformed):
        switch(units, 0)


def test_elements() -> None:
    assert elements([0x300, 1, 3, 0, 0x02FF, 0x03], 0) == (-1, 2, 3)
    assert elements([0x300, 2, 1, 0, 0xFFFF], 0) == (0xFFFF,)  # chars have no sign
    assert elements([0x300, 4, 1, 0, 0xFFFF, 0xFFFF], 0) == (-1,)


@pytest.mark.parametrize(
    "units",
    [[0x300, 3, 1, 0, 1, 1], [0x300, 1, MAX_ELEMENTS + 1, 0, *[0] * MAX_ELEMENTS], [0x300, 4, 2, 0, 1, 0], [0x100, 1, 1, 0, 1, 1]],
    ids=["odd width", "long", "cut short", "a switch"],
)  # fmt: skip
def test_elements_of_what_is_no_short_array_are_not_known(units: list[int]) -> None:
    assert elements(units, 0) == ()
    assert elements(units, 900) == ()
