"""Many rows at once: on PostgreSQL by COPY, which costs a fraction of as many statements; elsewhere as ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

FEW = 8
"""Up to so many rows a statement is no slower."""


def insert_rows(connection: Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows with the same columns each.  Raises :class:`~sqlalchemy.exc.DBAPIError`, as an insert does."""
    if connection.dialect.name != "postgresql" or len(rows) <= FEW:
        if rows:
            connection.execute(table.insert(), list(rows))
        return
    dialect = connection.dialect
    columns = [table.c[name] for name in rows[0]]
    processors = [c.type.dialect_impl(dialect).bind_processor(dialect) for c in columns]
    quote = dialect.identifier_preparer.quote
    names = ", ".join(quote(c.name) for c in columns)
    text = f"COPY {quote(table.name)} ({names}) FROM STDIN"
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(text) as copy:
            for row in rows:
                copy.write_row([p(v) if p else v for p, v in zip(processors, row.values(), strict=True)])
    except dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(text, None, error, dialect.loaded_dbapi.Error, dialect=dialect) from error
