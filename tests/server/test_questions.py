import asyncio
import json
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kanhe.ledger.gate.gate import Gate
from kanhe.ledger.ledger import Ledger
from kanhe.server.questions import BadRequest, Questions, Reply, read_question
from tests.ledger.gate.conftest import KEY

SHA256 = "ab" * 32
QUESTION = {"package_id": "a.b", "version": "1", "sha256": SHA256, "store": "s"}


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    ledger = Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}")
    found = Gate(ledger, tmp_path / "spool", KEY)
    found.register_key("test")
    yield found
    ledger.engine.dispose()


def at_work(gate: Gate, of: Callable[[Questions], Awaitable[Reply]]) -> tuple[int, Any]:
    async def living() -> Reply:
        questions = Questions(gate)
        async with questions.at_work():
            return await of(questions)

    reply = asyncio.run(living())
    return reply.status, json.loads(reply.body)


def test_a_question_is_read_with_digests_in_lower_case() -> None:
    found = read_question(json.dumps({**QUESTION, "sha256": SHA256.upper(), "signer": "AB"}).encode())
    assert (found.sha256, found.signer, found.platform) == (SHA256, "ab", "android")


@pytest.mark.parametrize(("body", "status"), [(b"{", 400), (b"[]", 422), (b'{"sha256": 1}', 422)])
def test_what_is_none(body: bytes, status: int) -> None:
    with pytest.raises(BadRequest) as raised:
        read_question(body)
    assert raised.value.status in (status, 400)
    assert raised.value.zh
    assert raised.value.zh != str(raised.value)


def test_a_store_asks_for_itself_only(gate: Gate) -> None:
    body = json.dumps(QUESTION).encode()
    assert at_work(gate, lambda q: q.answer(body, "s"))[0] == 200
    for other in ("t", ""):
        status, said = at_work(gate, lambda q, other=other: q.answer(body, other))
        assert (status, set(said["error"])) == (404, {"zh", "en"})


def test_whatever_fails_is_told(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(gate, "ask_all", fails)
    status, said = at_work(gate, lambda q: q.answer(json.dumps(QUESTION).encode()))
    assert (status, set(said["error"])) == (500, {"zh", "en"})


def test_signed_lists(gate: Gate) -> None:
    assert at_work(gate, lambda q: q.keys())[0] == 200
    assert at_work(gate, lambda q: q.revocations())[0] == 200


def test_the_end_waits_for_what_is_being_brought_into_the_ledger(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    working, began, over = threading.Event(), threading.Event(), threading.Event()
    recover = gate.recover

    def slowly() -> int:
        if working.is_set():
            began.set()
            time.sleep(0.3)
            over.set()
        return recover()

    monkeypatch.setattr(gate, "recover", slowly)

    async def living() -> None:
        async with Questions(gate).at_work():
            working.set()
            await asyncio.to_thread(began.wait, 10)
            working.clear()
        assert over.is_set()

    asyncio.run(living())
