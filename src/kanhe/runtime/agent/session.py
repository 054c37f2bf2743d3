"""One watched process: a Frida session, the script in it, and its messages on their way to the recorder.

A session that is lost while the process should go on leaves a gap.  Frida is imported by who opens the session; here it is
only what a session can do.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

import msgspec

from kanhe.runtime.agent.hooks import hook_table
from kanhe.runtime.agent.messages import Installed, batch
from kanhe.runtime.agent.recorder import Recorder, Watched
from kanhe.runtime.agent.script import script
from kanhe.runtime.agent.settings import AgentSettings, told_hooks
from kanhe.runtime.problem import RunError

ENDED = frozenset({"process-terminated", "application-requested"})
"""Reasons of Frida's for the end of a session that are no loss: the process ended, or the host let go."""
_NO_VALUE = "Error: expected an unsigned integer"
"""What Frida says when a hooked method that answers yes or no has thrown: the exception goes on to the app as it should."""


class Exports(Protocol):
    """What the agent answers to."""

    def install(self, settings: dict[str, Any], table: list[dict[str, Any]]) -> Any: ...
    def target(self, package: str) -> None: ...
    def ping(self) -> Any: ...
    def stats(self) -> Any: ...
    def flush(self) -> Any: ...


class Script(Protocol):
    @property
    def exports_sync(self) -> Any: ...
    def on(self, signal: str, callback: Callable[..., Any]) -> None: ...
    def load(self) -> None: ...
    def post(self, message: Any, data: bytes | None = None) -> None: ...
    def unload(self) -> None: ...


class Session(Protocol):
    def create_script(
        self, source: str, name: str | None = None, snapshot: bytes | None = None, runtime: str | None = None
    ) -> Script: ...
    def on(self, signal: str, callback: Callable[..., Any]) -> None: ...
    def detach(self) -> None: ...


class Attached:
    """A process under watch."""

    def __init__(self, session: Session, process: Watched, recorder: Recorder, settings: AgentSettings) -> None:
        self.process = process
        self._session = session
        self._recorder = recorder
        self._settings = settings
        self._script: Script | None = None
        self._gone = threading.Event()
        self._last = time.time()
        self._stats: dict[str, Any] = {}
        self.errors: list[str] = []
        """Errors of the agent's own script, the first ten."""

    def begin(self) -> Installed:
        """Loads the agent and installs all hooks; the process may run when this returns.

        Raises :class:`RunError` where the agent cannot be loaded.
        """
        self._session.on("detached", self._detached)
        try:
            loaded = self._session.create_script(script(), name="kanhe")
            loaded.on("message", self._message)
            loaded.load()
            self._script = loaded
            answer = loaded.exports_sync.install(self._settings.told(), told_hooks(hook_table()))
        except RunError:
            raise
        except Exception as error:  # Frida has an exception type for each of its states
            raise RunError(
                f"无法在 {self.process.name} 中装入探针：{error}",
                f"the agent could not be loaded into {self.process.name}: {error}",
            ) from error
        installed = msgspec.convert(answer, Installed, strict=False)
        self._recorder.watch(self.process, installed.ok, installed.missing)
        return installed

    def target(self, package: str) -> None:
        """Another app begins in the same process: what is its own is its own from now on."""
        if self._script is not None:
            self._script.exports_sync.target(package)

    def ping(self) -> bool:
        """Whether the agent answers."""
        if self._script is None or self._gone.is_set():
            return False
        try:
            self._script.exports_sync.ping()
        except Exception:  # noqa: BLE001 - as above: not to answer is the answer
            return False
        return True

    def stats(self) -> dict[str, Any]:
        """What the agent counted of itself so far; of one that is gone, what it told last."""
        if self._script is not None and not self._gone.is_set():
            with contextlib.suppress(Exception):  # it may go meanwhile
                told = self._script.exports_sync.stats()
                self._stats = told if isinstance(told, dict) else {}
        return self._stats

    def end(self) -> None:
        """Takes what the agent still holds, and lets go; the process goes on."""
        if self._script is None or self._gone.is_set():
            return
        try:
            self._script.exports_sync.flush()
            self.stats()
            self._script.unload()
            self._session.detach()
        except Exception:  # noqa: BLE001 - the process may end meanwhile
            return

    def wait_gone(self, seconds: float) -> bool:
        """Whether the session ended in that time."""
        return self._gone.wait(seconds)

    def _message(self, message: Any, data: bytes | None = None) -> None:
        """Runs in a thread of Frida's."""
        self._last = time.time()
        if not isinstance(message, dict) or message.get("type") != "send":
            if isinstance(message, dict) and message.get("type") == "error":
                self._failed(str(message.get("stack") or message.get("description"))[:1000])
            return
        payload = message.get("payload")
        if isinstance(payload, dict) and payload.get("k") == "ending":
            if isinstance(payload.get("stats"), dict):
                self._stats = payload["stats"]
            if self._script is not None:
                self._script.post({"type": "ended"})
            return
        self._recorder.take(self.process, *batch(payload))

    def _failed(self, what: str) -> None:
        if what != _NO_VALUE and len(self.errors) < 10:
            self.errors.append(what)

    def _detached(self, reason: Any, *rest: Any) -> None:
        self._gone.set()
        if str(reason) not in ENDED:
            now = time.time()
            self._recorder.gap(min(self._last, now), now, "agent-lost", f"{self.process.name}: {reason}")
