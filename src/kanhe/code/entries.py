"""Entry points that the manifest declares: where the platform begins to run an app's code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from kanhe.code.call_graph import CallGraph
from kanhe.code.hierarchy import Hierarchy
from kanhe.code.naming import hash_texts
from kanhe.code.program import Ints, Program
from kanhe.package.model import Manifest


@dataclass(frozen=True, slots=True)
class Entries:
    """Nodes of the call graph at which the platform starts."""

    nodes: Ints
    labels: dict[int, str]
    """Node → what starts it, e.g. 'activity com.example.MainActivity'."""


def manifest_entries(
    program: Program, hierarchy: Hierarchy, graph: CallGraph, manifest: Manifest, created_by_resources: Iterable[str]
) -> Entries:
    """The application class, the component factory, every enabled component, and classes that layouts create."""
    named: dict[str, str] = {}
    if manifest.application_class:
        named[manifest.application_class] = f"application {manifest.application_class}"
    if manifest.component_factory:
        named.setdefault(manifest.component_factory, f"component factory {manifest.component_factory}")
    for component in manifest.components:
        if component.enabled and component.kind != "activity-alias":
            named.setdefault(component.name, f"{component.kind} {component.name}")
    for runner in manifest.instrumentations:
        named.setdefault(runner, f"instrumentation {runner}")
    for view in created_by_resources:
        named.setdefault(view, f"layout {view}")
    descriptors = [f"L{name.replace('.', '/')};" for name in named]
    numbers = program.find_types(hash_texts(descriptors))
    labels: dict[int, str] = {}
    for number, label in zip(numbers.tolist(), named.values(), strict=True):
        if number >= 0 and hierarchy.in_app[number]:
            labels.setdefault(graph.created(number), label)
    return Entries(np.fromiter(labels, np.int32, len(labels)), labels)


def component_in_code(program: Program, names: Iterable[str]) -> dict[str, bool]:
    """Whether each class (dotted) is defined in a dex file."""
    wanted = list(names)
    numbers = program.find_types(hash_texts([f"L{n.replace('.', '/')};" for n in wanted]))
    return {n: bool(k >= 0 and program.class_dex[k] >= 0) for n, k in zip(wanted, numbers.tolist(), strict=True)}
