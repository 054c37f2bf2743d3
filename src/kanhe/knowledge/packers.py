"""Packers (加固): the marks by which their shells are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kanhe.knowledge.store import load


@dataclass(frozen=True)
class Packer:
    id: str
    zh: str
    en: str
    vendor: str | None = None
    libraries: tuple[str, ...] = ()
    """File names of native libraries; '*' stands for anything."""
    assets: tuple[str, ...] = ()
    """Paths inside the package; '*' stands for anything."""
    applications: tuple[str, ...] = ()
    """Application classes of the shell, or package prefixes ending in '.'."""


@cache
def packers() -> Mapping[str, Packer]:
    """All packers by id."""
    return {packer.id: packer for packer in load("packers", tuple[Packer, ...])}
