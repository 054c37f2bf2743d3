"""Real apps that npm and PyPI packages ship, downloaded by package name and checked by digest.

    python benchmarks/real_apps.py        # download, and print name and path of each

Kept under ``.cache/real`` of the checkout (or ``KANHE_REAL_APPS``); never committed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(os.environ.get("KANHE_REAL_APPS") or Path(__file__).resolve().parent.parent / ".cache/real")


@dataclass(frozen=True)
class RealApp:
    name: str
    registry: str
    package: str
    file: str
    sha256: str
    """First 16 hex digits."""
    package_id: str
    target_sdk: int
    dex: int
    kept: str = ""
    """Name under which it is kept, where other versions have the same file name."""


APPS = (
    RealApp("yosemite", "pypi", "airtest==1.4.3", "Yosemite.apk", "f888b95773d505c1", "com.netease.nie.yosemite", 33, 2),
    RealApp("uiautomator2-server", "npm", "appium-uiautomator2-server@10.6.6", "appium-uiautomator2-server-v10.6.6.apk",
            "8ff760a2a86b487f", "io.appium.uiautomator2.server", 34, 16),
    RealApp("pocoservice", "pypi", "pocoui==1.0.94", "pocoservice-debug.apk", "ed96af302a803ed8", "com.netease.open.pocoservice", 33, 3),
    RealApp("apidemos", "npm", "android-apidemos@5.0.0", "ApiDemos-debug.apk", "5e59f42af4e89200", "io.appium.android.apis", 33, 1),
    RealApp("settings", "npm", "io.appium.settings@8.0.10", "settings_apk-debug.apk", "4c5d60ab5ae56502", "io.appium.settings", 35, 9),
    RealApp("bootstrap", "npm", "android-app-bootstrap@1.0.8", "android_app_bootstrap-debug.apk", "f52cbfb562307e53",
            "com.github.android_app_bootstrap", 19, 1),
    RealApp("uiautomator", "pypi", "uiautomator2==3.7.1", "app-uiautomator.apk", "6f85594700ad96de", "com.github.uiautomator", 32, 1),
    RealApp("stf", "npm", "@devicefarmer/stf@3.7.9", "STFService.apk", "222b04c54112cfd3", "jp.co.cyberagent.stf", 30, 1),
)  # fmt: skip

EARLIER = (
    RealApp("settings-5", "npm", "io.appium.settings@5.0.0", "settings_apk-debug.apk", "1a8db972c2f21819", "io.appium.settings", 30, 8,
            "settings-5.0.0.apk"),
    RealApp("settings-7", "npm", "io.appium.settings@7.0.0", "settings_apk-debug.apk", "0a74ad5b66405edb", "io.appium.settings", 35, 8,
            "settings-7.0.0.apk"),
)  # fmt: skip
"""Earlier versions, for comparisons."""


def path_of(app: RealApp) -> Path:
    """The app's file, downloaded when it is not there yet.  Raises ``RuntimeError`` when it cannot be had."""
    target = FOLDER / (app.kept or app.file)
    if not target.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            target.write_bytes(_member(_download(app, Path(folder)), app.file))
    if hashlib.sha256(target.read_bytes()).hexdigest()[:16] != app.sha256:
        raise RuntimeError(f"{target} is not the file this benchmark knows")
    return target


def _download(app: RealApp, folder: Path) -> Path:
    if app.registry == "npm":
        command = ["npm", "pack", "--silent", "--ignore-scripts", app.package]
    else:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", app.package]
        if app.name != "uiautomator":
            # Only the source archive holds the app; it is opened, not built.
            command += ["--no-binary", ":all:"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    files = [p for p in folder.iterdir() if p.suffix in (".tgz", ".gz", ".whl")]
    if not files:
        raise RuntimeError(f"{app.package} cannot be downloaded: {done.stderr[-400:]}")
    return files[0]


def _member(archive: Path, name: str) -> bytes:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(next(n for n in wheel.namelist() if n.endswith("/" + name)))
    with tarfile.open(archive) as tar:
        member = next(m for m in tar if m.name.endswith("/" + name))
        data = tar.extractfile(member)
        assert data is not None
        return data.read()


def by_name(name: str) -> Path:
    return path_of(next(app for app in (*APPS, *EARLIER) if app.name == name))


if __name__ == "__main__":
    for app in APPS:
        print(f"{app.name:22} {path_of(app)}")
