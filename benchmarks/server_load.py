"""The server under load, and what is left when its parts are killed: uploads and gate decisions, then the ledger against what
clients were told.

Starts a PostgreSQL of its own, a server with its workers, and clients; every submission that was answered with 201 has to be in
the ledger once and to end in exactly one inspection, or in one recorded failure, and every decision that was answered has to be
in the ledger under its id.  With ``--kill`` a worker, the server or the database is killed (SIGKILL) every few seconds at random.

    python benchmarks/server_load.py [--uploads 50] [--rate 500] [--seconds 120] [--kill] [--sqlite]

Prints memory over time, the latencies of both kinds of request, and the comparison at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2 as httpx

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
STORE = "store-load"


@dataclass
class Told:
    """What clients were told, and how long it took."""

    submissions: dict[str, str] = field(default_factory=dict)
    """Idempotency key → submission."""
    uploads: list[float] = field(default_factory=list)
    decisions: set[str] = field(default_factory=set)
    asked: list[float] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[float, int, int]] = field(default_factory=list)
    """Seconds, megabytes of the server, of its workers."""
    kills: list[str] = field(default_factory=list)


def serve(folder: str, url: str, port: int) -> None:
    """What the server's process runs; its developer and its store are named on its output."""
    import uvicorn

    from kanhe.ledger.enterprises import EnterpriseRegistered
    from kanhe.ledger.event import Refused
    from kanhe.server.accounts.access_log import By
    from kanhe.server.accounts.account import Standing
    from kanhe.server.application import create
    from kanhe.server.security.allowed import Rates
    from kanhe.server.settings import Settings
    from kanhe.server.start import open_services

    many = Rates(10**9, 10**9, 10**9, 10**9, 10**9)
    services = open_services(Settings(Path(folder), url, public_url=f"http://{HOST}:{port}", rates=many))
    by = By("load", HOST)
    try:
        services.ledger.act(EnterpriseRegistered("负载", id="load"), "load")
        developer = services.accounts.add("d@example.com", Standing("d", "developer", "load", None), by).account
        store = services.accounts.add("s@example.com", Standing("s", "store", None, STORE), by).account
        tokens = [
            services.accounts.issue_token(a.id, "load", ("read", "write"), 1, by).secret for a in (developer, store)
        ]
        (Path(folder) / "tokens.json").write_text(json.dumps(tokens))
    except Refused:
        pass  # it was started before
    uvicorn.run(create(services), host=HOST, port=port, log_level="error")


class Server:
    """The server's process, started again when it was killed."""

    def __init__(self, folder: Path, url: str, port: int) -> None:
        self._told = [str(folder), url, str(port)]
        self.folder, self.address = folder, f"http://{HOST}:{port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen([sys.executable, __file__, "--serve", *self._told], stdout=log, stderr=log)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def workers(self) -> list[int]:
        """Processes under the server's that do inspections: the largest of its descendants."""
        return [] if self.process is None else sorted(descendants(self.process.pid), key=rss, reverse=True)


def descendants(pid: int) -> list[int]:
    found = []
    for child in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for number in child.read_text().split():
                found += [int(number), *descendants(int(number))]
        except OSError:
            continue
    return found


