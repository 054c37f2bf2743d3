"""The gate under load: a ledger of a million versions on PostgreSQL, asked at a constant rate over loopback.

Starts a PostgreSQL of its own in a folder, fills the tables, starts the gate, and asks open-loop: a question is due at its
time whether or not the ones before were answered, and its latency counts from when it was due.

    python benchmarks/gate_load.py [--versions 1000000] [--rate 500] [--seconds 30] [--core 0] [--folder kept]

With ``--folder`` the database is kept there and used again.  The load of the machine stands beside each figure.

The gate (and its database, unless ``--database-core`` is given) are kept on one core; the asking runs on the other.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from steady_asker import asked, question

NICE, REALTIME = 0, False
HOST, PORT, DB_PORT = "127.0.0.1", 8931, 54391


def binaries() -> Path:
    """Folder of PostgreSQL's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if not found:
        sys.exit("PostgreSQL is not installed (Debian package postgresql)")
    return found[0]


def pinned(core: str | None) -> list[str]:
    return [
        *(["chrt", "-r", "1"] if REALTIME else []),
        *(["nice", "-n", str(NICE)] if NICE else []),
        *(["taskset", "-c", core] if core else []),
    ]


class Database:
    """A PostgreSQL in a temporary folder, on loopback."""

    def __init__(self, folder: Path, core: str | None) -> None:
        self.folder = folder
        self._core = core
        self._user = "postgres" if os.getuid() == 0 else None
        self.filled = False
        self.url = f"postgresql://kanhe@{HOST}:{DB_PORT}/kanhe"

    def _run(self, *command: str) -> None:
        prefix = ["runuser", "-u", self._user, "--"] if self._user else []
        subprocess.run([*pinned(self._core), *prefix, *command], check=True, stdout=subprocess.DEVNULL)

    def __enter__(self) -> Database:
        if self._user and not (self.folder / "data").exists():
            shutil.chown(self.folder, self._user)
        data = str(self.folder / "data")
        where = binaries()
        self.filled = Path(data).exists()
        if not self.filled:
            self._run(str(where / "initdb"), "-D", data, "-U", "kanhe", "--auth=trust", "-E", "UTF8")
        options = f"-h {HOST} -p {DB_PORT} -k {self.folder} -c shared_buffers=2GB -c max_wal_size=4GB"
        self._run(str(where / "pg_ctl"), "-D", data, "-w", "-o", options, "-l", str(self.folder / "log"), "start")
        if not self.filled:
            self._run(str(where / "createdb"), "-h", HOST, "-p", str(DB_PORT), "-U", "kanhe", "kanhe")
        return self

    def __exit__(self, *error: object) -> None:
        self._run(str(binaries() / "pg_ctl"), "-D", str(self.folder / "data"), "-m", "fast", "stop")


def sha(n: int) -> str:
    return hashlib.sha256(f"package {n}".encode()).hexdigest()


