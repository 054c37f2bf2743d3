"""Code is found wherever it lies, and no more of it than a file of that size can honestly hold."""

from __future__ import annotations

import io
import zipfile

from kanhe.package.archive import Archive
from kanhe.package.bounds import Bounds
from kanhe.package.code_search import CodeSearch

DEX = b"dex\n035\0" + bytes(200)


def archive_of(members: dict[str, bytes], bounds: Bounds) -> Archive:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return Archive(memoryview(out.getvalue()), "a.apk", bounds)


def search(members: dict[str, bytes], bounds: Bounds | None = None, size: int = 1 << 20) -> CodeSearch:
    bounds = bounds or Bounds()
    found = CodeSearch(bounds, size)
    archive = archive_of(members, bounds)
    found.platform(archive, "base", "")
    found.elsewhere(archive, "base", "")
    return found


def test_the_platform_stops_at_the_first_number_that_is_missing() -> None:
    found = search({"classes.dex": DEX, "classes2.dex": DEX, "classes4.dex": DEX})
    assert [(image.name, image.role) for image in found.found] == [
        ("classes.dex", "primary"), ("classes2.dex", "primary"),
    ]  # fmt: skip


def test_code_is_known_by_its_first_bytes_in_assets_and_archives() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("classes.dex", DEX)
    found = search({"assets/picture.png": DEX, "res/raw/plugin.jar": inner.getvalue(), "other/a.dex": DEX})
    assert {image.name for image in found.found} == {"assets/picture.png", "res/raw/plugin.jar!classes.dex"}
    assert all(image.role == "secondary" for image in found.found)


def test_a_primary_file_that_is_no_dex_is_an_obstacle() -> None:
    found = search({"classes.dex": b"\x13" * 300})
    assert not found.found
    assert [obstacle.kind for obstacle in found.obstacles] == ["encrypted-code"]


def test_code_beyond_the_bound_is_told_not_read() -> None:
    bounds = Bounds(code_floor=300, code_ratio=0)
    found = search({"classes.dex": DEX, "classes2.dex": DEX}, bounds)
    assert [image.name for image in found.found] == ["classes.dex"]
    assert [(obstacle.kind, obstacle.where) for obstacle in found.obstacles] == [("bound", "classes2.dex")]