def rss(pid: int) -> int:
    """Megabytes."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20
    except (OSError, IndexError):
        return 0


def packages(count: int) -> list[bytes]:
    """Different builds: specimens and the sample app, each with a comment of its own at the end of the archive."""
    files = [ROOT / "examples/weather.apk", *sorted((ROOT / "tests/specimens/apk").glob("*.apk"))]
    made = []
    for n in range(count):
        data = files[n % len(files)].read_bytes()
        note = f"load {n}".encode()
        # The end record's last two bytes are the length of the comment; the files have none.
        made.append(data[:-2] + len(note).to_bytes(2, "little") + note)
    return made


async def upload(client: httpx.AsyncClient, token: str, n: int, package: bytes, told: Told, end: float) -> None:
    """Hand in one package, again and again under one key until it is answered."""
    key = f"load-{n}"
    while time.monotonic() < end:
        begun = time.monotonic()
        try:
            answer = await client.post(
                "/v1/submissions", files={"package": ("a.apk", package)},
                headers={"Authorization": f"Bearer {token}", "Idempotency-Key": key}, timeout=120,
            )  # fmt: skip
            if answer.status_code == 201:
                told.submissions[key] = answer.json()["submission"]["id"]
                told.uploads.append(time.monotonic() - begun)
                return
            told.troubles[f"upload {answer.status_code}"] += 1
        except httpx.HTTPError as error:
            told.troubles[f"upload {type(error).__name__}"] += 1
        await asyncio.sleep(0.5)


async def asking(server: Server, token: str, arguments: argparse.Namespace, made: list[bytes], told: Told) -> None:
    """Have a store ask, in a process of its own, and read what it was told."""
    hashes, notes = server.folder / "hashes", server.folder / "notes"
    hashes.write_text("\n".join(hashlib.sha256(m).hexdigest() for m in made))
    command = [sys.executable, str(ROOT / "benchmarks/gate_asker.py"), server.address.rpartition(":")[2], token, STORE]
    command += [str(arguments.rate), str(arguments.seconds), str(hashes), str(notes)]
    process = await asyncio.create_subprocess_exec(*command)
    await process.wait()
    for line in notes.read_text().splitlines():
        answer = json.loads(line)
        if "id" in answer:
            told.decisions.add(answer["id"])
            told.asked.append(answer["seconds"])
        else:
            told.troubles[answer["trouble"]] += 1


async def killing(
    server: Server, database: Any, seconds: float, every: float, chance: random.Random, told: Told
) -> None:
    """End a part at random, and start again what does not start by itself."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        await asyncio.sleep(chance.uniform(0.5, 1.5) * every)
        what = chance.choice(["worker", "server", "database"] if database else ["worker", "server"])
        told.kills.append(what)
        if what == "server":
            await asyncio.to_thread(server.kill)
            server.start()
        elif what == "database":
            await asyncio.to_thread(database.kill_and_start)
        elif workers := server.workers():
            os.kill(workers[0], signal.SIGKILL)


async def watching(server: Server, told: Told, every: float) -> None:
    begun = time.monotonic()
    while True:
        if server.process is not None:
            at = time.monotonic() - begun
            told.memory.append((at, rss(server.process.pid), sum(map(rss, server.workers()))))
        await asyncio.sleep(every)


async def there(client: httpx.AsyncClient, patience: float) -> None:
    """Wait until the server answers and its workers are there."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            answer = await client.get("/healthz", timeout=5)
            if answer.status_code == 200 and answer.json()["engine"]:
                return
        except httpx.HTTPError:
            pass
        await asyncio.sleep(0.3)
    raise SystemExit("the server does not answer")


async def ended(client: httpx.AsyncClient, token: str, patience: float) -> None:
    """Wait until nothing waits or runs."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            left = 0
            for state in ("queued", "running"):
                answer = await client.get(
                    f"/v1/submissions?state={state}", headers={"Authorization": f"Bearer {token}"}, timeout=20
                )
                left += len(answer.json()["items"])
            if not left:
                return
        except (httpx.HTTPError, KeyError, ValueError):
            pass
        await asyncio.sleep(1)


async def load(server: Server, database: Any, arguments: argparse.Namespace) -> Told:
    told = Told()
    server.start()
    made = packages(arguments.uploads)
    async with httpx.AsyncClient(base_url=server.address) as client:
        await there(client, 240)
        developer, store = json.loads((server.folder / "tokens.json").read_text())
        watcher = asyncio.create_task(watching(server, told, arguments.seconds / 12))
        end = time.monotonic() + arguments.seconds + 300
        jobs = [upload(client, developer, n, package, told, end) for n, package in enumerate(made)]
        if arguments.rate:
            jobs.append(asking(server, store, arguments, made, told))
        if arguments.kill:
            chance = random.Random(arguments.seed)
            jobs.append(killing(server, database, arguments.seconds, arguments.every, chance, told))
        await asyncio.gather(*jobs)
        await there(client, 240)
        await ended(client, developer, arguments.patience)
        await asyncio.sleep(3)  # what the gate told is on its way into the ledger
        watcher.cancel()
    return told


