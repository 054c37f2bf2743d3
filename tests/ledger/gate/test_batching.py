import asyncio
import threading
from collections.abc import Sequence

import pytest

from kanhe.ledger.gate import batching as module
from kanhe.ledger.gate.batching import MOST, Batching, InThread, Overloaded
from kanhe.ledger.gate.decision import Decision, Request
from kanhe.ledger.gate.gate import Answer


def question(n: int) -> Request:
    return Request(f"app{n}", "1", "ab" * 32, "store")


class Answering:
    """Answers, a batch at a time, when it is let; fails the batches that hold a certain question."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.let = threading.Event()
        self.let.set()
        self.fails: str | None = None

    def __call__(self, requests: Sequence[Request]) -> list[Answer]:
        self.batches.append([r.package_id for r in requests])
        assert self.let.wait(10)
        if self.fails in self.batches[-1]:
            raise ConnectionError("away")
        return [Answer(r.package_id, r, Decision("allow", (), "new", 0)) for r in requests]


@pytest.fixture
def answering() -> Answering:
    return Answering()


async def _busy(batching: Batching, answering: Answering, count: int) -> list["asyncio.Task[Answer]"]:
    """One question is being answered, the others wait."""
    answering.let.clear()
    tasks = [asyncio.create_task(batching.ask(question(0)))]
    while not answering.batches:
        await asyncio.sleep(0.001)
    tasks += [asyncio.create_task(batching.ask(question(n))) for n in range(1, count)]
    await asyncio.sleep(0)
    return tasks


def test_each_gets_its_own_answer_in_order(answering: Answering) -> None:
    async def run() -> None:
        batching = Batching(InThread(answering))
        tasks = await _busy(batching, answering, 200)
        answering.let.set()
        answers = await asyncio.gather(*tasks)
        assert [a.id for a in answers] == [f"app{n}" for n in range(200)]
        assert [n for batch in answering.batches for n in batch] == [f"app{n}" for n in range(200)]
        assert [len(b) for b in answering.batches] == [1, MOST, MOST, MOST, 199 - 3 * MOST]
        await batching.close()

    asyncio.run(run())


def test_an_error_reaches_all_of_its_transaction_and_no_other(answering: Answering) -> None:
    async def run() -> None:
        batching = Batching(InThread(answering))
        answering.fails = "app5"
        tasks = await _busy(batching, answering, MOST + 5)
        answering.let.set()
        told = await asyncio.gather(*tasks, return_exceptions=True)
        assert [isinstance(t, ConnectionError) for t in told] == [False] + [True] * MOST + [False] * 4
        answering.fails = None
        assert (await batching.ask(question(7))).id == "app7"
        await batching.close()

    asyncio.run(run())


def test_who_goes_away_disturbs_nobody(answering: Answering) -> None:
    async def run() -> None:
        batching = Batching(InThread(answering))
        tasks = await _busy(batching, answering, 6)
        for n in (0, 3):
            tasks[n].cancel()
        answering.let.set()
        told = await asyncio.gather(*tasks, return_exceptions=True)
        assert [isinstance(t, asyncio.CancelledError) for t in told] == [True, False, False, True, False, False]
        assert not any("app3" in batch for batch in answering.batches), "nobody waits for it any more"
        await batching.close()

    asyncio.run(run())


def test_too_many_are_turned_away_at_once(answering: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAITING", 3)

    async def run() -> None:
        batching = Batching(InThread(answering))
        tasks = await _busy(batching, answering, 4)
        with pytest.raises(Overloaded):
            await batching.ask(question(9))
        answering.let.set()
        assert len(await asyncio.gather(*tasks)) == 4
        await batching.close()

    asyncio.run(run())
