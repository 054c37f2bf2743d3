"""A server for tests: on both databases, without a process of its own; people of every role, and a browser for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.routing import BaseRoute
from starlette.testclient import TestClient

from kanhe.ledger.enterprises import EnterpriseRegistered
from kanhe.ledger.event import Refused
from kanhe.ledger.ledger import Ledger
from kanhe.server.accounts.access_log import By
from kanhe.server.accounts.account import Standing
from kanhe.server.accounts.accounts import Accounts
from kanhe.server.accounts.passwords import Passwords
from kanhe.server.accounts.recognition import cookie_name
from kanhe.server.application import create
from kanhe.server.identity import Person, Role
from kanhe.server.questions import Questions
from kanhe.server.security.allowed import Rates
from kanhe.server.services import Services
from kanhe.server.settings import Settings
from kanhe.server.start import open_gate
from tests.ledger.conftest import database as database
from tests.ledger.conftest import postgres as postgres
from tests.ledger.conftest import url as url

PASSWORD = "correct horse battery"
ENTERPRISE, OTHER_ENTERPRISE = "enterprise-own", "enterprise-other"
STORE, OTHER_STORE = "store-own", "store-other"
ADDRESS = "http://127.0.0.1:8080"
TESTS = By("tests", "127.0.0.1")
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
PATIENT = Rates(10**6, 10**6, 10**6, 10**6, 10**6)
"""Rates that no test meets by accident."""


@pytest.fixture
def settings(url: str, tmp_path: Path) -> Settings:
    folder = tmp_path / "server"
    folder.mkdir()
    return Settings(folder, database_url="" if url.startswith("sqlite") else url, public_url=ADDRESS, rates=PATIENT)


@pytest.fixture
def serving(settings: Settings) -> Iterator[Services]:
    """Services over an empty ledger with two enterprises, :data:`ENTERPRISE` and :data:`OTHER_ENTERPRISE`; nothing runs."""
    ledger = Ledger.open(settings.database)
    ledger.act(EnterpriseRegistered("本企业", id=ENTERPRISE), "tests")
    ledger.act(EnterpriseRegistered("他企业", id=OTHER_ENTERPRISE), "tests")
    accounts = Accounts.open(ledger.engine, passwords=QUICK)
    gate = open_gate(settings, ledger)
    yield Services(settings, ledger, accounts, *_work(ledger, settings), gate, Questions(gate))
    gate.close()
    ledger.engine.dispose()


def _work(ledger: Ledger, settings: Settings) -> tuple[Any, Any]:
    try:
        from kanhe.server.work.dispatcher import Dispatcher
        from kanhe.server.work.storage import Storage
    except ImportError:
        return None, None
    storage = Storage.open(settings.evidence)
    return storage, Dispatcher(ledger, storage, settings)


_ROUTES: list[BaseRoute] = []
"""Of the first application: what FastAPI works out of them takes more than a second, and is the same for each."""


def put_together(services: Services) -> FastAPI:
    """The application; a second one in a test costs nothing."""
    found = create(services)
    if not _ROUTES:
        _ROUTES.extend(found.router.routes)
    found.router.routes[:] = _ROUTES
    return found


@pytest.fixture
def idle(serving: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """No workers begin with the application: for tests that hand nothing in."""
    monkeypatch.setattr(serving.work, "start", lambda: None)


@pytest.fixture
def app(serving: Services) -> FastAPI:
    return put_together(serving)


@pytest.fixture
def person(serving: Services) -> Callable[..., Person]:
    """``person("developer")``: somebody of that role, of :data:`ENTERPRISE` or :data:`STORE` unless told otherwise."""

    def made(role: Role, enterprise: str | None = None, store: str | None = None) -> Person:
        if role == "developer":
            enterprise = enterprise or ENTERPRISE
        if role == "store":
            store = store or STORE
        email = f"{role}-{enterprise or store or 'all'}@example.com"
        standing = Standing(f"{role} 某", role, enterprise, store)
        try:
            there = serving.accounts.add(email, standing, TESTS).account
        except Refused:
            (there,) = (a for a in serving.accounts.listed() if a.email == email)
        return Person(there.id, there.name, role, enterprise, store)

    return made


@pytest.fixture
def client(serving: Services, app: FastAPI, person: Callable[..., Person]) -> Callable[..., TestClient]:
    """``client("inspector")``: a browser in which somebody of that role, or this very person, is signed in, and which sends the
    session's secret along; ``client(None)``: nobody is.  Redirects are not followed."""

    def made(who: Person | Role | None, enterprise: str | None = None, store: str | None = None) -> TestClient:
        browser = TestClient(app, ADDRESS, raise_server_exceptions=False, follow_redirects=False)
        if who is not None:
            somebody = who if isinstance(who, Person) else person(who, enterprise, store)
            begun = serving.accounts.sign_in(somebody.id, "127.0.0.1")
            browser.cookies.set(cookie_name(serving.settings.secure), begun.secret, domain="127.0.0.1")
            browser.headers["x-csrf-token"] = begun.csrf
        return browser

    return made


@pytest.fixture
def token(serving: Services) -> Callable[..., dict[str, str]]:
    """``token(person)``: the header with a token of that person."""

    def made(who: Person, *scopes: str) -> dict[str, str]:
        issued = serving.accounts.issue_token(who.id, "test", scopes or ("read", "write"), 1, TESTS)  # type: ignore[arg-type]
        return {"Authorization": f"Bearer {issued.secret}"}

    return made


@pytest.fixture
def world(serving: Services) -> Any:
    """The small world of :mod:`tests.server.regime` in the ledger of the services."""
    from tests.server.regime import build_world

    return build_world(serving)
