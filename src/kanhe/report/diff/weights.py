"""Who and what counts little in a comparison: weak device parameters, and open-source libraries, which collect nothing
of their own accord.
"""

from __future__ import annotations

from kanhe.knowledge.items import items
from kanhe.knowledge.sdks import sdks


def is_state(item: str) -> bool:
    """A weak device parameter (model, network state…)."""
    known = items().get(item)
    return known is not None and known.weight == "state"


def is_library(actor: str) -> bool:
    """An open-source library."""
    known = sdks().get(actor)
    return known is not None and known.kind == "library"
