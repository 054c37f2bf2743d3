"""How regularly the actors of a run read: the view ``cadence`` as values for reports."""

from __future__ import annotations

from dataclasses import dataclass

from kanhe.evidence import Evidence
from kanhe.rules.engine import Context, connect

REGULAR = 0.6
"""Share of gaps near the median from which reading is called regular; as the default profile has it."""


@dataclass(frozen=True, slots=True)
class Period:
    """What was read how often."""

    run: str
    actor: str
    item: str
    period_ms: int
    """Median gap."""
    share: float
    """Of the gaps, those near it."""
    times: int
    span_ms: int

    @property
    def regular(self) -> bool:
        return self.share >= REGULAR and self.times >= 3


def periods(evidence: Evidence, context: Context | None = None) -> dict[tuple[str, str, str], Period]:
    """(run, actor, item) → its period, where several reads tell one.  Open-source code counts as the app's."""
    if evidence["events"].num_rows == 0:
        return {}
    connection = connect(evidence, context or Context())
    try:
        rows = connection.execute(
            "SELECT run, actor, item, period_ms, share, times, span_ms FROM cadence WHERE period_ms IS NOT NULL"
        ).fetchall()
    finally:
        connection.close()
    return {(r[0], r[1], r[2]): Period(r[0], r[1], r[2], int(r[3]), float(r[4]), int(r[5]), int(r[6])) for r in rows}
