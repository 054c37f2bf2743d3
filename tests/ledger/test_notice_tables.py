import datetime as dt

import pytest
import sqlalchemy as sa

from kanhe.ledger.ledger import Ledger
from kanhe.ledger.notice_tables import notice_rows, notices


def test_a_batch_has_one_number_in_its_year(ledger: Ledger) -> None:
    row = {
        "regulator": "miit",
        "year": 2021,
        "number": 8,
        "published": dt.date(2021, 8, 18),
        "title": "t",
        "look_back": True,
    }
    with pytest.raises(sa.exc.IntegrityError), ledger.write() as connection:
        connection.execute(notices.insert(), [row | {"id": "a"}, row | {"id": "b"}])


def test_a_row_stands_in_a_notice(ledger: Ledger) -> None:
    row = dict.fromkeys(("name", "developer", "source", "version", "problems"), "") | {"kind": "app", "position": 1}
    with pytest.raises(sa.exc.IntegrityError), ledger.write() as connection:
        connection.execute(notice_rows.insert().values(notice_id="none", **row))
