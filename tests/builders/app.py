"""Small apps put into the abstract machine, and what it saw of them, told in the words of the test.

An app is a screen ``La/Main;`` whose ``onCreate`` is the code of the test, and further classes.  Beside the notation of
:mod:`tests.builders.smali`, its code has

    see v0          notes the whole number in a register: ``App.seen``
    secret v0       reads the IMEI into a register
    other v0        reads the IMSI
    leak v0         writes what a register carries to the log: ``App.leaks``
    reach name      notes that the line is run: ``App.reached``
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kanhe.code.actors import Actors
from kanhe.code.call_graph import build_call_graph
from kanhe.code.hierarchy import build_hierarchy
from kanhe.code.machine.simulation import BUDGET, Screens, Simulation, simulate
from kanhe.code.program import Program
from kanhe.code.reads import Site
from kanhe.code.references import read_references
from kanhe.package.model import Component, IntentFilter, Manifest
from tests.builders import smali
from tests.builders.dex import PUBLIC, Class, Method
from tests.builders.program import program_of

SEE = "Lprobe/Probe;->see(I)V"
REACH = "Lprobe/Probe;->{}()V"
READS = {
    "Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;": "imei",
    "Landroid/telephony/TelephonyManager;->getSubscriberId()Ljava/lang/String;": "imsi",
}
_IMEI, _IMSI = READS
_MACROS = {
    "see": f"invoke-static {{{{{{0}}}}}} {SEE}",
    "secret": f"invoke-virtual {{{{{{0}}}}}} {_IMEI}\nmove-result-object {{0}}",
    "other": f"invoke-virtual {{{{{{0}}}}}} {_IMSI}\nmove-result-object {{0}}",
    "leak": "invoke-static {{{0} {0}}} Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I",
    "reach": "invoke-static {{}} Lprobe/Probe;->{0}()V",
}
TIMED = "alarm-repeat"
"""A behaviour of which rules ask when it happens: what leads to such calls is always followed."""
LAUNCHER = IntentFilter(("android.intent.action.MAIN",), ("android.intent.category.LAUNCHER",))


def define(signature: str, text: str, *, static: bool = False, access: int = PUBLIC) -> Method:
    """A method whose code may use the words above."""
    return smali.define(signature, _expanded(text), static=static, access=access)


def _expanded(text: str) -> str:
    def replace(found: re.Match[str]) -> str:
        return _MACROS[found[1]].format(found[2])

    return re.sub(rf"(?m)^\s*({'|'.join(_MACROS)})\s+(\w+)[ ]*(?:#.*)?$", replace, text)


def static(signature: str, text: str) -> Method:
    return define(signature, text, static=True)


def screen(text: str, *methods: Method, name: str = "La/Main;", **more: object) -> Class:
    """A screen that runs the code when it is opened."""
    created = define("onCreate(Landroid/os/Bundle;)V", f"{text}\nreturn-void")
    return Class(name, "Landroid/app/Activity;", methods=[created, *methods], **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class App:
    """What the machine saw of an app."""

    program: Program
    simulation: Simulation
    order: tuple[tuple[int, int, str], ...]
    """(method, offset, name) of every probe, in the order of the code."""

    @property
    def seen(self) -> list[object]:
        """What each ``see`` saw, in the order of the code: a whole number, None for anything else, or a set of these."""
        found: list[object] = []
        for method, offset, name in self.order:
            if name == "see" and (marks := self.simulation.trace.marks.get((method, offset))):
                numbers = {mark.numbers[0] for mark in marks}
                found.append(next(iter(numbers)) if len(numbers) == 1 else numbers)
        return found

    @property
    def reached(self) -> set[str]:
        """Names of the lines that were run."""
        marks = self.simulation.trace.marks
        return {name for method, offset, name in self.order if (method, offset) in marks and name != "see"}

    def moments(self, name: str) -> set[tuple[str, str | None]]:
        """(phase, consent) at which a line was run."""
        marks = self.simulation.trace.marks
        return {
            (mark.moment.phase.name, mark.moment.guard)
            for method, offset, probe in self.order if probe == name
            for mark in marks.get((method, offset), ())
        }  # fmt: skip

    @property
    def leaks(self) -> set[str]:
        """Items that reached a sink: ``imei`` as it is, ``imei hashed``, or ``imei told``."""
        return {leak.partition(" to ")[0] for leak in self.flows}

    @property
    def flows(self) -> set[str]:
        """``item to sink``, each."""
        sites = self.simulation.sites
        return {
            f"{sites[read].item}{'' if way.name == 'PLAIN' else ' ' + way.name.lower()} to {sink.kind}"
            for read, way, sink in self.simulation.trace.flows
        }

    @property
    def executed(self) -> set[str]:
        return {self.program.method_text(number) for number in self.simulation.trace.executed}

    @property
    def bounds(self) -> set[str]:
        """What was cut short."""
        return set(self.simulation.trace.bounds)


def run(
    code: str | Class, *classes: Class, components: Sequence[Component] = (), application: str | None = None,
    screens: Screens | None = None, budget: int = BUDGET,
) -> App:  # fmt: skip
    """Run an app; ``code``: of its first screen, or the whole class of that."""
    main = screen(code) if isinstance(code, str) else code
    program = program_of([main, *classes])
    hierarchy = build_hierarchy(program)
    references = read_references(program)
    graph = build_call_graph(program, hierarchy, references)
    sites, watched, order = [], [], []
    calls = references.invocations
    for method, offset, target in zip(calls.caller.tolist(), calls.offset.tolist(), calls.target.tolist(), strict=True):
        text = program.method_text(target)
        if text in READS:
            sites.append(Site(method, offset, READS[text], "direct", text))
        elif text.startswith("Lprobe/Probe;->"):
            watched.append(Site(method, offset, TIMED, "direct", text))
            order.append((method, offset, text.partition("->")[2].partition("(")[0]))
    manifest = Manifest(
        "a", application_class=application,
        components=(Component("activity", "a.Main", True, filters=(LAUNCHER,)), *components),
    )  # fmt: skip
    simulation = simulate(
        program, hierarchy, references, graph, Actors(program), sorted(sites), manifest, screens, budget, watched
    )
    return App(program, simulation, tuple(sorted(order)))
