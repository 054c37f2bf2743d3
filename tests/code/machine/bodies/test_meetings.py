"""Where paths meet again, against the definition: the nearest block that every path to the end passes."""

import pytest

from kanhe.code.machine.bodies.meetings import MAX_MEETING, meetings

GRAPHS = {
    "straight": ([(1,), (2,), ()], {0: 1, 1: 2}),
    "diamond": ([(1, 2), (3,), (3,), ()], {0: 3, 1: 3, 2: 3}),
    "one side returns": ([(1, 2), (), (3,), ()], {2: 3}),
    "nested": ([(1, 4), (2, 3), (4,), (4,), ()], {0: 4, 1: 4, 2: 4, 3: 4}),
    "loop": ([(1,), (2, 3), (1,), ()], {0: 1, 1: 3, 2: 1}),
}


@pytest.mark.parametrize(("successors", "expected"), GRAPHS.values(), ids=list(GRAPHS))
def test_meets(successors: list[tuple[int, ...]], expected: dict[int, int]) -> None:
    assert {k: v for k, v in meetings(successors).items() if k >= 0} == expected


def test_a_body_with_very_many_blocks_is_left_without() -> None:
    straight = [(k + 1,) for k in range(MAX_MEETING)] + [()]
    assert meetings(straight) == {-1: -1}
