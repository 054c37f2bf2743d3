"""What a service goes through once it is there, and what other apps may ask of one that is exported."""

from __future__ import annotations

from kanhe.code.machine.heap import STORE, Heap
from kanhe.code.machine.lifecycle.listeners import Listeners
from kanhe.code.machine.lifecycle.live import Live, LiveComponents
from kanhe.code.machine.lifecycle.runner import Runner
from kanhe.code.machine.trace import Moment, Phase
from kanhe.code.machine.values import Value, pointer

_LIFE = ("onStartCommand", "onStart", "onBind", "onUnbind", "onRebind", "onDestroy", "onHandleIntent")


class Services:
    """The services of one app."""

    def __init__(self, runner: Runner, live: LiveComponents, listeners: Listeners) -> None:
        self._runner = runner
        self._live = live
        self._listeners = listeners

    def use(self, heap: Heap, live: Live, held: Value, moment: Moment, start: int) -> Heap:
        """All that can happen to a service."""
        runner = self._runner
        _, intent = self._live.give(heap, held, None)
        result = heap
        for name in _LIFE:
            after = runner.named(result, held, (name,), moment, start, "service started", (intent,))
            result = runner.joined(result, after)
        for target in self._listeners.own(held):
            arguments = runner.arguments(target)
            after, _ = runner.fire(result, held, target, arguments, moment, "the platform's call", start)
            result = runner.joined(result, after)
        return self._asked(result, live, held, start) if live.part.exported else result

    def _asked(self, heap: Heap, live: Live, held: Value, start: int) -> Heap:
        """Other apps may call whatever an exported service answers a binding with."""
        runner, machine, symbols = self._runner, self._runner.machine, self._runner.symbols
        (service,) = held.objects
        binder = heap.get((STORE, ("binder", machine.objects[service].type, "")))
        moment = Moment(Phase.BACKGROUND, live.moment.guard)
        for one in sorted(binder.objects) if binder is not None else ():
            made = machine.objects[one].type
            if one in machine.lambdas or not symbols.in_app(made):
                continue
            for number in symbols.methods_of(made):
                if (
                    symbols.method(number).name.startswith("<")
                    or symbols.is_static(number)
                    or not machine.bodies.has_code(number)
                ):
                    continue
                arguments = runner.arguments(number)
                after, _ = runner.fire(heap, pointer(one), number, arguments, moment, "call from another app", start)
                heap = runner.joined(heap, after)
        return heap
