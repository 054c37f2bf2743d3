"""Questions that come while others are being answered wait together and are answered in one transaction.

Under load a transaction serves many, alone it serves one at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from kanhe.ledger.gate.decision import Request
from kanhe.ledger.gate.gate import Answer

MOST = 64
"""Questions of one transaction."""
AskAll = Callable[[Sequence[Request]], Awaitable[list[Answer]]]
WAITING = 4096
"""Questions that may wait; more are turned away at once."""


class Overloaded(RuntimeError):
    """Too many questions wait."""


class Batching:
    """Answers questions through a function that answers many at once."""

    def __init__(self, ask_all: AskAll) -> None:
        self._ask_all = ask_all
        self._waiting: list[tuple[Request, asyncio.Future[Answer]]] = []
        self._running = False
        self._tasks: set[asyncio.Task[None]] = set()

    async def ask(self, request: Request) -> Answer:
        """Raises :class:`Overloaded`, or what the function raised for the transaction it was part of."""
        if len(self._waiting) >= WAITING:
            raise Overloaded
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((request, future))
        if not self._running:
            self._running = True
            task = asyncio.create_task(self._work())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await future

    async def _work(self) -> None:
        try:
            while self._waiting:
                taken, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                taken = [(request, future) for request, future in taken if not future.done()]  # who left asks no more
                if not taken:
                    continue
                try:
                    answers = await self._ask_all([r for r, _ in taken])
                except Exception as error:  # noqa: BLE001 - each asker is told what befell the transaction
                    for _, future in taken:
                        if not future.done():
                            future.set_exception(error)
                    continue
                for (_, future), answer in zip(taken, answers, strict=True):
                    if not future.done():
                        future.set_result(answer)
        finally:
            self._running = False

    async def close(self) -> None:
        """Wait for the answers that are being made."""
        await asyncio.gather(*self._tasks)


class InThread:
    """A function that answers many at once, as one for an event loop: a thread of its own runs it."""

    def __init__(self, ask_all: Callable[[Sequence[Request]], list[Answer]]) -> None:
        self._ask_all = ask_all
        self._thread = ThreadPoolExecutor(1, "gate")

    async def __call__(self, requests: Sequence[Request]) -> list[Answer]:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._ask_all, requests)
