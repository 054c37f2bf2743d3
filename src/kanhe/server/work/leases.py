"""Which server runs which submission: several may share one ledger, and each submission is one server's at a time.

A lease ends by itself when its server does not renew it; one of a process of this machine that is gone ends at once.  The table
is no part of the ledger: it says nothing that lasts.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
import socket
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from kanhe.ledger.schema import Instant

HOLDS = dt.timedelta(seconds=30)
"""How long a lease holds without being renewed."""

_tables = sa.MetaData()
leases = sa.Table(
    "work_leases", _tables,
    sa.Column("submission", sa.String(64), primary_key=True),
    sa.Column("owner", sa.String(255), nullable=False, index=True),
    sa.Column("until", Instant, nullable=False),
)  # fmt: skip


def prepare(engine: Engine) -> None:
    """Make the table where there is none."""
    with engine.connect().execution_options(kanhe_writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":  # two that prepare at once must not both create
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(4923)"))
        _tables.create_all(connection)


def this_process() -> str:
    """A name for the server: machine, boot, process, and what tells two servers of one process apart."""
    return "/".join((socket.gethostname()[:80], _boot(), str(os.getpid()), _begun(os.getpid()), secrets.token_hex(4)))


def claim(connection: Connection, submission: str, owner: str, at: dt.datetime) -> None:
    """Take a submission, in a transaction in which :func:`holder` was asked."""
    connection.execute(leases.delete().where(leases.c.submission == submission))
    connection.execute(leases.insert().values(submission=submission, owner=owner, until=at + HOLDS))


def renew(connection: Connection, owner: str, at: dt.datetime) -> frozenset[str]:
    """Hold on to what is held; the submissions that are."""
    connection.execute(leases.update().where(leases.c.owner == owner).values(until=at + HOLDS))
    found = connection.execute(sa.select(leases.c.submission).where(leases.c.owner == owner))
    return frozenset(found.scalars())


def release(connection: Connection, submission: str, owner: str) -> None:
    connection.execute(leases.delete().where(leases.c.submission == submission, leases.c.owner == owner))


def holder(connection: Connection, submission: str, at: dt.datetime) -> str | None:
    """The server that runs a submission; None when nobody does any more."""
    found = connection.execute(
        sa.select(leases.c.owner).where(leases.c.submission == submission, leases.c.until > at)
    ).scalar()
    return None if found is None or gone(found) else found


def gone(owner: str) -> bool:
    """The owner was a process of this machine that has ended."""
    host, boot, pid, begun, _ = owner.rsplit("/", 4)
    if host != socket.gethostname()[:80]:
        return False
    return boot != _boot() or _begun(int(pid)) != begun


def _boot() -> str:
    """What tells one start of the machine from the next."""
    with contextlib.suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return "-"


def _begun(pid: int) -> str:
    """When a process began, as the system counts; empty when it is no more."""
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        if Path("/proc/self/stat").exists():
            return ""
        with contextlib.suppress(OSError):
            os.kill(pid, 0)
            return "-"
        return ""
    return "" if state in "ZX" else fields[18]
