"""What runs with nobody at the screen, and what would run if anything started it."""

from __future__ import annotations

from kanhe.code.machine.heap import Heap
from kanhe.code.machine.lifecycle.entries import Entries
from kanhe.code.machine.lifecycle.live import LiveComponents
from kanhe.code.machine.lifecycle.parts import Part
from kanhe.code.machine.lifecycle.rounds import Rounds
from kanhe.code.machine.lifecycle.runner import Runner
from kanhe.code.machine.lifecycle.startup import PROVIDER
from kanhe.code.machine.trace import Moment, Phase

_ASKED = ("query", "insert", "update", "delete", "call", "openFile")


class Background:
    """The background of one app."""

    def __init__(self, runner: Runner, live: LiveComponents, entries: Entries, rounds: Rounds) -> None:
        self._runner = runner
        self._live = live
        self._entries = entries
        self._rounds = rounds
        self._components = runner.platform.components

    def run(self, heap: Heap) -> Heap:
        """Receivers, services and jobs that run with nobody at the screen."""
        runner = self._runner
        for part in self._components.parts:
            if part.kind not in ("receiver", "service", "provider") or part in self._live:
                continue
            if runner.exhausted:
                break
            if part.kind == "provider":
                heap = self._provider(heap, part)
            elif part.exported or part.filters or self._components.unresolved:
                live = self._live.start(part, Moment(Phase.BACKGROUND))
                after = self._entries.drain(self._live.create(heap, live), Phase.BACKGROUND)
                heap = runner.joined(heap, after)
        return self._rounds.go(heap, Phase.BACKGROUND, 1)

    def _provider(self, heap: Heap, part: Part) -> Heap:
        """A content provider that others ask; one of a process of its own starts with that."""
        runner, moment, reason = self._runner, Moment(Phase.BACKGROUND), "content provider asked"
        start = runner.trace.root(part.label)
        made = runner.make(heap, part.name, moment, start, reason)
        if made is None:
            return heap
        heap = runner.named(made[0], made[1], PROVIDER if part.apart else (), moment, start, reason)
        return runner.joined(heap, runner.named(heap, made[1], _ASKED, moment, start, reason))

    def latent(self, heap: Heap) -> Heap:
        """Components that nothing was seen to start: what they would do, without saying that they ever do."""
        runner = self._runner
        for part in self._components.parts:
            if part.kind == "provider" or part in self._live:
                continue
            if runner.exhausted:
                break
            live = self._live.start(part, Moment(Phase.LATENT))
            after = self._entries.drain(self._live.create(heap, live), Phase.LATENT, heap)
            after = runner.joined(after, self._rounds.use(after, live, Phase.LATENT))
            heap = runner.joined(heap, self._entries.drain(after, Phase.LATENT, heap))
        return heap
