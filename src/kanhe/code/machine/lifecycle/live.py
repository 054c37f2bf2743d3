"""Components at work: what each has gone through, and how the platform brings one to work.

What happens to it afterwards is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kanhe.code.machine import callbacks
from kanhe.code.machine.heap import Heap
from kanhe.code.machine.lifecycle.parts import Part
from kanhe.code.machine.lifecycle.runner import Runner
from kanhe.code.machine.models.components import CURRENT
from kanhe.code.machine.trace import Moment
from kanhe.code.machine.values import UNKNOWN, Value, join, pointer

_REASONS = {"activity": "screen opened", "service": "service started", "receiver": "broadcast"}


@dataclass(slots=True)
class Live:
    """A component that can run, and what it has gone through."""

    part: Part
    moment: Moment
    label: str
    owner: int = -1
    """The method that starts it, -1 when the platform does so by itself."""
    created: bool = False
    clicks: dict[tuple[str, str | None], None] = field(default_factory=dict)
    """(method, name of the view's id) of its layouts."""


class LiveComponents:
    """The components of one app that can run."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self.by_name: dict[str, Live] = {}

    def __contains__(self, part: Part) -> bool:
        return part.name in self.by_name

    def all(self) -> list[Live]:
        """Those known by now."""
        return list(self.by_name.values())

    def start(self, part: Part, moment: Moment, owner: int = -1) -> Live:
        """Note that a component can run."""
        live = self.by_name.get(part.name)
        if live is None:
            live = self.by_name[part.name] = Live(part, moment, part.label, owner)
        elif live.moment.phase == moment.phase and live.moment.guard and moment.guard is None:
            live.moment = moment
        return live

    def root(self, live: Live) -> int:
        """Where paths into a component begin."""
        return live.owner if live.owner >= 0 else self._runner.trace.root(live.label)

    def create(self, heap: Heap, live: Live, intent: Value | None = None) -> Heap:
        """Create a component and bring it to work."""
        runner, moment, kind = self._runner, live.moment, live.part.kind
        start = self.root(live)
        runner.platform.registry.running = live.part.name
        reason = _REASONS.get(kind, "started")
        made = runner.make(heap, live.part.name, moment, start, reason)
        if made is None:
            return heap
        heap, held = made
        live.created = True
        heap, given = self.give(heap, held, intent)
        if kind == "activity":
            return runner.named(heap, held, callbacks.CREATION, moment, start, reason)
        if kind == "service":
            heap = runner.named(heap, held, ("onCreate",), moment, start, reason)
            heap = runner.named(heap, held, callbacks.SERVICE, moment, start, reason, (given,))
            return runner.named(heap, held, callbacks.SERVICE_OF_PLATFORM, moment, start, reason)
        if kind == "receiver":
            heap = runner.named(heap, held, ("onReceive",), moment, start, reason, (UNKNOWN, given))
            return runner.named(heap, held, callbacks.RECEIVER, moment, start, reason)
        return heap

    def give(self, heap: Heap, held: Value, intent: Value | None) -> tuple[Heap, Value]:
        """Hand an intent to a component; the one it has, or one of the platform, when none is given."""
        runner = self._runner
        if intent is None:
            (one,) = held.objects
            known = heap.get((one, CURRENT))
            if known is not None:
                return heap, known
            kind = runner.symbols.type("Landroid/content/Intent;")
            intent = pointer(runner.machine.object(("intent", one), kind, opaque=True))
        heap = heap.fork(runner.root)
        for one in held.objects:
            known = heap.get((one, CURRENT))
            heap.changes[one, CURRENT] = intent if known is None else join(known, intent)
            runner.machine.slots[one].add(CURRENT)
        return heap, intent
