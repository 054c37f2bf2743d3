import pytest

from kanhe.code.machine import instructions as do
from kanhe.code.machine.bodies.operands import Numbers, Operands
from kanhe.code.machine.values import Value, value
from tests.builders.bodies import body_of

NUMBERS = Numbers(list(range(100, 110)), list(range(200, 210)), list(range(300, 310)))


def decoded(*units: int) -> tuple:
    out: list[tuple] = []
    Operands(0, NUMBERS, list(units), {}).decode(0, out)
    (one,) = out
    return one


@pytest.mark.parametrize(
    ("units", "number"),
    [
        ((0x12 | 0xF1 << 8,), -1),
        ((0x13, 0x8000), -0x8000),
        ((0x14, 0x5678, 0x1234), 0x12345678),
        ((0x15, 0x7F08), 0x7F080000),
        ((0x16, 0xFFFF), -1),
        ((0x18, 4, 3, 2, 1), 0x0001_0002_0003_0004),
        ((0x19, 0x8000), -(1 << 63)),
    ],
)
def test_constants(units: tuple[int, ...], number: int) -> None:
    kind, _, _, held = decoded(*units)
    assert kind == do.CONST
    assert held is value(number)


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ((0x07 | 0x21 << 8,), (do.MOVE, 0, 1, 2)),
        ((0x05 | 3 << 8, 400), (do.MOVE, 0, 3, 400)),
        ((0x06, 300, 400), (do.MOVE, 0, 300, 400)),
        ((0x1C | 2 << 8, 4), (do.CLASS, 0, 2, 104)),
        ((0x20 | 0x21 << 8, 3), (do.INSTANCE_OF, 0, 1, 2, 103)),
        ((0x54 | 0x21 << 8, 5), (do.GET, 0, 1, 2, 205)),
        ((0x5B | 0x21 << 8, 5), (do.PUT, 0, 1, 2, 205)),
        ((0x62 | 2 << 8, 6), (do.STATIC_GET, 0, 2, 206)),
        ((0x69 | 2 << 8, 6), (do.STATIC_PUT, 0, 2, 206)),
        ((0x90 | 1 << 8, 0x0302), (do.BINARY, 0, 1, 2, 3, "add")),
        ((0xB1 | 0x21 << 8,), (do.BINARY, 0, 1, 1, 2, "sub")),
        ((0xD8 | 1 << 8, 0xFF02), (do.LITERAL, 0, 1, 2, -1, "add")),
        ((0xD1 | 0x21 << 8, 0x8000), (do.LITERAL, 0, 1, 2, -0x8000, "rsub")),
        ((0x6E | 0x30 << 8, 7, 0x0321), (do.INVOKE, 0, -1, do.VIRTUAL, 307, (1, 2, 3))),
        ((0x71 | 0x54 << 8, 7, 0x3210), (do.INVOKE, 0, -1, do.STATIC, 307, (0, 1, 2, 3, 4))),
        ((0x78 | 3 << 8, 7, 20), (do.INVOKE, 0, -1, do.INTERFACE, 307, (20, 21, 22))),
        ((0xFC | 0x10 << 8, 1, 2), (do.CUSTOM, 0, -1, 0, 1, (2,))),
    ],
)
def test_operands(units: tuple[int, ...], expected: tuple[object, ...]) -> None:
    assert decoded(*units) == expected


def test_the_same_number_is_one_value() -> None:
    constants: dict[int, Value] = {}
    out: list[tuple] = []
    Operands(0, NUMBERS, [0x13, 7], constants).decode(0, out)
    Operands(0, NUMBERS, [0x16, 7], constants).decode(0, out)
    assert out[0][3] is out[1][3] is constants[7]


def test_a_result_is_a_part_of_the_call() -> None:
    body = body_of("invoke-static {} La/B;->s()I\nmove-result v3\nreturn-void")
    assert body is not None
    (call,) = body.blocks[0].instructions
    assert call[:3] == (do.INVOKE, 0, 3)
