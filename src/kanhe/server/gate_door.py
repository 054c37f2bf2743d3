"""The short way to the gate: a store that was recognised a moment ago is answered before routes and bounds are looked through.

A store asks hundreds of times a second with one token.  Only questions that the route itself would answer go this way, and with
the same answer; whoever is not yet known, or may not ask, takes the long way and is told there.  Pure ASGI.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from kanhe.server.access import Access
from kanhe.server.accounts.recognition import Remembering
from kanhe.server.accounts.secret import LONGEST
from kanhe.server.gate_app import DECISIONS, read_body, send_reply
from kanhe.server.identity import Person
from kanhe.server.questions import Questions, Reply, problem


class GateDoor:
    """The middleware."""

    def __init__(self, app: ASGIApp, tokens: Remembering[Person], questions: Questions, access: Access) -> None:
        """``access``: as the route states it."""
        self._app = app
        self._tokens = tokens
        self._questions = questions
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != DECISIONS or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        person = self._person(scope["headers"])
        if person is None or not self._access.admits(person, "POST"):
            await self._app(scope, receive, send)
            return
        await send_reply(await reply_to(receive, person, self._questions), send)

    def _person(self, headers: list[tuple[bytes, bytes]]) -> Person | None:
        given = next((value for name, value in headers if name == b"authorization"), b"")
        kind, _, secret = given.decode("latin-1").partition(" ")
        return self._tokens.kept(secret.strip()) if kind.lower() == "bearer" and len(secret) <= LONGEST else None


async def reply_to(receive: Receive, person: Person, questions: Questions) -> Reply:
    """The answer to a store's question, whichever way it came."""
    body = await read_body(receive)
    if body is None:
        return problem(413, "请求过大", "the request is too large")
    # "": an account without a store may ask for none.
    return await questions.answer(body, person.store or "")
