"""Fields whose read yields an item: only who sees the app's own code sees one, as no call is made."""

from __future__ import annotations

from kanhe.knowledge.sources import FieldSource, sources


def watched_fields() -> tuple[FieldSource, ...]:
    """All; the constant that holds a provider's URI reads nothing by itself and is none."""
    return tuple(f for f in sources().fields if not f.name.endswith("URI"))
