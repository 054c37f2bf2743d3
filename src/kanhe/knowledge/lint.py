"""The linter of the knowledge: small classes, each a property the data must have.

python -m kanhe.knowledge.lint
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from kanhe.knowledge.app_types import app_types
from kanhe.knowledge.behaviours import behaviour_methods, behaviours
from kanhe.knowledge.checks import checks, labels
from kanhe.knowledge.instruments import instruments
from kanhe.knowledge.item_coverage import item_coverage
from kanhe.knowledge.items import items
from kanhe.knowledge.packers import packers
from kanhe.knowledge.permissions import permissions
from kanhe.knowledge.policy_elements import policy_elements
from kanhe.knowledge.sdks import Sdk, sdks
from kanhe.knowledge.sources import Channel, FieldSource, MethodSource, StringSource, sources

_PROTO = re.compile(r"^\((?:\[*(?:[ZBCSIJFD]|L[\w/$-]+;))*\)\[*(?:[ZBCSIJFDV]|L[\w/$-]+;)$")
_CLASS = re.compile(r"^L[\w/$-]+;$")


@dataclass(frozen=True, slots=True)
class Problem:
    where: str
    message: str


class Lint:
    """A property of the data."""

    def check(self) -> Iterator[Problem]:
        raise NotImplementedError


class DescriptorsWellFormed(Lint):
    def check(self) -> Iterator[Problem]:
        every: tuple[MethodSource | Channel, ...] = (*sources().methods, *behaviour_methods(), *sources().channels)
        for method in every:
            if not _CLASS.match(method.class_name) or (method.proto and not _PROTO.match(method.proto)):
                yield Problem("sources", f"{method.class_name}->{method.name}{method.proto or ''} is malformed")


class ItemsKnown(Lint):
    def check(self) -> Iterator[Problem]:
        known = set(items())
        every: tuple[MethodSource | FieldSource | StringSource, ...] = (
            *sources().methods,
            *sources().fields,
            *sources().strings,
        )
        for source in every:
            if source.item not in known:
                yield Problem("sources", f"there is no item {source.item}")
        for sdk in sdks().values():
            for item in {*sdk.collects, *sdk.collects_optional} - known:
                yield Problem(f"sdks/{sdk.id}", f"there is no item {item}")
        for kind in app_types().values():
            for item in set(kind.items) - known:
                yield Problem(f"app_types/{kind.id}", f"there is no item {item}")
        for permission in permissions().values():
            for mark in permission.used_by or ():
                family, _, name = mark.partition(":")
                if (family == "item" and name not in known) or (family == "behaviour" and name not in behaviours()):
                    yield Problem(f"permissions/{permission.name}", f"{mark} is not known")


class CoverageSane(Lint):
    """Coverage names known items, none covers itself or its cover, and a word alludes only to what it does not cover."""

    def check(self) -> Iterator[Problem]:
        coverage = item_coverage()
        for item, covered in coverage.items.items():
            for name in {item, *covered} - set(items()):
                yield Problem(f"item_coverage/{item}", f"there is no item {name}")
            for other in covered:
                if other == item or item in coverage.items.get(other, ()):
                    yield Problem(f"item_coverage/{item}", f"it and {other} cover each other")
        for word, says in coverage.words.items():
            for name in {*says.covers, *says.alludes} - set(items()):
                yield Problem(f"item_coverage/{word}", f"there is no item {name}")
            for name in set(says.covers) & set(says.alludes):
                yield Problem(f"item_coverage/{word}", f"it covers {name} and alludes to it")


class ProofsUnshared(Lint):
    """No two SDKs are told by the same proof, unless one of them says so in ``shares``."""

    def check(self) -> Iterator[Problem]:
        for kind in ("packages", "native_libs", "components", "manifest_keys", "hosts"):
            owners: dict[str, Sdk] = {}
            for sdk in sdks().values():
                for proof in getattr(sdk, kind):
                    other = owners.setdefault(proof, sdk)
                    if other is not sdk and sdk.id not in other.shares and other.id not in sdk.shares:
                        yield Problem(f"sdks/{sdk.id}", f"{kind} {proof} also tells {other.id}")


class PrefixesNoted(Lint):
    """A prefix that lies inside another SDK's belongs to a narrower SDK; the longest wins, and one of them notes it."""

    def check(self) -> Iterator[Problem]:
        owners = {p: s for s in sdks().values() for p in s.packages}
        for prefix, sdk in owners.items():
            for end in (i for i, c in enumerate(prefix) if c == "."):
                other = owners.get(prefix[:end])
                if (
                    other is not None
                    and other is not sdk
                    and not (
                        sdk.note
                        or other.note
                        or sdk.id in (*other.shares, *other.bundles)
                        or other.id in (*sdk.shares, *sdk.bundles)
                    )
                ):
                    yield Problem(f"sdks/{sdk.id}", f"{prefix} lies inside {prefix[:end]} of {other.id} without a note")


class ChecksConsistent(Lint):
    def check(self) -> Iterator[Problem]:
        for check in checks().values():
            if check.label is not None and check.label not in labels():
                yield Problem(f"checks/{check.id}", f"{check.label} is not a label")
            for basis in check.basis:
                known = instruments().get(basis.instrument)
                if known is None or basis.clause not in known.clauses:
                    yield Problem(f"checks/{check.id}", f"{basis.instrument} {basis.clause} is not known")


class DatesSane(Lint):
    def check(self) -> Iterator[Problem]:
        for instrument in instruments().values():
            first, last = instrument.in_force_from, instrument.in_force_until
            if first and last and last < first:
                yield Problem(f"instruments/{instrument.id}", "it ends before it begins")
            if not instrument.clauses and instrument.kind == "law":
                yield Problem(f"instruments/{instrument.id}", "no clause of it is known")


class PackersTold(Lint):
    def check(self) -> Iterator[Problem]:
        for packer in packers().values():
            if not (packer.libraries or packer.assets or packer.applications):
                yield Problem(f"packers/{packer.id}", "nothing tells it")


class ElementsFounded(Lint):
    """Each element of a policy rests on a clause; each way has cues in lower case that can make the search quick."""

    def check(self) -> Iterator[Problem]:
        for element in policy_elements().values():
            where = f"policy_elements/{element.id}"
            if not element.asked_by:
                yield Problem(where, "nothing asks for it")
            for instrument, clause in element.asked_by:
                known = instruments().get(instrument)
                if known is None or clause not in known.clauses:
                    yield Problem(where, f"{instrument} {clause} is not known")
            for way in element.ways:
                if not way.cue or not way.says:
                    yield Problem(where, "a way has no cue or says nothing")
                for cue in way.cue:
                    if not cue or cue != cue.lower():
                        yield Problem(where, f"the cue {cue!r} is empty or not in lower case")


LINTS: tuple[Lint, ...] = (
    DescriptorsWellFormed(), ItemsKnown(), CoverageSane(),
    ProofsUnshared(), PrefixesNoted(), ChecksConsistent(), DatesSane(), PackersTold(),
    ElementsFounded(),
)  # fmt: skip


def lint() -> list[Problem]:
    """Every problem of the data."""
    return [problem for check in LINTS for problem in check.check()]


if __name__ == "__main__":
    found = lint()
    for problem in found:
        print(f"{problem.where}: {problem.message}")
    print(f"{len(found)} problems")
    sys.exit(1 if found else 0)
