import datetime as dt

import pytest
import sqlalchemy as sa

from kanhe.ledger.kinds import KINDS
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.schema import Instant, metadata


@pytest.mark.parametrize("at", [
    dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=dt.UTC),
    dt.datetime(2021, 11, 24, 23, 59, 59, 999999, dt.timezone(dt.timedelta(hours=8))),
])  # fmt: skip
def test_a_moment_comes_back_to_the_microsecond(ledger: Ledger, at: dt.datetime) -> None:
    with ledger.read() as connection:
        found = connection.execute(sa.select(sa.cast(sa.literal(at, Instant), Instant))).scalar_one()
    assert found == at
    assert found.utcoffset() == dt.timedelta()


def test_a_moment_needs_its_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Instant.micros(dt.datetime(2021, 1, 1))


def test_every_constraint_has_a_name() -> None:
    """So that a migration can speak of it on every database."""
    assert KINDS
    assert not [c for t in metadata.tables.values() for c in t.constraints if c.name is None]
    assert max(len(str(i.name)) for t in metadata.tables.values() for i in (*t.indexes, *t.constraints)) <= 63
