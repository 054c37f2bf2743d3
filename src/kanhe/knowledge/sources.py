"""Sources: the calls, fields and strings by which Android code reads an item of personal information.

Facts from the platform's documentation and from published detection rules; a generic interface (settings, content
providers, files, shell, reflection) is a *channel*, which reads an item only with a certain constant.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from kanhe.knowledge.store import KnowledgeError, load

How = Literal["settings-key", "content-uri", "file", "exec", "property", "reflection"]
Match = Literal["equals", "prefix", "contains"]


@dataclass(frozen=True, slots=True)
class ArgumentTest:
    """A constant argument that decides whether a call is a read."""

    index: int
    """Argument word by descriptor, the receiver not counted."""
    strings: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    integers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """An argument that says how often something repeats."""

    index: int
    """Argument by descriptor, the receiver not counted; a long counts as one."""
    milliseconds: int = 1
    """Length of its unit."""
    unit: int | None = None
    """Argument word that holds a ``java.util.concurrent.TimeUnit``, where the unit is given beside it."""


@dataclass(frozen=True, slots=True)
class MethodSource:
    """A method whose call (or, for a callback, whose override) receives an item."""

    item: str
    class_name: str
    name: str
    proto: str | None
    """``(args)ret``; None for any overload."""
    test: ArgumentTest | None = None
    beside: tuple[str, ...] = ()
    """The calling method must also hold one of these strings."""
    callback: bool = False
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class FieldSource:
    """A field whose read receives an item, or which is the URI of a provider that holds it."""

    item: str
    class_name: str
    name: str


@dataclass(frozen=True, slots=True)
class StringSource:
    """A constant that, handed to a channel, reads an item."""

    item: str
    how: How
    text: str
    match: Match


@dataclass(frozen=True, slots=True)
class Channel:
    """An interface through which a constant becomes a read."""

    how: How
    class_name: str
    name: str
    proto: str | None
    argument: int
    """Argument word that carries the constant."""


@dataclass(frozen=True, slots=True)
class Sources:
    methods: tuple[MethodSource, ...]
    fields: tuple[FieldSource, ...]
    strings: tuple[StringSource, ...]
    channels: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class MethodEntry:
    """A method as the data files write it when a plain descriptor is not enough."""

    api: str
    argument: ArgumentTest | None = None
    beside: tuple[str, ...] = ()
    period: Period | None = None


@dataclass(frozen=True)
class _Item:
    methods: tuple[str | MethodEntry, ...] = ()
    callbacks: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    settings_keys: tuple[str, ...] = ()
    content_uris: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Channel:
    api: str
    argument: int


@dataclass(frozen=True)
class _File:
    items: dict[str, _Item]
    channels: dict[str, tuple[_Channel, ...]] = field(default_factory=dict)


_MATCHES: dict[str, Match] = {
    "settings-key": "equals",
    "content-uri": "prefix",
    "file": "prefix",
    "exec": "contains",
    "property": "equals",
}


def split_descriptor(api: str) -> tuple[str, str, str | None]:
    """(class, name, prototype or None) of ``Lcls;->name(args)ret`` or ``Lcls;->name``."""
    owner, arrow, rest = api.partition("->")
    name, bracket, tail = rest.partition("(")
    if not arrow or not owner.startswith("L") or not owner.endswith(";") or not name:
        raise KnowledgeError(f"{api!r} is not a method or field descriptor")
    return owner, name, f"({tail}" if bracket else None


@cache
def sources() -> Sources:
    """Everything known about how Android code reads personal information."""
    data = load("sources", _File)
    methods: list[MethodSource] = []
    fields: list[FieldSource] = []
    strings: list[StringSource] = []
    for item, entry in data.items.items():
        for method in entry.methods:
            given = MethodEntry(method) if isinstance(method, str) else method
            methods.append(MethodSource(item, *split_descriptor(given.api), given.argument, given.beside))
        methods.extend(MethodSource(item, *split_descriptor(api), callback=True) for api in entry.callbacks)
        fields.extend(FieldSource(item, *split_descriptor(api)[:2]) for api in entry.fields)
        texts: dict[How, tuple[str, ...]] = {
            "settings-key": entry.settings_keys, "content-uri": entry.content_uris, "file": entry.files,
            "exec": entry.commands, "property": entry.properties,
        }  # fmt: skip
        strings.extend(StringSource(item, how, text, _MATCHES[how]) for how, many in texts.items() for text in many)
    channels = tuple(
        Channel(how, *split_descriptor(channel.api), channel.argument)  # type: ignore[arg-type]
        for how, many in data.channels.items()
        for channel in many
    )
    return Sources(tuple(methods), tuple(fields), tuple(strings), channels)
