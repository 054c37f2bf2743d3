"""Scores over the cases of a public suite, and the table that every tool's run prints.

Per case, leaks found up to the true number are true positives, more are false positives, missing ones false negatives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from suite_truth import Case, flowdroid_tests, tested_by_flowdroid


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in one case."""

    case: Case
    found: int
    seconds: float
    rows: tuple[str, ...] = ()
    failure: str | None = None
    memory: float | None = None
    """Peak resident memory in MB, of a tool that runs each case as its own process."""

    @property
    def counts(self) -> tuple[int, int, int]:
        """True positives, false positives, false negatives."""
        hit = min(self.found, self.case.leaks)
        return hit, self.found - hit, self.case.leaks - hit


@dataclass(frozen=True, slots=True)
class Score:
    """Sum over cases."""

    hits: int
    alarms: int
    missed: int

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.alarms) if self.hits + self.alarms else 1.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return (
            f"TP {self.hits}  FP {self.alarms}  FN {self.missed}  "
            f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"
        )


def score(outcomes: Sequence[Outcome]) -> Score:
    """Sum of the counts."""
    return Score(*(sum(o.counts[column] for o in outcomes) for column in range(3)))


def tell(outcome: Outcome, *, verbose: bool) -> None:
    """One line for a case; more where the tool failed, or where it differs from the truth and all is asked for."""
    _, alarms, missed = outcome.counts
    mark = "ok  " if not (alarms or missed) and not outcome.failure else "FAIL"
    memory = f"  {outcome.memory:6.0f} MB" if outcome.memory is not None else ""
    print(
        f"{mark} {outcome.case.name:62} leaks {outcome.case.leaks}  found {outcome.found}  "
        f"{outcome.seconds * 1000:7.0f} ms{memory}",
        flush=True,
    )
    if outcome.failure:
        print("     " + outcome.failure.strip().replace("\n", "\n     "))
    elif verbose and mark == "FAIL":
        for row in outcome.rows:
            print(f"       {row}")


def summary(outcomes: Sequence[Outcome], checkout: Path | None = None) -> None:
    """Scores of the groups, of all, of what FlowDroid's own tests run, and of the tools that the suite itself tells of."""
    groups = defaultdict(list)
    for o in outcomes:
        groups[o.case.group].append(o)
    print()
    for group, inside in sorted(groups.items()):
        _line(group or "(top)", len(inside), score(inside))
    print()
    _line("all", len(outcomes), score(outcomes))
    if checkout:
        names = tested_by_flowdroid(checkout)
        tested = [o for o in outcomes if o.case.name in names]
        _line("tested by FlowDroid itself", len(tested), score(tested))
        claims = {t.name: t for t in flowdroid_tests(checkout)}
        asserted = [Outcome(o.case, claims[o.case.name].claimed, 0) for o in tested]
        _line("same, by what its tests assert", len(asserted), score(asserted))
        own = [replace(o, case=replace(o.case, leaks=claims[o.case.name].leaks)) for o in asserted]
        _line("same, and by its tests' truth", len(own), score(own))
    for tool in sorted({tool for o in outcomes for tool in o.case.others}):
        told = [o.case for o in outcomes if tool in o.case.others]
        missed, alarms = (sum(case.others[tool][column] for case in told) for column in range(2))
        _line(f"{tool} (as the suite reports)", len(told), Score(sum(c.leaks for c in told) - missed, alarms, missed))


def _line(name: str, cases: int, value: Score) -> None:
    print(f"{name:32} {cases:4} cases  {value}")
