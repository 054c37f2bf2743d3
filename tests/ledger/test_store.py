import threading

import pytest
import sqlalchemy as sa

from kanhe.ledger import journal
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.schema import metadata
from kanhe.ledger.store import open_store, prepare


def test_all_tables_are_there(url: str) -> None:
    engine = open_store(url)
    prepare(engine)
    assert set(sa.inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_a_plain_postgresql_url_uses_the_driver_we_install() -> None:
    assert open_store("postgresql://someone@nowhere/x").driver == "psycopg"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_sqlite_keeps_what_was_told_and_its_references(url: str) -> None:
    with open_store(url).connect() as connection:
        told = [
            connection.exec_driver_sql(f"PRAGMA {p}").scalar() for p in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert told == ["wal", 2, 1]


def test_two_prepare_at_once(url: str) -> None:
    engines = [open_store(url) for _ in range(4)]
    failed: list[BaseException] = []

    def make(engine: sa.Engine) -> None:
        try:
            prepare(engine)
        except BaseException as error:  # noqa: BLE001 -- told by the test
            failed.append(error)

    threads = [threading.Thread(target=make, args=(engine,)) for engine in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not failed
    with Ledger.open(url).read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(journal.head)).scalar() == 1


def test_nothing_of_a_broken_transaction_stays(url: str) -> None:
    ledger = Ledger.open(url)
    with pytest.raises(RuntimeError), ledger.write() as connection:  # noqa: PT012
        connection.execute(journal.head.update().values(seq=9))
        raise RuntimeError
    with ledger.read() as connection:
        assert connection.execute(sa.select(journal.head.c.seq)).scalar() == 0
