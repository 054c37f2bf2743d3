"""The builder's two readers, on streams and class files written here byte by byte."""

from __future__ import annotations

import gzip
import importlib.util
import struct
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts/build_framework_facts.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_framework_facts", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def text(value: str) -> bytes:
    return struct.pack(">H", len(value)) + value.encode()


def described(name: str, flags: int, *fields: tuple[str, str]) -> bytes:
    """A class description without superclass."""
    parts = [b"\x72", text(name), bytes(8), bytes([flags]), struct.pack(">H", len(fields))]
    for kind, field in fields:
        parts += [kind.encode(), text(field), b"\x74", text("Ljava/lang/String;")]
    return b"".join(parts) + b"\x78\x70"


def signature_stream() -> bytes:
    members = b"".join(b"\x74" + text(s) for s in ("<init>()V", "run()V", "COUNT#I"))
    clazz = described("Clazz", 2, ("L", "name"), ("L", "signatures"), ("L", "superClass"), ("[", "superInterfaces"))
    values = (
        b"\x74" + text("a/B")
        + b"\x73" + described("Set", 3) + b"\x77\x04" + bytes(4) + members + b"\x78"
        + b"\x74" + text("a/A")
        + b"\x75" + described("[String", 2) + struct.pack(">I", 1) + b"\x74" + text("a/I")
    )  # fmt: skip
    return b"\xac\xed\x00\x05\x73" + clazz + values + b"\x70"


def class_file(access: int, methods: list[tuple[str, str, int]]) -> bytes:
    texts = [part for name, descriptor, _ in methods for part in (name, descriptor)]
    pool = b"".join(b"\x01" + text(t) for t in texts) + b"\x05" + bytes(8)  # a long takes two places
    body = struct.pack(">HHHHH", access, 0, 0, 0, 0) + struct.pack(">H", len(methods))
    for k, (_, _, flags) in enumerate(methods):
        body += struct.pack(">HHHH", flags, 2 * k + 1, 2 * k + 2, 1) + struct.pack(">HI", 1, 3) + b"abc"
    return struct.pack(">IHHH", 0xCAFEBABE, 0, 61, len(texts) + 3) + pool + body


def test_reads_classes_and_leaves_fields_and_constructors_out(script: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "api.signature"
    path.write_bytes(gzip.compress(signature_stream()))
    assert script.read_api(path) == {"a/B": script.ApiClass("a/A", ("a/I",), frozenset({"run()V"}))}


def test_refuses_what_is_no_stream(script: ModuleType) -> None:
    with pytest.raises(ValueError, match="serialised Java"):
        script.JavaStream(b"PK\x03\x04")


def test_flags_decide_what_can_be_overridden(script: ModuleType) -> None:
    flags = script.read_flags(class_file(0x1, [("run", "()V", 0x1), ("of", "()La/B;", 0x9), ("last", "()V", 0x11)]))
    api = script.ApiClass(None, (), frozenset({"run()V", "of()La/B;", "last()V", "unknown()V"}))
    assert script.overridable("a/B", api, flags) == ["run()V", "unknown()V"]
    assert script.overridable("a/B", api, None) == sorted(api.methods)
    assert script.overridable("a/B", api, script.read_flags(class_file(0x11, []))) == []
