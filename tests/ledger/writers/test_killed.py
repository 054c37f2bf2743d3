"""A writer that is killed in the middle of its work: what it told was kept, and what is there is whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
import sqlalchemy as sa

from kanhe.ledger.enterprises import GroupRegistered
from kanhe.ledger.journal import Verified, journal
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.replay import verify_ledger

WRITER = """
import sys
from kanhe.ledger.enterprises import GroupRegistered
from kanhe.ledger.ledger import Ledger
ledger = Ledger.open(sys.argv[1])
for n in range(100_000):
    key = f"{sys.argv[2]}-{n}"
    done = ledger.act(GroupRegistered("集团 " + key * 20), "writer", key)
    print(done.records[0].hash, key, flush=True)
"""
"""Tells each act as soon as it is done; never ends by itself."""


@pytest.mark.parametrize("acts", [1, 40])
def test_what_was_told_is_there(url: str, acts: int) -> None:
    """Two writers at once, both killed; a third goes on where they were."""
    ledger = Ledger.open(url)
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, url, name], stdout=subprocess.PIPE, text=True)
        for name in ("a", "b")
    ]
    told: list[str] = []
    for writer in writers:
        assert writer.stdout is not None
        told.extend(writer.stdout.readline() for _ in range(acts))
    time.sleep(0.01)
    for writer in writers:
        os.kill(writer.pid, signal.SIGKILL)
    for writer in writers:
        assert writer.stdout is not None
        told.extend(writer.stdout)
        writer.wait(20)
    complete = [line.split() for line in told if line.endswith("\n")]
    assert len(complete) >= 2 * acts
    with ledger.read() as connection:
        assert isinstance(verify_ledger(connection), Verified)
        kept = {row.key: row.hash for row in connection.execute(sa.select(journal.c.key, journal.c.hash))}
    assert {key: found for found, key in complete}.items() <= kept.items()
    assert len(kept) <= len(complete) + 2, "at most the act under way is there untold"
    told_hash, key = complete[0]
    again = ledger.act(GroupRegistered("集团 " + key * 20), "writer", key)
    assert again.repeated
    assert again.records[0].hash == told_hash
    assert not ledger.act(GroupRegistered("又"), "writer", "after").repeated
