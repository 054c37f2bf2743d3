"""Rows that native libraries give, over a package made of a few of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from kanhe.code import native
from kanhe.code.native import native_evidence
from kanhe.evidence import Evidence
from kanhe.package.errors import DamagedPackage
from kanhe.package.model import Entry
from kanhe.package.package import Package
from tests.builders.elf import build_elf

APP = "a" * 64


@dataclass
class Member:
    name: str


@dataclass
class Libraries:
    """As much of a package as the native part asks for; a file of None cannot be read."""

    files: dict[tuple[str, str], bytes | None]
    app: str = APP
    members: list[Member] = field(default_factory=lambda: [Member("base"), Member("config.arm64_v8a")])

    def native_entries(self) -> tuple[Entry, ...]:
        return tuple(
            Entry(split, path, len(data or b""), len(data or b"")) for (split, path), data in self.files.items()
        )

    def read(self, entry: Entry, limit: int | None = None) -> bytes:
        data = self.files[entry.split, entry.path]
        if data is None:
            raise DamagedPackage("the data is cut short", "数据不完整")
        return data[:limit]


def evidence(files: dict[str, bytes | None], split: str = "base") -> Evidence:
    package = Libraries({(split, path): data for path, data in files.items()})
    return native_evidence(cast(Package, package))


def reasons(found: Evidence) -> list[tuple[str, str]]:
    return [(row["kind"], row["why"]) for row in found.rows("limits")]


READER = build_elf(
    "libreader.so",
    imports=["__open_2", "__system_property_get"],
    exports=["Java_com_example_Native_read"],
    strings=["/sys/class/net/wlan0/address", "ro.serialno", "logcat -d", "https://stat.weather.cn/up"],
)


def test_a_library_that_reads() -> None:
    found = evidence({"lib/arm64-v8a/libreader.so": READER})
    (row,) = found.rows("native_libraries")
    assert (row["path"], row["name"], row["abi"]) == ("lib/arm64-v8a/libreader.so", "libreader.so", "arm64-v8a")
    assert row["soname"] == "libreader.so"
    assert row["imports"] == ["__open_2", "__system_property_get"]
    assert row["exports_jni"] == ["Java_com_example_Native_read"]
    assert row["hosts"] == ["stat.weather.cn"]
    assert row["sensitive"] == ["/sys/class/net/wlan0/address", "ro.serialno"]
    calls: list[dict[str, Any]] = list(found.rows("calls"))
    assert sorted((c["item"], c["api"], c["how"], c["level"], c["actor"]) for c in calls) == [
        ("mac-address", "file:/sys/class/net/wlan0/address", "native", "present", "app"),
        ("serial-number", "property:ro.serialno", "native", "present", "app"),
    ]
    assert {c["caller"] for c in calls} == {"lib/arm64-v8a/libreader.so"}
    assert [(h["host"], h["source"], h["scheme"]) for h in found.rows("hosts")] == [
        ("stat.weather.cn", "native", "https")
    ]
    assert reasons(found) == [("native-code", "its instructions were not analysed")]


def test_a_string_that_nothing_can_read_is_no_read() -> None:
    found = evidence({"lib/x86/liba.so": build_elf(imports=["memcpy"], strings=["ro.serialno", "/proc/net/arp"])})
    assert found.rows("calls") == []
    assert found.rows("native_libraries")[0]["sensitive"] == []


def test_strings_are_searched_in_one_build_and_facts_read_of_all() -> None:
    found = evidence({f"lib/{abi}/libreader.so": READER for abi in ("x86", "armeabi-v7a", "arm64-v8a")})
    rows = found.rows("native_libraries")
    assert [row["abi"] for row in rows if row["sensitive"]] == ["arm64-v8a"]
    assert all(row["imports"] for row in rows)
    assert len(reasons(found)) == 1


def test_a_library_of_the_same_name_elsewhere_is_searched_too() -> None:
    found = evidence({"lib/arm64-v8a/libreader.so": READER, "assets/plugin/libreader.so": READER})
    assert [row["abi"] for row in found.rows("native_libraries") if row["sensitive"]] == ["arm64-v8a", "unknown"]


def test_a_library_of_an_sdk_is_its_own_actor() -> None:
    found = evidence({"lib/arm64-v8a/libBugly.so": READER}, split="config.arm64_v8a")
    (row,) = found.rows("native_libraries")
    assert row["sdk"] == "bugly"
    assert row["path"] == "config.arm64_v8a/lib/arm64-v8a/libBugly.so"
    assert {c["actor"] for c in found.rows("calls")} == {"bugly"}
    assert reasons(found) == []


def test_what_cannot_be_read_is_told() -> None:
    found = evidence({
        "lib/x86/libcut.so": None,
        "lib/x86/libtext.so": b"not a library at all " * 9,
        "lib/x86/libdex.so": b"dex\n035\0" + bytes(90),
        "lib/x86/libbad.so": b"\x7fELF" + bytes(90),
    })  # fmt: skip
    assert reasons(found) == [
        ("archive", "the data is cut short"),
        ("native-code", "it is named like a library but is no ELF file"),
        ("native-code", "its ELF structure is malformed"),
    ]


def test_a_library_over_the_bound_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "MAX_READ", len(READER))
    found = evidence({"lib/x86/libbig.so": READER + bytes(100), "lib/x86/libsmall.so": READER})
    assert [row["sha256"] != "" for row in found.rows("native_libraries")] == [False, True]
    assert sum("MiB were searched" in why for _, why in reasons(found)) == 1


def test_all_libraries_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "MAX_TOTAL", 2 * len(READER))
    found = evidence({f"lib/x86/lib{k}.so": READER for k in range(4)})
    assert len(found.rows("native_libraries")) == 2
    assert sum("of libraries" in why for _, why in reasons(found)) == 2
