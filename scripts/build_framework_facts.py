"""Make ``knowledge/data/framework.bin``: what the platform's public classes extend, and what an app may override.

    mvn dependency:get -Dtransitive=false -Dartifact=com.toasttab.android:gummy-bears-api-34:0.12.0:signature
    mvn dependency:get -Dtransitive=false -Dartifact=com.toasttab.android:gummy-bears-api-21:0.12.0:signature
    mvn dependency:get -Dtransitive=false -Dartifact=org.robolectric:android-all:14-robolectric-10818077
    python scripts/build_framework_facts.py --api api-34.signature api-21.signature \\
        --classes android-all.jar JDK17/jmods/*.jmod

The signature files list the public API of an SDK level, class by class, in Animal Sniffer's format (serialised Java
objects); what only the older level has (Apache HTTP, the old test classes) is still loaded by apps that ask for it.
They do not say which methods are static or final, so that is looked up in class files: AOSP's own, and a JDK's for
``java.*``.  Only facts are taken: names, supertypes, signatures.
"""

from __future__ import annotations

import argparse
import gzip
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

STATIC, FINAL = 0x8, 0x10
NOT_PLATFORM = ("androidx/", "sun/")
PRIMITIVES = {"B": "b", "C": "H", "D": "d", "F": "f", "I": "i", "J": "q", "S": "h", "Z": "?"}
"""Java's type letter → letter of :mod:`struct`."""
TARGET = Path(__file__).parents[1] / "src/kanhe/knowledge/data/framework.bin"


@dataclass(frozen=True)
class ApiClass:
    """A public class: internal names (``java/lang/Object``) and signatures (``run()V``)."""

    above: str | None
    interfaces: tuple[str, ...]
    methods: frozenset[str]


class JavaStream:
    """Reader of serialised Java objects, as far as signature files use them: strings, arrays, sets, plain objects."""

    _FIRST_HANDLE = 0x7E0000
    _NULL, _REFERENCE, _CLASS, _OBJECT, _STRING, _ARRAY, _BLOCK, _END = 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x77, 0x78

    def __init__(self, data: bytes) -> None:
        if data[:4] != b"\xac\xed\x00\x05":
            raise ValueError("not a stream of serialised Java objects")
        self._data = data
        self._at = 4
        self._seen: list[Any] = []

    def objects(self) -> Iterator[Any]:
        """Every object up to the closing null."""
        while self._at < len(self._data) and (found := self._object()) is not None:
            yield found

    def _take(self, kind: str) -> Any:
        (value,) = struct.unpack_from(f">{kind}", self._data, self._at)
        self._at += struct.calcsize(f">{kind}")
        return value

    def _text(self) -> str:
        length = self._take("H")
        self._at += length
        return self._data[self._at - length : self._at].decode()

    def _object(self) -> Any:
        match self._take("B"):
            case self._NULL:
                return None
            case self._REFERENCE:
                return self._seen[self._take("I") - self._FIRST_HANDLE]
            case self._STRING:
                self._seen.append(text := self._text())
                return text
            case self._BLOCK:
                size = self._take("B")
                self._at += size
                return ...
            case self._ARRAY:
                self._class()
                items: list[Any] = []
                self._seen.append(items)
                items.extend(self._object() for _ in range(self._take("I")))
                return items
            case self._OBJECT:
                return self._instance(self._class())
            case tag:
                raise ValueError(f"unexpected tag {tag:#x} in a signature file")

    def _class(self) -> _StreamClass | None:
        tag = self._take("B")
        if tag == self._NULL:
            return None
        if tag == self._REFERENCE:
            known: _StreamClass = self._seen[self._take("I") - self._FIRST_HANDLE]
            return known
        described = _StreamClass()
        self._text()
        self._at += 8  # serialVersionUID
        self._seen.append(described)
        described.writes_itself = bool(self._take("B") & 1)
        for _ in range(self._take("H")):
            kind, name = chr(self._take("B")), self._text()
            if kind in "L[":
                self._object()  # the field's type
            described.fields.append((kind, name))
        self._until_end()
        described.above = self._class()
        return described

    def _instance(self, described: _StreamClass | None) -> dict[str, Any]:
        values: dict[str, Any] = {}
        self._seen.append(values)
        lineage = []
        while described is not None:
            lineage.append(described)
            described = described.above
        for part in reversed(lineage):
            for kind, name in part.fields:
                values[name] = self._object() if kind in "L[" else self._take(PRIMITIVES[kind])
            if part.writes_itself:
                values["items"] = self._until_end()
        return values

    def _until_end(self) -> list[Any]:
        found = []
        while self._data[self._at] != self._END:
            if (item := self._object()) is not ...:
                found.append(item)
        self._at += 1
        return found


@dataclass
class _StreamClass:
    fields: list[tuple[str, str]] = field(default_factory=list)
    writes_itself: bool = False
    above: _StreamClass | None = None


def read_api(path: Path) -> dict[str, ApiClass]:
    """The classes of a signature file by internal name."""
    return {
        found["name"]: ApiClass(
            found["superClass"],
            tuple(found["superInterfaces"]),
            frozenset(s for s in found["signatures"]["items"] if "(" in s and not s.startswith("<")),
        )
        for found in JavaStream(gzip.decompress(path.read_bytes())).objects()
    }


