import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.package.axml import is_binary_xml, parse, string_pool
from tests.builders.axml import Node, chunk, manifest, write_axml


def test_tree_and_typed_values() -> None:
    root = parse(write_axml(manifest(debuggable=True, label="应用"))).root
    assert root is not None
    application = next(root.find("application"))
    assert application.attributes["debuggable"].data == 0xFFFFFFFF
    assert application.attributes["label"].text == "应用"
    assert [e.name for e in root.walk()][:3] == ["manifest", "uses-sdk", "application"]


def test_resource_ids_count_not_names() -> None:
    root = parse(write_axml(manifest(debuggable=True), lying_names=True)).root
    assert root is not None
    assert "debuggable" in next(root.find("application")).attributes


def test_tricks_that_the_platform_ignores() -> None:
    data = bytearray(write_axml(manifest(label="x")))
    struct.pack_into("<H", data, 0, 0x0001)  # a wrong type of file
    struct.pack_into("<I", data, 4, 0xFFFF)  # a wrong size
    struct.pack_into("<I", data, 16, 0xFFFFFF)  # more strings than there are
    junk = chunk(0x0777, b"\0" * 12, 8)
    body_at = 8 + struct.unpack_from("<I", data, 12)[0]
    spoiled = bytes(data[:body_at]) + junk + bytes(data[body_at:])
    root = parse(spoiled).root
    assert root is not None
    assert root.attributes["package"].text == "com.x"


def test_text_of_elements() -> None:
    root = parse(write_axml(Node("domain", text="example.cn"))).root
    assert root is not None
    assert root.text == "example.cn"


@pytest.mark.parametrize("data", [b"", b"<?xml version='1.0'?>", b"\x03\x00\x08\x00\x08\x00\x00\x00"])
def test_what_is_none(data: bytes) -> None:
    document = parse(data)
    assert document.root is None
    assert document.faults


@given(st.data())
def test_any_change_of_bytes_ends_without_an_error(data: st.DataObject) -> None:
    raw = bytearray(write_axml(manifest(label="x")))
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    parse(bytes(raw))
    string_pool(bytes(raw)).all()
    assert isinstance(is_binary_xml(bytes(raw)), bool)
