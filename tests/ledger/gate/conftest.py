"""A ledger with the case of 2021 in it, and a gate over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kanhe.ledger.apps import VersionRegistered, app_id
from kanhe.ledger.gate.decision import Request
from kanhe.ledger.gate.gate import Gate
from kanhe.ledger.inspections import InspectionRecorded
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.reference_case import NEVER_NAMED, STORE, FixedClock, Played, package_hash, play

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
PACKAGE = NEVER_NAMED[1]
APP = app_id("android", PACKAGE)
Add = Callable[..., Request]


@pytest.fixture
def played(ledger: Ledger, clock: FixedClock) -> Played:
    return play(ledger, clock)


@pytest.fixture
def add(ledger: Ledger, played: Played) -> Add:
    """Adds a version of a product never named, with a verdict; the question a store asks of it."""

    def one(version: str, verdict: str | None = "pass", ruleset: str = "rules 1", signer: str | None = None) -> Request:
        sha256 = package_hash(PACKAGE, version)
        ledger.act(VersionRegistered(APP, sha256, version, None, signer), "test")
        if verdict is not None:
            ledger.act(InspectionRecorded(sha256, verdict, ruleset), "test")
        return Request(PACKAGE, version, sha256, STORE, signer)

    return one


@pytest.fixture
def gate(ledger: Ledger, played: Played, clock: FixedClock, tmp_path: Path) -> Iterator[Gate]:
    found = Gate(ledger, tmp_path / "spool", KEY, clock=clock)
    found.register_key("test")
    yield found
    found.close()
