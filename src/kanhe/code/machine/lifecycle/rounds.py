"""Rounds: everything that may happen in a phase, once each, so that what one leaves behind meets the others in the next.

What happens to one screen or service is told by the modules beside this one.
"""

from __future__ import annotations

from kanhe.code.machine.heap import Heap, same_heap
from kanhe.code.machine.lifecycle.activities import Activities
from kanhe.code.machine.lifecycle.entries import Entries
from kanhe.code.machine.lifecycle.listeners import Listeners
from kanhe.code.machine.lifecycle.live import Live, LiveComponents
from kanhe.code.machine.lifecycle.runner import Runner
from kanhe.code.machine.lifecycle.services import Services
from kanhe.code.machine.trace import Moment, Phase
from kanhe.code.machine.values import pointer

MAX_ROUNDS = 3
"""Times every callback is run in turn while the user works with the app."""


class Rounds:
    """The rounds of one app."""

    def __init__(
        self, runner: Runner, live: LiveComponents, listeners: Listeners, entries: Entries, application: int
    ) -> None:
        """``application``: the root of paths that begin at the application object; any number where there is none."""
        self._runner = runner
        self._live = live
        self._listeners = listeners
        self._entries = entries
        self._activities = Activities(runner, live, listeners, entries)
        self._services = Services(runner, live, listeners)
        self._application = application
        self._turn = 0

    def events(self, heap: Heap) -> Heap:
        """Everything that may happen once the first screen is there, in any order, until nothing new comes of it."""
        heap = self._open_screens(heap, exported=True)
        heap = self.go(heap, Phase.EVENT, 1)
        heap = self._open_screens(heap, exported=False)
        return self.go(heap, Phase.EVENT, MAX_ROUNDS - 1)

    def _open_screens(self, heap: Heap, *, exported: bool) -> Heap:
        """Screens that others may open; then those that only the app can, but no intent that was understood opens."""
        components = self._runner.platform.components
        for part in components.parts:
            if not exported and not components.unresolved:
                break
            if part.kind == "activity" and part.exported == exported and part not in self._live:
                live = self._live.start(part, Moment(Phase.EVENT))
                heap = self._entries.drain(self._live.create(heap, live), Phase.EVENT, heap)
        return heap

    def go(self, heap: Heap, phase: Phase, rounds: int) -> Heap:
        """So many rounds, fewer when nothing new comes of one."""
        runner, entries = self._runner, self._entries
        for _ in range(rounds):
            self._turn += 1
            before = heap
            if phase is Phase.EVENT:
                heap = self._call_application(heap)
            for live in self._live.all():
                if runner.exhausted:
                    break
                if phase is Phase.BACKGROUND and live.part.kind == "activity":
                    continue
                after = runner.joined(heap, self.use(heap, live, phase))
                heap = runner.joined(after, entries.drain(after, phase, heap))
            for slot, held in entries.all(heap):
                if slot[0] == "callback":
                    heap = runner.joined(heap, entries.run_for_user(heap, slot, held, phase))
                elif self._turn > 1 and slot[0] == "message":
                    heap = runner.joined(heap, entries.run(heap, slot, held, phase))
            heap = runner.joined(heap, entries.drain(heap, phase))
            if runner.exhausted or same_heap(heap, before, runner.root):
                break
        return heap

    def _call_application(self, heap: Heap) -> Heap:
        """The application object's own callbacks."""
        runner, held = self._runner, self._runner.platform.application
        for target in self._listeners.own(held) if held is not None else ():
            arguments, moment = runner.arguments(target), Moment(Phase.EVENT)
            after, _ = runner.fire(heap, held, target, arguments, moment, "the platform's call", self._application)
            heap = runner.joined(heap, after)
        return heap

    def use(self, heap: Heap, live: Live, phase: Phase) -> Heap:
        """What a component goes through while the user works with it."""
        runner = self._runner
        kind = runner.symbols.type(live.part.name)
        if kind < 0 or not live.created:
            return heap
        held = pointer(runner.machine.object(("component", live.part.name), kind))
        runner.platform.registry.running = live.part.name
        start = self._live.root(live)
        moment = Moment(max(phase, live.moment.phase), live.moment.guard)
        if live.part.kind == "activity":
            return self._activities.use(heap, live, held, moment, start, self._turn)
        return self._services.use(heap, live, held, moment, start) if live.part.kind == "service" else heap
