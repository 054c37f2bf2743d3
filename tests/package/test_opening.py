from pathlib import Path

import pytest

from kanhe.package.errors import DamagedPackage, NotAPackage
from kanhe.package.opening import open_package
from tests.package.test_archive import zipped
from tests.specimens.truth import APK


@pytest.mark.parametrize("name", ["format-splits", "format-splits.apks", "format-splits.xapk"])
def test_split_sets_are_one_app(name: str) -> None:
    with open_package(APK / name) as package:
        assert len(package.splits) == 2
        images, obstacles = package.code_images()
        assert [i.role for i in images] == ["primary", "primary"]
        assert not obstacles
        assert [e.path for e in package.native_entries()] == ["lib/arm64-v8a/libempty.so"]


@pytest.mark.parametrize(
    ("files", "kind", "sentence"),
    [
        ([("x.txt", b"")], NotAPackage, "no Android app"),
        ([("Payload/A.app/Info.plist", b"")], NotAPackage, "iOS"),
        ([("module.json", b"{}")], NotAPackage, "HarmonyOS"),
        ([("AndroidManifest.xml", b"<manifest/>")], DamagedPackage, "manifest"),
        ([("AndroidManifest.xml", b"")], DamagedPackage, "manifest"),
    ],
)
def test_other_files_say_what_they_are(tmp_path: Path, files, kind, sentence: str) -> None:
    path = tmp_path / "t.apk"
    path.write_bytes(zipped(*files))
    with pytest.raises(kind, match=sentence):
        open_package(path)


def test_no_file_and_no_apk_in_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotAPackage):
        open_package(tmp_path / "none.apk")
    with pytest.raises(NotAPackage):
        open_package(tmp_path)
    (tmp_path / "empty.apk").write_bytes(b"")
    with pytest.raises(DamagedPackage, match="empty"):
        open_package(tmp_path / "empty.apk")
