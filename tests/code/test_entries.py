from kanhe.code.call_graph import build_call_graph
from kanhe.code.entries import component_in_code, manifest_entries
from kanhe.code.hierarchy import build_hierarchy
from kanhe.code.references import read_references
from kanhe.package.model import Component, Manifest
from tests.builders.dex import Class
from tests.builders.program import program_of


def test_what_the_platform_starts() -> None:
    program = program_of([Class(f"La/{n};") for n in ("App", "Main", "Off", "View", "Other", "Runner")])
    hierarchy = build_hierarchy(program)
    graph = build_call_graph(program, hierarchy, read_references(program))
    manifest = Manifest("a", application_class="a.App", instrumentations=("a.Runner",),
                        components=(Component("activity", "a.Main", True), Component("service", "a.Off", False, enabled=False),
                                    Component("receiver", "a.Missing", False)))  # fmt: skip
    entries = manifest_entries(program, hierarchy, graph, manifest, ["a.View"])
    assert sorted(entries.labels.values()) == [
        "activity a.Main",
        "application a.App",
        "instrumentation a.Runner",
        "layout a.View",
    ]
    assert component_in_code(program, ["a.Main", "a.Missing"]) == {"a.Main": True, "a.Missing": False}
