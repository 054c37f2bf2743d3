"""What a comparison holds: changes in sections, the two builds, warnings, and the answer.

Plain frozen values; knows nothing of how a change is found or shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from kanhe.evidence import Evidence
from kanhe.rules.engine import Context, connect
from kanhe.rules.model import Judgement, Text

Row = dict[str, Any]
ChangeKind = Literal["new", "gone", "changed"]
Weight = Literal["high", "plain", "weak"]
"""``weak``: true but telling little; reports fold it to a count."""
Need = Literal["needed", "not-needed", "unknown"]


@dataclass(frozen=True)
class Side:
    """One build: its evidence and what the rules conclude from it."""

    evidence: Evidence
    judgement: Judgement
    saved: bool = False
    """The evidence was read from a folder, not taken from the package now."""

    @cached_property
    def package(self) -> Row:
        """The one row of the table ``package``."""
        return self.evidence.rows("package")[0]

    def rows(self, table: str) -> list[Row]:
        """The rows of a table."""
        return self.evidence.rows(table)

    def view(self, name: str) -> list[Row]:
        """The rows of a view of the rule engine, so that what it leaves out is left out here as well."""
        connection = connect(self.evidence, Context())
        try:
            answer = connection.execute(f'SELECT * FROM "{name}"')
            columns = [column[0] for column in answer.description or ()]
            return [dict(zip(columns, values, strict=True)) for values in answer.fetchall()]
        finally:
            connection.close()

    @cached_property
    def blind(self) -> dict[str, tuple[str, ...]]:
        """Table or aspect → kinds of limits by which its rows may be incomplete."""
        found: dict[str, dict[str, None]] = {}
        for row in self.rows("limits"):
            for table in row["weakens"]:
                found.setdefault(table, {})[row["kind"]] = None
        return {table: tuple(kinds) for table, kinds in found.items()}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new, gone or changed."""

    kind: ChangeKind
    key: tuple[str, ...]
    """What it is, in ids that stay the same: item and actor, permission name, host…"""
    name: Text
    actor: str | None = None
    """'app' or an SDK id, where somebody in particular is concerned."""
    details: tuple[Text, ...] = ()
    """What changed, or what more there is to know; the most important first."""
    conditions: tuple[str, ...] = ()
    """Conditions of the rule (:mod:`kanhe.report.diff.necessity`) that it meets."""
    weight: Weight = "plain"
    before: Row | None = None
    after: Row | None = None
    """Facts of both builds; ``before`` is None for what is new, ``after`` for what is gone."""


@dataclass(frozen=True, slots=True)
class Blindness:
    """Why a section may be incomplete: kinds of limits, in the old build and in the new one."""

    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """All changes of one sort, the most important first."""

    id: str
    changes: tuple[Change, ...]
    blind: Blindness = Blindness()
    stayed: int = 0
    """Things of this sort that are the same in both builds."""

    def count(self, kind: ChangeKind) -> int:
        return sum(change.kind == kind for change in self.changes)


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition of the rule that is met, with the changes that meet it."""

    condition: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Does this update need a full inspection?"""

    need: Need
    reasons: tuple[Reason, ...] = ()
    unseen: tuple[str, ...] = ()
    """Kinds of limits of the new build that hide what the rule asks about."""
    policies: bool = True
    """Privacy policies of both builds were compared."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole comparison."""

    old: Side
    new: Side
    identical: bool
    warnings: tuple[Text, ...]
    sections: tuple[Section, ...]
    answer: Answer
