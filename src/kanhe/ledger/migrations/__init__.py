"""Migrations of the ledger's tables: which revision a database has, and how an older one is brought to the newest.

A new database gets its tables from the metadata; the revisions lead older ones to the same.  Records are never migrated.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.event import Refused

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0004"
"""The newest revision."""

marks = sa.Table("alembic_version", sa.MetaData(), sa.Column("version_num", sa.String(32), primary_key=True))
"""Alembic's own table: one row, the revision."""


def revision(connection: Connection) -> str | None:
    """The revision of a database; None when it was never marked with one."""
    if not sa.inspect(connection).has_table(marks.name):
        return None
    return connection.execute(sa.select(marks.c.version_num)).scalar()


def mark(connection: Connection) -> None:
    """Say that the tables are those of the newest revision."""
    marks.create(connection, checkfirst=True)
    connection.execute(marks.delete())
    connection.execute(marks.insert().values(version_num=HEAD))


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring an older database to a revision, in the caller's transaction.

    Raises :class:`Refused` for one that a newer version has written, or one that is no ledger."""
    from alembic import command
    from alembic.script import ScriptDirectory

    settings = config(connection)
    known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
    there = revision(connection)
    if there is not None and there not in known:
        raise Refused(
            f"台账数据库的版本 {there} 比本程序新，请升级程序",
            f"the ledger's database has revision {there}, which is newer than this program; upgrade the program",
        )
    command.upgrade(settings, to)


def config(connection: Connection) -> Config:
    """Alembic's settings for a connection."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings
