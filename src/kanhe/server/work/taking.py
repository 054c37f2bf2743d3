"""From a request to a submission: the body is received in a folder of its own, then entered; for program and page alike."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from kanhe.server.identity import Person
from kanhe.server.services import Services
from kanhe.server.work.receiving import BadUpload, Receiver, landing, too_large, uploads_of
from kanhe.server.work.storage import AWAY
from kanhe.server.work.submitting import Entered, submit

PIECE = 1 << 20
"""Bytes that are gathered before a thread writes them."""
_LOG = logging.getLogger("kanhe.work")


async def take(
    request: Request, serving: Services, person: Person, key: str | None, name: str, fields: Mapping[str, str]
) -> Entered:  # fmt: skip
    """Receive and enter.  ``name`` and ``fields``: of a package that comes alone; a form has its own.

    Raises :class:`BadUpload`, what :func:`~kanhe.server.work.submitting.submit` raises, and ``HTTPException`` 413 for a
    body over the bound."""
    most = serving.settings.upload_megabytes << 20
    said = request.headers.get("content-length", "")
    alone = not request.headers.get("content-type", "").lower().startswith("multipart/")
    if alone and said.isascii() and said.isdigit() and int(said[:20]) > most:
        raise too_large(most)
    try:
        with landing(uploads_of(serving.settings.folder)) as folder:
            receiver = Receiver(folder, request.headers.get("content-type", ""), most, name)
            await _receive(request, receiver)
            received = await run_in_threadpool(receiver.finish)
            if alone:
                received = replace(received, fields=fields)
            entered = await run_in_threadpool(submit, serving.ledger, serving.storage, person, received, key)
    except ClientDisconnect as error:
        raise BadUpload(400, "上传中断", "the upload was broken off") from error
    except AWAY as error:
        _LOG.error("an upload could not be kept: %s", str(error).partition("\n")[0])
        raise BadUpload(
            503, "存储暂不可用或已满，请稍后再试", "the storage is not available or full; try again in a moment"
        ) from error
    serving.work.wake()
    return entered


async def _receive(request: Request, receiver: Receiver) -> None:
    gathered = bytearray()
    async for piece in request.stream():
        gathered += piece
        if len(gathered) >= PIECE:
            await run_in_threadpool(receiver.write, bytes(gathered))
            gathered.clear()
    if gathered:
        await run_in_threadpool(receiver.write, bytes(gathered))
