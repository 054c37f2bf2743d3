"""The tables of truth of the pairs as typed values, what Kanhe says of the same apps, and how well the two agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kanhe.evidence import Evidence
from kanhe.inspection import code_analysis, uncollected
from kanhe.knowledge.items import items
from kanhe.package import open_package

FOLDER = Path(__file__).parent.parent
Fact = tuple[Any, ...]
"""A row of a table of truth."""


@dataclass(frozen=True)
class Variant:
    """One app of a pair, and what is known of it."""

    group: str
    pair: str
    name: str
    facts: tuple[Fact, ...]
    fault: str | None = None
    """Why Kanhe is known to see this app wrongly."""
    path: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", FOLDER / self.group / "apk" / f"{self.pair}-{self.name}.apk")

    @property
    def id(self) -> str:
        return f"{self.pair}-{self.name}"


def table(group: str) -> list[Variant]:
    """Every app of a set."""
    data = yaml.safe_load((FOLDER / group / "truth.yaml").read_text("utf-8"))
    return [
        Variant(group, pair, name, tuple(sorted(_facts(known[name]), key=repr)), known.get(f"{name}_fault"))
        for pair, known in data["pairs"].items()
        for name in ("violates", "complies")
    ]


def _facts(known: dict[str, Any]) -> Iterable[Fact]:
    for row in known.get("reads", ()):
        yield ("read", *row)
    for row in known.get("flows", ()):
        yield ("flow", *row)
    for sdk, phase in known.get("initialised_at", {}).items():
        yield ("initialised", sdk, phase)


_ORDER = {"startup": 0, "startup-guarded": 1, "event": 2, "background": 3, "unreached": 4, None: 5}


@cache
def evidence(path: Path) -> Evidence:
    """What Kanhe finds in the code of an app."""
    with uncollected(), open_package(path) as package:
        return code_analysis(package).evidence


def moments_seen(path: Path) -> list[Fact]:
    """Reads with their phase and guard, and SDKs with theirs."""
    found = evidence(path)
    first: dict[Fact, Any] = {}
    for r in found.rows("calls"):  # a read that happens in the background as well has a second row
        place = (r["item"], r["api"], r["caller"], r["offset"])
        known = first.get(place)
        if items()[r["item"]].weight != "state" and (known is None or _ORDER[r["phase"]] < _ORDER[known["phase"]]):
            first[place] = r
    reads = [("read", r["item"], r["actor"], r["phase"], r["guard"] is not None) for r in first.values()]
    started = [
        ("initialised", r["sdk"], r["initialised_at"])
        for r in found.rows("sdks")
        if r["initialised_at"] and r["kind"] == "sdk"
    ]
    return sorted(reads + started, key=repr)


def flows_seen(path: Path) -> list[Fact]:
    """Items, sinks, and whether the data was hashed."""
    return sorted(
        {("flow", r["item"], r["sink"], r["hashed"]) for r in evidence(path).rows("flows") if not r["implicit"]},
        key=repr,
    )


def parameters(variants: list[Variant]) -> list[Any]:
    """Test cases, those with a known fault expected to fail."""
    return [
        pytest.param(v, id=v.id, marks=pytest.mark.xfail(reason=v.fault, strict=True) if v.fault else ())
        for v in variants
    ]


@dataclass(frozen=True)
class Score:
    """How well what was seen agrees with the truth."""

    right: int
    missed: int
    invented: int

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.invented, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f}, recall {self.recall:.3f} "
            f"({self.right} right, {self.missed} missed, {self.invented} invented)"
        )


def score(variants: list[Variant], see: Callable[[Path], list[Fact]]) -> Score:
    """Over all apps of a set, fact by fact."""
    right = missed = invented = 0
    for variant in variants:
        true, seen = Counter(variant.facts), Counter(see(variant.path))
        right += (true & seen).total()
        missed += (true - seen).total()
        invented += (seen - true).total()
    return Score(right, missed, invented)
