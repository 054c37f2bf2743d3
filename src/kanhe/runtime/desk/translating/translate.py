"""Translating an app: its dex files to the translator's process, its jar and report from there, both kept in the cache.

Knows nothing of dex and of class files.
"""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kanhe.knowledge.store import cache_folder
from kanhe.package import open_package
from kanhe.package.model import DexImage
from kanhe.package.package import Package
from kanhe.runtime.desk.translating.toolchain import Toolchain, toolchain
from kanhe.runtime.desk.translating.translation import Translation, read_report
from kanhe.runtime.problem import RunError

SECONDS = 300.0
MEGABYTES = 3072
KEPT = 1 << 30
"""Bytes of jars that stay in the cache; one has some fifteen million for five thousand classes."""
_OUT_OF_MEMORY = 3
_QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto")
"""The process lives for seconds: compiling well would take longer than running badly."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much a translation may use."""

    seconds: float = SECONDS
    megabytes: int = MEGABYTES


ALLOWANCE = Allowance()


def translate(app: Path | Package, *, frameworks: Sequence[Path] = (), allowance: Allowance = ALLOWANCE) -> Translation:
    """All code that the platform would load of an app, as one jar.

    ``frameworks``: jars of the platform; with them, what nobody has is made or left out so that code links.
    Raises :class:`RunError` and the :class:`~kanhe.package.errors.PackageError` family.
    """
    if isinstance(app, Path):
        with open_package(app) as package:
            return translate(package, frameworks=frameworks, allowance=allowance)
    images = [image for image in app.code_images()[0] if image.role == "primary"]
    if not images:
        raise RunError("应用中没有可以转换的代码", "the app has no code that could be translated")
    return translate_images(images, frameworks, allowance)


def translate_images(
    images: Sequence[DexImage], frameworks: Sequence[Path] = (), allowance: Allowance = ALLOWANCE
) -> Translation:
    """As :func:`translate`, of dex files in the order in which the platform searches them."""
    tools = toolchain()
    key = _key(images, tools, frameworks)
    folder = cache_folder() / "desk" / "translated"
    jar, report = folder / f"{key}.jar", folder / f"{key}.tsv"
    if jar.is_file() and report.is_file():
        jar.touch()
        return read_report(report, jar, 0.0)
    folder.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(dir=folder) as place:
        work = Path(place)
        _run(_arguments(images, work, frameworks), tools, work, allowance)
        (work / "report.tsv").replace(report)
        (work / "app.jar").replace(jar)
    _forget(folder)
    return read_report(report, jar, time.perf_counter() - began)


def _key(images: Sequence[DexImage], tools: Toolchain, frameworks: Sequence[Path]) -> str:
    total = hashlib.sha256(tools.digest.encode())
    for jar in frameworks:
        total.update(f"\0{jar.name} {jar.stat().st_size}".encode())
    for image in images:
        total.update(hashlib.sha256(image.data).digest())
    return total.hexdigest()[:32]


def _arguments(images: Sequence[DexImage], work: Path, frameworks: Sequence[Path]) -> list[str]:
    """Arguments of the translator; writes the dex files for it."""
    arguments = ["--out", work / "app.jar", "--report", work / "report.tsv", "--files", work / "files.tsv"]
    for jar in frameworks:
        arguments += ["--framework", jar.absolute()]
    with (work / "files.tsv").open("w", encoding="utf-8") as listed:
        for number, image in enumerate(images):
            file = work / f"{number:04}.dex"
            file.write_bytes(image.data)
            listed.write(f"{''.join(c if c.isprintable() else '?' for c in image.name)}\t{file}\n")
    return [str(argument) for argument in arguments]


def _run(arguments: list[str], tools: Toolchain, work: Path, allowance: Allowance) -> None:
    classpath = ":".join(str(path) for path in tools.classpath)
    command = [str(tools.java), f"-Xmx{allowance.megabytes}m", *_QUICK, "-cp", classpath]
    try:
        done = subprocess.run(
            [*command, "kanhe.desk.translating.Main", *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False,
            timeout=allowance.seconds, cwd=work,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise RunError(
            f"应用代码在 {allowance.seconds:g} 秒内未能转换完毕",
            f"the code of the app could not be translated within {allowance.seconds:g} s",
        ) from None
    if done.returncode == 0:
        return
    if done.returncode == _OUT_OF_MEMORY or b"OutOfMemoryError" in done.stderr:
        raise RunError(
            f"转换应用代码需要超过 {allowance.megabytes} MB 内存",
            f"translating the code of the app takes more than {allowance.megabytes} MB of memory",
        )
    told = done.stderr.decode("utf-8", "replace").strip().splitlines()[:1]
    raise RunError(f"转换应用代码失败：{''.join(told)}", f"translating the code of the app failed: {''.join(told)}")


def _forget(folder: Path) -> None:
    """Removes what has not been used for longest."""
    kept = 0
    jars = []
    for jar in folder.glob("*.jar"):
        with contextlib.suppress(FileNotFoundError):  # another process forgets at the same time
            jars.append((jar, jar.stat()))
    for jar, facts in sorted(jars, key=lambda pair: pair[1].st_mtime, reverse=True):
        kept += facts.st_size
        if kept > KEPT:
            jar.unlink(missing_ok=True)
            jar.with_suffix(".tsv").unlink(missing_ok=True)
