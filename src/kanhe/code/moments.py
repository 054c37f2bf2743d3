"""From a simulation to what reports say: the phase of a read, the consent in front of it, and the path that leads to it.

Knows no rule; what the abstract machine does stands in :mod:`kanhe.code.machine`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from kanhe.code.machine.simulation import Simulation
from kanhe.code.machine.trace import WORLDS, Chain, Moment, Phase, Trace
from kanhe.code.reads import Site
from kanhe.knowledge.behaviours import behaviours

BY_INTENT = {
    "service started": "service",
    "service connection": "service",
    "broadcast": "receiver",
    "work request": "service",
}
"""Reasons by which code of the app makes the platform run something behind the user's back → kind of component."""
STARTED = frozenset({"service started", "broadcast", "screen opened"})
"""Reasons of steps that a call which starts a component leads to."""
NOWHERE = -1_000_000
"""Stands for what started something in the background, where that is a method of the app."""


@dataclass(frozen=True, slots=True)
class Step:
    """A method of a path, and why it runs."""

    method: int
    reason: str
    offset: int
    """Of the call in the method before, -1 where there is none."""


class Moments:
    """When the reads of one app happen."""

    def __init__(
        self, simulation: Simulation, class_name: Callable[[int], str] = str, starts: Iterable[Site] = ()
    ) -> None:
        """``class_name``: the class of a method, dotted; ``starts``: calls that start components."""
        self.simulation = simulation
        self._class_name = class_name
        self._starts: dict[int, int] = {}
        for site in sorted(starts, reverse=True):
            self._starts[site.method] = site.offset
        self.trace = simulation.trace
        self._number = {site: number for number, site in enumerate(simulation.sites)}
        self._parents: dict[int, dict[int, tuple[int, str, int]]] = {}
        self._worlds: dict[int, int] = {}
        self._calls: dict[tuple[int, int], int] = {}
        self._between: dict[tuple[int, int], tuple[int, str]] = {}
        for (world, caller, offset, callee), reason in self.trace.edges.items():
            if world < self._worlds.get(callee, WORLDS):
                self._worlds[callee] = world
            if world < self._calls.get((caller, offset), WORLDS):
                self._calls[caller, offset] = world
            self._between.setdefault((caller, callee), (offset, reason))
        self._refused = _refused(self.trace)

    @property
    def certain(self) -> bool:
        """Whether what was not met cannot happen: nothing was cut short."""
        return self.simulation.complete and not self.trace.bounds

    def of(self, site: Site) -> Moment | None:
        """The first moment of a read, and of those the one with the least in front of it."""
        moments = self.trace.reads.get(self._number.get(site, -1))
        return min(moments, key=lambda m: (m.world, m.guard or "")) if moments else None

    def of_behaviour(self, site: Site) -> Moment | None:
        """The first moment of a call that is no read: as it was noted, or else when its method is run."""
        marks = self.trace.marks.get((site.method, site.offset))
        if marks:
            return min((m.moment for m in marks), key=lambda m: (m.world, m.guard or ""))
        world = self._calls.get((site.method, site.offset)) if site.offset >= 0 else None
        by_method = site.offset < 0 or "->" not in site.api or not behaviours()[site.item].timed
        if world is None and by_method:
            world = self._worlds.get(site.method)
        return None if world is None else moment_of(world)

    def refused(self, method: int) -> bool:
        """Whether a method is run in answer to a button by which the user refuses."""
        return method in self._refused

    def leads_on(self, step: Step, following: Step) -> int:
        """Offset of the call by which one step leads to the next; -1 where it is not known."""
        if following.offset < 0 and following.reason in STARTED:
            return self._starts.get(step.method, -1)
        return following.offset

    def step(self, one: int, other: int) -> tuple[int, str] | None:
        """(offset, reason) of the call by which one method runs another, -1 where the place is not known."""
        return self._between.get((one, other))

    def world_of(self, method: int) -> int | None:
        """The first world in which a method was run."""
        return self._worlds.get(method)

    def path_of(self, site: Site, moment: Moment) -> tuple[str | None, tuple[Step, ...]]:
        """What starts a read, and the steps from there, as they were under way when it first happened."""
        chain = self.trace.chains.get((self._number.get(site, -1), moment.world))
        return self._before(chain, moment, frozenset()) if chain is not None else (None, ())

    def _before(self, chain: Chain, moment: Moment, seen: frozenset[int]) -> tuple[str | None, tuple[Step, ...]]:
        """The steps of a chain, behind those that led to what it was started by."""
        steps = tuple(Step(*step) for step in chain.steps)
        if chain.start < 0:
            roots = self.trace.roots
            return (roots[-1 - chain.start] if -1 - chain.start < len(roots) else None), steps
        earlier = self.trace.posted.get((chain.start, chain.offset))
        if earlier is not None and chain.start not in seen:
            label, first = self._before(earlier, moment, seen | {chain.start})
        else:
            label, first = self.path(chain.start, moment)
        return label, (*first, *steps)

    def path(self, method: int, moment: Moment) -> tuple[str | None, tuple[Step, ...]]:
        """What starts it, and the steps from there to a method, the shortest there is."""
        parents = self._tree(moment.world)
        if method not in parents:
            parents = self._tree(WORLDS - 1)
        return self._up(parents, method)

    def in_background(self, site: Site) -> Moment | None:
        """The moment at which a read also happens with nobody at the screen; None when it happens so first, or never."""
        moments = self.trace.reads.get(self._number.get(site, -1), ())
        if site.method not in self._behind or any(
            m.phase is Phase.BACKGROUND for m in [self.of(site)] if m is not None
        ):
            return None
        return min((m for m in moments if m.phase is Phase.BACKGROUND), key=lambda m: m.world, default=None)

    def path_in_background(self, method: int) -> tuple[str | None, tuple[Step, ...]]:
        """What starts it with nobody at the screen, and the steps from there."""
        label, steps = self._up(self._behind, method)
        return label or self._background_label(steps), steps

    def _background_label(self, steps: tuple[Step, ...]) -> str | None:
        if not steps or steps[0].reason not in BY_INTENT:
            return None
        return f"{BY_INTENT[steps[0].reason]} {self._class_name(steps[0].method)}"

    def _up(self, parents: dict[int, tuple[int, str, int]], method: int) -> tuple[str | None, tuple[Step, ...]]:
        """The steps from a root to a method."""
        if method not in parents:
            return None, ()
        steps: list[Step] = []
        current = method
        while current >= 0 and len(steps) < 400:
            parent, reason, offset = parents[current]
            steps.append(Step(current, reason, offset))
            current = parent
        steps.reverse()
        label = self.trace.roots[-1 - current] if current < 0 and -1 - current < len(self.trace.roots) else None
        return label, tuple(steps)

    @cached_property
    def _behind(self) -> dict[int, tuple[int, str, int]]:
        """As :meth:`_tree`, of what runs in the background from receivers, services, jobs and providers."""
        following: dict[int, list[tuple[int, str, int]]] = {}
        first: dict[int, tuple[int, str, int]] = {}
        for (world, caller, offset, callee), reason in self.trace.edges.items():
            if world // 2 != Phase.BACKGROUND:
                continue
            following.setdefault(caller, []).append((callee, reason, offset))
            if reason in BY_INTENT or (caller < 0 and -1 - caller < len(self.trace.roots)):
                if caller < 0 and self.trace.roots[-1 - caller].startswith(("activity ", "application ")):
                    continue
                first.setdefault(callee, (caller if caller < 0 else NOWHERE, reason, offset))
        parents = dict(first)
        queue = deque(first)
        while queue:
            current = queue.popleft()
            for callee, reason, offset in following.get(current, ()):
                if callee not in parents:
                    parents[callee] = (current, reason, offset)
                    queue.append(callee)
        return parents

    def _tree(self, world: int) -> dict[int, tuple[int, str, int]]:
        """Method → (the method before it or a root below zero, reason, offset), breadth first from the roots."""
        known = self._parents.get(world)
        if known is not None:
            return known
        following: dict[int, list[tuple[int, str, int]]] = {}
        for (when, caller, offset, callee), reason in self.trace.edges.items():
            if when <= world:
                following.setdefault(caller, []).append((callee, reason, offset))
        parents: dict[int, tuple[int, str, int]] = {}
        queue = deque(sorted((c for c in following if c < 0), reverse=True))
        while queue:
            current = queue.popleft()
            for callee, reason, offset in following.get(current, ()):
                if callee not in parents:
                    parents[callee] = (current, reason, offset)
                    queue.append(callee)
        self._parents[world] = parents
        return parents

    def transfer(self, read: int, source: int, sink: int) -> tuple[int, ...]:
        """Methods through which data passed from the one that read it to the one that gives it away."""
        if source == sink:
            return (source,)
        following: dict[int, list[int]] = {}
        for one, other in self.trace.transfers.get(read, ()):
            following.setdefault(one, []).append(other)
        parents = {source: source}
        queue = deque([source])
        while queue and sink not in parents:
            current = queue.popleft()
            for other in following.get(current, ()):
                if other >= 0 and other not in parents:
                    parents[other] = current
                    queue.append(other)
        if sink not in parents:
            return (source, sink)
        steps = [sink]
        while steps[-1] != source:
            steps.append(parents[steps[-1]])
        return tuple(reversed(steps))


