"""The agent in every process of the app, from the hand of the gate."""

from __future__ import annotations

from typing import Any

from kanhe.runtime.agent.recorder import Recorder, Watched
from kanhe.runtime.agent.session import Attached
from kanhe.runtime.agent.settings import AgentSettings


class AgentInstruments:
    """Loads the agent into processes that are held back."""

    __slots__ = ("_attached", "_recorder", "_settings")

    def __init__(self, recorder: Recorder, settings: AgentSettings) -> None:
        self._recorder, self._settings = recorder, settings
        self._attached: list[Attached] = []

    def load(self, session: Any, pid: int, process: str) -> None:
        """Raises :class:`~kanhe.runtime.problem.RunError`."""
        attached = Attached(session, Watched(pid, process, early=True), self._recorder, self._settings)
        attached.begin()
        self._attached.append(attached)

    def end(self) -> None:
        for attached in self._attached:
            attached.end()

    @property
    def errors(self) -> tuple[str, ...]:
        """Errors of the agent's own script."""
        return tuple(error for attached in self._attached for error in attached.errors)
