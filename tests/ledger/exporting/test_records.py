import pytest

from kanhe.ledger.cases import Retested
from kanhe.ledger.event import Refused
from kanhe.ledger.exporting.records import last_event, sample
from tests.ledger.exporting.books import books


def test_the_last_event_with_its_record() -> None:
    book = books()
    with book.ledger.read() as connection:
        found = last_event(connection, Retested, case=book.case)
        assert found is not None
        assert (found[0].version_name, found[1].day.isoformat()) == ("1.2", "2024-04-01")
        assert found[1].hash in found[1].reference
        assert last_event(connection, Retested, case="case") is None
        assert last_event(connection, Retested, case='x"%') is None


def test_a_sample() -> None:
    book = books()
    with book.ledger.read() as connection:
        about = sample(connection, book.case)
        assert (about.version, about.source, len(about.problems)) == ("1.0", "华为应用市场", 2)
        with pytest.raises(Refused):
            sample(connection, "case-99")