def phase_name(moment: Moment) -> str | None:
    """A moment as the evidence writes it; None when nothing is known to lead to it."""
    if moment.phase is Phase.LATENT:
        return None
    if moment.phase is Phase.STARTUP:
        return "startup-guarded" if moment.guard is not None else "startup"
    return "event" if moment.phase is Phase.EVENT else "background"


def moment_of(world: int) -> Moment:
    """The moment of a world; which consent stands in front of it is not told."""
    return Moment(Phase(world // 2), "" if world % 2 else None)


def world_name(world: int) -> str | None:
    """A world as the evidence writes it."""
    return phase_name(moment_of(world))


def _refused(trace: Trace) -> set[int]:
    """Methods run by listeners of buttons that refuse, but for listeners that another button shares."""
    following: dict[int, dict[int, None]] = {}
    roots: dict[int, None] = {}
    shared: set[int] = set()
    for (world, caller, offset, callee), reason in trace.edges.items():
        following.setdefault(caller, {})[callee] = None
        if "→" in reason and (caller, offset) in trace.refusals:
            roots[callee] = None
        elif "→" in reason or world % 2:
            shared.add(callee)
    queue = deque(root for root in roots if root not in shared)
    seen = set(queue)
    while queue:
        for callee in following.get(queue.popleft(), ()):
            if callee not in seen:
                seen.add(callee)
                queue.append(callee)
    return seen
