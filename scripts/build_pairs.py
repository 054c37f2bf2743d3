"""Build the pairs of specimens for phases and flows from their sources, all in one Java process.

    python scripts/build_pairs.py                       # all, into tests/specimens/{phases,flows}/apk
    python scripts/build_pairs.py --only guard-mmkv     # one pair
    python scripts/build_pairs.py --check               # build elsewhere and compare with what is committed

Tools are those of scripts/build_specimens.py; apksigner brings Debian's libapksig-java, whose jar signs here.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.build_specimens import FRAMEWORK, KEY, android_jar, d8_jar, digest, run  # noqa: E402

SPECIMENS = ROOT / "tests/specimens"
SETS = ("phases", "flows")
BASE, LIBRARY = SPECIMENS / "pairs/base", SPECIMENS / "pairs/library"
APKSIG = Path("/usr/share/java/apksig.jar")
COMPILER = ROOT / "scripts/SpecimenCompiler.java"
DESUGARED, INVOKE_CUSTOM = 24, 26
"""Minimum API level of an app, and of one whose lambdas stay invoke-custom."""


@dataclass(frozen=True)
class Variant:
    """One app of a pair."""

    group: str
    pair: str
    name: str

    @property
    def folders(self) -> tuple[Path, Path]:
        """What both apps of the pair share, and what is this one's own."""
        shared = SPECIMENS / self.group / "src" / self.pair
        return shared, shared / self.name

    def target(self, root: Path) -> Path:
        return root / self.group / "apk" / f"{self.pair}-{self.name}.apk"

    def files(self) -> dict[str, Path]:
        """Path inside the app's tree → file: the base app, then the pair, then the variant."""
        shared, own = self.folders
        return {**_files(BASE), **_files(shared, leave_out=("violates", "complies")), **_files(own)}


def _files(folder: Path, leave_out: tuple[str, ...] = ()) -> dict[str, Path]:
    found = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if p.is_file()}
    return {name: path for name, path in found.items() if name.split("/")[0] not in leave_out}


def variants(only: str | None = None) -> Iterator[Variant]:
    """All apps, or those of one pair."""
    for group in SETS:
        for folder in sorted((SPECIMENS / group / "src").iterdir()):
            if only in (None, folder.name):
                for name in ("violates", "complies"):
                    yield Variant(group, folder.name, name)


def manifest(files: dict[str, Path]) -> str:
    """The base manifest with the app's components, and its application class where it has one."""
    components = files.get("components.xml")
    return (
        files["AndroidManifest.xml"].read_text("utf-8")
        .replace("<!-- components -->", components.read_text("utf-8").strip() if components else "")
        .replace(' android:name="APPLICATION"', ' android:name=".App"' if "App.java" in files else "")
    )  # fmt: skip


def resources(files: dict[str, Path], work: Path) -> tuple[Path, Path]:
    """(resources as an unsigned APK, R.java), made once for all apps with the same manifest and resources."""
    text = manifest(files)
    parts = {n: p.read_bytes() for n, p in files.items() if n.startswith("res/")}
    key = hashlib.sha256(text.encode() + repr(sorted(parts.items())).encode()).hexdigest()[:20]
    folder = work / key
    made = folder / "base.apk", folder / "gen/com/example/specimen/R.java"
    if not folder.exists():
        (folder / "gen").mkdir(parents=True)
        for name, content in parts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        (folder / "AndroidManifest.xml").write_text(text, "utf-8")
        run("aapt", "package", "-f", "-m", "-M", folder / "AndroidManifest.xml", "-S", folder / "res", "-I", FRAMEWORK,
            "-J", folder / "gen", "-F", made[0])  # fmt: skip
    return made


def job(variant: Variant, target: Path, work: Path) -> str:
    """One line for the compiler."""
    files = variant.files()
    built, generated = resources(files, work)
    custom = "invoke-custom" in files
    java = [*(p for n, p in files.items() if n.endswith(".java")), *_named(manifest(files))]
    level = INVOKE_CUSTOM if custom else DESUGARED
    return "\t".join(
        map(str, (target, built, level, "invoke-custom" if custom else "desugar", generated, *sorted(java)))
    )


def _named(text: str) -> list[Path]:
    """Classes of the library that only the manifest names; the compiler finds those that the code uses."""
    names = {p: p.relative_to(LIBRARY).with_suffix("").as_posix().replace("/", ".") for p in LIBRARY.rglob("*.java")}
    return [p for p, name in names.items() if f'"{name}"' in text]


def build(wanted: list[Variant], root: Path) -> None:
    """Build apps below a folder."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        jobs = work / "jobs"
        jobs.write_text("".join(job(v, v.target(root), work) + "\n" for v in wanted), "utf-8")
        command = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", f"{d8_jar()}:{APKSIG}", COMPILER]
        done = subprocess.run([*map(str, (*command, android_jar(), LIBRARY, KEY, jobs))], check=False)
        if done.returncode:
            raise SystemExit("not all were built")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", help="name of one pair")
    parser.add_argument("--new", action="store_true", help="only what is not built, or older than its sources")
    parser.add_argument("--check", action="store_true", help="compare with the committed builds")
    options = parser.parse_args()
    wanted = list(variants(options.only))
    if options.new:
        wanted = [v for v in wanted if _older(v)]
    if not options.check:
        build(wanted, SPECIMENS)
        return
    with tempfile.TemporaryDirectory() as folder:
        build(wanted, Path(folder))
        different = [
            v.target(Path()).name for v in wanted if digest(v.target(Path(folder))) != digest(v.target(SPECIMENS))
        ]
    if different:
        raise SystemExit(f"not as committed: {', '.join(different)}")


def _older(variant: Variant) -> bool:
    target = variant.target(SPECIMENS)
    return not target.exists() or any(p.stat().st_mtime > target.stat().st_mtime for p in variant.files().values())


if __name__ == "__main__":
    main()
