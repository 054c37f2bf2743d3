"""Calls into the platform: what they return, what they change, whether they read personal information or give it away.

A model tells what a known method does; any other may put what goes in into what comes out.  Reads and sinks are facts
handed in; callbacks that a call is given are kept in the heap until :mod:`kanhe.code.machine.lifecycle` fires them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kanhe.code.dex.call_sites import call_site
from kanhe.code.machine.calls import call as follow
from kanhe.code.machine.consent import agrees, refuses
from kanhe.code.machine.frame import Frame
from kanhe.code.machine.heap import CONTENT, ELEMENT, EXISTS, LENGTH, REGISTRY, Heap
from kanhe.code.machine.instructions import DIRECT, INTERFACE, STATIC, VIRTUAL
from kanhe.code.machine.machine import Machine
from kanhe.code.machine.memory import Lambda
from kanhe.code.machine.state import State, reads_of
from kanhe.code.machine.symbols import Method
from kanhe.code.machine.taint import hashed, taint_of, ways
from kanhe.code.machine.taint import reads as reads_in
from kanhe.code.machine.trace import Mark, Moment, Sink, Way
from kanhe.code.machine.values import (
    ANY,
    OBJECT,
    UNKNOWN,
    ZERO,
    ClassName,
    Objects,
    Value,
    join,
    pointer,
    unknown,
    value,
    with_taint,
)


@dataclass(slots=True)
class Call:
    """A call of a platform method, as a model sees it."""

    platform: Platform
    machine: Machine
    frame: Frame
    state: State
    offset: int
    method: Method
    arguments: tuple[Value, ...]
    """The receiver first, unless the method is static."""
    static: bool

    @property
    def heap(self) -> Heap:
        return self.state.heap

    @property
    def receiver(self) -> Value:
        return self.arguments[0] if self.arguments else UNKNOWN

    def argument(self, index: int) -> Value:
        """An argument by position in the descriptor."""
        at = index if self.static else index + 1
        return self.arguments[at] if 0 <= index and at < len(self.arguments) else UNKNOWN

    def get(self, held: Value, slot: object, absent: Value = UNKNOWN) -> Value:
        """A hidden slot of the objects of a value."""
        found: Value | None = None
        for one in held.objects:
            known = self.frame.load(self.heap, (one, slot))
            known = absent if known is None else known
            found = known if found is None else join(found, known)
        return absent if found is None else found

    def put(self, held: Value, slot: object, stored: Value, absent: Value | None = None) -> None:
        """Write a hidden slot of the objects of a value."""
        self.machine.put(self.frame, self.heap, held.objects, slot, stored, absent)

    def add(self, held: Value, slot: object, stored: Value) -> None:
        """Add to what a hidden slot may hold."""
        for one in held.objects:
            known = self.frame.load(self.heap, (one, slot))
            if stored.taint:
                self.machine.tainted.add(one)
            self.heap.changes[one, slot] = stored if known is None else join(known, stored)
            self.machine.slots[one].add(slot)

    def single(self, held: Value) -> bool:
        """Whether a value points to one single object."""
        return self.machine.singular(self.frame, self.heap, held.objects)

    def carried(self, held: Value) -> int:
        """The reads that anything reachable from a value carries."""
        return self.machine.carried(self.frame, self.heap, held)

    def content(self, held: Value) -> int:
        return self.machine.content(self.frame, self.heap, held)

    def taint(self, held: Value, taint: int) -> None:
        """Everything inside the objects of a value may carry these reads."""
        for one in held.objects:
            self.machine.taint_content(self.frame, self.heap, one, taint)

    def result(self, descriptor: str | None = None, taint: int = 0) -> Value:
        """What the platform returns here when nothing is known of it."""
        return self.machine.opaque(self.frame, self.heap, self.offset, descriptor or self.method.returns, taint)

    def new(self, descriptor: str, name: object = "new") -> Value:
        """A new object made by this call."""
        key = ("made", self.frame.method, self.offset, name, self.frame.context)
        made = self.machine.object(key, self.machine.symbols.type(descriptor))
        self.frame.allocated.add(made)
        return pointer(made)

    def shared(self, descriptor: str, *name: object) -> Value:
        """The one object of the platform with this name, the same wherever it is asked for."""
        made = self.machine.object(("shared", *name), self.machine.symbols.type(descriptor), opaque=True)
        return pointer(made)

    def types(self, held: Value) -> list[int]:
        """Types of the objects of a value."""
        return [self.machine.objects[one].type for one in held.objects]


Model = Callable[[Call], Value | None]
Models = dict[tuple[str, str], Model]
Slot = tuple[str, Any, int, int, str | None]
"""What an entry of the registry is: kind, detail, method and offset that gave it, consent in front of it."""


class Platform:
    """The platform as one app meets it."""

    def __init__(
        self,
        models: Mapping[tuple[str, str], Model],
        reads: Mapping[tuple[int, int], tuple[int, ...]],
        sinks: Callable[[Machine, Method], tuple[str, str, tuple[int, ...] | None] | None],
        transfers: Mapping[tuple[str, str], str],
    ) -> None:
        self._models = models
        self.reads = reads
        """(method, offset) → numbers of the reads there."""
        self._sinks = sinks
        self._transfers = transfers
        self._model_of: dict[tuple[int, str, str], Model | None] = {}
        self._item_of: dict[tuple[int, str, str], str | None] = {}
        self._sink_of: dict[tuple[int, str, str], tuple[str, str, tuple[int, ...] | None] | None] = {}
        self.watched: frozenset[tuple[int, int]] = frozenset()
        """(method, offset) of calls whose moments and numbers are noted."""
        self.items: list[str] = []
        """Item of each read."""
        self.machine: Machine = None  # type: ignore[assignment]  # set once, when the machine is made
        self.found: dict[tuple[int, int, str, str, str], int] = {}
        """Reads that only the run has found: (method, offset, item, api, how) → number."""
        self.source_of: Callable[[Machine, Method], str | None] = lambda machine, method: None
        self.callbacks: Callable[[str], tuple[tuple[str, str, int], ...]] = lambda descriptor: ()
        self.reaches: Callable[[Call, int, str], bool] = lambda call, intent, kind: False
        """Whether an intent goes to a component of the app itself."""
        self.overrides: Callable[[int, str, str], bool] = lambda kind, name, proto: False
        """Whether a class inherits a method of this name and prototype from the platform."""
        self._setters: dict[Slot, Objects] = {}
        self.registered: dict[Slot, None] = {}
        """Every slot of the registry that was ever used."""
        self.given_by: dict[str, dict[Slot, None]] = {}
        """Component → slots that were used while it was at work."""
        self.exported: Callable[[str], bool] = lambda descriptor: False
        """Whether other apps may start a screen, by its class."""
        self.provide: Callable[[Call, str], Value | None] = lambda call, authority: None
        """Hand a call on a content resolver to the app's own provider of that authority; None where there is none."""
        self.told: dict[tuple[int, int], tuple[Value, ...]] = {}
        """(method, offset) of a call that sets a listener → what the listener is told: which view, which button."""
        self.running = ""
        """The component at work."""
        self.stores: set[tuple[Any, Any, Any]] = set()
        """Every slot of the store that was ever used."""
        self.application: Value | None = None
        self.actor: Callable[[int], str] = lambda kind: "app"
        """Who owns a type."""
        self.recipient: Callable[[str], bool] = lambda actor: True
        """Whether data given to an actor has left the app's hands, as it has not with a mere library."""
        self.package_id = ""
        self.views: Mapping[int, tuple[str, bool]] = {}
        """Id of a view → (descriptor of its class, whether the package defines it)."""
        self.view_names: Mapping[int, str] = {}
        self.view_texts: Mapping[str, str] = {}
        """Name of a view's id → the text its layout gives it."""
        self.inputs: Mapping[int, str] = {}
        """Id of an input field → item that is typed into it."""
        self.texts: Mapping[int, str] = {}
        """Text resources by id."""

    def call(
        self, frame: Frame, state: State, offset: int, how: int, method: Method, arguments: tuple[Value, ...]
    ) -> Value | None:
        """Call a platform method; None when it never returns."""
        machine = self.machine
        self._sink(frame, state, offset, how, method, arguments)
        model = self.model(method)
        call = Call(self, machine, frame, state, offset, method, arguments, how == STATIC)
        if (frame.method, offset) in self.watched:
            self._note(call)
        if model is not None:
            result = model(call)
        else:
            result = self._by_proxy(call) if how == INTERFACE else None
            if result is None:
                result = self.unmodelled(call)
        reads = self.reads.get((frame.method, offset))
        if reads is not None:
            return self._read(call, reads, result)
        if result is not None:
            key = (method.owner, method.owner_name, method.name)
            if key not in self._item_of:
                self._item_of[key] = self.source_of(machine, method)
            item = self._item_of[key]
            if item is not None:
                result = self.new_read(call, item, f"{method.owner_name}->{method.name}", result)
        return result

    def _by_proxy(self, call: Call) -> Value | None:
        """A call on a dynamic proxy, which its handler takes; None when the receiver is none."""
        symbols, handler = call.machine.symbols, call.machine.symbols.type("Ljava/lang/reflect/InvocationHandler;")
        if handler < 0 or call.method.owner == handler:
            return None
        mine = frozenset(
            one for one in call.receiver.objects
            if symbols.is_a(call.machine.objects[one].type, handler)
            and not symbols.is_a(call.machine.objects[one].type, call.method.owner)
        )  # fmt: skip
        if not mine:
            return None
        given = call.new("[Ljava/lang/Object;", "arguments")
        for k in range(len(call.method.parameters)):
            call.put(given, (ELEMENT, k), call.argument(k))
        call.put(given, LENGTH, value(len(call.method.parameters)))
        return self.run_callback(call, value(OBJECT, mine), "invoke", (UNKNOWN, UNKNOWN, given), "proxy")

    def _note(self, call: Call) -> None:
        """A watched call: when it is made, with which whole numbers, for which components of the app."""
        numbers = tuple(
            int(a.const) if type(a.const) is int and not a.objects else None
            for a in map(call.argument, range(len(call.method.parameters)))
        )
        named: dict[str, None] = {}
        for argument in call.arguments:
            for held in (argument, call.get(argument, "pending", ZERO)):
                component = call.get(held, "component", ZERO).const
                if isinstance(component, ClassName):
                    named[str(component)] = None
        mark = Mark(call.frame.moment(call.state), numbers, tuple(sorted(named)))
        self.machine.trace.marks.setdefault((call.frame.method, call.offset), {})[mark] = None

    def model(self, method: Method) -> Model | None:
        """The model of a method, named on its class or inherited."""
        key = (method.owner, method.owner_name, method.name)
        if key not in self._model_of:
            symbols = self.machine.symbols
            found = self._models.get((method.owner_name, method.name))
            if found is None and method.name != "<init>":
                for above in symbols.lineage(method.owner):
                    found = self._models.get((symbols.name(above), method.name))
                    if found is not None:
                        break
            self._model_of[key] = found
        return self._model_of[key]

    def transfer(self, method: Method) -> str | None:
        """How data passes through a method without a model of its own, where that is known."""
        symbols = self.machine.symbols
        for owner in (method.owner_name, *(symbols.name(above) for above in symbols.lineage(method.owner))):
            found = self._transfers.get((owner, method.name)) or self._transfers.get((owner, "*"))
            if found is not None:
                return found
        return None

    def unmodelled(self, call: Call) -> Value:
        """What goes into a method may come out of it, and stay in its receiver; what it is given may be called back."""
        method = call.method
        taint = 0
        for argument in call.arguments:
            if argument.taint or argument.objects:
                taint |= call.carried(argument)
        kind = self.transfer(method)
        if kind == "none":
            return ZERO if method.returns == "V" else call.result()
        if kind == "hash":
            taint = hashed(taint)
        inside = 0
        if not call.static and taint and kind != "return":
            for argument in call.arguments[1:]:
                inside |= call.carried(argument)
            if inside and (kind == "this" or method.name == "<init>" or method.returns in ("V", method.owner_name)):
                call.taint(call.receiver, inside)
        for index, parameter in enumerate(method.parameters):
            argument = call.argument(index)
            if parameter[0] == "[" and taint and argument.objects and kind != "none":
                self._fill(call, argument, taint)
            if parameter[0] == "L":
                if argument.objects:
                    self.register(call, parameter, argument, method.name)
                elif argument.const == 0 and method.name.startswith("set"):
                    self._replace(call, parameter, method.name)
        if method.returns == "V":
            return ZERO
        if not call.static and method.returns == method.owner_name and call.receiver.objects and kind != "return":
            return with_taint(call.receiver, 0)
        return call.result(taint=taint)

    def _fill(self, call: Call, array: Value, taint: int) -> None:
        """An array handed to a method may be filled with what the method's receiver carries."""
        if call.static:
            return
        mine = call.carried(call.receiver)
        if mine:
            call.add(array, ELEMENT, unknown(mine))

    def register(self, call: Call, parameter: str, given: Value, name: str) -> None:
        """An object of the package given to the platform as something the platform calls."""
        machine = call.machine
        symbols = machine.symbols
        mine = [one for one in given.objects if one in machine.lambdas or symbols.in_app(machine.objects[one].type)]
        if not mine or not self.callbacks(parameter):
            return
        removes = name.startswith(("remove", "unregister", "cancel", "unbind"))
        if removes:
            self.forget(call, given)
            return
        if name.startswith("set"):
            self._replace(call, parameter, name)
        self.keep(call, "callback", (parameter, name), value(OBJECT, frozenset(mine)))

    def _replace(self, call: Call, parameter: str, name: str) -> None:
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
        slot = (kind, detail, call.frame.method, call.offset, call.state.guard or self._consent(call))
        known = call.frame.load(call.heap, (REGISTRY, slot))
        call.heap.changes[REGISTRY, slot] = given if known is None or known is ZERO else join(known, given)
        self.registered[slot] = None
        place = (call.frame.method, call.offset)
        if place not in call.machine.trace.posted:
            call.machine.trace.posted[place] = call.frame.chain()
        self.given_by.setdefault(self.running, {})[slot] = None
        if kind == "callback" and not call.static and call.method.name.startswith("set"):
            self._setters[slot] = call.receiver.objects
            self._tell(call)
        text = self._button(call)
        if text is not None and refuses(text):
            call.machine.trace.refusals[call.frame.method, call.offset] = None

    def _tell(self, call: Call) -> None:
        """Note what the listener that a call sets will be told."""
        key, name = (call.frame.method, call.offset), call.method.name
        if name in _BUTTONS and "Dialog" in call.method.owner_name:
            self.told[key] = (UNKNOWN, value(_BUTTONS[name]))
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

    def _button(self, call: Call) -> str | None:
        """The text of the button, or the name of the view, whose listener a call sets."""
        if call.method.name in ("setPositiveButton", "setNeutralButton", "setNegativeButton"):
            text = call.argument(0).const
            if isinstance(text, int):
                text = self.texts.get(text, "")
            return text if type(text) is str else None
        if call.method.name == "setOnClickListener":
            for one in call.receiver.objects:
                key = call.machine.objects[one].root
                if type(key) is tuple and key[0] == "view":
                    return self.view_names.get(key[1])
        return None

    def _consent(self, call: Call) -> str | None:
        """The consent that a button's listener stands for, told by the button's text or name."""
        name = call.method.name
        if name in ("setPositiveButton", "setNeutralButton", "setNegativeButton"):
            text = call.argument(0).const
            if isinstance(text, int):
                text = self.texts.get(text, "")
            return "consent button" if type(text) is str and agrees(text) else None
        if name == "setOnClickListener":
            for one in call.receiver.objects:
                key = call.machine.objects[one].root
                if type(key) is tuple and key[0] == "view":
                    return self.consent_view(self.view_names.get(key[1]))
        return None

    def consent_view(self, name: str | None) -> str | None:
        """The consent that a click on a view stands for, by the view's name or the text that its layout gives it."""
        name = self.view_texts.get((name or "").rpartition("/")[2]) or name
        return "consent button" if name and agrees(name) else None

    def run_callback(
        self, call: Call, held: Value, name: str, arguments: tuple[Value, ...], reason: str
    ) -> Value | None:
        """Run a method of the objects of a value now; what they return, None when none of them defines it."""
        symbols = call.machine.symbols
        result: Value | None = None
        for one in sorted(held.objects):
            known = call.machine.lambdas.get(one)
            if known is not None:
                if known.name == name:
                    got = self.run_lambda(call.frame, call.state, call.offset, one, arguments, reason)
                    if got is not None:
                        result = got if result is None else join(result, got)
                continue
            for method in symbols.named(call.machine.objects[one].type, name):
                if len(method.parameters) != len(arguments) or not call.machine.bodies.has_code(method.number):
                    continue
                if method.name == "run" and call.frame.method == method.number:
                    continue
                got = follow(
                    call.frame, call.state, call.offset, VIRTUAL, method, (pointer(one), *arguments), None, reason
                )
                if got is not None:
                    result = got if result is None else join(result, got)
                break
        return result

    def forget(self, call: Call, given: Value) -> None:
        """Take an object back from the platform."""
        if len(given.objects) != 1:
            return
        for slot in self.registered:
            known = call.frame.load(call.heap, (REGISTRY, slot))
            if known is not None and known.objects and known.objects <= given.objects:
                call.heap.changes[REGISTRY, slot] = ZERO

    def _read(self, call: Call, reads: tuple[int, ...], result: Value | None) -> Value | None:
        """A call that reads personal information: what it returns carries the read."""
        moment = call.frame.moment(call.state)
        taint = 0
        for number in reads:
            call.machine.trace.read(number, moment, call.frame.chain)
            taint |= taint_of(number)
        if result is None:
            return None
        known = result.taint
        if not call.static:
            known |= call.content(call.receiver)
        result = value(result.const, result.objects, result.taint & ~self._same_item(known, reads), result.flag)
        if result.const is not ANY and not result.objects:
            result = value(ANY, result.objects, result.taint, result.flag)
        return self.tainted(call, result, taint)

    def tainted(self, call: Call, result: Value, taint: int) -> Value:
        """A value, and what is inside it, carrying these reads."""
        if result.objects:
            call.taint(result, taint)
            return result
        return with_taint(result, taint)

    def _same_item(self, taint: int, reads: tuple[int, ...]) -> int:
        """Bits of reads of the same items: a getter of an object that is itself the item reads it no second time."""
        wanted = {self.items[number] for number in reads}
        same = 0
        for number in reads_in(taint):
            if self.items[number] in wanted:
                same |= taint_of(number) * 0xF
        return same

    def new_read(self, call: Call, item: str, api: str, result: Value, how: str = "reflection") -> Value:
        """A read that constants of the code do not show, only the run: by reflection, or with a computed name."""
        for number in self.reads.get((call.frame.method, call.offset), ()):
            if self.items[number] == item:
                call.machine.trace.read(number, call.frame.moment(call.state), call.frame.chain)
                return self.tainted(call, result, taint_of(number))
        key = (call.frame.method, call.offset, item, api, how)
        number = self.found.get(key)
        if number is None:
            number = self.found[key] = len(self.items)
            self.items.append(item)
        call.machine.trace.read(number, call.frame.moment(call.state), call.frame.chain)
        return self.tainted(call, result, taint_of(number))

    def read_field(self, frame: Frame, state: State, offset: int, field: int, found: Value) -> Value:
        """A field read, which may be a read of personal information."""
        reads = self.reads.get((frame.method, offset))
        if reads is None:
            return found
        taint = 0
        for number in reads:
            self.machine.trace.read(number, frame.moment(state), frame.chain)
            taint |= taint_of(number)
        return value(ANY, found.objects, found.taint | taint)

    def sink_of(self, method: Method) -> tuple[str, str, tuple[int, ...] | None] | None:
        """(kind, api, arguments or None for all) when a method gives data away."""
        key = (method.owner, method.owner_name, method.name + method.proto)
        if key not in self._sink_of:
            self._sink_of[key] = self._sinks(self.machine, method)
        return self._sink_of[key]

    def _sink(
        self, frame: Frame, state: State, offset: int, how: int, method: Method, arguments: tuple[Value, ...]
    ) -> None:
        found = self.sink_of(method)
        if found is None:
            return
        kind, api, chosen = found
        first = 0 if how == STATIC else 1
        taint = 0
        for index, argument in enumerate(arguments):
            if index >= first if chosen is None else index - first in chosen:
                taint |= self.machine.carried(frame, state.heap, argument)
        moment = frame.moment(state)
        self.gives_away(frame, moment, offset, kind, api, taint)
        self.gives_away(frame, moment, offset, kind, api, frame.controlled | reads_of(state.control))

    def gives_away(self, frame: Frame, moment: Moment, offset: int, kind: str, api: str, taint: int) -> None:
        """Data with these reads reaches a sink, or the sink tells what a test of them says."""
        flows = self.machine.trace.flows
        sink = Sink(frame.method, offset, kind, api)
        for read, way in ways(taint):
            flows.setdefault((read, Way(way), sink), moment)

    def never_throws(self, method: Method) -> bool:
        """Whether a method throws nothing an app would catch."""
        return method.owner_name in _SILENT or method.name == "<init>"

    def call_site(
        self, frame: Frame, state: State, offset: int, dex: int, site: int, arguments: list[Value]
    ) -> Value | None:
        """invoke-custom: an object that stands for a lambda or a method reference, with what it captured."""
        machine = self.machine
        tables = machine.program.dexes[dex]
        known = call_site(tables, site)
        if known is None:
            machine.trace.bound("call-site")
            return UNKNOWN
        kind = int(machine.program.types.of[dex][int(tables.proto_returns[known.proto])])
        made = machine.allocate(frame, state, offset, kind)
        number = int(machine.program.methods.of[dex][known.method])
        method = machine.symbols.method(number)
        static = known.kind == STATIC_HANDLE
        how = STATIC if static else DIRECT if known.kind == CONSTRUCTOR_HANDLE else VIRTUAL
        words = len(method.parameters) + (0 if static else 1)
        machine.lambdas[made] = Lambda(known.name, number, how, len(arguments), words)
        for k, argument in enumerate(arguments):
            machine.put(frame, state.heap, frozenset((made,)), ("captured", k), argument)
        return pointer(made)

    def run_lambda(
        self, call_frame: Frame, state: State, offset: int, one: int, arguments: tuple[Value, ...], reason: str
    ) -> Value | None:
        """Call what an object of a call site stands for."""
        machine = self.machine
        known = machine.lambdas[one]
        captured = tuple(call_frame.load(state.heap, (one, ("captured", k))) or UNKNOWN for k in range(known.captured))
        method = machine.symbols.method(known.method)
        if method.name == "<init>":
            made = pointer(machine.allocate(call_frame, state, offset, method.owner))
            follow(
                call_frame, state, offset, DIRECT, method, (made, *captured, *arguments)[: known.words], None, reason
            )
            return made
        given = (*captured, *arguments)[: known.words]
        given = (*given, *(UNKNOWN for _ in range(known.words - len(given))))
        return follow(call_frame, state, offset, known.how, method, given, None, reason)


STATIC_HANDLE, CONSTRUCTOR_HANDLE = 4, 6
_BUTTONS = {"setPositiveButton": -1, "setNegativeButton": -2, "setNeutralButton": -3}
"""Constants of android.content.DialogInterface."""
_SILENT = frozenset(
    {
        "Ljava/lang/StringBuilder;", "Ljava/lang/StringBuffer;", "Landroid/util/Log;", "Ljava/lang/Object;",
        "Ljava/lang/Throwable;", "Landroid/app/Activity;", "Landroid/app/Application;", "Ljava/lang/Math;",
        "Ljava/io/PrintStream;", "Landroid/text/TextUtils;", "Ljava/lang/Thread;", "Ljava/lang/System;",
    }
)  # fmt: skip

__all__ = [
    "CONTENT", "ELEMENT", "EXISTS", "LENGTH", "Call", "ClassName", "Model", "Models", "Objects", "Platform",
]  # fmt: skip
