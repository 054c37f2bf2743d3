"""The whole job in one readable page: package → evidence → judgement.

Holds the order of the producers and nothing of how any of them works; knows no report and no command line.
"""

from __future__ import annotations

from dataclasses import dataclass

from kanhe.evidence import Evidence
from kanhe.rules.model import Judgement


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a stage of the inspection took."""

    stage: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Inspection:
    """One app, inspected: what was found, what the rules conclude, and what it took."""

    evidence: Evidence
    judgement: Judgement
    timings: tuple[Timing, ...]
    tool_version: str
    knowledge_version: str
    app_type: str | None = None
