"""Which of the app's components an intent or a call on a content resolver reaches.

Knows what an intent holds; runs nothing but a provider that is asked from inside a call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kanhe.code.machine.heap import Key
from kanhe.code.machine.lifecycle.parts import Part
from kanhe.code.machine.models.components import ACTION, CATEGORIES, COMPONENT, DATA, TYPE
from kanhe.code.machine.platform.call import Call
from kanhe.code.machine.platform.running import run_callback
from kanhe.code.machine.symbols import Symbols
from kanhe.code.machine.values import UNKNOWN, ZERO, ClassName, Value, pointer

MAX_GUESSED = 4
"""Components to which an intent is led that names a class which is not known."""

Load = Callable[[Key], Value | None]


class Components:
    """The components of one app."""

    def __init__(
        self, symbols: Symbols, parts: Iterable[Part], actor: Callable[[int], str] = lambda kind: "app"
    ) -> None:
        self._symbols = symbols
        self._actor = actor
        self.parts = tuple(parts)
        self.unresolved = False
        """Whether an intent was met of which it is not known where it goes."""
        self._exported = frozenset(part.name for part in self.parts if part.exported and part.kind == "activity")

    def exported(self, name: str) -> bool:
        """Whether other apps may start a screen, by its class."""
        return name in self._exported

    def resolve(self, load: Load, intent: int, kind: str) -> list[Part]:
        """Components of the app that an intent reaches; all that take any, when its action is not known."""
        wanted = _receiver_of(kind)
        component = load((intent, COMPONENT))
        if component is not None and component is not ZERO:
            if isinstance(component.const, ClassName):
                return [p for p in self.parts if p.name == str(component.const) and p.kind == wanted]
            self.unresolved = True
            return []
        action = text_in(load, intent, ACTION)
        if action is None:
            self.unresolved = True
        if action == "" and load((intent, DATA)) is None and load((intent, TYPE)) is None:
            return []
        told = action, text_in(load, intent, CATEGORIES), _scheme(load, intent), text_in(load, intent, TYPE)
        return [p for p in self.parts if p.kind == wanted and any(f.matches(*told) for f in p.filters)]

    def guessed(self, load: Load, intent: int, kind: str, sender: int) -> list[Part]:
        """Where an intent may go that names a class which is not known: to the components that belong to the actor who
        sends it, told by the type whose code does; nowhere when that is the app itself."""
        component = load((intent, COMPONENT))
        if component is None or component is ZERO or isinstance(component.const, ClassName):
            return []
        actor = self._actor(sender)
        if actor == "app":
            return []
        mine = [
            p for p in self.parts if p.kind == _receiver_of(kind) and self._actor(self._symbols.type(p.name)) == actor
        ]
        return mine[:MAX_GUESSED]

    def reaches(self, call: Call, intent: int, kind: str) -> bool:
        """Whether an intent goes to the app itself: to a component of its own, or to a class that is none and gets
        nothing."""

        def load(key: Key) -> Value | None:
            return call.frame.load(call.heap, key)

        component = load((intent, COMPONENT))
        if component is not None and isinstance(component.const, ClassName):
            return self._symbols.in_app(self._symbols.type(str(component.const)))
        registered = [slot[1] for slot in call.platform.registry.slots if slot[0] == "receiver"]
        if kind == "broadcast" and registered:
            action = text_in(load, intent, ACTION)
            if any(takes(actions, action) for actions in registered):
                return True
        return bool(self.resolve(load, intent, kind))

    def provide(self, call: Call, authority: str) -> Value | None:
        """A call on a content resolver, run by the provider of the app that has this authority; None when it has none."""
        for part in self.parts:
            if part.kind == "provider" and authority in part.authorities:
                kind = self._symbols.type(part.name)
                if kind < 0 or not self._symbols.in_app(kind):
                    return None
                held = pointer(call.machine.object(("component", part.name), kind))
                given = tuple(call.argument(k) for k in range(len(call.method.parameters)))
                result = run_callback(call, held, call.method.name, given, "content provider")
                return UNKNOWN if result is None else result
        return None


def _receiver_of(kind: str) -> str:
    """Kind of the components that get an intent which is sent as activity, service or broadcast."""
    return "receiver" if kind == "broadcast" else kind


def takes(actions: str | None, action: str | None) -> bool:
    """Whether a registered receiver takes a broadcast; None where either is not known."""
    return actions is None or action is None or action in actions.split()


def text_in(load: Load, one: int, slot: str) -> str | None:
    """The text in a slot of an object: ``""`` when there is none, None when it is not known."""
    known = load((one, slot))
    if known is None or known is ZERO:
        return ""
    return known.const if type(known.const) is str else None


def _scheme(load: Load, intent: int) -> str | None:
    data = load((intent, DATA))
    if data is None or data is ZERO:
        return ""
    if type(data.const) is str:
        return data.const.partition(":")[0]
    for one in data.objects:
        text = load((one, "text"))
        if text is not None and type(text.const) is str:
            return text.const.partition(":")[0]
    return None
