"""What the package's resources tell of its screens: layouts, views and texts.

Knows no code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Layout:
    """What a layout file makes: views and fragments of the package's own classes, and methods called on clicks."""

    views: tuple[str, ...] = ()
    fragments: tuple[str, ...] = ()
    clicks: tuple[tuple[str, str | None], ...] = ()
    """(method of the activity, name of the view's id)."""


@dataclass(frozen=True, slots=True)
class Screens:
    """All that the resources tell the machine."""

    layouts: Mapping[int, Layout] = field(default_factory=dict)
    views: Mapping[int, tuple[str, bool]] = field(default_factory=dict)
    """Id of a view → (descriptor of its class, whether the package defines it)."""
    view_names: Mapping[int, str] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
    """Text resources by id."""
    inputs: Mapping[int, str] = field(default_factory=dict)
    """Id of an input field → item of personal information that is typed into it."""
    view_texts: Mapping[str, str] = field(default_factory=dict)
    """Name of a view's id → the text its layout gives it."""
