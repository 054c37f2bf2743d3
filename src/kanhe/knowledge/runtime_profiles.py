"""The numbers by which rules judge what was seen in runs: thresholds with their origin, and profiles that change some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from kanhe.knowledge.store import KnowledgeError, load

MAX_FILE = 1 << 20


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number, what it counts, and where it comes from."""

    value: float
    zh: str
    en: str
    origin: str


@dataclass(frozen=True)
class _Profile:
    zh: str
    en: str
    values: dict[str, float] | None = None


@dataclass(frozen=True)
class _File:
    thresholds: dict[str, Threshold]
    profiles: dict[str, _Profile]


@dataclass(frozen=True, slots=True)
class Profile:
    """All thresholds under one name."""

    id: str
    zh: str
    en: str
    values: Mapping[str, float]


@cache
def thresholds() -> Mapping[str, Threshold]:
    """All thresholds by name."""
    return load("runtime_profiles", _File).thresholds


@cache
def runtime_profiles() -> Mapping[str, Profile]:
    """All profiles by id, 'default' among them.  Raises :class:`KnowledgeError` for a value that is no threshold."""
    found = load("runtime_profiles", _File).profiles
    return {name: _whole(name, p.zh, p.en, p.values or {}) for name, p in found.items()}


def read_profile(path: Path) -> Profile:
    """A profile of the user's: a YAML mapping of thresholds to numbers.  Raises :class:`KnowledgeError` and ``OSError``."""
    import yaml

    if path.stat().st_size > MAX_FILE:
        raise KnowledgeError(f"{path.name}: too large for a profile")
    try:
        data: Any = yaml.safe_load(path.read_bytes())
        values = msgspec.convert(data, dict[str, float])
    except (yaml.YAMLError, msgspec.ValidationError, RecursionError, ValueError) as error:
        raise KnowledgeError(f"{path.name}: {str(error).splitlines()[0][:160]}") from error
    return _whole(path.name, path.name, path.name, values)


def _whole(name: str, zh: str, en: str, values: Mapping[str, float]) -> Profile:
    known = {k: t.value for k, t in thresholds().items()}
    for key, value in values.items():
        if key not in known:
            raise KnowledgeError(f"profile {name}: there is no threshold {key}")
        if not 0 <= value <= 2**53:
            raise KnowledgeError(f"profile {name}: {key} is not a number of 0 or more")
    return Profile(name, zh, en, {**known, **values})
