"""The components of a manifest, as far as running them needs them.

Knows no code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kanhe.package.model import Manifest


@dataclass(frozen=True, slots=True)
class Filter:
    """What an intent filter lets through."""

    actions: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    schemes: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()

    def matches(self, action: str | None, categories: str | None, scheme: str | None, mime: str | None) -> bool:
        """Whether an intent may pass; of each ``""`` means that it has none, None that it is not known."""
        if action is None:
            return "android.intent.action.MAIN" not in self.actions
        if action and action not in self.actions:
            return False
        if categories is not None and not set(categories.split()) <= self.categories:
            return False
        if scheme is not None and (scheme not in self.schemes if scheme else bool(self.schemes) and not self.types):
            return False
        return mime is None or (self._takes(mime) if mime else not self.types)

    def _takes(self, mime: str) -> bool:
        kind = mime.split("/")[0]
        return mime in self.types or any(t.split("/")[0] == kind and t.endswith("/*") for t in self.types)


@dataclass(frozen=True, slots=True)
class Part:
    """A component."""

    kind: str
    name: str
    """Descriptor of the class."""
    exported: bool = False
    launcher: bool = False
    filters: tuple[Filter, ...] = ()
    order: int = 0
    authorities: tuple[str, ...] = ()
    apart: bool = False
    """Runs in a process of its own, which starts when something asks for it."""
    initialisers: tuple[str, ...] = ()
    """androidx.startup initialisers named in its meta-data."""

    @property
    def label(self) -> str:
        """What a path that begins here begins with."""
        return f"{self.kind} {dotted(self.name)}"


def parts_of(manifest: Manifest) -> Iterator[Part]:
    """The components that are enabled; an alias is the screen behind it."""
    for component in manifest.components:
        alias = component.kind == "activity-alias"
        name = component.target if alias else component.name
        if not component.enabled or name is None:
            continue
        filters = (
            Filter(frozenset(f.actions), frozenset(f.categories), frozenset(f.schemes), frozenset(f.types))
            for f in component.filters
        )
        yield Part(
            "activity" if alias else component.kind,
            descriptor(name),
            component.exported,
            component.launcher,
            tuple(filters),
            component.init_order or 0,
            component.authorities,
            component.process is not None,
            tuple(descriptor(m.name) for m in component.meta_data if m.value == "androidx.startup"),
        )


def descriptor(name: str) -> str:
    """``a.b.C`` → ``La/b/C;``."""
    return f"L{name.replace('.', '/')};"


def dotted(text: str) -> str:
    """``La/b/C;`` → ``a.b.C``."""
    return text[1:-1].replace("/", ".")
