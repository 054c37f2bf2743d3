"""Layouts that code inflates: views and fragments of the app's own classes, and the methods that clicks call.

What a layout file holds is told by :mod:`kanhe.code.machine.screens`.
"""

from __future__ import annotations

from kanhe.code.machine import callbacks
from kanhe.code.machine.heap import REGISTRY, Heap
from kanhe.code.machine.lifecycle.live import LiveComponents
from kanhe.code.machine.lifecycle.runner import Runner
from kanhe.code.machine.platform import Slot
from kanhe.code.machine.trace import Moment
from kanhe.code.machine.values import ZERO, Value, join

_REASON = "layout inflated"


class Inflater:
    """Inflates the layouts of one app."""

    def __init__(self, runner: Runner, live: LiveComponents) -> None:
        self._runner = runner
        self._live = live
        self._layouts = runner.platform.screens.layouts

    def inflate(self, heap: Heap, layout: int, owner: Value, moment: Moment, method: int) -> Heap:
        """Make what a layout holds, for the screens among ``owner``."""
        runner = self._runner
        facts = self._layouts.get(layout)
        if facts is None:
            return heap
        for name in facts.views:
            made = runner.make(heap, name, moment, method, _REASON, "layout view")
            if made is not None:
                heap = runner.named(made[0], made[1], callbacks.VIEW, moment, method, _REASON)
                given = ("callback", ("Landroid/view/View;", "layout"), method, -1, moment.guard)
                heap = self._given(heap, given, made[1])
        for name in facts.fragments:
            made = runner.make(heap, name, moment, method, _REASON, "layout fragment")
            if made is not None:
                heap = runner.named(made[0], made[1], callbacks.FRAGMENT, moment, method, "fragment shown")
        for one in owner.objects:
            live = self._live.by_name.get(runner.symbols.name(runner.machine.objects[one].type))
            if live is not None:
                live.clicks.update(dict.fromkeys(facts.clicks))
        return heap

    def _given(self, heap: Heap, slot: Slot, held: Value) -> Heap:
        """Put into the registry what the platform holds without being given it by a call."""
        self._runner.platform.registry.use(slot)
        known = heap.get((REGISTRY, slot))
        heap = heap.fork(self._runner.root)
        heap.changes[REGISTRY, slot] = held if known is None or known is ZERO else join(known, held)
        return heap
