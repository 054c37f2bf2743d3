"""The gate: asked by stores, answers from the ledger, writes down what it told before it tells it, clears what passed.

Many questions may be asked at once; they share one transaction.  Knows no HTTP.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import math
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kanhe.ledger.gate.awaiting import Awaiting
from kanhe.ledger.gate.clearance import clearance_for, issue
from kanhe.ledger.gate.decision import Decision, Facts, GatePolicy, Request, decide
from kanhe.ledger.gate.dsse import key_id, public_pem, read_public
from kanhe.ledger.gate.facts import facts
from kanhe.ledger.gate.reading import Reading
from kanhe.ledger.gate.records import ClearancesIssued, GateDecided, Issued, KeyAdded, Told, gate_keys, signs
from kanhe.ledger.gate.spool import Line, Spool
from kanhe.ledger.gate.standing import ended, trusted_keys
from kanhe.ledger.gate.trust import Revocations, Revoked, write_keys, write_revocations
from kanhe.ledger.ledger import Clock, Ledger, now
from kanhe.ledger.workdays import day_of

LOOK_EVERY = 1.0
"""Seconds between looks at whether the key was retired."""


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
        former: Sequence[Ed25519PrivateKey] = (),
    ) -> None:  # fmt: skip
        """``spool``: folder for what was told and is not yet in the ledger.  ``key`` signs clearances; without one none is
        issued.  ``verifier``: address of who answers for them.  ``flush``: answers wait for the disk.
        ``former``: keys that sign the set of keys beside ``key``, for stores that trust only those."""
        self._ledger = ledger
        self._key = key
        self._policy = policy or GatePolicy()
        self._verifier = verifier
        self._clock = clock
        self._spool_folder = spool
        self._spool = Spool(spool, self._take, flush)
        self._fresh: dict[tuple[str, str], tuple[Issued, str]] = {}  # (package hash, rules) → clearance, segment
        self._reading = Reading(ledger)
        self._awaiting = Awaiting(ledger)
        self._former = tuple(former)
        self._key_id = key_id(key.public_key()) if key is not None else ""
        self._may_sign, self._looked = False, -math.inf

    def register_key(self, actor: str) -> str:
        """Make the key known to the ledger, once; its id.  Raises ``ValueError`` without a key."""
        public = self._signer().public_key()
        with self._ledger.write() as connection:
            known = connection.execute(gate_keys.select().where(gate_keys.c.id == key_id(public))).first()
            if known is None:
                self._ledger.act_within(connection, KeyAdded(key_id(public), public_pem(public)), actor)
        self._looked = -math.inf
        return key_id(public)

    def revocations(self, days: int = 1) -> str:
        """The signed list of revocations as of now, good for some days: what was revoked, and what a delisting ended.
        Raises ``ValueError`` without a key."""
        key, at = self._signer(), self._clock()
        with self._ledger.read() as connection:
            revoked = ended(connection, at)
        listed = {sha256: Revoked(moment, reason) for sha256, (moment, reason) in revoked.items()}
        return write_revocations(Revocations(at, at + dt.timedelta(days=days), listed), key)

    def keys(self) -> str:
        """The signed set of the keys whose clearances may be trusted: those that sign, and the retired ones that have signed
        what still holds.  Raises ``ValueError`` without a key."""
        key = self._signer()
        with self._ledger.read() as connection:
            pems = trusted_keys(connection, self._clock())
        return write_keys({i: read_public(pem.encode()) for i, pem in pems.items()}, key, *self._former)

    def _signer(self) -> Ed25519PrivateKey:
        if self._key is None:
            raise ValueError("the gate has no key")
        return self._key

    def ask(self, request: Request) -> Answer:
        """One question."""
        return self.ask_all([request])[0]

    def ask_all(self, requests: Sequence[Request]) -> list[Answer]:
        """Questions answered as of one moment; when it returns, what was told outlives this process.  Raises ``ValueError``
        for a request that is none, ``OSError`` when the spool takes nothing, and what the database raises."""
        _look_at(requests)
        at = self._clock()
        known = self._reading.read(lambda connection: facts(connection, requests, day_of(at), at))
        return self._tell(requests, known, at, self._signs())

    async def answer_all(self, requests: Sequence[Request]) -> list[Answer]:
        """As :meth:`ask_all`, for an event loop, on PostgreSQL; one call at a time."""
        _look_at(requests)
        at = self._clock()
        known = await self._awaiting.facts(requests, day_of(at), at)
        if self._must_look():
            await asyncio.to_thread(self._signs)
        return self._tell(requests, known, at, self._may_sign)

    def _tell(self, requests: Sequence[Request], known: Sequence[Facts], at: dt.datetime, signs: bool) -> list[Answer]:
        """The answers, kept in the spool."""
        decisions = [decide(r, f, self._policy) for r, f in zip(requests, known, strict=True)]
        issued: dict[tuple[str, str], Issued] = {}
        answers = []
        for request, decision, found in zip(requests, decisions, known, strict=True):
            envelope = None
            if signs and _may_be_cleared(decision):
                key = (request.sha256, decision.ruleset or "")
                envelope = self._held(key, found, at)
                if envelope is None:
                    if key not in issued:
                        issued[key] = self._issue(request, decision, at)
                    envelope = issued[key].envelope
            answers.append(Answer(uuid.uuid4().hex, request, decision, envelope))
        lines: list[Line] = [{"issued": i} for i in issued.values()]
        lines += [{"told": _told(answer, at)} for answer in answers]
        segment = self._spool.write(lines)
        for key, one in issued.items():
            self._fresh[key] = (one, segment)
        return answers

    def consider(self, requests: Sequence[Request]) -> list[Decision]:
        """What would be answered now; told to nobody and written nowhere."""
        at = self._clock()
        known = self._reading.read(lambda connection: facts(connection, requests, day_of(at), at))
        return [decide(r, f, self._policy) for r, f in zip(requests, known, strict=True)]

    def settle(self) -> int:
        """Bring what was told so far into the ledger; how many lines.  Called from time to time, and at the end."""
        settled = self._spool.drain()
        self._forget()
        return settled

    def hand_over(self) -> None:
        """Leave what was told so far to whoever recovers the spool, another process perhaps, and forget what has arrived."""
        self._spool.hand_over()
        self._forget()

    def recover(self) -> int:
        """Bring in what a process that died had told, or one that lives has handed over; how many lines."""
        return self._spool.recover()

    @property
    def settles_here(self) -> bool:
        """The database is not one that another process should write to meanwhile."""
        return self._ledger.engine.dialect.name != "postgresql"

    @property
    def whereabouts(self) -> tuple[str, Path]:
        """Database URL, password and all, and folder of the spool: what another process needs to bring in what is told."""
        return self._ledger.engine.url.render_as_string(hide_password=False), self._spool_folder

    async def leave_loop(self) -> None:
        """Give back the connection with which :meth:`answer_all` asked, in the loop in which it did."""
        await self._awaiting.close()

    def close(self) -> None:
        """Give the database's connection back; what was told stays in the spool."""
        self._spool.close()
        self._reading.close()

    def _forget(self) -> None:
        """Drop the clearances that the ledger has by now."""
        fresh = list(self._fresh.items())
        kept = {segment for segment in {s for _, (_, s) in fresh} if self._spool.holds(segment)}
        for key, (one, segment) in fresh:
            if segment not in kept and self._fresh.get(key, (None, ""))[0] is one:
                del self._fresh[key]

    def _held(self, key: tuple[str, str], found: Facts, at: dt.datetime) -> str | None:
        """The clearance that holds: the ledger's, or one on its way there."""
        ended = found.revoked_at
        if found.clearance is not None and found.cleared_at is not None and (not ended or found.cleared_at > ended):
            return found.clearance
        fresh = self._fresh.get(key)
        if fresh is None:
            return None
        one, _ = fresh
        return one.envelope if one.valid_until > at and (not ended or one.issued_at > ended) else None

    def _issue(self, request: Request, decision: Decision, at: dt.datetime) -> Issued:
        made = clearance_for(request, decision, self._policy, at, self._verifier)
        return Issued(
            uuid.uuid4().hex, made.sha256, self._key_id, made.issued_at, made.valid_until, made.ruleset,
            issue(made, self._signer()),
        )  # fmt: skip

    def _signs(self) -> bool:
        """The key is known to the ledger and not retired, as looked up a moment ago."""
        if self._must_look():
            moment = time.monotonic()
            self._may_sign = self._reading.read(lambda connection: signs(connection, self._key_id))
            self._looked = moment
        return self._may_sign

    def _must_look(self) -> bool:
        return self._key is not None and time.monotonic() >= self._looked + LOOK_EVERY

    def _take(self, segment: str, lines: Sequence[Line]) -> None:
        """Bring a segment of the spool into the ledger, once."""
        issued = tuple(msgspec.convert(x["issued"], Issued, strict=False) for x in lines if "issued" in x)
        told = tuple(msgspec.convert(x["told"], Told, strict=False) for x in lines if "told" in x)
        with self._ledger.write() as connection:
            if issued:
                self._ledger.act_within(connection, ClearancesIssued(issued), "gate", f"{segment}/issued")
            if told:
                self._ledger.act_within(connection, GateDecided(told), "gate", f"{segment}/told")


def _look_at(requests: Sequence[Request]) -> None:
    for request in requests:
        if (ill := request.ill()) is not None:
            raise ValueError(ill[1])


def _may_be_cleared(decision: Decision) -> bool:
    return decision.outcome == "allow" and decision.inspection is not None and decision.verdict == "pass"


def _told(answer: Answer, at: dt.datetime) -> Told:
    r, d = answer.request, answer.decision
    codes = tuple(reason.code for reason in d.reasons)
    return Told(answer.id, at, r.store, r.platform, r.package_id, r.version, r.sha256, d.outcome, codes, d.as_of)
