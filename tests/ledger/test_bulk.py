import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from kanhe.ledger.bulk import FEW, insert_rows
from kanhe.ledger.gate.records import gate_keys
from kanhe.ledger.ledger import Ledger

AT = dt.datetime(2026, 11, 25, 1, 2, 3, 456789, dt.UTC)


@pytest.mark.parametrize("count", [0, 1, FEW, FEW + 1, 300])
def test_rows_arrive_as_they_are(ledger: Ledger, count: int) -> None:
    rows = [{"id": f"k{n}", "pem": "甲\t\\N\n\\." + str(n), "added_at": AT, "retired_at": None} for n in range(count)]
    with ledger.write() as connection:
        insert_rows(connection, gate_keys, rows)
    with ledger.read() as connection:
        found = {r.id: (r.pem, r.added_at, r.retired_at) for r in connection.execute(sa.select(gate_keys))}
    assert found == {r["id"]: (r["pem"], AT, None) for r in rows}


def test_what_is_there_already_is_refused_as_ever(ledger: Ledger) -> None:
    rows = [{"id": "same", "pem": "p", "added_at": AT}] * (FEW + 2)
    with pytest.raises(IntegrityError), ledger.write() as connection:
        insert_rows(connection, gate_keys, rows)
    with ledger.read() as connection:
        assert connection.execute(sa.select(gate_keys)).all() == []
