"""Intents on their way: the components that they start, registered receivers, and connections to services.

Where an intent goes is asked of :mod:`kanhe.code.machine.lifecycle.components`.
"""

from __future__ import annotations

from kanhe.code.machine.heap import REGISTRY, STORE, Heap
from kanhe.code.machine.lifecycle.components import takes, text_in
from kanhe.code.machine.lifecycle.live import LiveComponents
from kanhe.code.machine.lifecycle.parts import Part
from kanhe.code.machine.lifecycle.runner import Runner
from kanhe.code.machine.models.components import ACTION, CURRENT
from kanhe.code.machine.trace import Moment, Phase
from kanhe.code.machine.values import UNKNOWN, Value, join, pointer

_STICKY = ("BATTERY_CHANGED", "CONNECTIVITY_CHANGE", "WIFI_STATE_CHANGED", "wifi.STATE_CHANGE")


class Sender:
    """Delivers the intents of one app."""

    def __init__(self, runner: Runner, live: LiveComponents) -> None:
        self._runner = runner
        self._live = live
        self._components = runner.platform.components
        self._delivered: set[tuple[str, int, Moment]] = set()
        """(component, intent, moment)."""

    def send(self, heap: Heap, kind: str, intents: Value, moment: Moment, method: int) -> Heap:
        """Start what intents reach that a method sends as ``kind``: activity, service or broadcast."""
        if kind != "activity" and moment.phase is Phase.EVENT:
            moment = Moment(Phase.BACKGROUND, moment.guard)
        for one in sorted(intents.objects):
            for part in self._reached(heap, one, kind, method):
                live = self._live.start(part, moment, method)
                if (part.name, one, moment) in self._delivered:
                    continue
                self._delivered.add((part.name, one, moment))
                before, live.moment, owner, live.owner = live.moment, moment, live.owner, method
                heap = self._live.create(heap, live, pointer(one))
                live.moment, live.owner = (before, owner) if before.world <= moment.world else (moment, method)
            if kind == "broadcast":
                heap = self._broadcast(heap, one, moment, method)
        return heap

    def _reached(self, heap: Heap, intent: int, kind: str, method: int) -> list[Part]:
        found = self._components.resolve(heap.get, intent, kind)
        if found or method < 0:
            return found
        return self._components.guessed(heap.get, intent, kind, self._runner.symbols.method(method).owner)

    def _broadcast(self, heap: Heap, intent: int, moment: Moment, method: int) -> Heap:
        """Hand a broadcast to the receivers that the app registered."""
        action = text_in(heap.get, intent, ACTION)
        registered = [(slot, heap.get((REGISTRY, slot))) for slot in self._runner.platform.registry.slots]
        for slot, held in registered:
            if slot[0] == "receiver" and held is not None and held.objects and takes(slot[1], action):
                given = (UNKNOWN, pointer(intent))
                heap = self._runner.named(heap, held, ("onReceive",), moment, method, "broadcast", given)
        return heap

    def connect(self, heap: Heap, held: Value, moment: Moment, method: int) -> Heap:
        """Tell a connection what the service answers that it was bound to."""
        binder = UNKNOWN
        for one in held.objects:
            intents = heap.get((one, CURRENT))
            for intent in sorted(intents.objects) if intents is not None else ():
                for part in self._components.resolve(heap.get, intent, "service"):
                    known = heap.get((STORE, ("binder", self._runner.symbols.type(part.name), "")))
                    if known is not None:
                        binder = known if binder is UNKNOWN else join(binder, known)
        given = (UNKNOWN, binder)
        return self._runner.named(heap, held, ("onServiceConnected",), moment, method, "service connection", given)


def sticky(actions: str | None) -> bool:
    """Whether a receiver is handed a broadcast at once, because the platform keeps the last one for it."""
    return actions is not None and any(action.endswith(_STICKY) for action in actions.split())
