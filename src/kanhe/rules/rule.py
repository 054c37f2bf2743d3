"""The rule files: one a rule, SQL over the evidence tables with clauses, wording, remedy and specimens.

Knows what a rule file holds; running it is the engine's business.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal

import msgspec

from kanhe.knowledge.instruments import instruments
from kanhe.knowledge.store import load_text
from kanhe.rules.model import Basis, Effect, Severity, Text


class RuleError(ValueError):
    """A rule file that does not say what it should; the message names the file and the place."""


@dataclass(frozen=True, slots=True)
class Reference:
    instrument: str
    clause: str


@dataclass(frozen=True, slots=True)
class Specimens:
    violates: str
    complies: str


@dataclass(frozen=True, slots=True)
class Unseen:
    """A case in which "no row" does not mean "complies", beyond limits on the tables: what the rule looks at is lost."""

    query: str
    """Gives the apps, column ``app``, of which the rule cannot tell."""
    zh: str
    en: str
    outcome: Literal["incomplete", "not-applicable"] = "incomplete"
    """The second where the inspection was not given what the rule is about, and need not have been."""

    @property
    def reason(self) -> Text:
        return Text(self.zh, self.en)


@dataclass(frozen=True)
class Rule:
    """One rule file."""

    id: str
    title: Text
    basis: tuple[Reference, ...]
    severity: Severity
    effect: Effect
    """``violation`` decides the verdict; ``advice`` is only told."""
    needs: tuple[str, ...]
    """Evidence tables (and aspects, such as 'phases') that must be complete for "no row" to mean "complies"."""
    query: str
    message: Text
    remedy: Text
    explanation: Text
    """What the rule looks at and why it matters."""
    blind_to: Text
    """What the rule cannot see."""
    specimens: Specimens
    check: str | None = None
    """Id of the check it decides (or decides in part)."""
    label: str | None = None
    """The regulator's word for a notice row."""
    requires: tuple[str, ...] = ()
    """What the inspection must be told: 'app-type', 'policy'."""
    identity: tuple[str, ...] = ()
    """Further columns that tell two findings of the rule apart."""
    in_force_from: dt.date | None = None
    in_force_until: dt.date | None = None
    unseen: tuple[Unseen, ...] = ()
    """When the rule found nothing and cannot tell: the answer is the outcome told there, for the reason given."""
    thresholds: dict[str, str] = field(default_factory=dict)
    """Numbers in the query that are no norm, with their origin."""

    def applies_on(self, day: dt.date) -> bool:
        """In force by its own dates, and by at least one instrument it stands on (drafts count only for advice)."""
        if (self.in_force_from and day < self.in_force_from) or (self.in_force_until and day > self.in_force_until):
            return False
        return self.effect == "advice" or any(instruments()[b.instrument].in_force(day) for b in self.basis)

    def bases(self, day: dt.date) -> tuple[Basis, ...]:
        """The clauses with their names; those not in force on the day are left out of a violation."""
        found = []
        for reference in self.basis:
            instrument = instruments()[reference.instrument]
            if self.effect == "violation" and not instrument.in_force(day):
                continue
            known = instrument.clauses[reference.clause]
            found.append(Basis(instrument.id, reference.clause, instrument.zh, known.confirmed))
        return tuple(found)


def parse_rule(name: str, data: Any) -> Rule:
    """A rule from the contents of its file.  Raises :class:`RuleError`."""
    try:
        rule = msgspec.convert(data, Rule, strict=True)
    except msgspec.ValidationError as error:
        raise RuleError(f"{name}: {error}") from error
    if rule.id != name.removesuffix(".yaml"):
        raise RuleError(f"{name}: the id {rule.id!r} is not the file's name")
    return rule


@cache
def catalogue() -> Mapping[str, Rule]:
    """All rules by id, sorted."""
    folder = resources.files("kanhe.rules") / "catalogue"
    texts = {e.name: e.read_bytes() for e in folder.iterdir() if e.name.endswith(".yaml")}
    joined = load_text("catalogue", texts)
    return {_id(name): parse_rule(name, joined[name]) for name in sorted(joined, key=_id)}


def _id(name: str) -> str:
    return name.removesuffix(".yaml")
