"""A PostgreSQL server of the tests' own: made in a temporary folder, on a free port of this machine, gone afterwards.

From Debian's package; as root it runs as the user the package made.  Nothing is synced to disk: it outlives no test run.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg

from kanhe.ledger.store import open_store, prepare

_C = ctypes.CDLL(None)
_ROOM = 2 << 30
"""Bytes."""
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=60")


def binaries() -> Path | None:
    """The folder of the newest installed server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    return found[-1].parent if found else None


@dataclass
class Server:
    """A running server; each test gets a database of its own, copied from one that is prepared."""

    port: int
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, name: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def empty(self) -> str:
        """URL of a new database without tables."""
        name = f"empty_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return self.url(name)

    def prepared(self) -> str:
        """URL of a new database with the ledger's tables."""
        name = f"ledger_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE prepared")
        return self.url(name)

    def drop(self, url: str) -> None:
        self.run(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


@contextlib.contextmanager
def server(programs: Path) -> Iterator[Server]:
    """Start one, and end it."""
    folder = Path(tempfile.mkdtemp(prefix="kanhe-postgres-", dir=_quick_folder()))
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user, user)
    data, log = folder / "data", folder / "log"
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    try:
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True, user=user, group=user, extra_groups=[] if user else None, env=environment, cwd=folder,
            capture_output=True,
        )  # fmt: skip
        port = _free_port()
        settings = [word for s in (*_QUICK, f"unix_socket_directories={folder}") for word in ("-c", s)]
        with log.open("wb") as told:
            running = subprocess.Popen(
                [programs / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), *settings],
                user=user, group=user, extra_groups=[] if user else None, env=environment, cwd=folder, stdout=told,
                stderr=told, preexec_fn=_die_with_us,
            )  # fmt: skip
        try:
            found = Server(port)
            _wait(found, running, log)
            found.run("CREATE DATABASE prepared")
            engine = open_store(found.url("prepared"))
            prepare(engine)
            engine.dispose()
            yield found
        finally:
            running.send_signal(3)  # SIGQUIT: at once, nothing here is to be kept
            running.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _quick_folder() -> str | None:
    """In memory, where there is room: a database of its own for each test is some 300 files made and removed, which takes 0.08 s
    there and 0.6 s on a disk.  None: wherever temporary files lie."""
    memory = Path("/dev/shm")
    there = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM
    return str(memory) if there else None


def _die_with_us() -> None:
    """In the server's process: end when the tests do, however they end (Linux)."""
    if hasattr(_C, "prctl"):
        _C.prctl(1, 3)  # PR_SET_PDEATHSIG, SIGQUIT


def _wait(found: Server, running: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            found.run("SELECT 1")
        except psycopg.OperationalError:
            if running.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(log.read_text("utf-8", "replace")) from None
            time.sleep(0.03)
        else:
            return


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
