"""Filling an empty ledger with the demo's year, once, and giving its six people a password at each start."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kanhe.ledger import journal
from kanhe.ledger.event import Refused
from kanhe.ledger.ledger import Ledger, now
from kanhe.ledger.reference_case import play
from kanhe.ledger.strikes import StrikePolicySet
from kanhe.server.accounts.access_log import By
from kanhe.server.accounts.account import Standing
from kanhe.server.accounts.accounts import Accounts
from kanhe.server.demo import cast
from kanhe.server.demo.builds import Builds
from kanhe.server.demo.cases import Cases
from kanhe.server.demo.telling import Telling
from kanhe.server.demo.year import BEGINNING, Year
from kanhe.server.identity import ROLES, Role
from kanhe.server.settings import Settings
from kanhe.server.start import KEY, gate_key
from kanhe.server.work.storage import Storage

BEGUN, DONE = "kanhe-demo", "kanhe-demo-year"
"""Keys of the first act of each of its two transactions."""
BY = By("demo")
NAMES: Mapping[Role, str] = {
    "developer": "示例开发者", "store": "示例商店", "inspector": "示例检测员", "supervisor": "示例监管员",
    "auditor": "示例审计员", "admin": "示例管理员",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Login:
    """How a newcomer signs in as one of the six."""

    role: Role
    name: str
    email: str
    password: str


def prepare(settings: Settings) -> tuple[Login, ...]:
    """Fill what the settings name, before the server opens it; how to sign in.  Raises what opening and :func:`fill` raise."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    ledger = Ledger.open(settings.database)
    try:
        accounts, storage = Accounts.open(ledger.engine), Storage.open(settings.evidence)
        return fill(ledger, accounts, storage, gate_key(settings.folder / KEY), settings.public_url)
    finally:
        ledger.engine.dispose()


def fill(
    ledger: Ledger, accounts: Accounts, storage: Storage, key: Ed25519PrivateKey, verifier: str
) -> tuple[Login, ...]:
    """Fill the ledger if that was not done before; always set a new password.  ``key``: the gate's.

    Raises :class:`Refused` for a ledger with records of its own: the demo is never mixed with them."""
    with ledger.write() as connection:
        if journal.known(connection, BEGUN) is None:
            if connection.execute(sa.select(journal.head.c.seq)).scalar_one():
                raise Refused(
                    "台账中已有记录；演示数据只写入空台账，请换一个文件夹",
                    "the ledger has records of its own; the demo fills an empty one only: give another folder",
                )
            telling = Telling(ledger, connection, now(), {})
            telling.clock.day(dt.date(2021, 1, 4), 9)
            telling.act(StrikePolicySet(), "demo", BEGUN)
            play(telling, telling.clock)
            telling.clock.at = telling.now - dt.timedelta(days=BEGINNING)
            Year(telling, key, verifier).register()
    people = _people(accounts)
    builds = Builds.found()
    with ledger.write() as connection:
        if journal.known(connection, DONE) is None:
            telling = Telling(ledger, connection, now(), people)
            telling.clock.at = telling.now - dt.timedelta(days=BEGINNING - 0.5)
            year = Year(telling, key, verifier)
            telling.act(builds.first(), people["developer"], DONE)
            telling.tell([*Cases(telling).stories(), *year.stories(), *builds.stories(telling, storage)])
    return _logins(accounts)


def _people(accounts: Accounts) -> dict[Role, str]:
    """Role → id of its account, made when it is not there."""
    known = {a.email: a.id for a in accounts.listed()}
    return {role: known.get(email(role)) or accounts.add(email(role), _standing(role), BY).account.id for role in ROLES}


def _standing(role: Role) -> Standing:
    enterprise = cast.GALAXY.id if role == "developer" else None
    return Standing(NAMES[role], role, enterprise, cast.STORE if role == "store" else None)


def email(role: Role) -> str:
    return f"{role}@example.com"


def _logins(accounts: Accounts) -> tuple[Login, ...]:
    password = secrets.token_urlsafe(12)
    people = {a.email: a for a in accounts.listed()}
    for role in ROLES:
        accounts.set_password(people[email(role)].id, password, BY)
    return tuple(Login(role, NAMES[role], email(role), password) for role in ROLES)
