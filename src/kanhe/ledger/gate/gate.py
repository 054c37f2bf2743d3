"""The gate: asked by stores, answers from the ledger, writes down what it told before it tells it, clears what passed.

Many questions may be asked at once; they share one transaction.  Knows no HTTP.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from kanhe.ledger.gate.clearance import clearance_for, issue
from kanhe.ledger.gate.decision import Decision, GatePolicy, Request, decide
from kanhe.ledger.gate.dsse import key_id, public_pem, read_public
from kanhe.ledger.gate.facts import facts
from kanhe.ledger.gate.records import (
    ClearancesIssued,
    GateDecided,
    Issued,
    KeyAdded,
    Told,
    clearances,
    clearances_of,
    gate_keys,
)  # fmt: skip
from kanhe.ledger.gate.spool import Line, Spool
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
        self, ledger: Ledger, spool: Path, key: Ed25519PrivateKey | None = None, policy: GatePolicy | None = None,
        verifier: str = "https://kanhe.example", flush: bool = False, clock: Clock = now,
    ) -> None:  # fmt: skip
        """``spool``: folder for what was told and is not yet in the ledger.  ``key`` signs clearances; without one none is
        issued.  ``verifier``: address of who answers for them.  ``flush``: answers wait for the disk."""
        self._ledger = ledger
        self._key = key
        self._policy = policy or GatePolicy()
        self._verifier = verifier
        self._clock = clock
        self._spool = Spool(spool, self._take, flush)
        self._fresh: dict[tuple[str, str], Issued] = {}

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

    def ask(self, request: Request) -> Answer:
        """One question."""
        return self.ask_all([request])[0]

    def ask_all(self, requests: Sequence[Request]) -> list[Answer]:
        """Questions answered as of one moment; when it returns, what was told outlives this process."""
        at = self._clock()
        with self._ledger.read() as connection:
            known = facts(connection, requests, day_of(at))
            decisions = [decide(r, f, self._policy) for r, f in zip(requests, known, strict=True)]
            held = self._held(connection, requests, decisions, at)
        fresh = self._cleared(requests, decisions, held, at)
        answers = []
        for request, decision in zip(requests, decisions, strict=True):
            key = (request.sha256, decision.ruleset or "")
            envelope = held.get(key) or (fresh[key].envelope if key in fresh else None)
            answers.append(
                Answer(uuid.uuid4().hex, request, decision, envelope if decision.outcome == "allow" else None)
            )
        lines = [{"issued": msgspec.to_builtins(i)} for i in fresh.values()]
        lines += [{"told": msgspec.to_builtins(_told(answer, at))} for answer in answers]
        self._spool.write(lines)
        self._fresh |= fresh
        return answers

    def settle(self) -> int:
        """Bring what was told so far into the ledger; how many lines.  Called from time to time, and at the end."""
        before = list(self._fresh)
        settled = self._spool.drain()
        for key in before:
            self._fresh.pop(key, None)
        return settled

    def recover(self) -> int:
        """Bring in what a process that died had told; how many lines.  Called at the start."""
        return self._spool.recover()

    def _held(
        self, connection: Connection, requests: Sequence[Request], decisions: Sequence[Decision], at: dt.datetime
    ) -> dict[tuple[str, str], str]:  # fmt: skip
        """(package hash, rules) → clearance that holds, of the builds that may have one."""
        if self._key is None:
            return {}
        passed = [r.sha256 for r, d in zip(requests, decisions, strict=True) if _may_be_cleared(d)]
        held = clearances_of(connection, passed, at) if passed else {}
        return {k: i.envelope for k, i in self._fresh.items() if k[0] in passed and i.valid_until > at} | held

    def _cleared(
        self, requests: Sequence[Request], decisions: Sequence[Decision], held: Mapping[tuple[str, str], str],
        at: dt.datetime,
    ) -> dict[tuple[str, str], Issued]:  # fmt: skip
        """New clearances, for builds that may have one and have none."""
        if self._key is None:
            return {}
        signer = key_id(self._key.public_key())
        found: dict[tuple[str, str], Issued] = {}
        for request, decision in zip(requests, decisions, strict=True):
            key = (request.sha256, decision.ruleset or "")
            if _may_be_cleared(decision) and key not in held and key not in found:
                made = clearance_for(request, decision, self._policy, at, self._verifier)
                found[key] = Issued(
                    uuid.uuid4().hex, made.sha256, signer, made.issued_at, made.valid_until, made.ruleset,
                    issue(made, self._key),
                )  # fmt: skip
        return found

    def _take(self, segment: str, lines: Sequence[Line]) -> None:
        """Bring a segment of the spool into the ledger, once."""
        issued = tuple(msgspec.convert(x["issued"], Issued, strict=False) for x in lines if "issued" in x)
        told = tuple(msgspec.convert(x["told"], Told, strict=False) for x in lines if "told" in x)
        with self._ledger.write() as connection:
            if issued:
                self._ledger.act_within(connection, ClearancesIssued(issued), "gate", f"{segment}/issued")
            if told:
                self._ledger.act_within(connection, GateDecided(told), "gate", f"{segment}/told")


def _may_be_cleared(decision: Decision) -> bool:
    return decision.outcome == "allow" and decision.inspection is not None and decision.verdict == "pass"


def _told(answer: Answer, at: dt.datetime) -> Told:
    r, d = answer.request, answer.decision
    codes = tuple(reason.code for reason in d.reasons)
    return Told(answer.id, at, r.store, r.platform, r.package_id, r.version, r.sha256, d.outcome, codes, d.as_of)
