import struct
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.code.dex.call_sites import CallSite, call_site
from kanhe.code.dex.container import read_layouts
from kanhe.code.dex.tables import DexTables, read_tables
from tests.builders.dex import Class, write_dex
from tests.builders.smali import define

CLASSES = [
    Class("La/B;", methods=[
        define("make()V", """
            invoke-custom {p0} run(La/B;)Ljava/lang/Runnable; instance La/B;->m()V
            invoke-custom {v0} accept(I)Ljava/util/function/Consumer; static La/B;->s(ILjava/lang/Object;)V
            invoke-custom {} get()Ljava/util/function/Supplier; constructor La/B;-><init>()V
            return-void
        """),
        define("m()V", "return-void"),
        define("s(ILjava/lang/Object;)V", "return-void", static=True),
        define("<init>()V", "return-void"),
    ])
]  # fmt: skip
IMAGE = write_dex(CLASSES)


def tables(image: bytes) -> DexTables:
    return read_tables("classes.dex", "primary", image, read_layouts(image)[0])


def section(image: bytes, kind: int) -> int:
    """Where the map's row of a section stands."""
    (at,) = struct.unpack_from("<I", image, 52)
    (count,) = struct.unpack_from("<I", image, at)
    return next(row for k in range(count) if struct.unpack_from("<H", image, row := at + 4 + 12 * k)[0] == kind)


@pytest.mark.parametrize(
    ("index", "name", "kind", "method", "proto"),
    [
        (0, "run", 5, "La/B;->m()V", "(La/B;)Ljava/lang/Runnable;"),
        (1, "accept", 4, "La/B;->s(ILjava/lang/Object;)V", "(I)Ljava/util/function/Consumer;"),
        (2, "get", 6, "La/B;-><init>()V", "()Ljava/util/function/Supplier;"),
    ],
)
def test_what_a_call_site_stands_for(index: int, name: str, kind: int, method: str, proto: str) -> None:
    dex = tables(IMAGE)
    found = call_site(dex, index)
    assert found is not None
    assert (found.name, found.kind, dex.method_text(found.method)) == (name, kind, method)
    assert dex.proto_text(found.proto) == proto


@pytest.mark.parametrize("index", [3, 65535])
def test_no_such_call_site(index: int) -> None:
    assert call_site(tables(IMAGE), index) is None


def test_a_file_without_call_sites() -> None:
    assert call_site(tables(write_dex([Class("La/B;")])), 0) is None


def changed(kind: int, word: int, number: int) -> DexTables:
    """A section's row in the map changed: its count (4) or its place (8)."""
    found = bytearray(IMAGE)
    struct.pack_into("<I", found, section(IMAGE, kind) + word, number)
    return tables(bytes(found))


@pytest.mark.parametrize("place", [0, len(IMAGE) - 1, len(IMAGE) + 100, 0xFFFFFFFF])
@pytest.mark.parametrize("kind", [7, 8])
def test_sections_that_lie_elsewhere(kind: int, place: int) -> None:
    found = call_site(changed(kind, 8, place), 0)
    assert found is None or isinstance(found, CallSite)


def test_a_handle_beyond_the_list() -> None:
    assert call_site(changed(8, 4, 1), 0) is None


@pytest.mark.parametrize("kind", [0, 3])
def test_a_handle_of_a_field_makes_no_lambda(kind: int) -> None:
    found = bytearray(IMAGE)
    (place,) = struct.unpack_from("<I", IMAGE, section(IMAGE, 8) + 8)
    struct.pack_into("<H", found, place + 8, kind)
    assert call_site(tables(bytes(found)), 0) is None


@settings(max_examples=200)
@given(st.integers(0x70, len(IMAGE) - 1), st.binary(min_size=1, max_size=8), st.integers(0, 5))
def test_damage_is_no_error(place: int, raw: bytes, index: int) -> None:
    image = bytearray(IMAGE)
    image[place : place + len(raw)] = raw
    dex = replace(tables(IMAGE), image=np.frombuffer(bytes(image[: len(IMAGE)]), np.uint8))
    found = call_site(dex, index)
    assert found is None or found.method < len(dex.method_name)
