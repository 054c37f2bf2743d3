import pytest

from kanhe.code.dex.opcodes import MNEMONIC
from kanhe.code.machine import instructions as do
from kanhe.code.machine.instructions import TESTS, binary_name, highest_register, unary_name


@pytest.mark.parametrize("opcode", range(0x90, 0xB0))
def test_binary_operations_are_named_as_the_platform_does(opcode: int) -> None:
    operation, _, kind = MNEMONIC[opcode].partition("-")
    assert binary_name(opcode) == (operation if kind == "int" else f"{operation}-{kind}")
    assert MNEMONIC[opcode + 0x20] == f"{MNEMONIC[opcode]}/2addr"


@pytest.mark.parametrize("opcode", range(0x7B, 0x90))
def test_unary_operations_are_named_as_the_platform_does(opcode: int) -> None:
    plain = {
        "neg-int": "neg",
        "not-int": "not",
        "int-to-byte": "to-byte",
        "int-to-char": "to-char",
        "int-to-short": "to-short",
    }
    assert unary_name(opcode) == plain.get(MNEMONIC[opcode], MNEMONIC[opcode])


@pytest.mark.parametrize(
    ("instruction", "highest"),
    [
        ((do.MOVE, 0, 3, 9), 9),
        ((do.CONST, 0, 3, None), 3),
        ((do.GET, 0, 1, 2, 900), 2),
        ((do.LITERAL, 0, 1, 2, 900, "add"), 2),
        ((do.STORE, 0, 1, 2, 7), 7),
        ((do.FILL, 0, -1, 900, ()), -1),
        ((do.FILL, 0, 2, 900, (5, 1)), 5),
        ((do.INVOKE, 0, -1, 0, 900, (4, 8)), 8),
        ((do.INVOKE, 0, 9, 3, 900, ()), 9),
        ((do.CUSTOM, 0, 1, 0, 900, (4,)), 4),
        ((do.FALL, 0), -1),
        ((do.RETURN, 0, -1), -1),
        ((do.IF, 0, "eq", 3, -1), 3),
        ((do.SWITCH, 0, 6, (1, 900)), 6),
    ],
)
def test_registers_of_an_instruction(instruction: do.Instruction, highest: int) -> None:
    assert highest_register(instruction) == highest


def test_tests_stand_in_the_order_of_their_opcodes() -> None:
    assert [f"if-{name}" for name in TESTS] == list(MNEMONIC[0x32:0x38])
    assert [f"if-{name}z" for name in TESTS] == list(MNEMONIC[0x38:0x3E])
