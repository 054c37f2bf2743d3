"""Which bytes look encrypted."""

from __future__ import annotations

import gzip
import random
import zlib
from dataclasses import dataclass
from typing import cast

import pytest

from kanhe.code.opaque import MIN_SIZE, is_opaque, opaque_files
from kanhe.package.errors import DamagedPackage
from kanhe.package.model import Entry
from kanhe.package.package import Package

NOISE = random.Random(3).randbytes(64 << 10)


def text() -> bytes:
    return b"".join(b"line %d of a file that people can read\n" % k for k in range(2000))


@pytest.mark.parametrize("data", [NOISE, b"shell header\0" * 300 + NOISE, NOISE[:16384] + bytes(4000)])
def test_noise_is_opaque(data: bytes) -> None:
    assert is_opaque(data)


@pytest.mark.parametrize(
    "data",
    [
        b"", bytes(70_000), text(), b"dex\n035\0" + text(), gzip.compress(NOISE), b"\0\0\0\x18ftypmp42" + NOISE,
        b"\x89PNG\r\n\x1a\n" + zlib.compress(NOISE), NOISE[:4000], bytes(40_000) + NOISE[:20_000],
        bytes(b % 64 for b in NOISE),
    ],
)  # fmt: skip
def test_what_has_a_form_is_not(data: bytes) -> None:
    assert not is_opaque(data)


@dataclass
class Files:
    contents: dict[str, bytes | None]

    def entries(self) -> list[Entry]:
        return [Entry("base", path, MIN_SIZE if data is None else len(data), 1) for path, data in self.contents.items()]

    def read(self, entry: Entry, limit: int | None = None) -> bytes:
        data = self.contents[entry.path]
        if data is None:
            raise DamagedPackage("cut short", "不完整")
        return data[:limit]


def test_files_are_looked_at_where_a_payload_can_be() -> None:
    package = Files({
        "assets/a.txt": text(), "assets/broken": None, "assets/small": NOISE[:8192], "classes2.dex": NOISE,
        "assets/data.bin": NOISE, "lib/arm64-v8a/libx.so": NOISE, "res/raw/y": NOISE, "res/drawable/z.png": NOISE,
    })  # fmt: skip
    found = list(opaque_files(cast(Package, package)))
    assert found == ["assets/data.bin", "lib/arm64-v8a/libx.so", "res/raw/y"]
