#!/usr/bin/env python3
"""Fetch the files of others that the console shows with, of pinned versions, each tarball checked against its digest.

    python scripts/fetch_assets.py            htmx and ECharts, into the console's static/vendor
    python scripts/fetch_assets.py --tests    axe-core too, into build/axe-core

They are not part of the source.  The registry is NPM_CONFIG_REGISTRY, or npm's own.  Needs nothing but Python.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import os
import sys
import tarfile
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src/kanhe/server/console/static/vendor"
TESTS = ROOT / "build/axe-core"
REGISTRY = "https://registry.npmjs.org"
LARGEST = 64 * 1024 * 1024
"""Bytes of a tarball; ECharts with its sources has some 12 MB."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A package of the registry, and which of its files go where under which name."""

    name: str
    version: str
    sha512: str
    """As npm writes it: base64."""
    files: tuple[tuple[str, str], ...]
    folder: Path = VENDOR

    @property
    def url(self) -> str:
        registry = os.environ.get("NPM_CONFIG_REGISTRY", REGISTRY).rstrip("/")
        return f"{registry}/{self.name}/-/{self.name}-{self.version}.tgz"

    @property
    def stamp(self) -> str:
        return f"{self.name} {self.version} sha512-{self.sha512}\n"

    @property
    def stamp_file(self) -> Path:
        return self.folder / f"{self.name}.version"

    def is_there(self) -> bool:
        """Installed, in this version."""
        return (
            self.stamp_file.is_file()
            and self.stamp_file.read_text() == self.stamp
            and all((self.folder / to).is_file() for _, to in self.files)
        )


ASSETS = (
    Asset(
        "htmx.org", "2.0.11",
        "Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
        (("dist/htmx.min.js", "htmx.min.js"), ("LICENSE", "htmx.LICENSE")),
    ),
    Asset(
        "echarts", "5.6.0",
        "oTbVTsXfKuEhxftHqL5xprgLoc0k7uScAwtryCgWF6hPYFLRwOUHiFmHGCBKP5NPFNkDVopOieyUqYGH8Fa3kA==",
        (("dist/echarts.min.js", "echarts.min.js"), ("LICENSE", "echarts.LICENSE"), ("NOTICE", "echarts.NOTICE")),
    ),
)  # fmt: skip
FOR_TESTS = (
    Asset(
        "axe-core", "4.14.1",
        "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        (("axe.min.js", "axe.min.js"), ("LICENSE", "LICENSE")), TESTS,
    ),
)  # fmt: skip


class Unfit(ValueError):
    """What came is not what was pinned."""


def unpack(tarball: bytes, asset: Asset) -> dict[str, bytes]:
    """Name to store under → content.  Raises :class:`Unfit`."""
    if base64.b64encode(hashlib.sha512(tarball).digest()).decode() != asset.sha512:
        raise Unfit(f"{asset.name} {asset.version}: the tarball is not the one that was pinned")
    found = {}
    with tarfile.open(fileobj=io.BytesIO(tarball), mode="r:gz") as archive:
        for name, to in asset.files:
            try:
                member = archive.extractfile(f"package/{name}")
            except KeyError:
                member = None
            if member is None:
                raise Unfit(f"{asset.name} {asset.version}: there is no {name} in it")
            found[to] = member.read()
    return found


def install(asset: Asset, tarball: bytes) -> None:
    """Write its files; the stamp last, so that a half-written folder counts as nothing."""
    files = unpack(tarball, asset)
    asset.folder.mkdir(parents=True, exist_ok=True)
    for to, content in files.items():
        (asset.folder / to).write_bytes(content)
    asset.stamp_file.write_text(asset.stamp)


def download(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=120) as answer:
        content: bytes = answer.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Unfit(f"{url} is larger than {LARGEST} bytes")
    return content


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Fetch what the console shows with.")
    parser.add_argument("--tests", action="store_true", help="axe-core too, which the browser tests ask")
    wanted = parser.parse_args(arguments)
    for asset in ASSETS + (FOR_TESTS if wanted.tests else ()):
        if asset.is_there():
            continue
        try:
            install(asset, download(asset.url))
        except (OSError, urllib.error.URLError, tarfile.TarError, Unfit) as error:
            print(f"{asset.name} {asset.version} could not be fetched from {asset.url}: {error}", file=sys.stderr)
            return 1
        print(f"{asset.name} {asset.version}: {', '.join(to for _, to in asset.files)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
