"""Questions to the gate as bytes, its answers as bytes: the part of HTTP that any server over the gate shares.

Reads requests, writes answers; what the answer is, is the gate's business.  Knows no routes.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from kanhe.ledger.gate.batching import Batching, InThread, Overloaded
from kanhe.ledger.gate.decision import Reason, Request
from kanhe.ledger.gate.gate import Answer, Gate
from kanhe.server.settling import AFTER_TROUBLE, Settling, taken

MAX_BODY = 16 * 1024
SETTLE_EVERY = 0.2
"""Seconds."""
SWITCH = 0.0005
"""Seconds until the thread that has an answer from the database takes its turn; Python's own 0.005 is half of the budget."""
_LOG = logging.getLogger("kanhe.gate")


class BadRequest(ValueError):
    def __init__(self, zh: str, en: str, status: int = 400) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en
        self.status = status


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: JSON."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


class Questions:
    """Takes questions while :meth:`at_work`."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._batching = Batching(InThread(gate.ask_all) if gate.settles_here else gate.answer_all)

    async def answer(self, body: bytes, store: str | None = None) -> Reply:
        """The answer to one question.  ``store``: the only one that the asker may ask for."""
        try:
            request = read_question(body)
            if store is not None and request.store != store:
                return problem(404, "没有这个商店", "there is no such store")
            return _reply(_answer(await self._batching.ask(request)))
        except BadRequest as error:
            return problem(error.status, error.zh, error.en)
        except Overloaded:
            return problem(
                503, "请求过多，请稍后再试", "too many questions wait; ask again in a moment", {"Retry-After": "1"}
            )
        except (SQLAlchemyError, OSError):
            _LOG.exception("questions could not be answered")
            return _away()
        except Exception:  # noqa: BLE001 - the asker is told, whatever it was
            _LOG.exception("a question failed")
            return problem(500, "闸口出错", "the gate failed")

    async def revocations(self) -> Reply:
        return await _signed(self._gate.revocations)

    async def keys(self) -> Reply:
        return await _signed(self._gate.keys)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """On PostgreSQL the loop itself asks, and what is told is brought into the ledger by a process of its own, which keeps
        its work away from the answers; on SQLite both are done by threads."""
        sys.setswitchinterval(SWITCH)
        await asyncio.to_thread(taken, self._gate)
        apart = None if self._gate.settles_here else Settling(*self._gate.whereabouts)
        gc.collect()
        gc.freeze()  # what was loaded stays: to look through it again would make askers wait
        ended = asyncio.Event()
        settling = asyncio.create_task(_settle(self._gate, apart, ended))
        try:
            yield
        finally:
            ended.set()
            await settling  # not cancelled: a thread at a segment would be left behind, and cut off with the process
            await self._batching.close()
            await self._gate.leave_loop()
            await asyncio.to_thread(self._end, apart)

    def _end(self, apart: Settling | None) -> None:
        self._gate.hand_over()
        if apart is not None:
            apart.close()
        taken(self._gate)
        self._gate.close()


async def _settle(gate: Gate, apart: Settling | None, ended: asyncio.Event) -> None:
    """Bring what was told into the ledger, a few times a second, until the end; when the database is away, keep trying."""
    wait = SETTLE_EVERY
    while not await _happened(ended, wait):
        gate.hand_over()
        here = apart is None or not apart.lives
        wait = AFTER_TROUBLE if here and not await asyncio.to_thread(taken, gate) else SETTLE_EVERY


async def _happened(event: asyncio.Event, within: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), within)
    except TimeoutError:
        return False
    return True


async def _signed(write: Callable[[], str]) -> Reply:
    """A signed list, or why there is none."""
    try:
        return Reply(200, (await asyncio.to_thread(write)).encode())
    except ValueError:
        return problem(404, "该闸口没有密钥，不签发凭证", "this gate has no key and signs nothing")
    except SQLAlchemyError:
        return _away()


def _away() -> Reply:
    return problem(
        503, "台账暂不可用，请稍后再试", "the ledger is not available; ask again in a moment", {"Retry-After": "5"}
    )


def read_question(body: bytes) -> Request:
    """The question in a body.  Raises :class:`BadRequest`."""
    try:
        request = msgspec.json.decode(body, type=Request)
    except msgspec.ValidationError as error:
        raise BadRequest(f"请求字段有误：{error}", f"the request is not as it should be: {error}", 422) from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadRequest("请求不是 JSON", "the request is no JSON") from error
    if (ill := request.ill()) is not None:
        raise BadRequest(*ill, 422)
    return _lower(request)


def _lower(request: Request) -> Request:
    """Digests are compared in lower case."""
    signer = request.signer.lower() if request.signer else None
    return Request(
        request.package_id, request.version, request.sha256.lower(), request.store, signer, request.platform
    )  # fmt: skip


def _answer(answer: Answer) -> dict[str, Any]:
    d = answer.decision
    return {
        "id": answer.id, "decision": d.outcome, "kind": d.kind, "reasons": [_reason(r) for r in d.reasons],
        "inspection": d.inspection, "ruleset": d.ruleset, "as_of": d.as_of,
        "clearance": msgspec.Raw(answer.clearance.encode()) if answer.clearance else None,
    }  # fmt: skip


def _reason(reason: Reason) -> dict[str, Any]:
    lift = {"zh": reason.lift_zh, "en": reason.lift_en} if reason.lift_zh else None
    return {
        "code": reason.code, "outcome": reason.outcome, "message": {"zh": reason.zh, "en": reason.en},
        "rests_on": list(reason.rests_on), "lift": lift,
    }  # fmt: skip


def _reply(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Reply:
    return Reply(status, msgspec.json.encode(value), headers or {})


def problem(status: int, zh: str, en: str, headers: dict[str, str] | None = None) -> Reply:
    return _reply({"error": {"zh": zh, "en": en}}, status, headers)
