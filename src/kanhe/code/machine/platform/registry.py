"""What the app gave the platform to call back: kept in the heap until :mod:`kanhe.code.machine.lifecycle` runs it.

When it is run is not known here.
"""

from __future__ import annotations

from typing import Any

from kanhe.code.machine.consent import refuses
from kanhe.code.machine.heap import REGISTRY
from kanhe.code.machine.platform.buttons import DIALOG_BUTTONS, Buttons
from kanhe.code.machine.platform.call import Call
from kanhe.code.machine.platform.overridable import Callbacks
from kanhe.code.machine.values import OBJECT, UNKNOWN, ZERO, Objects, Value, join, value

Slot = tuple[str, Any, int, int, str | None]
"""What an entry of the registry is: kind, detail, method and offset that gave it, consent in front of it."""
TAKES_BACK = ("remove", "unregister", "cancel", "unbind")


class Registry:
    """The slots in which one app's tasks, listeners and intents lie; what lies in them differs from heap to heap."""

    def __init__(self, callbacks: Callbacks, buttons: Buttons) -> None:
        self._callbacks = callbacks
        self._buttons = buttons
        self._setters: dict[Slot, Objects] = {}
        self.slots: dict[Slot, None] = {}
        """Every slot that was ever used."""
        self.given_by: dict[str, dict[Slot, None]] = {}
        """Component → slots that were used while it was at work."""
        self.told: dict[tuple[int, int], tuple[Value, ...]] = {}
        """(method, offset) of a call that sets a listener → what the listener is told: which view, which button."""
        self.running = ""
        """The component at work."""

    def use(self, slot: Slot) -> None:
        """Note that something lies in a slot."""
        self.slots[slot] = None
        self.given_by.setdefault(self.running, {})[slot] = None

    def register(self, call: Call, parameter: str, given: Value, name: str) -> None:
        """An object of the package given to the platform as something the platform calls."""
        machine = call.machine
        symbols = machine.symbols
        mine = [one for one in given.objects if one in machine.lambdas or symbols.in_app(machine.objects[one].type)]
        if not mine or not self._callbacks.of(parameter):
            return
        if name.startswith(TAKES_BACK):
            self.forget(call, given)
            return
        if name.startswith("set"):
            self.replace(call, parameter, name)
        self.keep(call, "callback", (parameter, name), value(OBJECT, frozenset(mine)))

    def replace(self, call: Call, parameter: str, name: str) -> None:
        """A setter of a single object: what was set before is gone."""
        if call.static or not call.single(call.receiver):
            return
        for slot, owner in self._setters.items():
            if slot[1] == (parameter, name) and owner == call.receiver.objects:
                known = call.frame.load(call.heap, (REGISTRY, slot))
                if known is not None and known.objects:
                    call.heap.changes[REGISTRY, slot] = ZERO

    def keep(self, call: Call, kind: str, detail: object, given: Value) -> None:
        """Note in the heap what the app gave to the platform."""
        slot = (kind, detail, *call.place, call.state.guard or self._buttons.consent(call))
        known = call.frame.load(call.heap, (REGISTRY, slot))
        call.heap.changes[REGISTRY, slot] = given if known is None or known is ZERO else join(known, given)
        if call.place not in call.machine.trace.posted:
            call.machine.trace.posted[call.place] = call.frame.chain()
        self.use(slot)
        if kind == "callback" and not call.static and call.method.name.startswith("set"):
            self._setters[slot] = call.receiver.objects
            self._tell(call)
        text = self._buttons.text(call)
        if text is not None and refuses(text):
            call.machine.trace.refusals[call.place] = None

    def _tell(self, call: Call) -> None:
        """Note what the listener that a call sets will be told."""
        key, name = call.place, call.method.name
        if name in DIALOG_BUTTONS and "Dialog" in call.method.owner_name:
            self.told[key] = (UNKNOWN, value(DIALOG_BUTTONS[name]))
        elif name in ("setOnClickListener", "setOnLongClickListener"):
            known = self.told.get(key)
            self.told[key] = (call.receiver if known is None else join(known[0], call.receiver),)

    def listeners(self, call: Call, name: str) -> Value:
        """What was given to the receiver by a method that sets a listener."""
        found: Value = ZERO
        for slot, owner in self._setters.items():
            if slot[1][1] == name and owner & call.receiver.objects:
                known = call.frame.load(call.heap, (REGISTRY, slot))
                if known is not None and known.objects:
                    found = known if found is ZERO else join(found, known)
        return found

    def forget(self, call: Call, given: Value) -> None:
        """Take an object back from the platform."""
        if len(given.objects) != 1:
            return
        for slot in self.slots:
            known = call.frame.load(call.heap, (REGISTRY, slot))
            if known is not None and known.objects and known.objects <= given.objects:
                call.heap.changes[REGISTRY, slot] = ZERO
