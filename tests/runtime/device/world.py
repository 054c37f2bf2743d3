"""A phone that is a folder: Debian's adbd for Linux in namespaces of its own, with scripted tools in /system/bin.

Real adb speaks to a real adbd; what the adbd starts is scripted.  Everything that is to see the phone runs in its network
namespace, where there is nothing but a loopback.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.runtime.device.scripted.tools import put_tools, state

CACHE = Path(__file__).parents[3] / ".cache/adbd"
SOURCE = "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian trixie main\n"
USER = [] if os.geteuid() == 0 else ["--map-root-user"]
"""Without root the namespaces are inside one in which this user is root."""
STORE, MODULE = "system/etc/security/cacerts", "apex/com.android.conscrypt/cacerts"
"""The phone's authorities, in both places where systems have them."""
SERIAL = "127.0.0.1:5555"
TOOLS = ("adb", "unshare", "nsenter", "ip", "apt-get", "dpkg-deb")


def missing() -> str:
    """Why the phone cannot be had here; empty when it can."""
    lacking = [tool for tool in TOOLS if shutil.which(tool) is None]
    if lacking:
        return f"without {', '.join(lacking)}"
    may = subprocess.run(["unshare", *USER, "--net", "--mount", "true"], check=False, capture_output=True)
    return "" if may.returncode == 0 else "namespaces may not be made here"


def adbd() -> Path:
    """Debian's adbd with all its libraries, unpacked; fetched once, signed by Debian's archive."""
    kept = CACHE / hashlib.sha256(SOURCE.encode()).hexdigest()[:12]
    if (kept / "ready").exists():
        return kept / "root"
    shutil.rmtree(kept, ignore_errors=True)
    for folder in ("lists/partial", "cache/archives/partial", "parts", "root"):
        (kept / folder).mkdir(parents=True)
    (kept / "sources.list").write_text(SOURCE)
    (kept / "status").touch()
    given = [
        f"-o{key}={value}" for key, value in {
            "Dir::Etc::sourcelist": kept / "sources.list", "Dir::Etc::sourceparts": kept / "parts",
            "Dir::State::lists": kept / "lists", "Dir::State::status": kept / "status", "Dir::Cache": kept / "cache",
            "Debug::NoLocking": 1, "APT::Sandbox::User": "root", "APT::Install-Recommends": 0,
            "Acquire::Languages": "none", "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled": "false",
        }.items()
    ]  # fmt: skip
    subprocess.run(["apt-get", *given, "-qq", "update"], check=True, timeout=200, capture_output=True)
    subprocess.run(
        ["apt-get", *given, "-qq", "-y", "--download-only", "install", "adbd"],
        check=True,
        timeout=200,
        capture_output=True,
    )
    for package in sorted((kept / "cache/archives").glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", str(package), str(kept / "root")], check=True, timeout=60)
    for done in ("lists", "cache"):
        shutil.rmtree(kept / done)
    (kept / "ready").touch()
    return kept / "root"


_BEGIN = """set -e
R=$1 ADBD=$2 PYTHON=$3
ip link set lo up
mount -t tmpfs tmpfs "$R/dev" && mkdir "$R/dev/pts" && mount -t devpts devpts "$R/dev/pts" -o newinstance,ptmxmode=0666
ln -s pts/ptmx "$R/dev/ptmx"
for d in null zero urandom tty; do touch "$R/dev/$d"; mount --bind "/dev/$d" "$R/dev/$d"; done
mount -t proc proc "$R/proc"
mount --bind /usr "$R/usr"; mount --bind /etc "$R/etc"
mkdir -p "$R$PYTHON"; mount --bind "$PYTHON" "$R$PYTHON"
mount --bind "$ADBD" "$R/adbd"
L=/adbd/usr/lib/x86_64-linux-gnu
exec chroot "$R" /usr/bin/env -i PATH=/system/bin:/usr/bin:/bin HOME=/ PHONE=/data/phone \\
  $L/ld-linux-x86-64.so.2 --library-path $L:$L/android /adbd/usr/lib/android-sdk/platform-tools/adbd
"""


@dataclass(frozen=True, slots=True)
class World:
    """A phone that is up, and the namespace in which it can be reached."""

    root: Path
    pid: int

    @property
    def phone(self) -> Path:
        """The phone's folder."""
        return self.root / "data/phone"

    def run(self, *command: str, timeout: float = 120, **more: object) -> subprocess.CompletedProcess[str]:
        """Runs something beside the phone."""
        return subprocess.run(
            self.inside(*command), capture_output=True, text=True, timeout=timeout, check=False, **more  # type: ignore[call-overload]
        )  # fmt: skip

    def inside(self, *command: str) -> list[str]:
        user = ["-U", "--preserve-credentials"] if USER else []
        return ["nsenter", "-t", str(self.pid), *user, "-n", "--", *command]


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """The phone from beginning to end of the ``with``; state as the tests give it to ``phone.json``."""
    root = folder / "world"
    for part in (
        "system/bin",
        "data/local/tmp",
        "data/phone",
        "proc",
        "dev",
        "usr",
        "etc",
        "adbd",
        "tmp",
        "sdcard",
        STORE,
        MODULE,
    ):
        (root / part).mkdir(parents=True)
    for part in ("bin", "sbin", "lib", "lib64"):
        (root / part).symlink_to(f"usr/{part}")
    put_tools(root / "system/bin", f"{sys.base_prefix}/bin/python3 -SE")
    (root / "system/bin/sh").symlink_to("/usr/bin/dash")
    state(root / "data/phone", package="com.example.app", root=True)
    said = (folder / "adbd.log").open("wb")
    process = subprocess.Popen(
        ["unshare", *USER, "--net", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", _BEGIN, "sh", str(root), str(adbd()), sys.base_prefix],
        stdin=subprocess.DEVNULL, stdout=said, stderr=said,
    )  # fmt: skip
    try:
        here = World(root, _inner(process))
        until = time.monotonic() + 20
        while SERIAL not in here.run("adb", "devices").stdout:
            if time.monotonic() > until or process.poll() is not None:
                raise RuntimeError((folder / "adbd.log").read_text()[-2000:])
            here.run("adb", "connect", SERIAL)
            time.sleep(0.1)
        yield here
    finally:
        if process.poll() is None:
            here.run("adb", "kill-server")
            process.kill()
            process.wait()
        said.close()


def _inner(process: subprocess.Popen[bytes]) -> int:
    """The process in the namespaces: the only child of ``unshare``."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        if children and os.readlink(f"/proc/{children[0]}/ns/net") != os.readlink("/proc/self/ns/net"):
            return int(children[0])
        time.sleep(0.02)
    raise RuntimeError("no namespace came up")
