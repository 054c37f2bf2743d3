import pytest

from kanhe.code.dex.opcodes import MNEMONIC
from kanhe.code.machine.instructions import TESTS, binary_name, unary_name


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


def test_tests_stand_in_the_order_of_their_opcodes() -> None:
    assert [f"if-{name}" for name in TESTS] == list(MNEMONIC[0x32:0x38])
    assert [f"if-{name}z" for name in TESTS] == list(MNEMONIC[0x38:0x3E])
