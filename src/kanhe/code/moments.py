"""From a simulation to what reports say: the phase of a read, the consent in front of it, and the path that leads to it.

Knows no rule; what the abstract machine does stands in :mod:`kanhe.code.machine`.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from kanhe.code.machine.simulation import Simulation
from kanhe.code.machine.trace import WORLDS, Moment, Phase, Trace
from kanhe.code.reads import Site
from kanhe.knowledge.behaviours import behaviours

MAX_PATH = 40
"""Methods of a path; a longer one is cut in the middle."""


@dataclass(frozen=True, slots=True)
class Step:
    """A method of a path, and why it runs."""

    method: int
    reason: str
    offset: int
    """Of the call in the method before, -1 where there is none."""


class Moments:
    """When the reads of one app happen."""

    def __init__(self, simulation: Simulation) -> None:
        self.simulation = simulation
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
        if world is None and (site.offset < 0 or not behaviours()[site.item].timed):
            world = self._worlds.get(site.method)
        return None if world is None else moment_of(world)

    def refused(self, method: int) -> bool:
        """Whether a method is run in answer to a button by which the user refuses."""
        return method in self._refused

    def step(self, one: int, other: int) -> tuple[int, str] | None:
        """(offset, reason) of the call by which one method runs another, -1 where the place is not known."""
        return self._between.get((one, other))

    def world_of(self, method: int) -> int | None:
        """The first world in which a method was run."""
        return self._worlds.get(method)

    def path(self, method: int, moment: Moment) -> tuple[str | None, tuple[Step, ...]]:
        """What starts it, and the steps from there to a method, the shortest there is."""
        parents = self._tree(moment.world)
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


def phase_name(moment: Moment) -> str:
    """A moment as the evidence writes it."""
    if moment.phase is Phase.STARTUP:
        return "startup-guarded" if moment.guard is not None else "startup"
    return "event" if moment.phase is Phase.EVENT else "background"


def moment_of(world: int) -> Moment:
    """The moment of a world; which consent stands in front of it is not told."""
    return Moment(Phase(world // 2), "" if world % 2 else None)


def world_name(world: int) -> str:
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