def compare(url: str, told: Told) -> list[str]:
    """What the ledger does not bear out."""
    import sqlalchemy as sa

    from kanhe.ledger.gate.records import decisions
    from kanhe.ledger.inspections import inspections, submissions
    from kanhe.ledger.journal import Verified
    from kanhe.ledger.ledger import Ledger
    from kanhe.ledger.replay import verify_ledger
    from kanhe.ledger.store import open_store

    wrong = []
    with Ledger(open_store(url)).read() as connection:
        if not isinstance(verified := verify_ledger(connection), Verified):
            wrong.append(f"the ledger does not hold: {verified}")
        rows = {r.id: r for r in connection.execute(sa.select(submissions))}
        made = Counter(connection.execute(sa.select(inspections.c.submission_id)).scalars())
        known = set(connection.execute(sa.select(decisions.c.id)).scalars())
    print("submissions by state", dict(Counter(r.state for r in rows.values())))
    for key, submission in told.submissions.items():
        row = rows.get(submission)
        if row is None:
            wrong.append(f"{key} was told {submission}, which is not in the ledger")
        elif (row.state, made[submission]) not in (("done", 1), ("failed", 0)):
            wrong.append(f"{submission} is {row.state} with {made[submission]} inspections")
    if len(set(told.submissions.values())) != len(told.submissions):
        wrong.append("two uploads were told the same submission")
    if len(rows) != len(told.submissions):
        wrong.append(f"{len(rows)} submissions in the ledger, {len(told.submissions)} told")
    if missing := told.decisions - known:
        wrong.append(f"{len(missing)} decisions were told and are not in the ledger")
    return wrong


def quantiles(name: str, seconds: list[float]) -> None:
    if seconds:
        ordered = sorted(seconds)
        at = {p: ordered[min(int(len(ordered) * p / 100), len(ordered) - 1)] * 1000 for p in (50, 99)}
        print(
            f"{name}: {len(ordered)} answered, p50 {at[50]:.0f} ms, p99 {at[99]:.0f} ms, max {ordered[-1] * 1000:.0f} ms"
        )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--uploads", type=int, default=50)
    parser.add_argument("--rate", type=float, default=500, help="gate decisions a second")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--every", type=float, default=8, help="seconds between kills")
    parser.add_argument("--patience", type=float, default=900, help="seconds for the queue to end")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sqlite", action="store_true")
    parser.add_argument("--serve", nargs=3, metavar=("FOLDER", "URL", "PORT"))
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.serve[0], arguments.serve[1], int(arguments.serve[2]))
        return 0
    sys.path.insert(0, str(ROOT))
    from tests.server.work.killable import free_port, killable_database

    with tempfile.TemporaryDirectory(prefix="kanhe-load-") as name:
        folder = Path(name)
        with killable_database(None if arguments.sqlite else folder / "postgres") as database:
            url = database.url if database else f"sqlite:///{folder / 'kanhe.db'}"
            server = Server(folder, url, free_port())
            try:
                told = asyncio.run(load(server, database, arguments))
            finally:
                if server.process is not None:
                    server.process.terminate()
                    server.process.wait(60)
            wrong = compare(url, told)
    print(
        f"load of the machine {os.getloadavg()[0]:.1f}; kills {dict(Counter(told.kills))}; troubles {dict(told.troubles)}"
    )
    quantiles("uploads", told.uploads)
    quantiles("gate decisions", told.asked)
    for at, own, workers in told.memory:
        print(f"  {at:5.0f} s  server {own} MB  workers {workers} MB")
    print(
        "\n".join(wrong)
        or f"the ledger bears out all {len(told.submissions)} uploads and {len(told.decisions)} decisions"
    )
    return 1 if wrong or len(told.submissions) != arguments.uploads else 0


if __name__ == "__main__":
    sys.exit(main())