@dataclass(frozen=True)
class ClassFlags:
    """Access flags of a class file and of its methods."""

    access: int
    methods: dict[str, int]


def read_flags(data: bytes) -> ClassFlags:
    """Flags from a class file (Java Virtual Machine Specification, chapter 4)."""
    at = 10
    (count,) = struct.unpack_from(">H", data, 8)
    texts: dict[int, str] = {}
    index = 1
    while index < count:
        tag = data[at]
        if tag == 1:
            (length,) = struct.unpack_from(">H", data, at + 1)
            texts[index] = data[at + 3 : at + 3 + length].decode("utf-8", "replace")
            at += 3 + length
        else:
            at += {7: 3, 8: 3, 16: 3, 19: 3, 20: 3, 15: 4, 5: 9, 6: 9}.get(tag, 5)
            index += tag in (5, 6)  # long and double take two places
        index += 1
    access, _, _, interfaces = struct.unpack_from(">HHHH", data, at)
    at += 8 + 2 * interfaces
    methods: dict[str, int] = {}
    for is_method in (False, True):
        (members,) = struct.unpack_from(">H", data, at)
        at += 2
        for _ in range(members):
            flags, name, descriptor, attributes = struct.unpack_from(">HHHH", data, at)
            at += 8
            for _ in range(attributes):
                at += 6 + struct.unpack_from(">I", data, at + 2)[0]
            if is_method:
                methods[texts[name] + texts[descriptor]] = flags
    return ClassFlags(access, methods)


def flags_of(archives: list[Path], wanted: set[str]) -> dict[str, ClassFlags]:
    """Flags of the wanted classes, from the first archive (jar or jmod) that has them."""
    found: dict[str, ClassFlags] = {}
    for path in archives:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.namelist():
                name = entry.removeprefix("classes/").removesuffix(".class")
                if entry.endswith(".class") and name in wanted and name not in found:
                    found[name] = read_flags(archive.read(entry))
    return found


def overridable(name: str, api: ApiClass, flags: ClassFlags | None) -> list[str]:
    """Signatures an app may override; a method of unknown flags counts as one."""
    if flags is None:
        return sorted(api.methods)
    if flags.access & FINAL:
        return []
    return sorted(m for m in api.methods if not flags.methods.get(m, 0) & (STATIC | FINAL))


def pack(classes: dict[str, ApiClass], flags: dict[str, ClassFlags]) -> bytes:
    """The data file: texts joined by line breaks and little-endian numbers, so that loading is a few array views."""
    names = sorted(classes, key=lambda name: f"L{name};")
    number = {name: k for k, name in enumerate(names)}
    callbacks = [overridable(name, classes[name], flags.get(name)) for name in names]
    signatures = sorted({tuple(s.partition("(")[::2]) for many in callbacks for s in many})
    signature_at = {f"{name}({rest}": k for k, (name, rest) in enumerate(signatures)}
    method_names = sorted({name for name, _ in signatures})
    protos = sorted({f"({rest}" for _, rest in signatures})
    name_at = {name: k for k, name in enumerate(method_names)}
    proto_at = {proto: k for k, proto in enumerate(protos)}
    interfaces = [[number[i] for i in classes[name].interfaces if i in number] for name in names]
    facts = {
        "names": "\n".join(f"L{name};" for name in names),
        "supers": _numbers(np.int16, [number.get(classes[name].above or "", -1) for name in names]),
        "interface_count": _numbers(np.uint16, [len(many) for many in interfaces]),
        "interface_of": _numbers(np.uint16, [k for many in interfaces for k in many]),
        "method_names": "\n".join(method_names),
        "protos": "\n".join(protos),
        "signature_name": _numbers(np.uint16, [name_at[name] for name, _ in signatures]),
        "signature_proto": _numbers(np.uint16, [proto_at[f"({rest}"] for _, rest in signatures]),
        "callback_count": _numbers(np.uint16, [len(many) for many in callbacks]),
        "callback_of": _numbers(np.uint16, [signature_at[s] for many in callbacks for s in many]),
    }
    print(
        f"{len(names)} classes, {len(signatures)} signatures in {sum(map(len, callbacks))} places; "
        f"{len(names) - len(flags)} classes of unknown flags"
    )
    return zlib.compress(msgspec.msgpack.encode(facts), 9)


def _numbers(kind: type[np.integer[Any]], values: list[int]) -> bytes:
    if values and not np.iinfo(kind).min <= min(values) <= max(values) <= np.iinfo(kind).max:
        raise ValueError(f"{max(values)} does not fit {kind.__name__}: the data file needs a wider type")
    return np.array(values, np.dtype(kind).newbyteorder("<")).tobytes()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--api", type=Path, nargs="+", required=True, help="signature files, newest first")
    parser.add_argument("--classes", type=Path, nargs="*", default=[], help="jars or jmods to look flags up in")
    parser.add_argument("--output", type=Path, default=TARGET)
    given = parser.parse_args()
    classes: dict[str, ApiClass] = {}
    for path in given.api:
        for name, api in read_api(path).items():
            if not name.startswith(NOT_PLATFORM):
                classes.setdefault(name, api)
    packed = pack(classes, flags_of(given.classes, set(classes)))
    given.output.write_bytes(packed)
    print(f"{given.output}: {len(packed)} bytes")


if __name__ == "__main__":
    main()
