"""The callbacks of objects that the platform holds: which they are, and running one.

When they come is not known here.
"""

from __future__ import annotations

from kanhe.code.machine import callbacks
from kanhe.code.machine.heap import Heap
from kanhe.code.machine.instructions import STATIC
from kanhe.code.machine.lifecycle.runner import Runner
from kanhe.code.machine.trace import Moment
from kanhe.code.machine.values import UNKNOWN, Value, pointer

Target = tuple[str, int, Value]
"""(name of the callback, method that is run, receiver)."""


class Listeners:
    """Callbacks of one app's objects."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._machine = runner.machine
        self._symbols = runner.symbols
        self._callbacks = runner.platform.callbacks
        self._overridden: dict[tuple[str, int], tuple[int, ...]] = {}

    def targets(self, parameter: str, held: Value) -> list[Target]:
        """Every callback that objects override which were given as ``parameter``, in the order of their lives."""
        symbols, lambdas = self._symbols, self._machine.lambdas
        found: dict[int, list[int]] = {}
        above = symbols.type(parameter)
        for one in sorted(held.objects):
            kind = self._machine.objects[one].type
            nearest = next((t for t in symbols.lineage(kind) if not symbols.in_app(t)), above)
            chosen = symbols.name(nearest) if symbols.is_a(nearest, above) and above >= 0 else parameter
            if one in lambdas:
                found.setdefault(lambdas[one].method, []).append(one)
                continue
            for target in self._overriding(chosen, kind):
                if one not in found.setdefault(target, []):
                    found[target].append(one)
        named = [
            (lambdas[objects[0]].name if objects[0] in lambdas else symbols.method(t).name, t, pointer(*objects))
            for t, objects in found.items()
        ]
        return sorted(named, key=lambda row: callbacks.order(row[0]))

    def _overriding(self, descriptor: str, kind: int) -> tuple[int, ...]:
        """Definitions with code by which a class overrides callbacks of a class or interface of the platform."""
        found = self._overridden.get((descriptor, kind))
        if found is None:
            resolved = (self._symbols.resolve(kind, signature) for _, _, signature in self._callbacks.of(descriptor))
            found = tuple(dict.fromkeys(t for t in resolved if t >= 0 and self._machine.bodies.has_code(t)))
            self._overridden[descriptor, kind] = found
        return found

    def own(self, held: Value) -> list[int]:
        """Callbacks that the classes of a component override, but for those of a screen's coming and going."""
        symbols = self._symbols
        found: dict[int, None] = {}
        for one in held.objects:
            kind = self._machine.objects[one].type
            for above in symbols.lineage(kind):
                for number in symbols.methods_of(above) if symbols.in_app(above) else ():
                    method = symbols.method(number)
                    if (
                        method.name not in callbacks.ACTIVITY
                        and not symbols.is_static(number)
                        and symbols.resolve(kind, method.signature) == number
                        and self._callbacks.overrides(kind, method.name, method.proto)
                    ):
                        found[number] = None
        return list(found)

    def call_back(
        self, heap: Heap, given: Value, target: int, moment: Moment, reason: str, method: int, offset: int
    ) -> Heap:  # fmt: skip
        """Run a callback of an object of the package, or what a lambda stands for."""
        (one, *_) = sorted(given.objects)
        known = self._machine.lambdas.get(one)
        own = self._symbols.method(target)
        runner = self._runner
        if known is None:
            told = runner.platform.registry.told.get((method, offset), ())
            told = told if len(told) == len(own.parameters) else ()
            return runner.fire(heap, given, target, runner.arguments(target, told), moment, reason, method, offset)[0]
        captured = tuple(heap.get((one, ("captured", k))) or UNKNOWN for k in range(known.captured))
        receiver: Value | None = None
        if known.how != STATIC:
            receiver = captured[0] if captured else UNKNOWN
            captured = captured[1:]
        if self._machine.bodies.body(target) is None:
            return heap
        arguments = runner.arguments(target, captured[: len(own.parameters)])
        return runner.fire(heap, receiver, target, arguments, moment, reason, method, offset)[0]
