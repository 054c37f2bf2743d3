"""A ledger with the demo's year, for the tests that look into it."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kanhe.ledger.ledger import Ledger
from kanhe.server.accounts.accounts import Accounts
from kanhe.server.demo.filling import Login, fill
from kanhe.server.work.storage import Storage
from tests.server.conftest import QUICK

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def filled(url: str, folder: Path) -> tuple[Ledger, tuple[Login, ...]]:
    ledger = Ledger.open(url)
    accounts = Accounts.open(ledger.engine, passwords=QUICK)
    storage = Storage.open((folder / "evidence").as_uri())
    return ledger, fill(ledger, accounts, storage, KEY, "https://kanhe.example")
