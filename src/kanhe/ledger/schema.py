"""What all tables of the ledger share: the metadata, and time as whole microseconds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData(naming_convention={
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
})  # fmt: skip

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


class Instant(sa.types.TypeDecorator[dt.datetime]):
    """A moment in UTC, kept as whole microseconds since 1970 so that every database orders and returns it alike."""

    impl = sa.BigInteger
    cache_ok = True

    @staticmethod
    def micros(at: dt.datetime) -> int:
        """Raises ``ValueError`` for a moment without a time zone."""
        if at.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return (at - _EPOCH) // _MICROSECOND

    def process_bind_param(self, value: dt.datetime | None, dialect: Any) -> int | None:
        return None if value is None else self.micros(value)

    def process_result_value(self, value: Any, dialect: Any) -> dt.datetime | None:
        return None if value is None else _EPOCH + int(value) * _MICROSECOND
