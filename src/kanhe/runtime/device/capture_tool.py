"""An environment for mitmdump: made on demand from pinned versions with digests, or the one the user names.

mitmproxy pins many libraries to versions that this program cannot share; they speak through files only.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from kanhe.knowledge.store import cache_folder
from kanhe.runtime.device.problem import DeviceError

LOCK = Path(__file__).with_name("mitmproxy.lock")
_WAIT = 900
_START = """import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "site"))
from mitmproxy.tools.main import mitmdump

mitmdump()
"""
_NO_CLIPBOARD = """\"\"\"Stands for a library that is published as source only; nothing here uses a clipboard.\"\"\"


class PyperclipException(RuntimeError):
    pass


def copy(text):
    raise PyperclipException("there is no clipboard")


paste = copy
"""


def mitmdump(given: Path | None = None) -> Path:
    """The program.  Raises :class:`DeviceError` where it is not there and cannot be made."""
    if given is not None:
        if not given.is_file() or not os.access(given, os.X_OK):
            raise DeviceError(f"{given} 不是可执行的 mitmdump", f"{given} is no mitmdump that can be run")
        return given
    folder = environment()
    program = folder / "bin/mitmdump"
    if not program.is_file():
        _make(folder)
    return program


def environment() -> Path:
    """Where the environment stands or would stand: one for each lock and each Python."""
    key = hashlib.sha256(LOCK.read_bytes() + f"{sys.version} {_python()}".encode()).hexdigest()[:16]
    return cache_folder() / "mitmproxy" / key


def _make(folder: Path) -> None:
    """Made beside its place and moved there in one piece when it is whole: two runs may make it at once."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="new-") as held:
        made = Path(held) / "made"
        site = made / "site"
        # A folder of libraries and one script: an environment made by venv does not start after it was moved.
        _call([
            sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes",
            "--only-binary=:all:", "--target", str(site), "-r", str(LOCK),
        ])  # fmt: skip
        (site / "pyperclip.py").write_text(_NO_CLIPBOARD)
        program = made / "bin/mitmdump"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(_python())} -IS "$(dirname "$0")/mitmdump.py" "$@"\n')
        program.with_suffix(".py").write_text(_START)
        program.chmod(0o755)
        try:
            made.rename(folder)
        except OSError:
            if not (folder / "bin/mitmdump").is_file():  # else the other run was first
                raise


def _python() -> str:
    """The interpreter itself, not an environment's link to it, which may be gone tomorrow."""
    return os.path.realpath(sys.executable)


def _call(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_WAIT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DeviceError(f"无法准备 mitmproxy：{error}", f"mitmproxy could not be made ready: {error}") from error
    if done.returncode:
        told = (done.stderr.strip().splitlines() or ["?"])[-1][:200]
        raise DeviceError(
            f"无法准备 mitmproxy（可用 --mitmdump 指定已安装的程序，或用 --no-traffic 不记录流量）：{told}",
            f"mitmproxy could not be made ready (name one with --mitmdump, or leave traffic out with --no-traffic): {told}",
        )
