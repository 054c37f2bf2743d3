"""A gate with a past, for the views and pages of stores."""

from __future__ import annotations

import datetime as dt

from kanhe.ledger.apps import AppRegistered, VersionRegistered
from kanhe.ledger.gate.records import ClearancesIssued, GateDecided, Issued, KeyAdded, Told
from kanhe.ledger.inspections import InspectionRecorded
from kanhe.ledger.ledger import Ledger

STORE, OTHER = "store-own", "store-other"
APP = "android:com.example.one"
NOON = dt.datetime(2026, 3, 10, 4, tzinfo=dt.UTC)
"""In Beijing."""


def sha(name: str) -> str:
    import hashlib

    return hashlib.sha256(name.encode()).hexdigest()


def told(
    number: int, store: str = STORE, outcome: str = "hold", at: dt.datetime = NOON, of: str = "one", name: str = ""
) -> Told:  # fmt: skip
    reasons = () if outcome == "allow" else ("not-inspected",)
    return Told(
        f"{number:032x}", at, store, "android", f"com.example.{of}", "1.0", sha(name or of), outcome, reasons, 1
    )


def app(ledger: Ledger, enterprise: str, name: str = "一号", of: str = "one") -> str:
    """An app of which one version is registered."""
    ledger.act(AppRegistered(f"com.example.{of}", name, enterprise), "tests")
    ledger.act(VersionRegistered(f"android:com.example.{of}", sha(of), "1.0"), "tests")
    return f"android:com.example.{of}"


def say(ledger: Ledger, *what: Told) -> None:
    ledger.act(GateDecided(what), "gate")


def passed(ledger: Ledger, of: str = "one") -> str:
    return str(ledger.act(InspectionRecorded(sha(of), "pass", "rules 1"), "tests").event.id)  # type: ignore[attr-defined]


def clear(ledger: Ledger, key: str, number: int, of: str = "one", at: dt.datetime = NOON) -> str:
    one = Issued(f"{number:032x}", sha(of), key, at, at + dt.timedelta(days=180), "rules 1", '{"signed": true}')
    ledger.act(ClearancesIssued((one,)), "gate")
    return one.id


def key(ledger: Ledger, identifier: str = "k" * 64) -> str:
    ledger.act(KeyAdded(identifier, "PEM"), "gate")
    return identifier
