"""One app from process start to the background, the earliest first.

What happens in each phase is told by the modules beside this one.
"""

from __future__ import annotations

from kanhe.code.machine.heap import Heap, same_heap
from kanhe.code.machine.lifecycle.background import Background
from kanhe.code.machine.lifecycle.entries import Entries
from kanhe.code.machine.lifecycle.inflation import Inflater
from kanhe.code.machine.lifecycle.listeners import Listeners
from kanhe.code.machine.lifecycle.live import LiveComponents
from kanhe.code.machine.lifecycle.parts import dotted
from kanhe.code.machine.lifecycle.rounds import Rounds
from kanhe.code.machine.lifecycle.runner import Runner
from kanhe.code.machine.lifecycle.sending import Sender
from kanhe.code.machine.lifecycle.startup import Startup
from kanhe.code.machine.machine import Machine
from kanhe.code.machine.platform import Platform
from kanhe.code.machine.trace import ROOT, Phase

UNTIL_SHOWN, UNTIL_LEFT, UNTIL_KILLED = 0.45, 0.75, 0.92
"""Shares of the budget that may be spent until the first screen is there, until the user has done everything, and until
the background has: so that an app which is slow to start is not silent about what comes later."""


class Lifecycle:
    """Runs one app."""

    def __init__(self, machine: Machine, platform: Platform, application: str | None) -> None:
        """``application``: descriptor of the application class the manifest names."""
        self._application = application
        self._start = machine.trace.root(f"application {dotted(application)}") if application else ROOT
        self._runner = Runner(machine, platform)
        live, listeners = LiveComponents(self._runner), Listeners(self._runner)
        entries = Entries(self._runner, listeners, Sender(self._runner, live), Inflater(self._runner, live))
        self._startup = Startup(self._runner, live, entries)
        self._rounds = Rounds(self._runner, live, listeners, entries, self._start)
        self._background = Background(self._runner, live, entries, self._rounds)

    def run(self) -> Heap:
        """Run everything; the heap that is left, of which what is in no component's hands any more may be missing."""
        machine = self._runner.machine
        machine.allow(UNTIL_SHOWN)
        heap = self._startup.run(Heap(self._runner.root), self._application, self._start)
        machine.allow(UNTIL_LEFT)
        heap = self._rounds.events(heap)
        machine.allow(UNTIL_KILLED)
        before = heap
        heap = self._background.run(heap)
        if not same_heap(heap, before, self._runner.root):
            heap = self._rounds.go(heap, Phase.EVENT, 1)
        machine.allow(1.0)
        return self._background.latent(heap)
