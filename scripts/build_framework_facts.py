"""Make ``knowledge/data/framework.bin`` from a jar of the Android platform's classes.

    python scripts/build_framework_facts.py android-all.jar src/kanhe/knowledge/data/framework.bin

The jar is ``org.robolectric:android-all`` from Maven Central (AOSP, Apache-2.0).  Only facts are taken: names of public
classes, what they extend, and the signatures an app may override.
"""

from __future__ import annotations

import re
import struct
import sys
import zipfile
import zlib
from pathlib import Path

import msgspec

ROOMS = ("android/", "java/", "javax/", "dalvik/", "org/apache/http/", "org/json/", "org/xml/", "org/w3c/")
PUBLIC, FINAL, STATIC, PROTECTED = 0x1, 0x10, 0x8, 0x4


def read_class(data: bytes) -> tuple[str, str | None, list[str], int, list[tuple[int, str, str]]]:
    """(name, superclass, interfaces, access, [(access, method name, descriptor)]) of a class file."""
    at = 10
    (count,) = struct.unpack_from(">H", data, 8)
    utf: dict[int, str] = {}
    classes: dict[int, int] = {}
    index = 1
    while index < count:
        tag = data[at]
        if tag == 1:
            (length,) = struct.unpack_from(">H", data, at + 1)
            utf[index] = data[at + 3 : at + 3 + length].decode("utf-8", "replace")
            at += 3 + length
        elif tag in (7, 8, 16, 19, 20):
            if tag == 7:
                (classes[index],) = struct.unpack_from(">H", data, at + 1)
            at += 3
        elif tag == 15:
            at += 4
        elif tag in (5, 6):
            at += 9
            index += 1
        else:
            at += 5
        index += 1
    access, this, above, interfaces = struct.unpack_from(">HHHH", data, at)
    at += 8
    names = [utf[classes[i]] for i in struct.unpack_from(f">{interfaces}H", data, at)]
    at += 2 * interfaces
    methods = []
    for section in range(2):
        (members,) = struct.unpack_from(">H", data, at)
        at += 2
        for _ in range(members):
            flags, name, descriptor, attributes = struct.unpack_from(">HHHH", data, at)
            at += 8
            for _ in range(attributes):
                at += 6 + struct.unpack_from(">I", data, at + 2)[0]
            if section == 1:
                methods.append((flags, utf[name], utf[descriptor]))
    return utf[classes[this]], utf[classes[above]] if above else None, names, access, methods


def main(jar: str, target: str) -> None:
    read = {}
    with zipfile.ZipFile(jar) as archive:
        for entry in archive.namelist():
            if entry.endswith(".class") and entry.startswith(ROOMS) and not re.search(r"\$\d|\$(Stub|Proxy)", entry):
                name, above, interfaces, access, methods = read_class(archive.read(entry))
                if access & PUBLIC:
                    read[name] = (above, interfaces, access, methods)
    names = sorted(read)
    number = {name: k for k, name in enumerate(names)}

    def nearest(name: str | None) -> int:
        return number.get(name or "", -1)

    signatures = sorted(
        {
            (name, descriptor)
            for owner in names
            if owner != "java/lang/Object"
            for flags, name, descriptor in read[owner][3]
            if flags & (PUBLIC | PROTECTED) and not flags & (STATIC | FINAL) and not name.startswith("<")
            and not read[owner][2] & FINAL
        }
    )  # fmt: skip
    method_names = sorted({n for n, _ in signatures})
    protos = sorted({d for _, d in signatures})
    name_at = {n: k for k, n in enumerate(method_names)}
    proto_at = {d: k for k, d in enumerate(protos)}
    facts = {
        "names": [f"L{name};" for name in names],
        "supers": [nearest(read[name][0]) for name in names],
        "interfaces": [[k for i in read[name][1] if (k := nearest(i)) >= 0] for name in names],
        "method_names": method_names,
        "protos": protos,
        "signatures": [[name_at[n] for n, _ in signatures], [proto_at[d] for _, d in signatures]],
    }
    packed = zlib.compress(msgspec.msgpack.encode(facts), 9)
    Path(target).write_bytes(packed)
    print(f"{len(names)} classes, {len(signatures)} signatures, {len(packed)} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:3])
