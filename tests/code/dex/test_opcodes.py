from kanhe.code.dex.opcodes import FORMAT, MNEMONIC, REF_METHOD, REFERENCE_KIND, WIDTH


def test_widths_follow_the_formats() -> None:
    for opcode in range(256):
        assert int(WIDTH[opcode]) == int(FORMAT[opcode][0])
    assert [o for o in range(256) if WIDTH[o] == 0] == [
        *range(0x3E, 0x44), 0x73, 0x79, 0x7A, *range(0xE3, 0xFA),
    ]  # fmt: skip


def test_known_instructions_stand_where_the_specification_has_them() -> None:
    assert MNEMONIC[0x1A] == "const-string"
    assert MNEMONIC[0x6E] == "invoke-virtual"
    assert MNEMONIC[0x78] == "invoke-interface/range"
    assert MNEMONIC[0x8F] == "int-to-short"
    assert MNEMONIC[0xAF] == "rem-double"
    assert MNEMONIC[0xE2] == "ushr-int/lit8"
    assert {o for o in range(256) if REFERENCE_KIND[o] == REF_METHOD} == {
        *range(0x6E, 0x73),
        *range(0x74, 0x79),
        0xFA,
        0xFB,
    }
