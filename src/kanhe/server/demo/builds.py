"""Real packages for the demo: the sample app and a handful of specimens, which the server inspects after it has started.

They lie in the source and not in what is installed; without them the demo has its invented year only.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kanhe.ledger.apps import AppRegistered, VersionRegistered
from kanhe.ledger.inspections import DocumentBeside, Submitted
from kanhe.server.demo import cast
from kanhe.server.demo.telling import Story, Telling
from kanhe.server.work.storage import Kind, Storage

SOURCE = Path(__file__).parents[4]
WEATHER, SPECIMEN = "com.example.weather", "com.example.specimen"


@dataclass(frozen=True, slots=True)
class Build:
    """A package of the source, and how it is called in the demo."""

    path: str
    package_id: str
    version: str
    code: int
    day: float
    """Days ago on which it was handed in."""
    urgent: str | None = None
    policy: str | None = None
    """Its privacy policy, handed in beside it."""


BUILDS = (
    Build("tests/specimens/apk/clipboard-at-launch-violates.apk", SPECIMEN, "1.0", 1, 6),
    Build("tests/specimens/apk/contacts-uploaded-violates.apk", SPECIMEN, "1.1", 2, 5),
    Build("tests/specimens/apk/contacts-uploaded-complies.apk", SPECIMEN, "1.2", 3, 3),
    Build("examples/weather.apk", WEATHER, "3.0.2", 302, 2, policy="examples/weather-policy.html"),
    Build("tests/specimens/apk/data-sent-before-consent-violates.apk", SPECIMEN, "1.3", 4, 1),
    Build("tests/specimens/apk/backup-allowed-complies.apk", SPECIMEN, "1.4", 5, 0.2, "修复安全漏洞（示例）"),
)
"""Specimens all call themselves 1.0; the demo tells them apart by a version of its own."""


@dataclass(frozen=True, slots=True)
class Builds:
    """Those that are there."""

    there: tuple[tuple[Build, Path], ...]

    @classmethod
    def found(cls, source: Path = SOURCE, wanted: Sequence[Build] = BUILDS) -> Builds:
        return cls(tuple((b, source / b.path) for b in wanted if (source / b.path).is_file()))

    def first(self) -> AppRegistered:
        """The app that the demo's developer has in any case."""
        return AppRegistered(WEATHER, "晴雨天气（示例）", cast.GALAXY.id)

    def stories(self, telling: Telling, storage: Storage) -> Iterator[Story]:
        if any(b.package_id == SPECIMEN for b, _ in self.there):
            telling.do(AppRegistered(SPECIMEN, "样例应用（示例）", cast.GALAXY.id), "developer")
        yield from (self._handed_in(build, path, telling, storage) for build, path in self.there)

    def _handed_in(self, build: Build, path: Path, telling: Telling, storage: Storage) -> Story:
        yield build.day
        sha256 = _kept("packages", path, storage)
        policy = path.parent / Path(build.policy).name if build.policy else None
        documents = (
            (DocumentBeside("policy", _kept("documents", policy, storage), policy.name),)
            if policy is not None and policy.is_file()
            else ()
        )
        telling.do(VersionRegistered(f"android:{build.package_id}", sha256, build.version, build.code), "developer")
        telling.do(
            Submitted(sha256, "update", build.urgent is not None, build.urgent, documents=documents), "developer"
        )


def _kept(kind: Kind, path: Path, storage: Storage) -> str:
    """The hash under which the storage has a copy of the file now."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        storage.keep(kind, sha256, copy)
    return sha256
