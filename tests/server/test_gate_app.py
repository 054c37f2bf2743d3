import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from kanhe.ledger.apps import VersionRegistered, app_id
from kanhe.ledger.gate import batching
from kanhe.ledger.gate.clearance import read_clearance
from kanhe.ledger.gate.dsse import key_id
from kanhe.ledger.gate.gate import Gate
from kanhe.ledger.gate.records import decisions
from kanhe.ledger.gate.trust import read_keys, read_revocations
from kanhe.ledger.inspections import InspectionRecorded
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.reference_case import NEVER_NAMED, STORE, FixedClock, package_hash, play
from kanhe.server.gate_app import gate_app
from kanhe.server.questions import MAX_BODY
from tests.ledger.gate.conftest import KEY
from tests.server.asking import App, ask

PACKAGE = NEVER_NAMED[1]
SHA256 = package_hash(PACKAGE, "2.0")
QUESTION = {"package_id": PACKAGE, "version": "2.0", "sha256": SHA256, "store": STORE}
WHERE = "/v1/gate/decisions"
TRUSTED = {key_id(KEY.public_key()): KEY.public_key()}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    import datetime as dt

    clock = FixedClock(dt.datetime(2021, 1, 4, tzinfo=dt.UTC))
    found = Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}", clock)
    play(found, clock)
    found.act(VersionRegistered(app_id("android", PACKAGE), SHA256, "2.0"), "test")
    yield found
    found.engine.dispose()


@pytest.fixture
def gate(ledger: Ledger, tmp_path: Path) -> Gate:
    found = Gate(ledger, tmp_path / "spool", KEY, clock=ledger._clock)
    found.register_key("test")
    return found


def run(gate: Gate, of: Callable[[App], Awaitable[Any]]) -> Any:
    """Within the life of the application."""

    async def living() -> Any:
        app = gate_app(gate)
        async with app.router.lifespan_context(app):
            return await of(app)

    return asyncio.run(living())


def post(gate: Gate, body: bytes | list[bytes]) -> tuple[int, dict[str, str], Any]:
    return run(gate, lambda app: ask(app, "POST", WHERE, body))  # type: ignore[no-any-return]


def text(**changed: Any) -> bytes:
    return json.dumps({**QUESTION, **changed}).encode()


def test_held_with_its_reasons_and_how_to_lift_them(gate: Gate) -> None:
    status, headers, said = post(gate, text())
    assert (status, headers["content-type"]) == (200, "application/json")
    assert (said["decision"], said["kind"], said["clearance"]) == ("hold", "new", None)
    (reason,) = said["reasons"]
    assert (reason["code"], reason["outcome"]) == ("measure", "hold")
    assert set(reason["message"]) == set(reason["lift"]) == {"zh", "en"}
    assert reason["rests_on"]


def test_allowed_with_its_clearance(gate: Gate, ledger: Ledger) -> None:
    ledger.act(InspectionRecorded(SHA256, "pass", "rules"), "test")
    status, _, said = post(gate, text(sha256=SHA256.upper()))
    assert (status, said["decision"], said["reasons"]) == (200, "allow", [])
    assert read_clearance(json.dumps(said["clearance"]), TRUSTED)[0].sha256 == SHA256


def test_a_body_in_pieces(gate: Gate) -> None:
    assert post(gate, [text()[:10], text()[10:], b""])[0] == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400), (b"{", 400), (b"\xff\xfe", 400), (b"[" * 9000, 422), (b"[]", 422), (b"null", 422), (b"{}", 422),
        (text(sha256="abc"), 422), (text(sha256="g" * 64), 422), (text(sha256=SHA256 + "\n"), 422),
        (text(version=1), 422), (text(store=""), 422), (text(store="s" * 65), 422), (text(package_id="a\x00b"), 422),
        (text(signer="s" * 65), 422), (b" " * (MAX_BODY + 1), 413),
    ],
)  # fmt: skip
def test_what_is_no_question(gate: Gate, ledger: Ledger, body: bytes, status: int) -> None:
    found, _, said = post(gate, body)
    assert found in (status, 400)
    assert status != 413 or found == 413
    assert set(said["error"]) == {"zh", "en"}
    with ledger.read() as connection:
        assert connection.execute(sa.select(decisions)).first() is None


def test_too_large_in_pieces(gate: Gate) -> None:
    assert post(gate, [b"x" * MAX_BODY, b"x"])[0] == 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nothing", 404), ("GET", WHERE, 405), ("POST", "/healthz", 405), ("GET", "/healthz", 200)],
)
def test_paths(gate: Gate, method: str, path: str, status: int) -> None:
    assert run(gate, lambda app: ask(app, method, path))[0] == status


def test_signed_lists(gate: Gate) -> None:
    _, _, keys = run(gate, lambda app: ask(app, "GET", "/v1/gate/keys"))
    _, _, revocations = run(gate, lambda app: ask(app, "GET", "/v1/gate/revocations"))
    assert set(read_keys(json.dumps(keys), TRUSTED)) == set(TRUSTED)
    assert read_revocations(json.dumps(revocations), TRUSTED).revoked == {}


def test_a_gate_without_a_key_has_no_lists(ledger: Ledger, tmp_path: Path) -> None:
    gate = Gate(ledger, tmp_path / "s")
    for path in ("/v1/gate/keys", "/v1/gate/revocations"):
        status, _, said = run(gate, lambda app, path=path: ask(app, "GET", path))
        assert (status, set(said["error"])) == (404, {"zh", "en"})


def test_too_many_questions(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "WAITING", 5)

    async def many(app: App) -> list[tuple[int, dict[str, str], Any]]:
        return await asyncio.gather(*(ask(app, "POST", WHERE, text()) for _ in range(40)))

    told = run(gate, many)
    assert {t[0] for t in told} == {200, 503}
    assert all(t[1]["retry-after"] == "1" for t in told if t[0] == 503)


@pytest.mark.parametrize("error", [OperationalError("x", None, Exception("away")), OSError(28, "No space")])
def test_when_database_or_disk_fail_it_says_so(gate: Gate, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(gate, "ask_all", fails)
    status, headers, said = post(gate, text())
    assert (status, headers["retry-after"]) == (503, "5")
    assert set(said["error"]) == {"zh", "en"}


def recorded(ledger: Ledger) -> list[str]:
    with ledger.read() as connection:
        return sorted(connection.execute(sa.select(decisions.c.id)).scalars())


def test_all_that_was_told_is_in_the_ledger_when_it_ends(gate: Gate, ledger: Ledger) -> None:
    async def many(app: App) -> list[str]:
        return sorted(a[2]["id"] for a in await asyncio.gather(*(ask(app, "POST", WHERE, text()) for _ in range(150))))

    assert run(gate, many) == recorded(ledger)


def test_it_begins_with_what_one_before_it_left(gate: Gate, ledger: Ledger, tmp_path: Path) -> None:
    from kanhe.ledger.gate.decision import Request

    left = gate.ask(Request(**QUESTION))
    gate.close()
    following = Gate(ledger, tmp_path / "spool", KEY)

    async def nothing(app: App) -> list[str]:
        return recorded(ledger)

    assert run(following, nothing) == [left.id]


def test_what_the_ledger_cannot_take_stops_nothing(
    gate: Gate, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    def away(*_: object) -> None:
        raise OperationalError("x", None, Exception("away"))

    with monkeypatch.context() as patched:
        patched.setattr(gate, "recover", away)
        status, _, said = post(gate, text())
        assert status == 200
        assert recorded(ledger) == []
    gate.recover()
    assert recorded(ledger) == [said["id"]]
