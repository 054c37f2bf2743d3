"""One app put into the abstract machine: from the tables of the program to a trace of what it can do and when."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt

from kanhe.code.actors import Actors
from kanhe.code.call_graph import CallGraph
from kanhe.code.hierarchy import Hierarchy
from kanhe.code.kernels.graph import breadth_first, compress
from kanhe.code.machine.bodies import Bodies
from kanhe.code.machine.lifecycle import Layout, Lifecycle, Part
from kanhe.code.machine.machine import Machine
from kanhe.code.machine.models import ALL
from kanhe.code.machine.platform import Platform
from kanhe.code.machine.symbols import Method, Symbols
from kanhe.code.machine.trace import Trace
from kanhe.code.machine.values import forget
from kanhe.code.naming import hash_texts, signature_hashes
from kanhe.code.program import Ints, Program
from kanhe.code.reads import Site
from kanhe.code.references import References
from kanhe.code.source_index import match_methods
from kanhe.knowledge.behaviours import behaviours
from kanhe.knowledge.framework import framework
from kanhe.knowledge.sdks import sdks
from kanhe.knowledge.sinks import Sink, sinks
from kanhe.knowledge.sources import MethodSource, sources
from kanhe.knowledge.transfers import transfers
from kanhe.package.model import Manifest

BUDGET = 500_000
"""Instructions run at most in one app, the work on heaps counted with them: some fifteen seconds."""
RECURSION = 12_000
"""Python frames that nested calls of the app may need."""


@dataclass(frozen=True, slots=True)
class Screens:
    """What the package's resources tell the machine."""

    layouts: Mapping[int, Layout] = field(default_factory=dict)
    views: Mapping[int, tuple[str, bool]] = field(default_factory=dict)
    view_names: Mapping[int, str] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
    inputs: Mapping[int, str] = field(default_factory=dict)
    """Id of an input field → item of personal information that is typed into it."""
    view_texts: Mapping[str, str] = field(default_factory=dict)
    """Name of a view's id → the text its layout gives it."""


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
    forget()
    screens = screens or Screens()
    symbols = Symbols(program, hierarchy, references.field_writes.target)
    trace = Trace()
    reads: dict[tuple[int, int], tuple[int, ...]] = {}
    for number, site in enumerate(sites):
        key = (site.method, site.offset)
        reads[key] = (*reads.get(key, ()), number)
    platform = Platform(ALL, reads, _sink_finder(), transfers())
    platform.items = [site.item for site in sites]
    watched = tuple(watched)
    platform.watched = frozenset((site.method, site.offset) for site in watched)
    timed = [site for site in watched if behaviours()[site.item].timed]
    relevant = _relevant(program, hierarchy, references, graph, [*sites, *timed])
    machine = Machine(program, symbols, Bodies(program), platform, trace, budget, relevant)
    platform.machine = machine
    platform.actor = actors.of
    platform.recipient = lambda actor: sdks()[actor].kind == "sdk"
    platform.callbacks = _callbacks(symbols)
    platform.overrides = _overrides(symbols)
    platform.source_of = _source_finder()
    platform.package_id = manifest.package_id
    platform.views, platform.view_names, platform.texts = screens.views, screens.view_names, screens.texts
    platform.inputs, platform.view_texts = screens.inputs, screens.view_texts
    application = _descriptor(manifest.application_class) if manifest.application_class else None
    lifecycle = Lifecycle(machine, platform, application, _parts(manifest), screens.layouts)
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, RECURSION))
    try:
        lifecycle.run()
    finally:
        sys.setrecursionlimit(before)
    found = sorted(platform.found.items(), key=lambda row: row[1])
    extra = [Site(method, offset, item, how, api) for (method, offset, item, api, how), _ in found]
    every = (*sites, *extra)
    invoked = {(site.method, site.item) for site in extra if site.how == "reflection"}
    twice = [n for n, site in enumerate(sites) if site.how == "reflection" and (site.method, site.item) in invoked]
    return Simulation(trace, every, not (machine.cut or machine.exhausted), machine.steps, frozenset(twice))


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


MAX_OVERRIDES = 6
_LEADS_OUT = frozenset({"network", "sms", "clipboard", "ipc"})


