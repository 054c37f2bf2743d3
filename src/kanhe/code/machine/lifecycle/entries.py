"""The registry's entries: which of them run by themselves and when, and which wait for the user.

What an entry does when it runs is told by the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kanhe.code.machine import callbacks
from kanhe.code.machine.heap import REGISTRY, Heap, parted
from kanhe.code.machine.lifecycle.inflation import Inflater
from kanhe.code.machine.lifecycle.listeners import Listeners
from kanhe.code.machine.lifecycle.runner import Runner
from kanhe.code.machine.lifecycle.sending import Sender, sticky
from kanhe.code.machine.models.scheduling import MESSAGES
from kanhe.code.machine.platform import Slot
from kanhe.code.machine.trace import Moment, Phase
from kanhe.code.machine.values import UNKNOWN, Value, pointer

MANY_ENTRIES = 24
"""Listeners and tasks up to which all of them are run in every state of every screen; in an app with more, only those
that were given while the screen itself was at work.  All are run between the screens."""
MAX_DRAINED = 12
"""Times the registry is looked through for what the entries run before have added."""
_WORK = ("doWork", "startWork", "createWork")


class Entries:
    """Runs what one app gave to the platform."""

    def __init__(self, runner: Runner, listeners: Listeners, sender: Sender, inflater: Inflater) -> None:
        self._runner = runner
        self._registry = runner.platform.registry
        self._listeners = listeners
        self._sender = sender
        self._inflater = inflater
        self._fired: set[tuple[Slot, Value, Phase]] = set()

    def all(self, heap: Heap) -> list[tuple[Slot, Value]]:
        """What lies in the registry."""
        return list(_held(heap, self._registry.slots))

    def near(self, heap: Heap, component: str) -> list[tuple[Slot, Value]]:
        """What lies in the registry and may concern a component."""
        if len(self._registry.slots) <= MANY_ENTRIES:
            return self.all(heap)
        return list(_held(heap, self._registry.given_by.get(component, {})))

    def drain(self, heap: Heap, phase: Phase, since: Heap | None = None) -> Heap:
        """Run what waits for nobody, until nothing is left; ``since``: a heap that was drained before."""
        for _ in range(MAX_DRAINED):
            found = self.all(heap) if since is None else self._added(heap, since)
            waiting = [(slot, held) for slot, held in found if (slot, held, phase) not in self._fired]
            if not waiting or self._runner.exhausted:
                break
            for slot, held in waiting:
                self._fired.add((slot, held, phase))
                current = heap.get((REGISTRY, slot))
                if current is not None and current.objects:
                    heap = self.run(heap, slot, current, phase)
        return heap

    def _added(self, heap: Heap, since: Heap) -> list[tuple[Slot, Value]]:
        root = self._runner.root
        changed = heap.since(parted(heap, since, root))
        return [(key[1], held) for key, held in changed.items() if key[0] == REGISTRY and held.objects]

    def run(self, heap: Heap, slot: Slot, held: Value, phase: Phase) -> Heap:
        """Run one entry of the registry, if this is its phase."""
        kind, detail, method, _, guard = slot
        runner, sender, moment = self._runner, self._sender, Moment(phase, guard)
        if kind == "callback":
            return self._call_back(heap, slot, held, moment)
        if kind == "message":
            return self._message(heap, held, moment, method)
        if kind in ("activity", "service", "broadcast"):
            if detail != "alarm":
                return sender.send(heap, kind, held, moment, method)
            if phase is not Phase.STARTUP:
                later = Phase.EVENT if kind == "activity" else Phase.BACKGROUND
                return sender.send(heap, kind, held, Moment(later, guard), method)
        elif kind == "receiver":
            if phase is not Phase.STARTUP or sticky(detail):
                late = moment if phase is Phase.STARTUP else Moment(Phase.BACKGROUND, guard)
                return runner.named(heap, held, ("onReceive",), late, method, "broadcast")
        elif kind == "connection":
            return sender.connect(heap, held, moment, method)
        elif kind == "layout":
            return self._inflater.inflate(heap, detail, held, moment, method)
        elif kind == "work":
            return runner.named(heap, held, _WORK, moment, method, "work request")
        return heap

    def _call_back(self, heap: Heap, slot: Slot, held: Value, moment: Moment) -> Heap:
        """Run those callbacks of a listener that wait for nobody."""
        _, (parameter, by), method, offset, _ = slot
        for name, target, given in self._listeners.targets(parameter, held):
            if not (callbacks.waits_for_user(name) or callbacks.comes_later(name) or name == "onReceive"):
                reason = _posted(by, name)
                heap = self._listeners.call_back(heap, given, target, moment, reason, method, offset)
        return heap

    def _message(self, heap: Heap, held: Value, moment: Moment, method: int) -> Heap:
        """Hand messages to a handler."""
        runner = self._runner
        known = [heap.get((one, MESSAGES)) for one in held.objects]
        messages = next((m for m in reversed(known) if m is not None), UNKNOWN)
        for one in sorted(messages.objects) or [-1]:
            given = pointer(one) if one >= 0 else UNKNOWN
            runnable = heap.get((one, "runnable")) if one >= 0 else None
            if runnable is not None and runnable.objects:
                heap = runner.named(heap, runnable, ("run",), moment, method, "message")
            heap = runner.named(heap, held, ("handleMessage",), moment, method, "message", (given,))
        return heap

    def run_for_user(self, heap: Heap, slot: Slot, held: Value, phase: Phase) -> Heap:
        """Run those callbacks of a listener that wait for the user, each on the same heap."""
        _, (parameter, by), method, offset, guard = slot
        moment, base = Moment(phase, guard), heap
        for name, target, given in self._listeners.targets(parameter, held):
            if callbacks.waits_for_user(name) or callbacks.comes_later(name):
                reason = _posted(by, name)
                after = self._listeners.call_back(base, given, target, moment, reason, method, offset)
                heap = self._runner.joined(heap, self.drain(after, phase, heap))
        return heap


def _held(heap: Heap, slots: Iterable[Slot]) -> Iterator[tuple[Slot, Value]]:
    for slot in list(slots):
        known = heap.get((REGISTRY, slot))
        if known is not None and known.objects:
            yield slot, known


def _posted(by: str, name: str) -> str:
    return f"{by} → {name}"
