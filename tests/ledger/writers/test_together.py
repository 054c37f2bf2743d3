"""Several writers at once, on both databases: nothing lost, nothing twice, nobody waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from kanhe.ledger.cases import CaseOpened, CaseReopened, CaseTested, Problem, RectificationOrdered, Retested
from kanhe.ledger.enterprises import GroupRegistered, groups
from kanhe.ledger.event import Event, Refused
from kanhe.ledger.journal import Verified, journal, verify
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.replay import verify_ledger
from tests.ledger.entries import APP, app, case

WRITERS = 4
ACTS = 12


def together(*writers: Callable[[], None]) -> None:
    """Begin all at the same moment; each must end."""
    failed: list[BaseException] = []
    gate = threading.Barrier(len(writers))

    def work(writer: Callable[[], None]) -> None:
        try:
            gate.wait(20)
            writer()
        except BaseException as error:  # noqa: BLE001 -- told by the test
            failed.append(error)

    threads = [threading.Thread(target=work, args=(writer,), daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not [t for t in threads if t.is_alive()], "a writer waits for ever"
    assert not failed, failed


@pytest.fixture
def book(url: str) -> Ledger:
    return Ledger.open(url)


def holds(ledger: Ledger) -> Verified:
    with ledger.read() as connection:
        found = verify_ledger(connection)
    assert isinstance(found, Verified)
    return found


def test_every_act_is_there_once_although_every_key_is_used_twice(book: Ledger, url: str) -> None:
    """Two writers share each row of keys, and each of the four has its own connections."""
    told: dict[str, set[int]] = {}
    repeated: list[bool] = []

    def writer(n: int) -> Callable[[], None]:
        own = Ledger.open(url)

        def work() -> None:
            for number in range(ACTS):
                key = f"{n // 2}-{number}"
                done = own.act(GroupRegistered(f"集团 {key}"), "t", key)
                told.setdefault(key, set()).add(done.records[0].seq)
                repeated.append(done.repeated)

        return work

    together(*(writer(n) for n in range(WRITERS)))
    keys = {f"{n}-{number}" for n in range(WRITERS // 2) for number in range(ACTS)}
    assert set(told) == keys
    assert all(len(seqs) == 1 for seqs in told.values()), "both were told the same record"
    assert sum(repeated) == len(keys)
    assert holds(book).records == len(keys)
    with book.read() as connection:
        assert set(connection.execute(sa.select(journal.c.key)).scalars()) == keys
        assert connection.execute(sa.select(sa.func.count()).select_from(groups)).scalar() == len(keys)


def test_of_two_that_exclude_each_other_one_is_refused(book: Ledger) -> None:
    """What an act rests on cannot change between its check and its record."""
    of = case(book, app(book), "tested")
    done: list[Event] = []
    refused: list[Refused] = []

    def order(days: int) -> Callable[[], None]:
        def work() -> None:
            try:
                done.append(book.act(RectificationOrdered(of, working_days=days), "t").event)
            except Refused as refusal:
                refused.append(refusal)

        return work

    together(*(order(n + 1) for n in range(WRITERS)))
    assert (len(done), len(refused)) == (1, WRITERS - 1)
    holds(book)


def test_writers_of_many_kinds_and_a_reader_that_proves_meanwhile(book: Ledger, url: str) -> None:
    app(book)
    proofs: list[object] = []

    def writer(n: int) -> Callable[[], None]:
        def work() -> None:
            found = f"c{n}"
            book.act(CaseOpened(APP, str(n), "s", "miit", "1", found), "t")
            book.act(CaseTested(found, (Problem("l", "d"),)), "t")
            book.act(RectificationOrdered(found, working_days=3), "t")
            for _ in range(3):
                book.act(Retested(found, "2", True, "r"), "t")
                book.act(CaseReopened(found, "r"), "t")

        return work

    def reader() -> None:
        for _ in range(8):
            with book.read() as connection:
                proofs.append(verify(connection))

    together(*(writer(n) for n in range(3)), reader)
    assert all(isinstance(p, Verified) for p in proofs), proofs
    assert holds(book).records == 2 + 3 * 9
