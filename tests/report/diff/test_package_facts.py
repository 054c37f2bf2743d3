import pytest

from kanhe.evidence import NativeLibraryRow
from kanhe.report.diff.package_facts import package_changes
from tests.report.diff.builds import build, short, told


def test_equal_packages_have_no_changes() -> None:
    assert list(package_changes(build(), build())) == []


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"signer_sha256": ("6" * 64,)}, "changed signer_sha256 [signer] high"),
        ({"signer_sha256": ()}, "changed signer_sha256 [signer] high"),
        ({"package_id": "com.other"}, "changed package_id [app] high"),
        ({"version_name": "2.0"}, "changed version_name [] plain"),
        ({"target_sdk": 35}, "changed target_sdk [] plain"),
        ({"debuggable": True}, "changed debuggable [] high"),
        ({"allow_backup": False}, "changed allow_backup [] plain"),
        ({"cleartext_permitted": False}, "changed cleartext_permitted [] high"),
        ({"packer": "360"}, "changed packer [] high"),
        ({"compile_sdk": 35}, "changed compile_sdk [] weak"),
    ],
    ids=["signer", "unsigned", "id", "version", "target", "debuggable", "backup", "cleartext", "packer", "compiled"],
)
def test_each_fact(facts: dict, line: str) -> None:
    assert short(package_changes(build(), build(**facts))) == [line]


def test_a_certificate_is_told_by_its_first_digits() -> None:
    (detail,) = told(package_changes(build(), build(signer_sha256=("6" * 64,))))
    assert detail == f"{'5' * 16}… → {'6' * 16}…"


def test_native_libraries_by_name_whatever_the_architecture() -> None:
    def library(name: str, abi: str) -> NativeLibraryRow:
        return NativeLibraryRow("a", f"lib/{abi}/{name}", name, abi)

    old = build(library("libold.so", "arm64-v8a"), library("libkept.so", "arm64-v8a"))
    new = build(library("libnew.so", "arm64-v8a"), library("libnew.so", "x86"), library("libkept.so", "x86"))
    assert short(package_changes(old, new)) == [
        "new native-library/libnew.so [] plain",
        "gone native-library/libold.so [] weak",
    ]
    assert told(package_changes(old, new))[0] == "arm64-v8a, x86"
