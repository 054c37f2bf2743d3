"""The gate over HTTP, a small ASGI application by itself or mounted in a larger one.

Reads requests, writes answers; what the answer is, is the gate's business.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import msgspec
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from kanhe.ledger.gate.batching import Batching, Overloaded
from kanhe.ledger.gate.decision import Reason, Request
from kanhe.ledger.gate.gate import Answer, Gate

MAX_BODY = 16 * 1024
SETTLE_EVERY = 0.2
"""Seconds."""
_LOG = logging.getLogger("kanhe.gate")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_LENGTHS = {"package_id": 255, "version": 255, "store": 64, "signer": 64, "platform": 16}


class BadRequest(ValueError):
    def __init__(self, zh: str, en: str, status: int = 400) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en
        self.status = status


def gate_app(gate: Gate) -> Starlette:
    """The application over a gate."""
    batching = Batching(gate.ask_all)

    async def decide(http: HttpRequest) -> Response:
        try:
            request = _request(await _body(http))
            answer = await batching.ask(request)
        except BadRequest as error:
            return _problem(error.status, error.zh, error.en)
        except Overloaded:
            return _problem(
                503, "请求过多，请稍后再试", "too many questions wait; ask again in a moment", {"Retry-After": "1"}
            )
        return _json(_answer(answer))

    async def revocations(http: HttpRequest) -> Response:
        return Response(gate.revocations(), media_type="application/json")

    async def keys(http: HttpRequest) -> Response:
        return Response(gate.keys(), media_type="application/json")

    async def health(http: HttpRequest) -> Response:
        return _json({"status": "ok"})

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        gate.recover()
        settling = asyncio.create_task(_settle(gate))
        yield
        settling.cancel()
        batching.close()
        gate.settle()

    routes = [
        Route("/v1/gate/decisions", decide, methods=["POST"]),
        Route("/v1/gate/revocations", revocations),
        Route("/v1/gate/keys", keys),
        Route("/healthz", health),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


async def _settle(gate: Gate) -> None:
    """Bring what was told into the ledger, a few times a second; when the database is away, keep trying."""
    while True:
        await asyncio.sleep(SETTLE_EVERY)
        try:
            if not await asyncio.to_thread(gate.settle):
                continue
        except SQLAlchemyError:
            _LOG.exception("what the gate told could not be brought into the ledger; it is kept and tried again")
            await asyncio.sleep(5)
            with suppress(SQLAlchemyError):
                await asyncio.to_thread(gate.recover)


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
    if not _SHA256.fullmatch(request.sha256):
        raise BadRequest(
            "sha256 应为 64 位十六进制", "sha256 should be 64 hexadecimal digits", 422
        )  # fmt: skip
    for field, longest in _LENGTHS.items():
        value = getattr(request, field)
        if value is not None and (not value or len(value) > longest or "\x00" in value):
            raise BadRequest(f"{field} 的长度应为 1–{longest}", f"{field} should have 1–{longest} characters", 422)
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


def _json(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(msgspec.json.encode(value), status, headers, "application/json")


def _problem(status: int, zh: str, en: str, headers: dict[str, str] | None = None) -> Response:
    return _json({"error": {"zh": zh, "en": en}}, status, headers)
