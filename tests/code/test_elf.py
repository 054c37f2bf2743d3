"""ELF facts, and what becomes of files that only look like ELF."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.elf import MAX_LISTED, read_elf
from tests.builders.elf import build_elf


def test_reads_the_dynamic_section() -> None:
    facts = read_elf(
        build_elf(
            "libhello.so", ["libc.so", "liblog.so"], ["fopen", "__system_property_get"],
            ["Java_com_example_Native_read", "JNI_OnLoad", "internal"],
        )
    )  # fmt: skip
    assert facts is not None
    assert facts.soname == "libhello.so"
    assert facts.needed == ("libc.so", "liblog.so")
    assert facts.imports == {"fopen", "__system_property_get"}
    assert facts.exports_jni == ("JNI_OnLoad", "Java_com_example_Native_read")


def test_without_a_name() -> None:
    facts = read_elf(build_elf(soname=None, needed=()))
    assert facts is not None
    assert facts.soname is None
    assert facts.needed == ()


def test_lists_are_bounded() -> None:
    facts = read_elf(
        build_elf(needed=[f"lib{k}.so" for k in range(300)], exports=[f"Java_a_B_f{k}" for k in range(300)])
    )
    assert facts is not None
    assert len(facts.needed) == len(facts.exports_jni) == MAX_LISTED


@pytest.mark.parametrize(
    "data", [b"", b"\x7fELF", b"MZ" + bytes(200), b"dex\n035\0", b"\x7fELF\x02\x01\x01" + bytes(9)]
)
def test_what_is_no_library_gives_nothing(data: bytes) -> None:
    facts = read_elf(data)
    assert facts is None or (facts.soname is None and not facts.imports and not facts.exports_jni)


@given(st.binary(max_size=300))
def test_any_bytes_behind_the_magic_are_survived(tail: bytes) -> None:
    read_elf(b"\x7fELF" + tail)


def test_damaged_libraries_are_survived() -> None:
    whole = build_elf(imports=["open"] * 1, exports=["Java_a_B_c"], strings=["https://a.example.cn/"])
    chance = random.Random(7)
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
        read_elf(bytes(data[: chance.randint(1, len(data))] if chance.random() < 0.2 else data))
