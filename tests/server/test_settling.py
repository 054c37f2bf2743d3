"""The gate as a process, killed at any moment: what it told is in the ledger, once."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from kanhe.ledger.apps import VersionRegistered, app_id
from kanhe.ledger.gate.dsse import private_pem
from kanhe.ledger.gate.records import clearances, decisions
from kanhe.ledger.inspections import InspectionRecorded
from kanhe.ledger.journal import Verified
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.reference_case import NEVER_NAMED, STORE, FixedClock, package_hash, play
from kanhe.ledger.replay import verify_ledger
from kanhe.server.settling import Settling
from tests.ledger.conftest import clock, database, postgres, url  # noqa: F401
from tests.ledger.gate.conftest import KEY

PACKAGE = NEVER_NAMED[1]


class Serving:
    """``kanhe gate serve`` on a free port."""

    def __init__(self, database_url: str, folder: Path) -> None:
        with socket.socket() as asked:
            asked.bind(("127.0.0.1", 0))
            self.port = int(asked.getsockname()[1])
        key = folder / "key.pem"
        key.write_bytes(private_pem(KEY))
        command = [sys.executable, "-m", "kanhe", "gate", "serve", "--database-url", database_url, "--key", str(key), "--port",
                   str(self.port), "--spool", str(folder / "spool")]  # fmt: skip
        self.process = subprocess.Popen(command)
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                assert self.process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.05)


def asking(port: int, told: list[str], end: threading.Event, seed: int) -> None:
    """Ask until the server is gone; the ids of the answers that came whole."""
    chosen = random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    while not end.is_set():
        version = f"2.{chosen.randrange(9)}"
        body = json.dumps(
            {"package_id": PACKAGE, "version": version, "sha256": package_hash(PACKAGE, version), "store": STORE}
        )
        try:
            connection.request("POST", "/v1/gate/decisions", body)
            answer = json.loads(connection.getresponse().read())
        except (OSError, http.client.HTTPException, ValueError):
            return
        told.append(answer["id"])


@pytest.fixture
def filled(url: str, clock: FixedClock) -> Iterator[Ledger]:  # noqa: F811
    ledger = Ledger.open(url, clock)
    play(ledger, clock)
    for n in range(9):
        sha256 = package_hash(PACKAGE, f"2.{n}")
        ledger.act(VersionRegistered(app_id("android", PACKAGE), sha256, f"2.{n}"), "test")
        ledger.act(InspectionRecorded(sha256, "pass", "rules"), "test")
    yield ledger
    ledger.engine.dispose()


def recorded(ledger: Ledger) -> list[str]:
    with ledger.read() as connection:
        return list(connection.execute(sa.select(decisions.c.id)).scalars())


@pytest.mark.timeout(180)
def test_killed_at_any_moment_nothing_told_is_lost_and_nothing_counted_twice(
    filled: Ledger, url: str, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    told: list[str] = []
    for round_ in range(3):
        serving = Serving(url, tmp_path)
        end = threading.Event()
        threads = [threading.Thread(target=asking, args=(serving.port, told, end, n)) for n in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(random.Random(round_).uniform(0.3, 1.0))
        last = round_ == 2
        os.kill(serving.process.pid, signal.SIGTERM if last else signal.SIGKILL)
        end.set()
        for thread in threads:
            thread.join()
        serving.process.wait(60)
    ids = recorded(filled)
    assert told
    assert len(ids) == len(set(ids))
    assert not set(told) - set(ids), "told, and lost"
    assert len(ids) - len(told) <= 3 * 4, "at most what each asker was waiting for when it happened"
    assert not list((tmp_path / "spool").glob("*.told"))
    with filled.read() as connection:
        assert isinstance(verify_ledger(connection), Verified)
        assert connection.execute(sa.select(clearances.c.id)).first()


def test_the_process_takes_in_what_is_there_and_ends_with_its_gate(filled: Ledger, url: str, tmp_path: Path) -> None:  # noqa: F811
    from kanhe.ledger.gate.decision import Request
    from kanhe.ledger.gate.gate import Gate

    gate = Gate(filled, tmp_path / "spool")
    settling = Settling(filled.engine.url.render_as_string(hide_password=False), tmp_path / "spool")
    assert settling.lives
    answer = gate.ask(Request(PACKAGE, "2.0", package_hash(PACKAGE, "2.0"), STORE))
    gate.hand_over()
    settling.close()
    assert not settling.lives
    assert recorded(filled) == [answer.id]
