"""Who asks, as the middleware tells it: by cookie, by token, for no longer than a second after the end."""

import asyncio
import time
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.server.accounts import recognition
from kanhe.server.accounts.accounts import Accounts
from kanhe.server.accounts.recognition import Remembering, cookie_name
from kanhe.server.identity import Person
from kanhe.server.services import Services
from tests.server.conftest import QUICK, TESTS

ME = "/v1/me"


def test_a_cookie_and_a_token(
    client: Callable[..., TestClient], person: Callable[..., Person], token: Callable[..., dict[str, str]]
) -> None:  # fmt: skip
    assert client("inspector").get(ME).json()["role"] == "inspector"
    browser = client(None)
    assert browser.get(ME).status_code == 401
    assert browser.get(ME, headers=token(person("auditor"))).json()["role"] == "auditor"


def test_who_sends_a_token_means_the_token(client: Callable[..., TestClient]) -> None:
    assert client("admin").get(ME, headers={"Authorization": "Bearer kanhe_nonsense"}).status_code == 401


@pytest.mark.parametrize(
    "value", ["", "Bearer", "Bearer ", "Bearer x", "Basic YTpi", "Bearer " + "x" * 10_000, "bearer é"]
)
def test_what_is_no_token(client: Callable[..., TestClient], value: str) -> None:
    assert client(None).get(ME, headers={"Authorization": value.encode("utf-8")}).status_code == 401


@pytest.mark.parametrize("value", ["x", "x" * 5000, "%00", '"'])
def test_what_is_no_session(client: Callable[..., TestClient], value: str) -> None:
    browser = client(None)
    assert browser.get(ME, headers={"Cookie": f"{cookie_name(False)}={value}"}).status_code == 401


def test_signing_out_and_disabling_here_end_at_once(
    client: Callable[..., TestClient], serving: Services, person: Callable[..., Person], token: Callable[..., dict[str, str]]
) -> None:  # fmt: skip
    somebody = person("auditor")
    browser, headers = client(somebody), token(somebody)
    assert browser.get(ME).status_code == 200
    assert client(None).get(ME, headers=headers).status_code == 200
    serving.accounts.disable(somebody.id, TESTS)
    assert browser.get(ME).status_code == 401
    assert client(None).get(ME, headers=headers).status_code == 401


def test_disabling_elsewhere_ends_within_a_second(
    client: Callable[..., TestClient], serving: Services, person: Callable[..., Person], token: Callable[..., dict[str, str]]
) -> None:  # fmt: skip
    somebody = person("auditor")
    browser, headers = client(None), token(somebody)
    assert browser.get(ME, headers=headers).status_code == 200
    Accounts(serving.ledger.engine, passwords=QUICK).disable(somebody.id, TESTS)
    deadline = time.monotonic() + recognition.REMEMBERED + 0.5
    while browser.get(ME, headers=headers).status_code == 200:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_many_at_once_look_once_and_a_second_later_again() -> None:
    looks: list[str] = []

    def look(secret: str) -> str:
        looks.append(secret)
        time.sleep(0.05)
        return secret.upper()

    async def ask() -> None:
        remembering = Remembering(look, lambda: 0, 0.3)
        assert await asyncio.gather(*(remembering.get("a") for _ in range(100))) == ["A"] * 100
        assert await remembering.get("a") == "A"
        assert looks == ["a"]
        await asyncio.sleep(0.35)
        await remembering.get("a")
        assert looks == ["a", "a"]

    asyncio.run(ask())


def test_what_is_nobody_s_is_not_kept_and_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "AT_MOST", 10)

    async def ask() -> None:
        none: Remembering[str] = Remembering(lambda secret: None, lambda: 0)
        for n in range(50):
            assert await none.get(str(n)) is None
        assert len(none._kept) == 0
        some = Remembering(lambda secret: secret, lambda: 0)
        for n in range(50):
            await some.get(str(n))
        assert len(some._kept) == 10

    asyncio.run(ask())


def test_who_leaves_does_not_end_the_look_of_others() -> None:
    async def ask() -> None:
        remembering = Remembering(lambda secret: time.sleep(0.1) or secret, lambda: 0)
        first = asyncio.create_task(remembering.get("a"))
        second = asyncio.create_task(remembering.get("a"))
        await asyncio.sleep(0.02)
        first.cancel()
        assert await second == "a"

    asyncio.run(ask())


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        ({}, "zh"), ({"Accept-Language": "en-GB,en;q=0.9"}, "en"), ({"Accept-Language": "fr, en;q=0.5, zh;q=0.8"}, "zh"),
        ({"Accept-Language": "de"}, "zh"), ({"Accept-Language": "zh;q=0, en;q=x, en-US;q=0.1"}, "en"),
        ({"Accept-Language": "zh", "Cookie": "kanhe-language=en"}, "en"), ({"Cookie": "kanhe-language=xx"}, "zh"),
    ],
    ids=str,
)  # fmt: skip
def test_language(headers: dict[str, str], language: str) -> None:
    from starlette.requests import HTTPConnection

    raw = [(k.lower().encode(), v.encode()) for k, v in headers.items()]
    assert recognition.language(HTTPConnection({"type": "http", "headers": raw})) == language
