"""Conduct in code that is not itself a read of personal information: dynamic loading, careless TLS, permission requests…"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kanhe.knowledge.sources import MethodEntry, MethodSource, Period, split_descriptor
from kanhe.knowledge.store import load


@dataclass(frozen=True)
class Behaviour:
    zh: str
    en: str
    methods: tuple[str | MethodEntry, ...] = ()
    strings: tuple[str, ...] = ()
    """Constants that show it by themselves."""
    timed: bool = False
    """Whether rules ask when it happens: the abstract run then follows all that leads to it."""


@cache
def behaviours() -> Mapping[str, Behaviour]:
    """All behaviours by id."""
    return load("behaviours", dict[str, Behaviour])


@cache
def behaviour_methods() -> tuple[MethodSource, ...]:
    """The calls that show a behaviour; its id stands in ``item``."""
    found = []
    for name, behaviour in behaviours().items():
        for method in behaviour.methods:
            given = MethodEntry(method) if isinstance(method, str) else method
            found.append(
                MethodSource(name, *split_descriptor(given.api), given.argument, given.beside, period=given.period)
            )
    return tuple(found)


@cache
def periods() -> Mapping[tuple[str, str], Period]:
    """(behaviour, method descriptor as the evidence writes it) → the argument that says how often it repeats."""
    return {
        (m.item, f"{m.class_name}->{m.name}{m.proto or ''}"): m.period
        for m in behaviour_methods()
        if m.period is not None
    }
