"""What starts a third-party SDK: the app's calls, and the providers and initialisers by which an SDK starts itself.

Given as sites of the behaviour ``sdk-start``, with the SDK in ``argument``; when they happen is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kanhe.code.actors import Actors
from kanhe.code.machine.trace import Trace
from kanhe.code.program import Program
from kanhe.code.reads import Site
from kanhe.code.references import References
from kanhe.code.sdk_detection import calls_from_outside
from kanhe.evidence import SdkRow
from kanhe.knowledge.sdks import sdks

BY_ITSELF = frozenset({"content provider start", "startup initialiser"})
"""Reasons for which the platform runs code of an SDK without the app's doing."""


def sdk_starts(found: Iterable[SdkRow], program: Program, references: References, actors: Actors) -> Iterator[Site]:
    """Calls by which code outside an SDK starts it."""
    uses = references.invocations
    for row in found:
        sdk = sdks()[row.sdk]
        for k, _ in calls_from_outside(sdk, sdk.start, program, references, actors):
            api = program.method_text(int(uses.target[k]))
            yield Site(int(uses.caller[k]), int(uses.offset[k]), "sdk-start", "direct", api, sdk.id)


def self_started(program: Program, actors: Actors, trace: Trace) -> Iterator[Site]:
    """Methods of SDKs that the platform runs at process start and that go on to other code of the package."""
    goes_on = {caller for _, caller, _, _ in trace.edges}
    for (_, caller, _, callee), reason in trace.edges.items():
        if caller >= 0 or reason not in BY_ITSELF or callee not in goes_on:
            continue
        actor = actors.of(int(program.method_class[callee]))
        text = program.method_text(callee)
        if actor != "app" and sdks()[actor].kind == "sdk" and "-><" not in text and "->dependencies(" not in text:
            yield Site(callee, -1, "sdk-start", "direct", reason, actor)
