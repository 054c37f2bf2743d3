from kanhe.code.machine.bodies.blocks import Block, Body


def block(number: int, *successors: int) -> Block:
    return Block(number, number, [], ("fall", number), successors, ())


def test_a_body_knows_where_paths_meet() -> None:
    body = Body(0, 0, 0, [block(0, 1, 2), block(1, 3), block(2, 3), block(3)], 4)
    assert [body.meeting(k) for k in range(4)] == [3, 3, 3, -1]


def test_paths_that_meet_only_behind_the_method() -> None:
    body = Body(0, 0, 0, [block(0, 1, 2), block(1), block(2)], 3)
    assert body.meeting(0) == -1
