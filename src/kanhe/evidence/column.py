"""How a row type documents a column; see :mod:`kanhe.evidence.rows`."""

from __future__ import annotations

from dataclasses import field
from typing import Any


def column(doc: str, *, default: Any = ..., one_of: str = "") -> Any:
    """Declare a column with its documentation; ``one_of`` names the closed set its values come from."""
    metadata = {"doc": doc, "one_of": one_of}
    return field(metadata=metadata) if default is ... else field(default=default, metadata=metadata)
