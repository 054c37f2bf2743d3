import struct

from kanhe.code.dex.container import read_layouts
from kanhe.code.dex.tables import read_tables
from tests.builders.dex import RETURN_VOID, Class, Method, const_string, fieldref, sget, write_dex

A = Class(
    "La/A;",
    methods=[
        Method(
            "m",
            "(ILjava/lang/String;[J)V",
            [const_string(0, "文字"), sget(1, fieldref("Lb/B;", "F", "I")), RETURN_VOID],
        )
    ],
)


def test_names_are_those_written() -> None:
    data = write_dex([A])
    tables = read_tables("x", "primary", data, read_layouts(data)[0])
    assert tables.method_text(0) == "La/A;->m(ILjava/lang/String;[J)V"
    assert tables.field_text(0) == "Lb/B;->F:I"
    assert "文字" in {tables.string(k) for k in range(len(tables.string_start))}
    assert tables.defined_method.tolist() == [0]
    assert not tables.damage


def test_indices_out_of_range_are_damage_not_a_crash() -> None:
    data = bytearray(write_dex([A]))
    layout = read_layouts(bytes(data))[0]
    struct.pack_into("<H", data, layout.methods.offset, 0xFFF0)
    struct.pack_into("<I", data, layout.types.offset, 0xFFFFFFF0)
    struct.pack_into("<I", data, layout.strings.offset, 0xFFFFFFF0)
    tables = read_tables("x", "primary", bytes(data), read_layouts(bytes(data))[0])
    assert len(tables.damage) == 3
    tables.method_text(0)
