"""One app put into the abstract machine: from the tables of the program to a trace of what it can do and when."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kanhe.code.actors import Actors
from kanhe.code.call_graph import CallGraph
from kanhe.code.hierarchy import Hierarchy
from kanhe.code.kernels.graph import breadth_first, compress
from kanhe.code.machine.bodies import Bodies
from kanhe.code.machine.lifecycle import Components, Lifecycle
from kanhe.code.machine.lifecycle.parts import descriptor, parts_of
from kanhe.code.machine.machine import Machine
from kanhe.code.machine.models import ALL
from kanhe.code.machine.platform import Platform
from kanhe.code.machine.platform.reads import Reads
from kanhe.code.machine.screens import Screens
from kanhe.code.machine.symbols import Symbols
from kanhe.code.machine.trace import Trace
from kanhe.code.machine.values import forget
from kanhe.code.program import Ints, Program
from kanhe.code.reads import Site
from kanhe.code.references import References
from kanhe.code.source_index import match_methods
from kanhe.knowledge.behaviours import behaviours
from kanhe.knowledge.sinks import sinks
from kanhe.package.model import Manifest

BUDGET = 500_000
"""Instructions run at most in one app, the work on heaps counted with them: some fifteen seconds."""
RECURSION = 12_000
"""Python frames that nested calls of the app may need."""
MAX_OVERRIDES = 6
"""Methods overriding one of a library or the platform up to which what each reads says something of its callers."""
_LEADS_OUT = frozenset({"network", "sms", "clipboard", "ipc"})


@dataclass(frozen=True, slots=True)
class Simulation:
    """The trace of one app, with the reads it speaks of."""

    trace: Trace
    sites: tuple[Site, ...]
    """By number of the read; those that only the run has found come last."""
    complete: bool
    steps: int
    twice: frozenset[int] = frozenset()
    """Numbers of reads by reflection, found from constants alone, of which the run has found the call itself."""

    @property
    def told(self) -> tuple[Site, ...]:
        """The reads, each once."""
        return tuple(site for number, site in enumerate(self.sites) if number not in self.twice)


def simulate(
    program: Program, hierarchy: Hierarchy, references: References, graph: CallGraph, actors: Actors,
    sites: Sequence[Site], manifest: Manifest, screens: Screens | None = None, budget: int = BUDGET,
    watched: Iterable[Site] = (),
) -> Simulation:  # fmt: skip
    """Run an app abstractly; ``watched``: calls that are no reads, of which the trace notes when they are made."""
    if budget <= 0:
        return Simulation(Trace(), tuple(sites), False, 0)
    forget()
    symbols = Symbols(program, hierarchy, references.field_writes.target)
    components = Components(symbols, parts_of(manifest), actors.of)
    reads = Reads(_numbers_at(sites), [site.item for site in sites])
    watched = tuple(watched)
    platform = Platform(
        symbols, ALL, reads, components, screens, manifest.package_id, actors.of,
        ((site.method, site.offset) for site in watched),
    )  # fmt: skip
    timed = [site for site in watched if behaviours()[site.item].timed]
    relevant = _relevant(program, hierarchy, references, graph, [*sites, *timed])
    machine = Machine(program, symbols, Bodies(program), platform, Trace(), budget, relevant)
    application = descriptor(manifest.application_class) if manifest.application_class else None
    lifecycle = Lifecycle(machine, platform, application)
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, RECURSION))
    try:
        lifecycle.run()
    finally:
        sys.setrecursionlimit(before)
    found = sorted(reads.found.items(), key=lambda row: row[1])
    extra = [Site(method, offset, item, how, api) for (method, offset, item, api, how), _ in found]
    invoked = {(site.method, site.item) for site in extra if site.how == "reflection"}
    twice = [n for n, site in enumerate(sites) if site.how == "reflection" and (site.method, site.item) in invoked]
    return Simulation(
        machine.trace, (*sites, *extra), not (machine.cut or machine.exhausted), machine.steps, frozenset(twice)
    )


def _numbers_at(sites: Sequence[Site]) -> dict[tuple[int, int], tuple[int, ...]]:
    """(method, offset) → numbers of the reads there."""
    numbers: dict[tuple[int, int], list[int]] = {}
    for number, site in enumerate(sites):
        numbers.setdefault((site.method, site.offset), []).append(number)
    return {place: tuple(here) for place, here in numbers.items()}


def _relevant(
    program: Program, hierarchy: Hierarchy, references: References, graph: CallGraph, sites: Sequence[Site]
) -> npt.NDArray[np.bool_]:  # fmt: skip
    """bool[M]: methods from which a read, or a sink that leads out of the app, may be reached."""
    matched = match_methods(program, hierarchy, [s for s in sinks() if s.kind in _LEADS_OUT])
    called = np.zeros(len(program.methods), np.bool_)
    called[list(matched)] = True
    calls = references.invocations
    seeds = np.unique(np.array([*(s.method for s in sites), *calls.caller[called[calls.target]].tolist()], np.int32))
    source = np.repeat(np.arange(graph.nodes, dtype=np.int32), np.diff(graph.first))
    keep = _telling(program, graph, source)
    first, neighbour, edge = compress(graph.neighbour[keep], source[keep], graph.nodes)
    _, _, distance = breadth_first(first, neighbour, edge, seeds, graph.nodes)
    reaches: npt.NDArray[np.bool_] = distance[: len(program.methods)] >= 0
    return reaches


def _telling(program: Program, graph: CallGraph, source: Ints) -> npt.NDArray[np.bool_]:
    """bool[edges]: all but the overrides of methods that everything overrides, such as toString and run: that some of
    them reads something says nothing of those who call another."""
    count = len(program.methods)
    target = graph.neighbour
    between = (source < count) & (target < count)
    same = np.zeros(len(source), np.bool_)
    same[between] = program.method_signature[source[between]] == program.method_signature[target[between]]
    overrides = np.bincount(source[same], minlength=graph.nodes)
    return ~(same & (overrides[source] > MAX_OVERRIDES))
