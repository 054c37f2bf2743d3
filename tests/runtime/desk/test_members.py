"""APKs of an app as files: a set is taken apart, whatever it came in."""

from __future__ import annotations

from pathlib import Path

import pytest

from kanhe.package import open_package
from kanhe.runtime.desk.members import member_files

SPECIMENS = Path(__file__).parents[2] / "specimens" / "apk"
PARTS = [(SPECIMENS / "format-splits" / name).read_bytes() for name in ("base.apk", "split_feature.apk")]


@pytest.mark.parametrize("name", ["format-splits.apks", "format-splits.xapk", "format-splits"])
def test_a_set_is_taken_apart_the_base_first(name: str, tmp_path: Path) -> None:
    with open_package(SPECIMENS / name) as package:
        files = member_files(package, SPECIMENS / name, tmp_path)
    assert [path.read_bytes() for path in files] == PARTS
    assert {path.parent for path in files} == {tmp_path}


def test_an_apk_alone_is_not_written_again(tmp_path: Path) -> None:
    app = SPECIMENS / "format-dex-035.apk"
    with open_package(app) as package:
        assert member_files(package, app, tmp_path) == (app.resolve(),)
    assert list(tmp_path.iterdir()) == []
