"""Asks a gate at a constant rate over kept connections, as lean as Python can: what is measured is the gate, not who asks.

Open loop: a question is due at its time whether or not those before were answered, and its latency counts from when it was due.
Everything that can be is made beforehand; an answer is looked at after the last one came.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections import deque
from collections.abc import Sequence
from typing import cast

HEAD = (
    b"POST /v1/gate/decisions HTTP/1.1\r\nHost: gate\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
)


def question(body: bytes) -> bytes:
    """A body as it goes over the wire."""
    return HEAD % (len(body), body)


class _Connection(asyncio.Protocol):
    """One question at a time."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._due = 0.0
        self._seen = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def ask(self, question: bytes, due: float) -> None:
        self._due, self._seen = due, b""
        self._transport.write(question)

    def data_received(self, data: bytes) -> None:
        self._seen += data
        head, found, body = self._seen.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n", 1)[0])
        if len(body) >= length:
            self._asker.answered(self, time.perf_counter() - self._due, self._seen)

    def connection_lost(self, error: Exception | None) -> None:
        self._asker.lost(error)


class Asker:
    """Asks all questions and waits for all answers."""

    def __init__(self, questions: Sequence[bytes], rate: float) -> None:
        self._questions = questions
        self._rate = rate
        self._free: deque[_Connection] = deque()
        self._waiting: deque[tuple[bytes, float]] = deque()
        self._done = asyncio.get_running_loop().create_future()
        self.took: list[float] = []
        """Seconds of each answer since its question was due."""
        self.answers: list[bytes] = []

    async def run(self, host: str, port: int, connections: int) -> None:
        """Raises ``ConnectionError`` when one of the connections is lost."""
        loop = asyncio.get_running_loop()
        for _ in range(connections):
            _, made = await loop.create_connection(lambda: _Connection(self), host, port)
            self._free.append(made)
        begun = time.perf_counter() + 0.1
        for n, question in enumerate(self._questions):
            due = begun + n / self._rate
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            if self._free:
                self._free.popleft().ask(question, due)
            else:
                self._waiting.append((question, due))
        await self._done

    def answered(self, connection: _Connection, seconds: float, answer: bytes) -> None:
        self.took.append(seconds)
        self.answers.append(answer)
        if self._waiting:
            connection.ask(*self._waiting.popleft())
        else:
            self._free.append(connection)
        if len(self.took) == len(self._questions) and not self._done.done():
            self._done.set_result(None)

    def lost(self, error: Exception | None) -> None:
        if not self._done.done():
            self._done.set_exception(error or ConnectionError("the gate closed a connection"))


def asked(questions: Sequence[bytes], rate: float, host: str, port: int, connections: int = 64) -> Asker:
    """The asker after all questions were answered."""
    import uvloop

    async def run() -> Asker:
        asker = Asker(questions, rate)
        await asker.run(host, port, connections)
        return asker

    gc.collect()
    gc.freeze()
    return uvloop.run(run())


class _Empty(asyncio.Protocol):
    """A server that reads a question and answers the same to all."""

    ANSWER = b'{"decision":"allow"}' + b" " * 1200

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self._seen = cast(asyncio.Transport, transport), b""

    def data_received(self, data: bytes) -> None:
        self._seen += data
        head, found, body = self._seen.partition(b"\r\n\r\n")
        if found and len(body) >= int(head.lower().split(b"content-length:")[1].split(b"\r\n", 1)[0]):
            self._seen = b""
            self._transport.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(self.ANSWER), self.ANSWER))


def serve_empty(host: str, port: int) -> None:
    """Serve, until killed, what does nothing: how long its answers take is what machine and asker take by themselves."""
    import uvloop

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(_Empty, host, port)
        await server.serve_forever()

    uvloop.run(run())
