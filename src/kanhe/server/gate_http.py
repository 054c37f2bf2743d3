"""The gate's questions and answers in HTTP, for the small application and the large one alike.

Reads requests, writes answers; what the answer is, is the gate's business.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from kanhe.ledger.gate.batching import Batching, Overloaded
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


@asynccontextmanager
async def living(gate: Gate, batching: Batching) -> AsyncIterator[None]:
    """The gate at work: what an earlier one left is taken in, what is told is brought into the ledger, at the end all of it.

    On PostgreSQL that is done by a process of its own, which keeps its work away from the answers; on SQLite by a thread."""
    sys.setswitchinterval(SWITCH)
    await asyncio.to_thread(taken, gate)
    apart = None if gate.settles_here else Settling(*gate.whereabouts)
    settling = asyncio.create_task(_settle(gate, apart))
    try:
        yield
    finally:
        settling.cancel()
        await asyncio.to_thread(_end, gate, batching, apart)


async def question(http: HttpRequest) -> Request:
    """What is asked.  Raises :class:`BadRequest`."""
    return _request(await _body(http))


async def answered(batching: Batching, request: Request) -> Response:
    try:
        answer = await batching.ask(request)
    except Overloaded:
        return problem(
            503, "请求过多，请稍后再试", "too many questions wait; ask again in a moment", {"Retry-After": "1"}
        )
    except (SQLAlchemyError, OSError):
        _LOG.exception("questions could not be answered")
        return _away()
    return json(_answer(answer))


async def _settle(gate: Gate, apart: Settling | None) -> None:
    """Bring what was told into the ledger, a few times a second; when the database is away, keep trying."""
    while True:
        await asyncio.sleep(SETTLE_EVERY)
        gate.hand_over()
        if (apart is None or not apart.lives) and not await asyncio.to_thread(taken, gate):
            await asyncio.sleep(AFTER_TROUBLE)


def _end(gate: Gate, batching: Batching, apart: Settling | None) -> None:
    batching.close()
    gate.hand_over()
    if apart is not None:
        apart.close()
    taken(gate)
    gate.close()


async def signed(write: Callable[[], str]) -> Response:
    """A signed list, or why there is none."""
    try:
        return Response(await asyncio.to_thread(write), media_type="application/json")
    except ValueError:
        return problem(404, "该闸口没有密钥，不签发凭证", "this gate has no key and signs nothing")
    except SQLAlchemyError:
        return _away()


def _away() -> Response:
    return problem(
        503, "台账暂不可用，请稍后再试", "the ledger is not available; ask again in a moment", {"Retry-After": "5"}
    )


async def _body(http: HttpRequest) -> bytes:
    parts = bytearray()
    async for part in http.stream():
        parts += part
        if len(parts) > MAX_BODY:
            raise BadRequest("请求过大", "the request is too large", 413)
    return bytes(parts)


def _request(body: bytes) -> Request:
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


def json(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(msgspec.json.encode(value), status, headers, "application/json")


def problem(status: int, zh: str, en: str, headers: dict[str, str] | None = None) -> Response:
    return json({"error": {"zh": zh, "en": en}}, status, headers)
