"""Brings what a gate told into the ledger, in a process of its own: the gate's answers do not wait for its work.

Ends when the gate does, in whatever way, after one last look into the spool.  Knows no HTTP.
"""

from __future__ import annotations

import json
import logging
import os
import select
import subprocess
import sys
from pathlib import Path
from typing import IO

from sqlalchemy.exc import SQLAlchemyError

from kanhe.ledger.event import Refused
from kanhe.ledger.gate.gate import Gate
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.store import open_store

EVERY = 0.2
"""Seconds between looks."""
AFTER_TROUBLE = 5.0
BEHIND = 19
"""How much lower its priority is than the gate's."""
_LOG = logging.getLogger("kanhe.gate")


class Settling:
    """The process, seen from the gate."""

    def __init__(self, url: str, spool: Path) -> None:
        # A group of its own: an interrupt from the terminal ends the gate, and the gate ends this.  The session stays the
        # gate's, because Linux weighs priorities within a session.
        command = [sys.executable, "-c", "from kanhe.server.settling import main; main()"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, process_group=0)
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"url": url, "spool": str(spool.absolute())}).encode() + b"\n")
        self._process.stdin.flush()

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def close(self, patience: float = 30) -> None:
        """Let it take in what is there, and end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def main() -> None:
    """What runs in the process; told by the first line of its input what to do."""
    told = json.loads(sys.stdin.buffer.readline())
    if os.sched_getscheduler(0) != os.SCHED_OTHER:  # Linux: a gate that runs before all else does not take this along
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
    os.nice(BEHIND)
    gate = Gate(Ledger(open_store(told["url"])), Path(told["spool"]))
    work(gate, sys.stdin.buffer)


def work(gate: Gate, until_closed: IO[bytes], every: float = EVERY, after_trouble: float = AFTER_TROUBLE) -> None:
    """Recover again and again until the stream ends, and once more then."""
    wait = 0.0
    while True:
        ready, _, _ = select.select([until_closed], [], [], wait)
        wait = every if taken(gate) else after_trouble
        if ready:
            return


def taken(gate: Gate) -> bool:
    """Recover; trouble is logged, and what it kept back stays in the spool."""
    try:
        gate.recover()
    except (SQLAlchemyError, Refused, ValueError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        _LOG.error("what the gate told could not be brought into the ledger; it is kept and tried again: %s", reason)
        return False
    return True
