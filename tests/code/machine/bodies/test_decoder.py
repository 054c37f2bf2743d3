import pytest

from kanhe.code.machine import instructions as do
from kanhe.code.machine.bodies.decoder import branch
from tests.builders.bodies import body_of, body_of_units


def test_a_branch_ends_a_block() -> None:
    body = body_of("const/4 v0 1\nif-eqz v0 :no\nconst/4 v1 2\n:no\nreturn-void")
    assert body is not None
    assert [(b.end[0], b.successors) for b in body.blocks] == [(do.IF, (1, 2)), (do.FALL, (2,)), (do.RETURN, ())]
    assert body.blocks[0].end[2:] == ("eq", 0, -1)
    assert body.meeting(0) == 2
    assert body.meeting(1) == 2


def test_a_loop_has_a_head() -> None:
    body = body_of("const/4 v0 0\n:again\nadd-int/lit8 v0 v0 1\nif-nez v0 :again\nreturn-void")
    assert body is not None
    assert [b.loop_head for b in body.blocks] == [False, True, False]


def test_a_switch_leads_to_its_default_first() -> None:
    body = body_of("const/4 v0 1\npacked-switch v0 3 :a :b\nreturn-void\n:a\nreturn-void\n:b\nreturn-void")
    assert body is not None
    assert body.blocks[0].end[0] == do.SWITCH
    assert body.blocks[0].end[3] == (3, 4)
    assert body.blocks[0].successors == (1, 2, 3)


def test_a_throw_leads_nowhere() -> None:
    body = body_of("const/4 v0 0\nthrow v0")
    assert body is not None
    assert (body.blocks[0].end[0], body.blocks[0].successors) == (do.THROW, ())


def test_handlers_stand_around_their_blocks_alone() -> None:
    body = body_of(
        "const/4 v0 0\n:a\ninvoke-static {} La/B;->s()V\n:b\nreturn-void\n:c\nmove-exception v0\nreturn-void\n"
        ".try :a :b Ljava/lang/RuntimeException; :c * :c"
    )
    assert body is not None
    assert [len(b.handlers) for b in body.blocks] == [0, 2, 0, 0]
    (first, to), (every, _) = body.blocks[1].handlers
    assert first >= 0 > every
    assert body.blocks[to].instructions[0][0] == do.CAUGHT


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("sget-object v0 La/A;->f:Ljava/lang/Object;\nif-eqz v0 :end", True),
        ("sget-object v0 La/A;->f:Ljava/lang/Object;\ncheck-cast v0 La/A;\nif-nez v0 :end", True),
        ("sget-object v0 La/A;->f:Ljava/lang/Object;\nconst/4 v1 0\nif-eqz v0 :end", False),
        ("const/4 v0 0\nif-eqz v0 :end", False),
    ],
    ids=["field", "cast between", "something between", "constant"],
)
def test_knows_which_field_is_compared_with_null(text: str, asked: bool) -> None:
    body = body_of(f"{text}\nconst/4 v1 1\n:end\nreturn-void")
    assert body is not None
    assert (body.blocks[0].asks is not None) == asked


@pytest.mark.parametrize(
    "units",
    [[0x28 | 0x40 << 8, 0x0E], [0x3E], [0x12, 0x15], [0x0100, 0x50, 0x0E], [0x0038, 0x0001, 0x000E]],
    ids=["jump out", "no opcode", "cut short", "payload first", "into an instruction"],
)
def test_what_is_no_code_has_no_body(units: list[int]) -> None:
    assert body_of_units(units) is None


def test_branches() -> None:
    assert branch([0x28 | 0xFE << 8], 0, 0x28) == -2
    assert branch([0x29, 0x8000], 0, 0x29) == -0x8000
    assert branch([0x2A, 0, 1], 0, 0x2A) == 0x10000
