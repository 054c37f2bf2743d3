"""What the run uses of Frida's device and of who watches the app from inside, as protocols: neither is needed to read this."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol


class Instruments(Protocol):
    """Puts the agent into processes; what it sends becomes records by itself."""

    def load(self, session: Any, pid: int, process: str) -> None:
        """Into a process that has run nothing yet; when it returns the hooks are in.

        Raises :class:`~kanhe.runtime.problem.RunError`, or what Frida raises."""
        ...

    def end(self) -> None:
        """What is still under way becomes records, and the processes are let go."""
        ...


class FridaDevice(Protocol):
    """What a run uses of Frida's device."""

    def on(self, signal: str, callback: Callable[..., Any]) -> None: ...

    def off(self, signal: str, callback: Callable[..., Any]) -> None: ...

    def enable_spawn_gating(self) -> None: ...

    def disable_spawn_gating(self) -> None: ...

    def enumerate_pending_spawn(self) -> list[Any]: ...

    def spawn(self, program: list[str]) -> int: ...

    def attach(self, target: int) -> Any: ...

    def resume(self, target: int) -> None: ...
