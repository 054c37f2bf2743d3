"""A document that the user names, not read yet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class GivenDocument:
    """``role`` is one of the vocabulary's (``document_role``)."""

    role: str
    path: Path
