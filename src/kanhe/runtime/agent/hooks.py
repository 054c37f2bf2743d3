"""The agent's hooks: the table of what is watched, as methods to hook.

The agent sees every call of a process, whoever makes it.  So it hooks a method where it is carried out, not where an abstract
class declares it; it watches below the app too (the Binder proxies), and leaves out what leads to a further watched call in
another thread; an item that the platform hands over is seen where it does so, not in the app's override.  Knows the table;
nothing of Frida, nothing of records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kanhe.knowledge.runtime_points import Interface, Via, runtime_points
from kanhe.runtime.watched.calls import Choice, Shown, WatchedCall, dotted, watched_calls
from kanhe.runtime.watched.deliveries import deliveries


@dataclass(frozen=True, slots=True)
class Hook:
    """A method that is hooked, in all its overloads."""

    api: str
    """As the knowledge calls it: ``pkg.Cls.method``, ``pkg.Cls.<init>`` for a constructor."""
    class_name: str
    """Class whose method runs, dotted: another one where the knowledge names an abstract class or a callback."""
    method: str
    """``$init`` for a constructor."""
    kind: str | None
    """What a call stands for that no choice decides; None: nothing."""
    choices: tuple[Choice, ...] = ()
    via: Via | Literal["delivery"] = "java"
    shows: tuple[int, Shown] | None = None
    """Argument that may be shown of a call that no choice decides."""


@cache
def hook_table() -> tuple[Hook, ...]:
    """Every method that is hooked, sorted; one hook a method."""
    implementations = runtime_points().implementations
    hooks: dict[tuple[str, str], Hook] = {}
    # Where a method is named both by itself and by the abstract class that it carries out, the public name is kept.
    for call in sorted(watched_calls(), key=lambda call: call.class_name not in implementations):
        for hook in _hooks(call, implementations.get(call.class_name, (call.class_name,))):
            hooks.setdefault((hook.class_name, hook.method), hook)
    for delivery in deliveries():
        for carrier in map(Interface, delivery.carriers):
            place = dotted(carrier.class_name), carrier.name
            hooks[place] = Hook(delivery.api, *place, delivery.kind, via="delivery")
    return tuple(hooks[place] for place in sorted(hooks))


def covers(class_name: str, method: str) -> bool:
    """Whether a call of ``pkg.Cls.method`` is seen: hooked there, or where the class's abstract methods are carried out."""
    return (class_name, method) in _covered()


@cache
def _covered() -> frozenset[tuple[str, str]]:
    told = {(h.class_name, h.method) for h in hook_table()}
    return frozenset(told | {(h.api.rpartition(".")[0], h.method) for h in hook_table() if h.via != "delivery"})


def _hooks(call: WatchedCall, places: tuple[str, ...]) -> Iterator[Hook]:
    if call.later:
        return
    method = "$init" if call.name == "<init>" else call.name
    for place in places:
        yield Hook(call.api, dotted(place), method, call.kind, call.choices, call.via, call.shows)
