"""Small pieces of work on foreign bytes, each in a process of its own with bounds on time and memory.

The processes are forked from one that has no threads and has read the programs already, so that each costs milliseconds.
Their answers are JSON of a known type: a process that went astray can say nothing else.  Knows nothing of what the work is.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

import msgspec

from kanhe.worker import Allowance, WorkerDied

T = TypeVar("T")
MOST = 1 << 20
"""Bytes of an answer."""
AT_ONCE = max(os.cpu_count() or 1, 2)
"""Processes that work at the same time; the others wait their turn."""
_MEMORY = 99
_context = multiprocessing.get_context("forkserver")
_turn = threading.BoundedSemaphore(AT_ONCE)


def prepare(*modules: str) -> None:
    """Name the modules that the process they are forked from reads once; before the first piece of work."""
    _context.set_forkserver_preload([__name__, *modules])


def run_apart(work: Callable[..., T], answer: type[T], allowance: Allowance, *args: Any) -> T:
    """Call a function of a module, by name, with arguments that can be pickled; its answer is of the type ``answer``.

    Raises :class:`~kanhe.worker.WorkerDied` when it took too much, or ended without an answer."""
    with _turn:
        receiver, sender = _context.Pipe(duplex=False)
        process = _context.Process(target=_child, args=(work, args, allowance, sender), daemon=True)
        process.start()
        sender.close()
        try:
            said = _said(receiver, time.monotonic() + allowance.seconds)
        finally:
            if said_nothing := process.is_alive():
                process.join(0.5)
            if said_nothing and process.is_alive():
                process.kill()
            process.join(5)
            receiver.close()
        if said is None:
            raise _death(process.exitcode, allowance)
        return msgspec.json.decode(said, type=answer)


def _said(receiver: Connection, deadline: float) -> bytes | None:
    try:
        if not receiver.poll(max(deadline - time.monotonic(), 0)):
            return None
        return receiver.recv_bytes(MOST)
    except (EOFError, OSError):
        return None


def _death(code: int | None, allowance: Allowance) -> WorkerDied:
    if code == _MEMORY:
        return WorkerDied("memory", f"{allowance.megabytes} MB")
    if code is None or code == -9:  # killed above, when its time was over
        return WorkerDied("time", f"{allowance.seconds:g} s")
    return WorkerDied("signal", str(code))


def _child(work: Callable[..., Any], args: tuple[Any, ...], allowance: Allowance, sender: Connection) -> None:
    limit = allowance.megabytes << 20
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        sender.send_bytes(msgspec.json.encode(work(*args)))
    except MemoryError:
        os._exit(_MEMORY)
    sender.close()
