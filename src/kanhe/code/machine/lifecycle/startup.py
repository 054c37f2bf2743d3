"""Process start and the first screen: the application, content providers, startup initialisers, the launcher's screen.

What comes after the first screen is not known here.
"""

from __future__ import annotations

from kanhe.code.machine.heap import Heap
from kanhe.code.machine.lifecycle.entries import Entries
from kanhe.code.machine.lifecycle.live import LiveComponents
from kanhe.code.machine.lifecycle.parts import Part
from kanhe.code.machine.lifecycle.runner import Runner
from kanhe.code.machine.trace import Moment, Phase
from kanhe.code.machine.values import ClassName, Value

MAX_INITIALISERS = 200
_MOMENT = Moment(Phase.STARTUP)
_REASON, _PROVIDER, _INITIALISER = "process start", "content provider start", "startup initialiser"
PROVIDER = ("attachInfo", "onCreate")
"""What a content provider goes through when its process starts."""


class Startup:
    """The start of one app."""

    def __init__(self, runner: Runner, live: LiveComponents, entries: Entries) -> None:
        self._runner = runner
        self._live = live
        self._entries = entries

    def run(self, heap: Heap, application: str | None, start: int) -> Heap:
        """The heap after the first screen; ``application``: its class, paths into which begin at ``start``."""
        runner, parts = self._runner, self._runner.platform.components.parts
        held: Value | None = None
        if application:
            made = runner.make(heap, application, _MOMENT, start, _REASON, "application")
            if made is not None:
                heap, held = made
                runner.platform.application = held
                heap = self._drained(runner.named(heap, held, ("attachBaseContext",), _MOMENT, start, _REASON))
        providers = (part for part in parts if part.kind == "provider" and not part.apart)
        for part in sorted(providers, key=lambda part: -part.order):
            heap = self._provider(heap, part)
        if held is not None:
            heap = self._drained(runner.named(heap, held, ("onCreate",), _MOMENT, start, _REASON))
        for part in parts:
            if part.kind == "activity" and part.launcher:
                heap = self._drained(self._live.create(heap, self._live.start(part, _MOMENT)))
        return heap

    def _drained(self, heap: Heap) -> Heap:
        return self._entries.drain(heap, Phase.STARTUP)

    def _provider(self, heap: Heap, part: Part) -> Heap:
        runner = self._runner
        start = runner.trace.root(part.label)
        made = runner.make(heap, part.name, _MOMENT, start, _PROVIDER)
        if made is not None:
            heap = runner.named(made[0], made[1], PROVIDER, _MOMENT, start, _PROVIDER)
        done: set[str] = set()
        for name in part.initialisers:
            heap = self._initialiser(heap, name, start, done)
        return self._drained(heap)

    def _initialiser(self, heap: Heap, name: str, start: int, done: set[str]) -> Heap:
        """Run an androidx.startup initialiser, those it depends on first."""
        runner = self._runner
        if name in done or len(done) > MAX_INITIALISERS:
            return heap
        done.add(name)
        made = runner.make(heap, name, _MOMENT, start, _INITIALISER)
        if made is None:
            return heap
        heap, held = made
        dependencies = next(runner.symbols.named(runner.symbols.type(name), "dependencies"), None)
        if dependencies is not None:
            heap, listed = runner.fire(heap, held, dependencies.number, (), _MOMENT, _INITIALISER, start)
            for one in sorted(listed.objects):
                for slot in list(runner.machine.slots[one]):
                    known = heap.get((one, slot))
                    if known is not None and isinstance(known.const, ClassName):
                        heap = self._initialiser(heap, str(known.const), start, done)
        return runner.named(heap, held, ("create",), _MOMENT, start, _INITIALISER)
