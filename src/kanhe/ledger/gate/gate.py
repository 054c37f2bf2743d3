"""The gate: asked by stores, answers from the ledger, writes down what it told before it tells it, clears what passed.

Many questions may be asked at once; they share one transaction.  Knows no HTTP.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from kanhe.ledger.gate.clearance import clearance_for, issue
from kanhe.ledger.gate.decision import Decision, GatePolicy, Request, decide
from kanhe.ledger.gate.dsse import key_id, public_pem, read_public
from kanhe.ledger.gate.facts import facts
from kanhe.ledger.gate.records import (
    ClearanceIssued,
    GateDecided,
    KeyAdded,
    Told,
    clearance_of,
    clearances,
    gate_keys,
)  # fmt: skip
from kanhe.ledger.gate.trust import Revocations, write_keys, write_revocations
from kanhe.ledger.ledger import Clock, Ledger, now
from kanhe.ledger.workdays import day_of


@dataclass(frozen=True, slots=True)
class Answer:
    """What a store is told."""

    id: str
    request: Request
    decision: Decision
    clearance: str | None = None
    """The signed envelope, for an allowed build behind which a passed inspection stands."""


class Gate:
    """A gate over a ledger."""

    def __init__(
        self, ledger: Ledger, key: Ed25519PrivateKey | None = None, policy: GatePolicy | None = None,
        verifier: str = "https://kanhe.example", clock: Clock = now,
    ) -> None:  # fmt: skip
        """``key`` signs clearances; without one none is issued.  ``verifier``: address of who answers for them."""
        self._ledger = ledger
        self._key = key
        self._policy = policy or GatePolicy()
        self._verifier = verifier
        self._clock = clock

    def register_key(self, actor: str) -> str:
        """Make the key known to the ledger, once; its id.  Raises ``ValueError`` without a key."""
        public = self._signer().public_key()
        with self._ledger.write() as connection:
            known = connection.execute(gate_keys.select().where(gate_keys.c.id == key_id(public))).first()
            if known is None:
                self._ledger.act_within(connection, KeyAdded(key_id(public), public_pem(public)), actor)
        return key_id(public)

    def revocations(self, days: int = 1) -> str:
        """The signed list of revocations as of now, good for some days.  Raises ``ValueError`` without a key."""
        key, at = self._signer(), self._clock()
        c = clearances.c
        with self._ledger.read() as connection:
            rows = connection.execute(
                sa.select(c.sha256, c.revoked_because).where(c.revoked_at.is_not(None), c.valid_until > at)
            ).all()
        revoked = {row.sha256: row.revoked_because for row in rows}
        return write_revocations(Revocations(at, at + dt.timedelta(days=days), revoked), key)

    def keys(self) -> str:
        """The signed set of the keys that sign, or have signed, clearances.  Raises ``ValueError`` without a key."""
        key = self._signer()
        with self._ledger.read() as connection:
            pems = connection.execute(sa.select(gate_keys.c.id, gate_keys.c.pem)).all()
        return write_keys({row.id: read_public(row.pem.encode()) for row in pems}, key)

    def _signer(self) -> Ed25519PrivateKey:
        if self._key is None:
            raise ValueError("the gate has no key")
        return self._key

    def ask(self, request: Request, actor: str = "gate") -> Answer:
        """One question."""
        return self.ask_all([request], actor)[0]

    def ask_all(self, requests: Sequence[Request], actor: str = "gate") -> list[Answer]:
        """Questions answered as of one moment; when it returns, all answers are in the ledger."""
        with self._ledger.write() as connection:
            answers = [self._answer(connection, request, actor) for request in requests]
            told = tuple(_told(answer) for answer in answers)
            self._ledger.act_within(connection, GateDecided(told), actor)
        return answers

    def _answer(self, connection: Connection, request: Request, actor: str) -> Answer:
        at = self._clock()
        decision = decide(request, facts(connection, request, day_of(at)), self._policy)
        return Answer(uuid.uuid4().hex, request, decision, self._clearance(connection, request, decision, actor))

    def _clearance(self, connection: Connection, request: Request, decision: Decision, actor: str) -> str | None:
        """The clearance that holds already, or a new one."""
        if decision.outcome != "allow" or decision.inspection is None or self._key is None:
            return None
        at = self._clock()
        held = clearance_of(connection, request.sha256, at, decision.ruleset or "")
        if held is not None:
            return held
        clearance = clearance_for(request, decision, self._policy, at, self._verifier)
        envelope = issue(clearance, self._key)
        signer = key_id(self._key.public_key())
        issued = ClearanceIssued(
            clearance.sha256, signer, clearance.issued_at, clearance.valid_until, clearance.ruleset, envelope
        )
        self._ledger.act_within(connection, issued, actor)
        return envelope


def _told(answer: Answer) -> Told:
    r, d = answer.request, answer.decision
    codes = tuple(reason.code for reason in d.reasons)
    return Told(answer.id, r.store, r.platform, r.package_id, r.version, r.sha256, d.outcome, codes, d.as_of)
