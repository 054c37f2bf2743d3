"""Where the ledger lives: SQLite out of the box, PostgreSQL in production."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url

from kanhe.ledger import journal, migrations
from kanhe.ledger.kinds import KINDS
from kanhe.ledger.schema import metadata

assert KINDS  # with the kinds of records come their tables


def open_store(url: str) -> Engine:
    """An engine for a database URL (``sqlite:///file.db``, ``postgresql://user@host/name``)."""
    parsed = make_url(url)
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if not parsed.drivername.startswith("sqlite"):
        return sa.create_engine(parsed, isolation_level="READ COMMITTED", pool_pre_ping=True)
    engine = sa.create_engine(parsed, connect_args={"timeout": 30})
    event.listen(engine, "connect", _connect_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _connect_sqlite(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("kanhe_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def prepare(engine: Engine) -> None:
    """Make the tables and the empty journal where there are none; bring those of an older version up to date.

    Raises :class:`~kanhe.ledger.event.Refused` for a database that a newer version has written."""
    with engine.connect().execution_options(kanhe_writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":  # two that prepare at once must not both create
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(4921)"))
        if not sa.inspect(connection).has_table(journal.head.name):
            metadata.create_all(connection)
            migrations.mark(connection)
        elif migrations.revision(connection) != migrations.HEAD:
            migrations.upgrade(connection)
        if connection.execute(sa.select(journal.head.c.id)).first() is None:
            connection.execute(journal.head.insert().values(id=1, seq=0, hash=journal.GENESIS))
