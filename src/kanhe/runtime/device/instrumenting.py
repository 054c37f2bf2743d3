"""The agent in every process of the app, from the hand of the gate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kanhe.runtime.agent.recorder import Recorder, Watched
from kanhe.runtime.agent.session import ENDED, Attached
from kanhe.runtime.agent.settings import AgentSettings


class AgentInstruments:
    """Loads the agent into processes that are held back.

    Where it is lost from a process that goes on, nothing is seen of that process to the end of the run."""

    __slots__ = ("_attached", "_lost", "_now", "_recorder", "_settings")

    def __init__(self, recorder: Recorder, settings: AgentSettings, now: Callable[[], float]) -> None:
        """``now``: the device's clock."""
        self._recorder, self._settings, self._now = recorder, settings, now
        self._attached: list[Attached] = []
        self._lost: list[tuple[float, str]] = []

    def load(self, session: Any, pid: int, process: str) -> None:
        """Raises :class:`~kanhe.runtime.problem.RunError`."""
        session.on("detached", lambda reason, *_: self._detached(pid, process, str(reason)))
        attached = Attached(session, Watched(pid, process, early=True), self._recorder, self._settings)
        attached.begin()
        self._attached.append(attached)

    def end(self) -> None:
        for attached in self._attached:
            attached.end()
        for begun, what in self._lost:
            self._recorder.gap(begun, self._now(), "agent-lost", what)

    def _detached(self, pid: int, process: str, reason: str) -> None:
        """Runs in a thread of Frida's."""
        if reason not in ENDED:
            self._lost.append((self._now(), f"{process} ({pid}): {reason}"))

    @property
    def errors(self) -> tuple[str, ...]:
        """Errors of the agent's own script."""
        return tuple(error for attached in self._attached for error in attached.errors)
