"""Build the specimen apps from their sources.

    python scripts/build_specimens.py            # all, into tests/specimens/apk
    python scripts/build_specimens.py --only weak-tls
    python scripts/build_specimens.py --check    # build into a temporary folder and compare with what is committed

Needs a JDK 17, Maven, and Debian's aapt, zipalign, apksigner and android-framework-res.  The Android classes come from
Maven Central (org.robolectric:android-all), D8 from the bundletool jar inside the PyPI wheel mobsf 4.4.0 (the jar is
Apache-2.0; nothing else of the wheel is used, and nothing of it is kept).
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.builders import dex as dexwriter  # noqa: E402

SOURCES = ROOT / "tests/specimens/src"
BUILT = ROOT / "tests/specimens/apk"
KEY = ROOT / "tests/specimens/specimens.keystore"
FRAMEWORK = Path("/usr/share/android-framework-res/framework-res.apk")
ANDROID_ALL = "14-robolectric-10818077"
CACHE = Path(os.environ.get("KANHE_CACHE") or Path.home() / ".cache/kanhe") / "specimen-tools"
BUNDLETOOL = "mobsf/StaticAnalyzer/tools/bundletool-all-1.17.2.jar"
STAMP = (2020, 1, 1, 0, 0, 0)
DEX_VERSIONS = {35: 21, 37: 24, 38: 26, 39: 28}
"""Dex version → the lowest API level for which D8 writes it."""


def run(*command: object) -> None:
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def android_jar() -> Path:
    # Maven's own idea of home is the account's, whatever HOME says.
    repository = Path.home() / ".m2/repository"
    jar = repository / f"org/robolectric/android-all/{ANDROID_ALL}/android-all-{ANDROID_ALL}.jar"
    if not jar.exists():
        run(
            "mvn", "-q", "dependency:get", f"-Dmaven.repo.local={repository}",
            f"-Dartifact=org.robolectric:android-all:{ANDROID_ALL}", "-Dtransitive=false",
        )  # fmt: skip
    return jar


def d8_jar() -> Path:
    jar = CACHE / "bundletool.jar"
    if not jar.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, "mobsf==4.4.0")
            with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
                jar.write_bytes(wheel.read(BUNDLETOOL))
    return jar


def names() -> list[str]:
    """Specimen id → folder: 'weak-tls-violates', 'mechanism-reflection', …"""
    found = []
    for folder in sorted(SOURCES.iterdir()):
        if folder.name.startswith("_"):
            continue
        for variant in sorted(folder.iterdir()):
            prefix = "mechanism" if folder.name == "mechanisms" else folder.name
            found.append(f"{prefix}-{variant.name}")
    return found


def source_of(name: str) -> Path:
    if name.startswith("mechanism-"):
        return SOURCES / "mechanisms" / name.removeprefix("mechanism-")
    rule, _, variant = name.rpartition("-")
    return SOURCES / rule / variant


def compile_app(
    source: Path, work: Path, min_api: int = 21, base: Path | None = SOURCES / "_base", *, debug: bool = False
) -> tuple[Path, bytes]:
    """(resources as an unsigned APK, classes.dex) of a source folder laid over the base app."""
    tree = work / "tree"
    if base is not None:
        shutil.copytree(base, tree)
    shutil.copytree(source, tree, dirs_exist_ok=True)
    generated, classes, out = work / "gen", work / "classes", work / "dex"
    for folder in (generated, classes, out):
        folder.mkdir()
    resources = work / "base.apk"
    run("aapt", "package", "-f", "-m", "-M", tree / "AndroidManifest.xml", "-S", tree / "res", "-I", FRAMEWORK,
        "-J", generated, "-F", resources)  # fmt: skip
    java = [*tree.rglob("*.java"), *generated.rglob("*.java")]
    run("javac", "--release", "8", "-g" if debug else "-g:source,lines", "-nowarn", "-Xlint:none", "-cp", android_jar(),
        "-d", classes, *java)  # fmt: skip
    run("java", "-cp", d8_jar(), "com.android.tools.r8.D8", "--debug" if debug else "--release", "--min-api", min_api,
        "--lib", android_jar(), "--output", out, *classes.rglob("*.class"))  # fmt: skip
    return resources, (out / "classes.dex").read_bytes()


def pack(resources: Path, extra: dict[str, bytes], target: Path, *, signed: bool = True) -> None:
    """Put an APK together with fixed times, align and sign it."""
    with tempfile.TemporaryDirectory() as folder:
        raw, aligned = Path(folder) / "raw.apk", Path(folder) / "aligned.apk"
        with zipfile.ZipFile(resources) as old, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as new:
            content = {name: old.read(name) for name in old.namelist()} | extra
            for name in sorted(content):
                info = zipfile.ZipInfo(name, STAMP)
                info.compress_type = zipfile.ZIP_STORED if name == "resources.arsc" else zipfile.ZIP_DEFLATED
                new.writestr(info, content[name])
        run("zipalign", "-f", "4", raw, aligned)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not signed:
            shutil.copyfile(aligned, target)
            return
        run("apksigner", "sign", "--ks", KEY, "--ks-pass", "pass:specimen", "--ks-key-alias", "specimen",
            "--v1-signing-enabled", "true", "--v2-signing-enabled", "true", "--v4-signing-enabled", "false",
            "--out", target, aligned)  # fmt: skip


def build(name: str, target: Path) -> None:
    """One specimen from its source folder."""
    source = source_of(name)
    with tempfile.TemporaryDirectory() as folder:
        resources, dex = compile_app(source, Path(folder))
        pack(resources, {"classes.dex": dex}, target, signed=not (source / "UNSIGNED").exists())


def build_example(target: Path) -> None:
    """The app of `make demo`."""
    with tempfile.TemporaryDirectory() as folder:
        resources, dex = compile_app(ROOT / "examples/weather", Path(folder), base=None)
        pack(resources, {"classes.dex": dex}, target)


def build_formats(folder: Path) -> None:
    """Containers and dex versions: the android-id app in every dex version, as splits, multi-dex, secondary, packed."""
    source = SOURCES / "mechanisms/settings-key"
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        built = {}
        for version, api in DEX_VERSIONS.items():
            (work / str(version)).mkdir()
            built[version] = compile_app(source, work / str(version), api)
        resources, dex = built[35]
        for version, (_, image) in built.items():
            pack(resources, {"classes.dex": image}, folder / f"format-dex-0{version}.apk")
        # Version 040 differs from 039 in which names it allows; this file uses none of the new ones.
        newer = bytearray(built[39][1])
        newer[4:7] = b"040"
        pack(resources, {"classes.dex": dexwriter.seal(newer)}, folder / "format-dex-040.apk")
        pack(
            resources,
            {"classes.dex": dexwriter.write_container([[_reader()], [_helper()]])},
            folder / "format-dex-041.apk",
        )
        helper = dexwriter.write_dex([_helper()])
        pack(resources, {"classes.dex": dex, "classes2.dex": helper}, folder / "format-multidex.apk")
        inner = work / "plugin.jar"
        with zipfile.ZipFile(inner, "w") as jar:
            jar.writestr(zipfile.ZipInfo("classes.dex", STAMP), helper)
        pack(resources, {"classes.dex": dex, "assets/plugin.jar": inner.read_bytes(), "assets/hidden.bin": helper},
             folder / "format-secondary-dex.apk")  # fmt: skip
        shell = dexwriter.write_dex([dexwriter.Class("Lcom/stub/StubApp;", "Landroid/app/Application;")])
        (work / "packed").mkdir()
        packed = SOURCES / "_packed"
        resources_packed, _ = compile_app(packed, work / "packed")
        pack(
            resources_packed,
            {"classes.dex": shell, "assets/libjiagu.so": b"\x7fELF" + bytes(200)},
            folder / "format-packed.apk",
        )
        _splits(work, resources, dex, helper, folder)


def _reader() -> dexwriter.Class:
    get = dexwriter.method(
        "Landroid/provider/Settings$Secure;",
        "getString",
        "(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;",
    )
    code = [
        dexwriter.const_string(0, "android_id"),
        dexwriter.invoke(dexwriter.STATIC_CALL, [1, 0], get),
        dexwriter.RETURN_VOID,
    ]
    on_create = dexwriter.Method("onCreate", "(Landroid/os/Bundle;)V", code, registers=4, ins=2)
    return dexwriter.Class("Lcom/example/specimen/MainActivity;", "Landroid/app/Activity;", methods=[on_create])


def _helper() -> dexwriter.Class:
    serial = dexwriter.sget(0, dexwriter.fieldref("Landroid/os/Build;", "SERIAL", "Ljava/lang/String;"))
    read = dexwriter.Method("read", "()V", [serial, dexwriter.RETURN_VOID], registers=2, ins=1)
    return dexwriter.Class("Lcom/example/specimen/Helper;", methods=[read])


def _splits(work: Path, resources: Path, dex: bytes, helper: bytes, folder: Path) -> None:
    base, feature = work / "base.apk", work / "split_feature.apk"
    pack(resources, {"classes.dex": dex}, base)
    manifest = work / "AndroidManifest.xml"
    manifest.write_text(
        '<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.example.specimen"\n'
        '    android:versionCode="1" split="feature"><application/></manifest>\n'
    )
    bare = work / "feature-base.apk"
    run("aapt", "package", "-f", "-M", manifest, "-I", FRAMEWORK, "-F", bare)
    pack(bare, {"classes.dex": helper, "lib/arm64-v8a/libempty.so": b"\x7fELF" + bytes(200)}, feature)
    target = folder / "format-splits"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    shutil.copyfile(base, target / "base.apk")
    shutil.copyfile(feature, target / "split_feature.apk")
    for name, layout in (
        ("format-splits.apks", {"splits/base-master.apk": base, "splits/feature-master.apk": feature}),
        ("format-splits.xapk", {"com.example.specimen.apk": base, "feature.apk": feature}),
    ):
        with zipfile.ZipFile(folder / name, "w") as archive:
            if name.endswith(".xapk"):
                archive.writestr(zipfile.ZipInfo("manifest.json", STAMP), '{"package_name": "com.example.specimen"}')
            for path, file in layout.items():
                archive.writestr(zipfile.ZipInfo(path, STAMP), file.read_bytes())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", help="id of one specimen, or a rule")
    parser.add_argument(
        "--check", action="store_true", help="compare with the committed builds instead of replacing them"
    )
    options = parser.parse_args()
    wanted = [n for n in names() if not options.only or n == options.only or n.rpartition("-")[0] == options.only]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) if options.check else BUILT
        for name in wanted:
            build(name, target / f"{name}.apk")
            print(name, flush=True)
        if not options.only or options.only == "formats":
            build_formats(target)
        if not options.only or options.only == "example":
            build_example(target / "weather.apk" if options.check else ROOT / "examples/weather.apk")
        if options.check:
            different = [n for n in wanted if digest(target / f"{n}.apk") != digest(BUILT / f"{n}.apk")]
            if different:
                raise SystemExit(f"not as committed: {', '.join(different)}")


if __name__ == "__main__":
    main()
