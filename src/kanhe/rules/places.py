"""Where in a policy an element usually stands: for findings about something that is not there.

Knows sections by their usual names and elements by id; decides nothing and reads no policy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec

from kanhe.knowledge.store import load_text


@dataclass(frozen=True, slots=True)
class Place:
    """A section of a policy."""

    zh: str
    en: str
    near: tuple[str, ...] = ()
    """Elements beside which the sentence may stand where the policy has them, the nearest first."""


@cache
def places() -> Mapping[str, Place]:
    """Element → where it belongs."""
    data = (resources.files("kanhe.rules") / "places.yaml").read_bytes()
    return msgspec.convert(load_text("places", {"places.yaml": data})["places.yaml"], dict[str, Place])
