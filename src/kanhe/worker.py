"""A job in a process of its own, with bounds on time and memory: a hostile app may kill it and nothing else.

Knows nothing of what the job does.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Literal

Send = Callable[[str], None]
Job = Callable[[Send], int]
"""Does the work, tells the names of its stages, returns an exit code."""

_INTERNAL_ERROR = 70


class WorkerDied(Exception):
    """The process was killed; ``reason`` says by what."""

    def __init__(self, reason: Literal["time", "memory", "signal"], detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much a job may use."""

    seconds: float = 600
    megabytes: int = 6144


def run_bounded(job: Job, allowance: Allowance, progress: Send = lambda stage: None) -> int:
    """Run a job in a forked process and return its exit code.  Raises :class:`WorkerDied`."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(job, allowance, sender), daemon=True)
    process.start()
    sender.close()
    deadline = time.monotonic() + allowance.seconds
    try:
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise WorkerDied("time", f"{allowance.seconds:g} s")
            if receiver.poll(min(left, 0.5)):
                try:
                    progress(receiver.recv())
                except EOFError:
                    break
        process.join(timeout=5)
    finally:
        if process.is_alive():
            process.kill()
        process.join(timeout=5)
        receiver.close()
    return _outcome(process.exitcode, allowance)


def _outcome(code: int | None, allowance: Allowance) -> int:
    if code == _MEMORY:
        raise WorkerDied("memory", f"{allowance.megabytes} MB")
    if code is None or code < 0:
        number = -(code or -signal.SIGKILL)
        reason: Literal["memory", "signal"] = "memory" if number == signal.SIGKILL else "signal"
        raise WorkerDied(reason, signal.Signals(number).name)
    return code


_MEMORY = 99
"""Exit code inside this module for a job that ran out of memory."""


def for_want_of_memory(error: BaseException) -> bool:
    """Libraries say in words of their own that an allocation failed."""
    return "memory" in type(error).__name__.lower() or any(
        words in str(error) for words in ("annot allocate memory", "failed to map segment", "Allocation failure")
    )


def _child(job: Job, allowance: Allowance, sender: Connection) -> None:
    code = _INTERNAL_ERROR
    try:
        limit = allowance.megabytes << 20
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        code = job(sender.send)
    except MemoryError:
        code = _MEMORY
    except BaseException as error:  # noqa: BLE001 - the last frame of the process: nothing above could report it
        if for_want_of_memory(error):
            code = _MEMORY
        else:
            traceback.print_exc()
    finally:
        sender.close()
        # No clean-up of the parent's objects runs in the copy.

        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
