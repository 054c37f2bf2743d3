"""Rows of ``limits``: what could not be judged, with the tables it weakens by the knowledge of its kind."""

from __future__ import annotations

from kanhe.evidence.rows import LimitRow
from kanhe.knowledge.limit_kinds import limit_kinds


def limit(app: str, kind: str, where: str, why: str, actor: str | None = None) -> LimitRow:
    """One row; ``kind`` must be a known kind of blindness."""
    return LimitRow(app, kind, where, why, limit_kinds()[kind].weakens, actor)
