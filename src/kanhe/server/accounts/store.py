"""Where accounts live: beside the ledger, in the same database, in tables of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError

from kanhe.ledger.event import Refused
from kanhe.ledger.journal import GENESIS
from kanhe.server.accounts import migrations
from kanhe.server.accounts.schema import access_head, accounts, metadata


def prepare(engine: Engine) -> None:
    """Make the tables where there are none; bring those of an older version up to date.

    Raises :class:`~kanhe.ledger.event.Refused` for tables that a newer version has written."""
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":  # two that prepare at once must not both create
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(4922)"))
        if not sa.inspect(connection).has_table(accounts.name):
            metadata.create_all(connection)
            migrations.mark(connection)
        elif migrations.revision(connection) != migrations.HEAD:
            migrations.upgrade(connection)
        if connection.execute(sa.select(access_head.c.id)).first() is None:
            connection.execute(access_head.insert().values(id=1, seq=0, hash=GENESIS))


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes.  Raises :class:`~kanhe.ledger.event.Refused` for what no database can hold."""
    try:
        with engine.connect().execution_options(kanhe_writes=True) as connection, connection.begin():
            yield connection
    except (DataError, UnicodeEncodeError) as error:
        raise Refused("内容超出可存的范围", "a value is longer than can be kept, or no text") from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection, connection.begin():
        yield connection
