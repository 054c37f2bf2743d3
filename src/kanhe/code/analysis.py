"""`code_evidence`: all evidence that the dex files of a package give, in one pass over them.

The order of the parts stands here; each part is a module of its own.  Knows no rule and no report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from kanhe.code import behaviours as conduct
from kanhe.code.actors import Actors
from kanhe.code.call_graph import Reach, build_call_graph, reach
from kanhe.code.channels import Channels, channel_rows
from kanhe.code.constants import Constants
from kanhe.code.dex.container import MalformedDex, read_layouts
from kanhe.code.dex.tables import DexTables, read_tables
from kanhe.code.entries import manifest_entries
from kanhe.code.hierarchy import Hierarchy, build_hierarchy, platform_hashes
from kanhe.code.hosts import code_hosts
from kanhe.code.machine.screens import Screens
from kanhe.code.machine.simulation import BUDGET, Simulation, simulate
from kanhe.code.moments import Moments, world_name
from kanhe.code.program import Program, build_program
from kanhe.code.reads import Site, StringUse, callback_sites, direct_sites, field_sites, find_calls
from kanhe.code.references import References, read_references
from kanhe.code.repeats import Repeats
from kanhe.code.rows import RowMaker
from kanhe.code.sdk_detection import find_sdks
from kanhe.code.sdk_starts import sdk_starts, self_started
from kanhe.code.source_index import match_methods
from kanhe.code.string_scan import scan_strings, uses_of
from kanhe.evidence import CodeFileRow, Evidence, LimitRow
from kanhe.evidence.limits import limit
from kanhe.knowledge.behaviours import behaviour_methods
from kanhe.knowledge.framework import framework
from kanhe.knowledge.sources import MethodSource, sources
from kanhe.package.model import DexImage, Manifest


@dataclass(frozen=True)
class CodeAnalysis:
    """What was found, and the structures a later analysis goes on with."""

    evidence: Evidence
    program: Program
    hierarchy: Hierarchy
    references: References
    reach: Reach
    actors: Actors
    texts: dict[int, list[StringUse]]
    """Method → string constants that may be texts of a screen."""


def analyse_code(
    app: str,
    images: Iterable[DexImage],
    manifest: Manifest,
    *,
    files: Iterable[str] = (),
    created_by_resources: Iterable[str] = (),
    maven: dict[str, str] | None = None,
    screens: Screens | None = None,
    budget: int = BUDGET,
) -> CodeAnalysis:
    """Read all dex files and fill ``code_files``, ``calls``, ``behaviours``, ``sdks``, ``hosts`` and ``limits``.

    ``files``: paths inside the package, for native libraries; ``created_by_resources``: classes that layouts name;
    ``maven``: versions from META-INF; ``screens``: what the resources make run; ``budget``: instructions that are run
    abstractly at most.
    """
    dexes, code_files, limits = read_images(app, images)
    program = build_program(dexes, framework(), platform_hashes())
    hierarchy = build_hierarchy(program)
    references = read_references(program)
    limits += [limit(app, "damaged-code", name, why) for name, why in references.damage]
    graph = build_call_graph(program, hierarchy, references)
    if not graph.complete:
        limits.append(limit(app, "bound", "call graph", "the class hierarchy is too large to be followed completely"))
    entries = manifest_entries(program, hierarchy, graph, manifest, created_by_resources)
    reached = reach(graph, entries.nodes)
    actors = Actors(program)
    found = scan_strings(program, references)
    strings = uses_of(program, references, found.sources)
    call_sites, behaviour_sites = _find_sites(program, hierarchy, references, strings)
    simulation = simulate(
        program, hierarchy, references, graph, actors, sorted(call_sites), manifest, screens, budget,
        [site for site in behaviour_sites if site.offset >= 0],
    )  # fmt: skip
    limits += simulation_limits(app, simulation)

    def class_name(method: int) -> str:
        return program.type_name(int(program.method_class[method]))[1:-1].replace("/", ".")

    moments = Moments(simulation, class_name, [site for site in behaviour_sites if site.item == "component-start"])
    repeats = Repeats(simulation.trace, behaviour_sites, class_name)
    rows = RowMaker(app, program, actors, reached, entries, moments, repeats)
    started = _started(program, actors, moments, manifest)
    hosts = code_hosts(app, program, references, actors, found)
    sdks = find_sdks(app, manifest, files, hosts, program, references, actors, reached.methods, maven or {})
    sdks = [replace(row, initialised_at=started.get(row.sdk)) for row in sdks]
    behaviour_sites |= set(sdk_starts(sdks, program, references, actors))
    behaviour_sites |= set(self_started(program, actors, simulation.trace))
    evidence = Evidence.of(
        code_files, rows.calls(simulation.told), rows.flows(), rows.behaviours(behaviour_sites), hosts, sdks,
        limits,
    )  # fmt: skip
    return CodeAnalysis(
        evidence, program, hierarchy, references, reached, actors, uses_of(program, references, found.screens)
    )


def _started(program: Program, actors: Actors, moments: Moments, manifest: Manifest) -> dict[str, str]:
    """SDK → phase in which its code first runs.  What a component of its own does for itself, such as a provider that does
    nothing when it is created, is no start, unless it reads something."""
    components = {f"L{(c.target or c.name).replace('.', '/')};" for c in manifest.components}
    reads = {site.method for number, site in enumerate(moments.simulation.sites) if number in moments.trace.reads}
    first: dict[str, int] = {}
    for method in moments.trace.executed:
        kind = int(program.method_class[method])
        actor = actors.of(kind)
        if actor == "app" or (method not in reads and program.type_name(kind) in components):
            continue
        world = moments.world_of(method)
        if world is not None and world < first.get(actor, world + 1):
            first[actor] = world
    return {actor: name for actor, world in first.items() if (name := world_name(world)) is not None}


def simulation_limits(app: str, simulation: Simulation) -> list[LimitRow]:
    """What the run cut short."""
    rows = []
    if not simulation.complete:
        why = f"after {simulation.steps} instructions the rest was not followed: when its code runs is not known"
        rows.append(limit(app, "unfinished-run", "phases", why))
    for what, count in sorted(simulation.trace.bounds.items()):
        rows.append(limit(app, "analysis-bound", what, f"{BOUNDS.get(what, what)} ({count})"))
    return rows


BOUNDS = {
    "callback": "a callback took too long and was followed only in part",
    "contexts": "a method was called with so many different values that they were taken together",
    "depth": "calls were nested too deeply",
    "reflection": "a method was invoked by a name that is not known",
    "targets": "a call may run so many methods that none of them was followed",
    "turns": "a loop did not settle",
    "malformed-call": "a call has too few registers",
}
"""Kinds of what is cut short → sentence."""


def read_images(
    app: str, images: Iterable[DexImage]
) -> tuple[list[DexTables], list[CodeFileRow], list[LimitRow]]:  # fmt: skip
    """Tables of every readable dex file; those the platform loads come first, as it searches them."""
    tables: list[DexTables] = []
    rows: list[CodeFileRow] = []
    limits: list[LimitRow] = []
    for image in sorted(images, key=lambda i: i.role != "primary"):
        try:
            layouts = read_layouts(image.data)
            parts = [read_tables(image.name, image.role, image.data, layout) for layout in layouts]
        except MalformedDex as error:
            limits.append(limit(app, "damaged-code", image.name, str(error)))
            rows.append(CodeFileRow(app, image.name, "dex", image.split, image.role, len(image.data), readable=False))
            continue
        for number, part in enumerate(parts):
            name = image.name if len(parts) == 1 else f"{image.name}#{number + 1}"
            limits.extend(limit(app, "damaged-code", name, fault) for fault in part.damage)
            size = len(image.data) if len(parts) == 1 else part.layout.file_size
            rows.append(
                CodeFileRow(
                    app,
                    name,
                    f"dex {part.layout.version:03d}",
                    image.split,
                    image.role,
                    size,
                    len(part.classes),
                    len(part.method_name),
                )
            )
        tables.extend(parts)
    return tables, rows, limits


def _find_sites(
    program: Program, hierarchy: Hierarchy, references: References, strings: dict[int, list[StringUse]]
) -> tuple[set[Site], set[Site]]:
    known = sources()
    direct, direct_rows = find_calls(program, hierarchy, references, known.methods)
    channels = match_methods(program, hierarchy, known.channels)
    shown, shown_rows = find_calls(program, hierarchy, references, behaviour_methods())
    through = channel_rows(references, channels, len(program.methods))
    tested = _needing_arguments(references, direct, direct_rows) | _needing_arguments(references, shown, shown_rows)
    callers = references.invocations.caller
    requests = [
        r
        for r in shown_rows.tolist()
        if any(s.item == "permission-request" for s in shown[int(references.invocations.target[r])])
    ]
    constants = Constants(
        program, {*tested, *np.unique(callers[through]).tolist(), *callers[np.array(requests, np.int64)].tolist()}
    )
    reader = Channels(program, references, known, channels, strings)
    calls = {
        *direct_sites(references, direct, direct_rows, constants, strings),
        *field_sites(program, references, known.fields),
        *callback_sites(program, hierarchy, known.methods),
        *reader.sites(through, constants),
    }
    behaviours = {
        *conduct.call_sites(references, shown, shown_rows, constants, strings),
        *conduct.string_sites(strings),
        *conduct.pattern_sites(program, hierarchy, references),
    }
    return calls, behaviours


def _needing_arguments(
    references: References, matched: dict[int, tuple[MethodSource, ...]], rows: npt.NDArray[np.int64]
) -> set[int]:
    """Callers of methods that count only with a certain argument."""
    chosen = {
        m for m, many in matched.items()
        if any(s.test is not None or (s.period is not None and s.period.unit is not None) for s in many)
    }  # fmt: skip
    uses = references.invocations
    return {int(uses.caller[r]) for r in rows.tolist() if int(uses.target[r]) in chosen}
