"""The server of ``kanhe serve --demo`` as a newcomer starts it, and what the browser tests ask of a page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
CHROMIUM = Path("/usr/bin/chromium")
AXE = ROOT / "build/axe-core/axe.min.js"
VENDOR = ROOT / "src/kanhe/server/console/static/vendor/echarts.min.js"
PATIENCE = 90.0
"""Seconds until the server answers."""
_LOGIN = re.compile(r"^\s+(\w+)\s+(\S+@\S+)\s+(\S+)\s")


@dataclass(frozen=True, slots=True)
class Site:
    """Where the server is, and how to sign in."""

    url: str
    logins: Mapping[str, tuple[str, str]]
    """Role → e-mail address, password."""
    started_in: float
    """Seconds until it answered."""


@contextmanager
def site(folder: Path) -> Iterator[Site]:
    """Start it in a folder, and end it."""
    command = [sys.executable, "-c", "import sys; from kanhe.cli import main; sys.exit(main())", "serve", "--demo"]
    command += ["--folder", str(folder), "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1", "LANG": "en_US.UTF-8"}
    begun = time.monotonic()
    with (folder.parent / "server.log").open("w") as log:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment, start_new_session=True
        )  # fmt: skip
    assert process.stdout is not None
    lines: list[str] = []
    reading = threading.Thread(target=lambda: lines.extend(iter(process.stdout.readline, "")), daemon=True)  # type: ignore[union-attr]
    reading.start()
    try:
        url = _answering(process, lines, begun + PATIENCE)
        logins = {m[1]: (m[2], m[3]) for m in map(_LOGIN.match, lines) if m}
        yield Site(url, logins, time.monotonic() - begun)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def _answering(process: subprocess.Popen[str], lines: list[str], deadline: float) -> str:
    while time.monotonic() < deadline and process.poll() is None:
        found = re.search(r"http://\S+", "".join(lines))
        if found:
            try:
                with urllib.request.urlopen(f"{found[0]}/notices", timeout=5):
                    return found[0]
            except (urllib.error.URLError, OSError):
                pass
        time.sleep(0.1)
    raise AssertionError("the server did not answer:\n" + "".join(lines))