def _descriptor(name: str) -> str:
    return f"L{name.replace('.', '/')};"


def _parts(manifest: Manifest) -> Iterable[Part]:
    for component in manifest.components:
        if not component.enabled:
            continue
        name = component.target if component.kind == "activity-alias" else component.name
        if name is None:
            continue
        filters = tuple(
            (frozenset(f.actions), frozenset(f.categories), frozenset(f.schemes), frozenset(f.types))
            for f in component.filters
        )
        initialisers = tuple(_descriptor(m.name) for m in component.meta_data if m.value == "androidx.startup")
        kind = "activity" if component.kind == "activity-alias" else component.kind
        yield Part(
            kind,
            _descriptor(name),
            component.exported,
            component.launcher,
            filters,
            component.init_order or 0,
            component.authorities,
            component.process is not None,
            initialisers,
        )


@cache
def _sinks_by_name() -> dict[str, tuple[Sink, ...]]:
    found: dict[str, tuple[Sink, ...]] = {}
    for sink in sinks():
        found[sink.name] = (*found.get(sink.name, ()), sink)
    return found


def _sink_finder():  # type: ignore[no-untyped-def]
    by_name = _sinks_by_name()

    def find(machine: Machine, method: Method) -> tuple[str, str, tuple[int, ...] | None] | None:
        for sink in by_name.get(method.name, ()):
            if sink.proto is not None and sink.proto != method.proto:
                continue
            above = machine.symbols.type(sink.class_name)
            if method.owner_name == sink.class_name or (
                above >= 0 and method.owner >= 0 and above in machine.symbols.lineage(method.owner)
            ):
                return sink.kind, f"{sink.class_name}->{method.name}{method.proto}", sink.arguments
        return None

    return find


@cache
def _sources_by_name() -> dict[tuple[str, str], MethodSource]:
    return {(s.class_name, s.name): s for s in sources().methods if not s.callback and s.test is None and not s.beside}


def _source_finder():  # type: ignore[no-untyped-def]
    by_name = _sources_by_name()

    def find(machine: Machine, method: Method) -> str | None:
        for owner in (
            method.owner_name,
            *(machine.symbols.name(above) for above in machine.symbols.lineage(method.owner)),
        ):
            source = by_name.get((owner, method.name))
            if source is not None:
                return source.item
        return None

    return find


def _callbacks(symbols: Symbols):  # type: ignore[no-untyped-def]
    known: dict[str, tuple[tuple[str, str, int], ...]] = {}
    platform = framework()

    def find(descriptor: str) -> tuple[tuple[str, str, int], ...]:
        found = known.get(descriptor)
        if found is None:
            texts: set[str] = set()
            number = symbols.type(descriptor)
            owners = [symbols.name(above) for above in symbols.lineage(number)] if number >= 0 else [descriptor]
            for owner in owners:
                if owner != "Ljava/lang/Object;":
                    texts |= platform.callbacks(owner)
                    texts |= _defined(symbols, owner)
            rows = []
            for text in sorted(texts):
                name, _, rest = text.partition("(")
                signature = int(signature_hashes(hash_texts([name]), hash_texts(["(" + rest]))[0])
                rows.append((name, "(" + rest, signature))
            found = known[descriptor] = tuple(rows)
        return found

    return find


def _defined(symbols: Symbols, owner: str) -> set[str]:
    """Methods that a library's class lets others override."""
    number = symbols.type(owner)
    if number < 0 or symbols.in_app(number) or not symbols.defined(number):
        return set()
    found = set()
    for method in map(symbols.method, symbols.methods_of(number)):
        if not symbols.access(method.number) & 0x1A and not method.name.startswith("<"):  # private, static, final
            found.add(method.name + method.proto)
    return found


def _overrides(symbols: Symbols):  # type: ignore[no-untyped-def]
    find = _callbacks(symbols)

    def overrides(kind: int, name: str, proto: str) -> bool:
        for above in symbols.lineage(kind):
            if not symbols.in_app(above):
                return any(n == name and p == proto for n, p, _ in find(symbols.name(above)))
        return False

    return overrides
