"""A PostgreSQL that may be killed and begins again with what it has; it syncs to disk, as one in production does."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tests.ledger.postgres import binaries


class Killable:
    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder, self._programs, self._port = folder, programs, free_port()
        self._user = "postgres" if os.geteuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True)
        if self._user:
            folder.parent.chmod(0o755)
            shutil.chown(folder, self._user, self._user)
        made = ["initdb", "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        self._run(made).wait()

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        self._process = self._run(
            ["postgres", "-D", str(self._folder / "data"), "-h", "127.0.0.1", "-p", str(self._port), "-c",
             f"unix_socket_directories={self._folder}"]
        )  # fmt: skip
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self._port), 1):
                return
            time.sleep(0.1)

    def kill(self) -> None:
        """Its children end when they see that it is gone."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        time.sleep(0.5)

    def kill_and_start(self) -> None:
        self.kill()
        self.start()

    def _run(self, command: list[str]) -> subprocess.Popen[bytes]:
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(self._folder)}
        return subprocess.Popen(
            [str(self._programs / command[0]), *command[1:]], user=self._user, group=self._user,
            extra_groups=[] if self._user else None, env=environment, cwd=self._folder, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip


@contextlib.contextmanager
def killable_database(folder: Path | None) -> Iterator[Killable | None]:
    """A database in a folder; none without one."""
    programs = binaries()
    if folder is None or programs is None:
        yield None
        return
    made = Killable(folder, programs)
    made.start()
    try:
        yield made
    finally:
        made.kill()


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