def fill(url: str, versions: int) -> None:
    """A ledger with so many versions: ten an app, a hundred apps an enterprise; most inspected and listed; some held."""
    import psycopg

    from kanhe.ledger.ledger import Ledger

    Ledger.open(url)
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        tables = {
            "groups": "(id, name)", "enterprises": "(id, name, group_id, since)",
            "apps": "(id, platform, package_id, name, enterprise_id, filing_number, since)",
            "versions": "(sha256, app_id, version_name, version_code, signer, since)",
            "listings": "(sha256, store, listed_at)",
            "inspections": "(id, sha256, verdict, ruleset, recorded_at)",
            "measures": "(id, owner_kind, owner_id, policy, notices, state, first_day, last_day)",
            "delistings": "(id, app_id, reason, ordered_at)",
        }  # fmt: skip
        apps, enterprises = versions // 10, max(versions // 1000, 1)
        rows = {
            "groups": (f"g{n}\tgroup {n}" for n in range(max(enterprises // 5, 1))),
            "enterprises": (f"e{n}\tenterprise {n}\tg{n // 5}\t0" for n in range(enterprises)),
            "apps": (f"android:app.n{n}\tandroid\tapp.n{n}\tapp {n}\te{n // 100}\tICP{n}\t0" for n in range(apps)),
            "versions": (f"{sha(n)}\tandroid:app.n{n // 10}\t1.{n % 10}\t{n % 10}\t{sha(n // 10)}\t0" for n in range(versions)),
            "listings": (f"{sha(n)}\tstore\t1700000000000000" for n in range(versions) if n % 10 < 8),
            "inspections": (f"i{n}\t{sha(n)}\t{'fail' if n % 97 == 0 else 'pass'}\tkanhe\t1700000000000000" for n in range(versions) if n % 10 != 9),
            "measures": (f"m{n}\tgroup\tg{n}\tp\tn1\tsigned\t2020-01-01\t\\N" for n in range(0, max(enterprises // 5, 1), 50)),
            "delistings": (f"d{n}\tandroid:app.n{n}\treason\t1700000000000000" for n in range(0, apps, 1000)),
        }  # fmt: skip
        for table, columns in tables.items():
            with cursor.copy(f"COPY {table} {columns} FROM STDIN") as copy:
                buffer = io.StringIO()
                for row in rows[table]:
                    buffer.write(row + "\n")
                    if buffer.tell() > 1 << 20:
                        copy.write(buffer.getvalue())
                        buffer = io.StringIO()
                copy.write(buffer.getvalue())
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def warm(url: str) -> None:
    """Read the tables and indexes into memory, as they are in a database that has run for a while."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_prewarm")
        connection.execute(
            "SELECT pg_prewarm(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'i')"
        )


def favour(*roots: int) -> None:
    """Give the sessions of these processes and their children the niceness, which Linux weighs between sessions too."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rsplit(")", 1)[1].split()[1])
            if parent in roots or int(status.parent.name) in roots:
                (status.parent / "autogroup").write_text(str(NICE))
        except (OSError, ValueError, IndexError):
            continue


def start_gate(url: str, key: Path, core: str | None) -> subprocess.Popen[bytes]:
    """The gate as it is served, pinned to a core."""
    command = [
        *pinned(core), sys.executable, "-m", "kanhe", "gate", "serve", "--database-url", url, "--key", str(key), "--host", HOST,
        "--port", str(PORT), "--spool", str(key.parent / "spool"),
    ]  # fmt: skip
    return subprocess.Popen(command)


def load(versions: int, rate: float, seconds: float) -> tuple[list[float], dict[str, int]]:
    """Latencies in seconds, each from the moment its question was due, and how often each decision was told."""
    chosen = random.Random(7)
    questions = []
    for _ in range(int(rate * seconds)):
        n = chosen.randrange(versions)
        asked_for = {
            "package_id": f"app.n{n // 10}", "version": f"1.{n % 10}", "sha256": sha(n), "store": "store", "signer": sha(n // 10),
        }  # fmt: skip
        questions.append(question(json.dumps(asked_for).encode()))
    asker = asked(questions, rate, HOST, PORT)
    told: dict[str, int] = {}
    for answer in asker.answers:
        head, _, body = answer.partition(b"\r\n\r\n")
        decision = (
            str(json.loads(body)["decision"]) if head.startswith(b"HTTP/1.1 200") else head.split(b"\r\n")[0].decode()
        )
        told[decision] = told.get(decision, 0) + 1
    return asker.took, told


def floor(rate: float, seconds: float, core: str | None) -> list[float]:
    """Latencies of a server that does nothing, in the gate's place."""
    command = [
        *pinned(core),
        sys.executable,
        "-c",
        f"from steady_asker import serve_empty; serve_empty({HOST!r}, {PORT})",
    ]
    server = subprocess.Popen(command, cwd=Path(__file__).parent)
    try:
        wait_until_open()
        return load(1000, rate, seconds)[0]
    finally:
        server.kill()
        server.wait()


def spent(root: int) -> dict[int, tuple[str, float]]:
    """Process → its command and the seconds of processor time it has used, for a process and all below it."""
    found: dict[int, tuple[int, str, float]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
            command = (stat.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        except (OSError, IndexError):
            continue
        ticks = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        found[int(stat.parent.name)] = (int(fields[1]), command, ticks)
    below = {root}
    while more := {pid for pid, (parent, _, _) in found.items() if parent in below} - below:
        below |= more
    return {pid: found[pid][1:] for pid in below if pid in found}


def used(before: dict[int, tuple[str, float]], after: dict[int, tuple[str, float]], seconds: float) -> None:
    """Print which process used how much of a core."""
    for pid, (command, ticks) in sorted(after.items()):
        share = (ticks - before.get(pid, ("", 0.0))[1]) / seconds
        if share >= 0.005:
            print(f"  {share:5.1%} of a core: {command[:90]}")


def points(took: list[float]) -> str:
    took = sorted(took)
    told = {p: took[min(int(len(took) * p / 100), len(took) - 1)] * 1000 for p in (50, 90, 99, 99.9)}
    return "  ".join(f"p{p:g} {ms:.1f} ms" for p, ms in told.items()) + f"  slowest {took[-1] * 1000:.1f} ms"


def report(took: list[float], told: dict[str, int], rate: float) -> None:
    print(f"{len(took)} decisions at {rate:g}/s: {points(took)}")
    print(f"told {told}; load of the machine {os.getloadavg()[0]:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--versions", type=int, default=1_000_000)
    parser.add_argument("--rate", type=float, default=500)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--core", default="0", help="core of the gate")
    parser.add_argument("--database-core", default=None, help="core of the database; default: the gate's")
    parser.add_argument("--folder", type=Path, default=None, help="keep the database here, and use it again")
    parser.add_argument(
        "--nice", type=int, default=0, help="niceness of gate and database, on a machine that others use"
    )
    parser.add_argument(
        "--realtime", action="store_true", help="run before all else, as on a machine that nobody else uses"
    )
    given = parser.parse_args()
    global NICE, REALTIME
    NICE, REALTIME = given.nice, given.realtime
    if REALTIME:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    if NICE:
        os.nice(NICE)
    os.sched_setaffinity(0, {c for c in os.sched_getaffinity(0) if str(c) != given.core} or os.sched_getaffinity(0))
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from kanhe.ledger.gate.dsse import private_pem

    print(f"a server that does nothing: {points(floor(given.rate, given.seconds, given.core))}")
    with tempfile.TemporaryDirectory(prefix="kanhe-gate-") as folder:
        os.chmod(folder, 0o755)
        home = given.folder or Path(folder) / "database"
        home.mkdir(exist_ok=True)
        key = Path(folder) / "key.pem"
        key.write_bytes(private_pem(Ed25519PrivateKey.generate()))
        with Database(home, given.database_core or given.core) as database:
            if not database.filled:
                start = time.perf_counter()
                fill(database.url, given.versions)
                print(f"{given.versions} versions filled in {time.perf_counter() - start:.0f} s")
            warm(database.url)
            gate = start_gate(database.url, key, given.core)
            try:
                wait_until_up()
                if NICE:
                    favour(os.getpid(), gate.pid, int((home / "data/postmaster.pid").read_text().split()[0]))
                for _ in range(2):  # the first questions compile and fill caches
                    load(given.versions, given.rate, 5)
                database_pid = int((home / "data/postmaster.pid").read_text().split()[0])
                before = spent(gate.pid) | spent(database_pid)
                report(*load(given.versions, given.rate, given.seconds), given.rate)
                used(before, spent(gate.pid) | spent(database_pid), given.seconds)
            finally:
                gate.send_signal(signal.SIGTERM)
                gate.wait(120)


def wait_until_open() -> None:
    for _ in range(100):
        try:
            socket.create_connection((HOST, PORT), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("the server did not start")


def wait_until_up() -> None:
    import urllib.request

    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://{HOST}:{PORT}/healthz", timeout=1).read()
            return
        except OSError:
            time.sleep(0.2)
    sys.exit("the gate did not start")


if __name__ == "__main__":
    main()
