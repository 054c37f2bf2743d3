"""What a screen goes through once it is there: shown, left, stopped, shown again, destroyed and made again.

In which order screens come is not known here.
"""

from __future__ import annotations

from kanhe.code.machine import callbacks
from kanhe.code.machine.heap import STORE, Heap, same_heap
from kanhe.code.machine.lifecycle.entries import Entries
from kanhe.code.machine.lifecycle.listeners import Listeners
from kanhe.code.machine.lifecycle.live import Live, LiveComponents
from kanhe.code.machine.lifecycle.runner import Runner
from kanhe.code.machine.trace import Moment, Phase
from kanhe.code.machine.values import NONE, UNKNOWN, Value, join

MAX_STATE_ROUNDS = 4
"""Times the states of a screen are gone through in turn."""
MANY_SCREENS = 12
"""Screens up to which each is brought to its end in the first turn; more are all looked at once before any a second
time."""


class Activities:
    """The screens of one app."""

    def __init__(self, runner: Runner, live: LiveComponents, listeners: Listeners, entries: Entries) -> None:
        self._runner = runner
        self._live = live
        self._listeners = listeners
        self._entries = entries

    def use(self, heap: Heap, live: Live, held: Value, moment: Moment, start: int, turn: int) -> Heap:
        """All that can happen to a screen; ``turn``: how often all screens were gone through."""
        runner = self._runner
        rounds = MAX_STATE_ROUNDS if turn > 1 or len(self._live.by_name) <= MANY_SCREENS else 1
        resumed, stopped = self._states(heap, live, held, moment, start, rounds)
        if rounds == 1:
            return runner.joined(resumed, stopped)
        destroyed = runner.named(stopped, held, callbacks.DESTROY, moment, start, "screen closed")
        again = self._again(destroyed, live, held, moment, start, turn)
        return runner.joined(runner.joined(resumed, stopped), runner.joined(destroyed, again))

    def _again(self, destroyed: Heap, live: Live, held: Value, moment: Moment, start: int, turn: int) -> Heap:
        """The screen made again with what it had saved, and what is left of it in the end."""
        runner, reason = self._runner, "screen opened again"
        runner.restored = True
        made = runner.make(destroyed, live.part.name, moment, start, reason, f"component {turn}")
        again = destroyed
        if made is not None:
            again, second = made
            again = self._live.give(again, second, self._live.give(again, held, None)[1])[0]
            again = runner.named(again, second, callbacks.CREATION, moment, start, reason)
            again = runner.joined(*self._states(again, live, second, moment, start, MAX_STATE_ROUNDS))
            runner.collector.handles -= second.objects
            again = runner.collector.collected(again, NONE, what_outlives=True)
        runner.restored = False
        return again

    def _states(
        self, heap: Heap, live: Live, held: Value, moment: Moment, start: int, rounds: int
    ) -> tuple[Heap, Heap]:  # fmt: skip
        """The heaps of a screen that is shown, and of one that was left, after all that can happen in between."""
        runner = self._runner
        resumed = heap
        paused: Heap | None = None
        stopped: Heap | None = None
        acts = self._listeners.own(held)

        def named(on: Heap, names: tuple[str, ...], reason: str) -> Heap:
            return runner.named(on, held, names, moment, start, reason)

        for turn in range(rounds):
            before = (resumed, paused, stopped)
            resumed = self._acts(resumed, live, held, acts, moment, start)
            left = named(resumed, callbacks.PAUSE, "screen left")
            paused = left if paused is None else runner.joined(paused, left)
            gone = named(paused, callbacks.STOP, "screen left")
            gone = runner.joined(gone, named(paused, ("onStop",), "screen left"))
            if stopped is not None:
                started = named(stopped, ("onRestart", "onStart"), "screen shown again")
                gone = runner.joined(gone, named(started, ("onStop",), "screen left"))
                resumed = runner.joined(resumed, named(started, callbacks.RESUME, "screen shown again"))
            stopped = gone if stopped is None else runner.joined(stopped, gone)
            resumed = runner.joined(resumed, named(paused, callbacks.RESUME, "screen shown again"))
            if runner.exhausted or (turn > 1 and self._same((resumed, paused, stopped), before)):
                break
        assert stopped is not None
        return resumed, stopped

    def _acts(self, base: Heap, live: Live, held: Value, acts: list[int], moment: Moment, start: int) -> Heap:
        """What the user does at a screen that is shown."""
        runner, resumed = self._runner, base
        for target in acts:
            arguments = self._arguments(base, target)
            after, _ = runner.fire(base, held, target, arguments, moment, "the user's act", start)
            resumed = runner.joined(resumed, self._entries.drain(after, Phase.EVENT, base))
        for name, view in live.clicks:
            consent = moment.guard or runner.platform.buttons.consent_of_view(view)
            chosen = Moment(moment.phase, consent)
            resumed = runner.joined(resumed, runner.named(base, held, (name,), chosen, start, "click"))
        for slot, given in self._entries.near(resumed, live.part.name):
            if slot[0] == "callback":
                resumed = runner.joined(resumed, self._entries.run_for_user(resumed, slot, given, moment.phase))
        return resumed

    def _arguments(self, heap: Heap, target: int) -> tuple[Value, ...]:
        """Arguments of what the user's act calls; a result is one that any screen of the app has given."""
        if self._runner.symbols.method(target).name == "onActivityResult":
            given: Value | None = None
            for slot in self._runner.platform.stores:
                known = heap.get((STORE, slot)) if slot[0] == "result" else None
                if known is not None:
                    given = known if given is None else join(given, known)
            if given is not None:
                return (UNKNOWN, UNKNOWN, given)
        return self._runner.arguments(target)

    def _same(self, heaps: tuple[Heap, Heap, Heap], before: tuple[Heap, Heap | None, Heap | None]) -> bool:
        return all(b is not None and same_heap(a, b, self._runner.root) for a, b in zip(heaps, before, strict=True))
