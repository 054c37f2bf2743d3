"""The order in which the platform runs an app: process start, the first screen, the user's acts, and the background.

One heap goes through all of it.  What an app gave the platform (tasks, listeners, intents) lies in the heap's registry
and is run from here, each at the first moment at which the platform may run it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kanhe.code.machine import callbacks
from kanhe.code.machine.heap import (
    CONTENT,
    EXISTS,
    REGISTRY,
    STATICS,
    STORE,
    Heap,
    Key,
    compacted,
    join_heaps,
    parted,
    same_heap,
)
from kanhe.code.machine.instructions import STATIC
from kanhe.code.machine.machine import NEVER, Machine
from kanhe.code.machine.models.components import ACTION, CATEGORIES, COMPONENT, CURRENT, DATA, TYPE
from kanhe.code.machine.models.scheduling import MESSAGES, TARGET
from kanhe.code.machine.platform import Call, Platform, Slot
from kanhe.code.machine.state import TooHeavy
from kanhe.code.machine.taint import taint_of
from kanhe.code.machine.trace import Chain, Moment, Phase
from kanhe.code.machine.values import ANY, ONE, UNKNOWN, ZERO, ClassName, Value, join, pointer, unknown, value

MAX_ROUNDS = 3
"""Times every callback is run in turn, so that what one leaves behind meets the others."""
MAX_STATE_ROUNDS = 4
MAX_GUESSED = 4
"""Components to which an intent is led that names a class which is not known."""
UNTIL_SHOWN, UNTIL_LEFT, UNTIL_KILLED = 0.45, 0.75, 0.92
"""Shares of the budget that may be spent until the first screen is there, until the user has done everything, and until
the background has: so that an app which is slow to start is not silent about what comes later."""
LARGE = 2_000
"""Slots of a heap above which what is dead is collected more seldom."""
MANY_SCREENS = 12
"""Screens up to which each is brought to its end in the first turn; more are all looked at once before any a second time."""
MANY_ENTRIES = 24
"""Listeners and tasks up to which all of them are run in every state of every screen; in an app with more, only those
that were given while the screen itself was at work.  All are run between the screens."""
ALLOWANCE = 40_000
"""Instructions that one callback may take at least, and always a share of what is left; what it had reached by then counts,
what it would have changed does not."""

COST = 5
"""Instructions that starting a callback counts for."""

Load = Callable[[Key], Value | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A component of the manifest, as far as running it needs it."""

    kind: str
    name: str
    """Descriptor of the class."""
    exported: bool = False
    launcher: bool = False
    actions: tuple[tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]], ...] = ()
    """Per intent filter: actions, categories, schemes, types."""
    order: int = 0
    authorities: tuple[str, ...] = ()
    apart: bool = False
    """Runs in a process of its own, which starts when something asks for it."""
    initialisers: tuple[str, ...] = ()
    """androidx.startup initialisers named in its meta-data."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a layout file makes: views and fragments of the package's own classes, and methods called on clicks."""

    views: tuple[str, ...] = ()
    fragments: tuple[str, ...] = ()
    clicks: tuple[tuple[str, str | None], ...] = ()
    """(method of the activity, name of the view's id)."""


@dataclass(slots=True)
class _Live:
    """A component that can run, and what it has gone through."""

    part: Part
    moment: Moment
    label: str
    created: bool = False
    clicks: dict[tuple[str, str | None], None] = field(default_factory=dict)
    owner: int = -1


class Lifecycle:
    """Runs one app."""

    def __init__(
        self, machine: Machine, platform: Platform, application: str | None, parts: Iterable[Part],
        layouts: Mapping[int, Layout],
    ) -> None:  # fmt: skip
        self.machine = machine
        self.platform = platform
        self.symbols = machine.symbols
        self.trace = machine.trace
        self.application = application
        self.parts = list(parts)
        self.layouts = layouts
        self.root = machine.root
        self.heap = Heap(self.root)
        self.live: dict[str, _Live] = {}
        self.fired: set[tuple[object, ...]] = set()
        self.unresolved = False
        self.restored = False
        """Whether screens are being made again after the platform destroyed them."""
        self.handles: set[int] = set()
        """Objects that the platform itself holds."""
        self._changed = self._collect_at = 0
        self._turn = 0
        self._overridden: dict[tuple[str, int], tuple[int, ...]] = {}
        platform.reaches = self.reaches
        exported = {p.name for p in self.parts if p.exported and p.kind == "activity"}
        platform.exported = exported.__contains__
        platform.provide = self.provide

    # Running one thing

    def fire(
        self, heap: Heap, receiver: Value | None, method: int, arguments: tuple[Value, ...], moment: Moment, reason: str,
        start: int, offset: int = -1,
    ) -> tuple[Heap, Value]:  # fmt: skip
        """Run a method on a heap; returns the heap after it, and what the method returned."""
        reads = self.platform.reads.get((method, -1))
        if reads is not None:
            taint = 0
            for number in reads:
                self.trace.read(number, moment, lambda: Chain(start, offset, ((method, reason, offset),)))
                taint |= taint_of(number)
            heap = heap.fork(self.root)
            arguments = tuple(self._carrying(heap, a, taint) for a in arguments)
        full = arguments if receiver is None else (receiver, *arguments)
        machine = self.machine
        machine.steps += COST
        share = 3 if moment.phase is Phase.STARTUP else 12
        machine.deadline = machine.steps + max(ALLOWANCE, (machine.limit - machine.steps) // share)
        try:
            outcome = machine.call(None, heap, offset, method, full, moment, reason, start)
        except TooHeavy:
            self.trace.bound("callback")
            return heap, UNKNOWN
        finally:
            machine.deadline = NEVER
        result = UNKNOWN if outcome.value is None else outcome.value
        if not outcome.writes:
            return heap, result
        after = Heap(heap)
        after.changes = dict(outcome.writes)
        self._changed += len(outcome.writes)
        if self._changed > self._collect_at:
            after = self._collected(after, result)
        return compacted(after, self.root), result

    def _collected(self, heap: Heap, result: Value, *, what_outlives: bool = False) -> Heap:
        """The heap without the objects that nothing leads to any more, so that the next of their kind is single again;
        ``what_outlives``: without what the platform was given either, which ends with a screen that is gone."""
        everything = heap.since(self.root)
        slots: dict[int, list[Value]] = {}
        queue = set(result.objects) | self.handles | self.machine.bottom
        for stored in self.root.changes.values():
            queue |= stored.objects
        if what_outlives:
            everything = {key: stored for key, stored in everything.items() if key[0] != REGISTRY}
        for (owner, _), stored in everything.items():
            if owner < 0 or self.machine.objects[owner].opaque:
                queue |= stored.objects
            else:
                slots.setdefault(owner, []).append(stored)
        alive: set[int] = set()
        while queue:
            one = queue.pop()
            if one not in alive:
                alive.add(one)
                for stored in slots.get(one, ()):
                    queue |= stored.objects - alive
        flat = Heap(self.root)
        flat.changes = {
            key: stored for key, stored in everything.items()
            if key[0] < 0 or key[0] in alive or self.machine.objects[key[0]].opaque
        }  # fmt: skip
        self._changed = 0
        self._collect_at = len(flat.changes) // 4 if len(flat.changes) < LARGE else 2 * len(flat.changes)
        self.machine.steps += len(everything) >> 4
        return flat

    def _carrying(self, heap: Heap, argument: Value, taint: int) -> Value:
        if not argument.objects:
            return unknown(argument.taint | taint)
        for one in argument.objects:
            known = heap.get((one, CONTENT))
            heap.changes[one, CONTENT] = unknown(taint | (known.taint if known is not None else 0))
        return argument

    def arguments(self, method: int, given: tuple[Value, ...] = ()) -> tuple[Value, ...]:
        """Arguments of a callback; what is not given is an object of the platform."""
        made = list(given)
        owner = self.symbols.method(method).owner
        for k, kind in enumerate(self.symbols.method(method).parameters[len(given) :], len(given)):
            if kind == "Landroid/os/Bundle;" and self.symbols.method(method).name in _WITH_STATE:
                fresh = not self.restored and self.symbols.method(method).name != "onSaveInstanceState"
                made.append(ZERO if fresh else pointer(self._saved_state(owner)))
            elif kind[0] in "L[" and kind != "Ljava/lang/String;" and kind != "Ljava/lang/CharSequence;":
                one = self.machine.object(("argument", method, k), self.symbols.type(kind), opaque=True)
                made.append(value(ANY, frozenset((one,))))
            else:
                made.append(UNKNOWN)
        return tuple(made)

    def _saved_state(self, owner: int) -> int:
        """What a screen saves of itself, for the screen of the same class that comes after it."""
        made = self.machine.object(("saved state", owner), self.symbols.type("Landroid/os/Bundle;"), opaque=True)
        self.handles.add(made)
        return made

    def make(
        self, heap: Heap, descriptor: str, moment: Moment, start: int, reason: str, name: str = "component"
    ) -> tuple[Heap, Value] | None:
        """The object of a class that the platform creates."""
        kind = self.symbols.type(descriptor)
        if kind < 0 or not self.symbols.in_app(kind):
            return None
        made = self.machine.object((name, descriptor), kind)
        held = pointer(made)
        if heap.get((made, EXISTS)) is not None:
            return heap, held
        heap = heap.fork(self.root)
        heap.changes[made, EXISTS] = ONE
        self.handles.add(made)
        heap = self._initialise(heap, kind, moment, start)
        for method in self.symbols.named(kind, "<init>"):
            if method.owner == kind:
                heap, _ = self.fire(heap, held, method.number, self.arguments(method.number), moment, reason, start)
                break
        return heap, held

    def _initialise(self, heap: Heap, kind: int, moment: Moment, start: int) -> Heap:
        """Run the static initialiser of a class that the platform loads."""
        if heap.get((STATICS, ("class", kind))) is not None:
            return heap
        if self.machine.ready(kind):
            return heap
        clinit = [n for n in self.symbols.methods_of(kind) if self.symbols.method(n).name == "<clinit>"]
        changes = self.machine.initial_statics(kind)
        heap = heap.fork(self.root)
        heap.changes[STATICS, ("class", kind)] = ONE
        heap.changes.update(changes)
        for number in clinit:
            heap, _ = self.fire(heap, None, number, (), moment, "static initialiser", start)
        return heap

    def named(
        self,
        heap: Heap,
        held: Value,
        names: Iterable[str],
        moment: Moment,
        start: int,
        reason: str,
        given: tuple[Value, ...] = (),
    ) -> Heap:
        """Run callbacks of an object by name, in this order, where its class overrides them."""
        for name in names:
            for one in sorted(held.objects):
                for method in self.symbols.named(self.machine.objects[one].type, name):
                    if self.symbols.is_static(method.number) or self.machine.bodies.body(method.number) is None:
                        continue
                    heap, result = self.fire(
                        heap,
                        held,
                        method.number,
                        self.arguments(method.number, given[: len(method.parameters)]),
                        moment,
                        reason,
                        start,
                    )
                    if name == "onBind" and result.objects:
                        heap = heap.fork(self.root)
                        heap.changes[STORE, ("binder", self.machine.objects[one].type, "")] = result
                        self.platform.stores.add(("binder", self.machine.objects[one].type, ""))
        return heap

    # The whole app

    def run(self) -> None:
        """Run everything, the earliest first."""
        machine = self.machine
        machine.allow(UNTIL_SHOWN)
        self.startup()
        machine.allow(UNTIL_LEFT)
        self.events()
        machine.allow(UNTIL_KILLED)
        before = self.heap
        self.background()
        if not same_heap(self.heap, before, self.root):
            self._rounds(Phase.EVENT, 1)
        machine.allow(1.0)
        self.latent()

    def latent(self) -> None:
        """Components that nothing was seen to start: what they would do, without saying that they ever do."""
        for part in self.parts:
            if part.kind == "provider" or part.name in self.live:
                continue
            if self.machine.exhausted:
                break
            live = self.start(part, Moment(Phase.LATENT), f"{part.kind} {_dotted(part.name)}")
            before = self.heap
            heap = self.drain(self.create(before, live), Phase.LATENT, before)
            heap = self._joined(heap, self.live_events(heap, live, Phase.LATENT))
            self.heap = self._joined(before, self.drain(heap, Phase.LATENT, before))

    def startup(self) -> None:
        """Process start and the first screen."""
        moment = Moment(Phase.STARTUP)
        heap = self.heap
        application: Value | None = None
        start = self.trace.root(f"application {_dotted(self.application)}") if self.application else -1
        if self.application:
            made = self.make(heap, self.application, moment, start, "process start", "application")
            if made is not None:
                heap, application = made
                self.platform.application = application
                heap = self.named(heap, application, ("attachBaseContext",), moment, start, "process start")
                heap = self.drain(heap, Phase.STARTUP)
        providers = sorted((p for p in self.parts if p.kind == "provider" and not p.apart), key=lambda p: -p.order)
        for part in providers:
            label = self.trace.root(f"provider {_dotted(part.name)}")
            made = self.make(heap, part.name, moment, label, "content provider start")
            if made is not None:
                heap = self.named(made[0], made[1], ("attachInfo", "onCreate"), moment, label, "content provider start")
            done: set[str] = set()
            for name in part.initialisers:
                heap = self._initialiser(heap, name, moment, label, done)
            heap = self.drain(heap, Phase.STARTUP)
        if application is not None:
            heap = self.named(heap, application, ("onCreate",), moment, start, "process start")
            heap = self.drain(heap, Phase.STARTUP)
        for part in self.parts:
            if part.kind == "activity" and part.launcher:
                live = self.start(part, moment, f"activity {_dotted(part.name)}")
                heap = self.create(heap, live)
                heap = self.drain(heap, Phase.STARTUP)
        self.heap = heap

    def _initialiser(self, heap: Heap, name: str, moment: Moment, label: int, done: set[str]) -> Heap:
        """Run an androidx.startup initialiser, those it depends on first."""
        if name in done or len(done) > 200:
            return heap
        done.add(name)
        made = self.make(heap, name, moment, label, "startup initialiser")
        if made is None:
            return heap
        heap, held = made
        for method in self.symbols.named(self.symbols.type(name), "dependencies"):
            heap, listed = self.fire(heap, held, method.number, (), moment, "startup initialiser", label)
            for one in sorted(listed.objects):
                for slot in list(self.machine.slots[one]):
                    known = heap.get((one, slot))
                    if known is not None and isinstance(known.const, ClassName):
                        heap = self._initialiser(heap, str(known.const), moment, label, done)
            break
        return self.named(heap, held, ("create",), moment, label, "startup initialiser")

    def start(self, part: Part, moment: Moment, label: str, owner: int = -1) -> _Live:
        """Note that a component can run."""
        live = self.live.get(part.name)
        if live is None:
            live = self.live[part.name] = _Live(part, moment, label, owner=owner)
        elif live.moment.phase == moment.phase and live.moment.guard and moment.guard is None:
            live.moment = moment
        return live

    def create(self, heap: Heap, live: _Live, intent: Value | None = None) -> Heap:
        """Create a component and bring it to work."""
        start = live.owner if live.owner >= 0 else self.trace.root(live.label)
        moment = live.moment
        self.platform.running = live.part.name
        reason = {"activity": "screen opened", "service": "service started", "receiver": "broadcast"}.get(
            live.part.kind, "started"
        )
        made = self.make(heap, live.part.name, moment, start, reason)
        if made is None:
            return heap
        heap, held = made
        live.created = True
        given = self._intent(heap, held, intent)
        heap = given[0]
        if live.part.kind == "activity":
            return self.named(heap, held, callbacks.CREATION, moment, start, reason)
        if live.part.kind == "service":
            heap = self.named(heap, held, ("onCreate",), moment, start, reason)
            heap = self.named(
                heap,
                held,
                ("onStart", "onStartCommand", "onHandleIntent", "onBind"),
                moment,
                start,
                reason,
                (given[1],),
            )
            return self.named(
                heap,
                held,
                ("onStartJob", "onMessageReceived", "onNewToken", "onAccessibilityEvent"),
                moment,
                start,
                reason,
            )
        if live.part.kind == "receiver":
            heap = self.named(heap, held, ("onReceive",), moment, start, reason, (UNKNOWN, given[1]))
            return self.named(heap, held, callbacks.RECEIVER, moment, start, reason)
        return heap

    def _intent(self, heap: Heap, held: Value, intent: Value | None) -> tuple[Heap, Value]:
        if intent is None:
            (one,) = held.objects
            known = heap.get((one, CURRENT))
            if known is not None:
                return heap, known
            made = self.machine.object(("intent", one), self.symbols.type("Landroid/content/Intent;"), opaque=True)
            intent = pointer(made)
        heap = heap.fork(self.root)
        for one in held.objects:
            known = heap.get((one, CURRENT))
            heap.changes[one, CURRENT] = intent if known is None else join(known, intent)
            self.machine.slots[one].add(CURRENT)
        return heap, intent

    # What the app gave to the platform

    def entries(self, heap: Heap) -> Iterator[tuple[Slot, Value]]:
        """What lies in the registry."""
        return self._held(heap, self.platform.registered)

    def _held(self, heap: Heap, slots: Iterable[Slot]) -> Iterator[tuple[Slot, Value]]:
        for slot in list(slots):
            known = heap.get((REGISTRY, slot))
            if known is not None and known.objects:
                yield slot, known

    def drain(self, heap: Heap, phase: Phase, since: Heap | None = None) -> Heap:
        """Run what waits for nobody, until nothing is left; ``since``: a heap that was drained before."""
        for _ in range(12):
            if since is None:
                found = list(self.entries(heap))
            else:
                changed = heap.since(parted(heap, since, self.root))
                found = [(key[1], held) for key, held in changed.items() if key[0] == REGISTRY and held.objects]
            waiting = [(slot, held) for slot, held in found if (slot, held, phase) not in self.fired]
            if not waiting or self.machine.exhausted:
                break
            for slot, held in waiting:
                self.fired.add((slot, held, phase))
                current = heap.get((REGISTRY, slot))
                if current is not None and current.objects:
                    heap = self.run_entry(heap, slot, current, phase)
        return heap

    def run_entry(self, heap: Heap, slot: Slot, held: Value, phase: Phase) -> Heap:
        """Run one entry of the registry, if this is its phase."""
        kind, detail, method, offset, guard = slot
        moment = Moment(phase, guard)
        if kind == "callback":
            for name, target, given in self.targets(detail[0], held):
                if callbacks.waits_for_user(name) or callbacks.comes_later(name) or name == "onReceive":
                    continue
                heap = self._call_back(heap, given, target, moment, _posted(detail[1], name), method, offset)
        elif kind == "message":
            messages = UNKNOWN
            for one in held.objects:
                known = heap.get((one, MESSAGES))
                if known is not None:
                    messages = known
            heap = self._run_message(heap, held, messages, moment, method)
        elif kind in ("activity", "service", "broadcast"):
            if detail != "alarm":
                heap = self._send(heap, kind, held, moment, method)
            elif phase is not Phase.STARTUP:
                later = Phase.EVENT if kind == "activity" else Phase.BACKGROUND
                heap = self._send(heap, kind, held, Moment(later, guard), method)
        elif kind == "receiver":
            if phase is not Phase.STARTUP or _sticky(detail):
                late = moment if phase is Phase.STARTUP else Moment(Phase.BACKGROUND, guard)
                heap = self.named(heap, held, ("onReceive",), late, method, "broadcast")
        elif kind == "connection":
            heap = self._connect(heap, held, moment, method)
        elif kind == "layout":
            heap = self._inflate(heap, detail, held, moment, method)
        elif kind == "work":
            heap = self.named(heap, held, ("doWork", "startWork", "createWork"), moment, method, "work request")
        return heap

    def _call_back(
        self, heap: Heap, given: Value, target: int, moment: Moment, reason: str, method: int, offset: int
    ) -> Heap:  # fmt: skip
        """Run a callback of an object of the package, or what a lambda stands for."""
        (one, *_) = sorted(given.objects)
        known = self.machine.lambdas.get(one)
        told = self.platform.told.get((method, offset), ())
        if known is None:
            told = told if len(told) == len(self.symbols.method(target).parameters) else ()
            return self.fire(heap, given, target, self.arguments(target, told), moment, reason, method, offset)[0]
        captured = tuple(heap.get((one, ("captured", k))) or UNKNOWN for k in range(known.captured))
        own = self.symbols.method(target)
        receiver: Value | None = None
        if known.how != STATIC:
            receiver = captured[0] if captured else UNKNOWN
            captured = captured[1:]
        given_words = captured[: len(own.parameters)]
        if self.machine.bodies.body(target) is None:
            return heap
        return self.fire(heap, receiver, target, self.arguments(target, given_words), moment, reason, method, offset)[0]

    def _run_message(self, heap: Heap, held: Value, messages: Value, moment: Moment, method: int) -> Heap:
        for one in sorted(messages.objects) or [-1]:
            given = pointer(one) if one >= 0 else UNKNOWN
            runnable = heap.get((one, "runnable")) if one >= 0 else None
            if runnable is not None and runnable.objects:
                heap = self.named(heap, runnable, ("run",), moment, method, "message")
            heap = self.named(heap, held, ("handleMessage",), moment, method, "message", (given,))
        return heap

    def targets(self, parameter: str, held: Value) -> list[tuple[str, int, Value]]:
        """(name, definition, receiver) of every callback that the objects of a value override."""
        found: dict[int, list[int]] = {}
        above = self.symbols.type(parameter)
        for one in sorted(held.objects):
            kind = self.machine.objects[one].type
            nearest = next((t for t in self.symbols.lineage(kind) if not self.symbols.in_app(t)), above)
            chosen = self.symbols.name(nearest) if self.symbols.is_a(nearest, above) and above >= 0 else parameter
            if one in self.machine.lambdas:
                found.setdefault(self.machine.lambdas[one].method, []).append(one)
                continue
            for target in self._callbacks(chosen, kind):
                if one not in found.setdefault(target, []):
                    found[target].append(one)
        lambdas = self.machine.lambdas
        named = [
            (lambdas[objects[0]].name if objects[0] in lambdas else self.symbols.method(t).name, t, pointer(*objects))
            for t, objects in found.items()
        ]
        return sorted(named, key=lambda row: callbacks.order(row[0]))

    def _callbacks(self, descriptor: str, kind: int) -> tuple[int, ...]:
        """Definitions with code by which a class overrides callbacks of a class or interface of the platform."""
        found = self._overridden.get((descriptor, kind))
        if found is None:
            resolved = (self.symbols.resolve(kind, signature) for _, _, signature in self.platform.callbacks(descriptor))
            found = tuple(dict.fromkeys(t for t in resolved if t >= 0 and self.machine.bodies.has_code(t)))
            self._overridden[descriptor, kind] = found
        return found

    def _send(self, heap: Heap, kind: str, intents: Value, moment: Moment, method: int) -> Heap:
        if kind != "activity" and moment.phase is Phase.EVENT:
            moment = Moment(Phase.BACKGROUND, moment.guard)
        for one in sorted(intents.objects):
            for part in self.resolve(heap.get, one, kind) or self._guessed(heap, one, kind, method):
                live = self.start(part, moment, f"{part.kind} {_dotted(part.name)}", method)
                if (part.name, one, moment) in self.fired:
                    continue
                self.fired.add((part.name, one, moment))
                before, live.moment, owner, live.owner = live.moment, moment, live.owner, method
                heap = self.create(heap, live, pointer(one))
                live.moment, live.owner = (before, owner) if before.world <= moment.world else (moment, method)
            if kind == "broadcast":
                heap = self._broadcast(heap, one, moment, method)
        return heap

    def _broadcast(self, heap: Heap, intent: int, moment: Moment, method: int) -> Heap:
        action = self._constant(heap.get, intent, ACTION)
        for slot, held in list(self.entries(heap)):
            if slot[0] == "receiver" and (slot[1] is None or action is None or action in slot[1].split()):
                heap = self.named(heap, held, ("onReceive",), moment, method, "broadcast", (UNKNOWN, pointer(intent)))
        return heap

    def _constant(self, load: Load, one: int, slot: str) -> str | None:
        known = load((one, slot))
        if known is None or known is ZERO:
            return ""
        return known.const if type(known.const) is str else None

    def reaches(self, call: Call, intent: int, kind: str) -> bool:
        """Whether an intent goes to the app itself: to a component of its own, or to a class that is none and gets nothing."""

        def load(key: Key) -> Value | None:
            return call.frame.load(call.heap, key)

        component = load((intent, COMPONENT))
        if component is not None and isinstance(component.const, ClassName):
            return self.symbols.in_app(self.symbols.type(str(component.const)))
        if kind == "broadcast" and any(slot[0] == "receiver" for slot in self.platform.registered):
            action = self._constant(load, intent, ACTION)
            for slot in self.platform.registered:
                if slot[0] == "receiver" and (slot[1] is None or action is None or action in slot[1].split()):
                    return True
        return bool(self.resolve(load, intent, kind))

    def provide(self, call: Call, authority: str) -> Value | None:
        """A call on a content resolver, run by the provider of the app that has this authority."""
        for part in self.parts:
            if part.kind == "provider" and authority in part.authorities:
                kind = self.symbols.type(part.name)
                if kind < 0 or not self.symbols.in_app(kind):
                    return None
                held = pointer(self.machine.object(("component", part.name), kind))
                given = tuple(call.argument(k) for k in range(len(call.method.parameters)))
                result = call.platform.run_callback(call, held, call.method.name, given, "content provider")
                return UNKNOWN if result is None else result
        return None

    def resolve(self, load: Load, intent: int, kind: str) -> list[Part]:
        """Components of the app that an intent reaches; all that take any, when its action is not known."""
        wanted = {"broadcast": "receiver"}.get(kind, kind)
        component = load((intent, COMPONENT))
        if component is not None and component is not ZERO:
            if isinstance(component.const, ClassName):
                return [p for p in self.parts if p.name == str(component.const) and p.kind == wanted]
            self.unresolved = True
            return []
        action = self._constant(load, intent, ACTION)
        if action is None:
            self.unresolved = True
        if action == "" and load((intent, DATA)) is None and load((intent, TYPE)) is None:
            return []
        categories = self._constant(load, intent, CATEGORIES)
        scheme = self._scheme(load, intent)
        mime = self._constant(load, intent, TYPE)
        return [
            part for part in self.parts
            if part.kind == wanted and any(_matches(f, action, categories, scheme, mime) for f in part.actions)
        ]  # fmt: skip

    def _guessed(self, heap: Heap, intent: int, kind: str, method: int) -> list[Part]:
        """Where an intent may go that names a class which is not known: to the components that belong to who sends it."""
        component = heap.get((intent, COMPONENT))
        if component is None or component is ZERO or isinstance(component.const, ClassName) or method < 0:
            return []
        sender = self.platform.actor(self.symbols.method(method).owner)
        if sender == "app":
            return []
        wanted = {"broadcast": "receiver"}.get(kind, kind)
        found = [p for p in self.parts if p.kind == wanted and self.platform.actor(self.symbols.type(p.name)) == sender]
        return found[:MAX_GUESSED]

    def _scheme(self, load: Load, intent: int) -> str | None:
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

    def _connect(self, heap: Heap, held: Value, moment: Moment, method: int) -> Heap:
        binder = UNKNOWN
        for one in held.objects:
            intents = heap.get((one, CURRENT))
            for intent in sorted(intents.objects) if intents is not None else ():
                for part in self.resolve(heap.get, intent, "service"):
                    known = heap.get((STORE, ("binder", self.symbols.type(part.name), "")))
                    if known is not None:
                        binder = known if binder is UNKNOWN else join(binder, known)
        return self.named(heap, held, ("onServiceConnected",), moment, method, "service connection", (UNKNOWN, binder))

    def _inflate(self, heap: Heap, layout: int, owner: Value, moment: Moment, method: int) -> Heap:
        facts = self.layouts.get(layout)
        if facts is None:
            return heap
        for name in facts.views:
            made = self.make(heap, name, moment, method, "layout inflated", "layout view")
            if made is not None:
                heap = self.named(
                    made[0],
                    made[1],
                    ("onFinishInflate", "onAttachedToWindow", "onMeasure", "onLayout", "onDraw"),
                    moment,
                    method,
                    "layout inflated",
                )
                heap = self._given(heap, ("callback", ("Landroid/view/View;", "layout"), method, -1, moment.guard), made[1])
        for name in facts.fragments:
            made = self.make(heap, name, moment, method, "layout inflated", "layout fragment")
            if made is not None:
                heap = self._fragment(made[0], made[1], moment, method)
        for one in owner.objects:
            live = self.live.get(self.symbols.name(self.machine.objects[one].type))
            if live is not None:
                live.clicks.update(dict.fromkeys(facts.clicks))
        return heap

    def _given(self, heap: Heap, slot: Slot, held: Value) -> Heap:
        """Put into the registry what the platform holds without being given it by a call."""
        self.platform.registered[slot] = None
        self.platform.given_by.setdefault(self.platform.running, {})[slot] = None
        known = heap.get((REGISTRY, slot))
        heap = heap.fork(self.root)
        heap.changes[REGISTRY, slot] = held if known is None or known is ZERO else join(known, held)
        return heap

    def _fragment(self, heap: Heap, held: Value, moment: Moment, method: int) -> Heap:
        return self.named(
            heap, held, ("onAttach", "onCreate", "onCreateView", "onViewCreated", "onActivityCreated", "onStart", "onResume"),
            moment, method, "fragment shown",
        )  # fmt: skip

    # The user

    def events(self) -> None:
        """Everything that may happen once the first screen is there, in any order, until nothing new comes of it."""
        self._open_screens(exported=True)
        self._rounds(Phase.EVENT, 1)
        self._open_screens(exported=False)
        self._rounds(Phase.EVENT, MAX_ROUNDS - 1)

    def _open_screens(self, *, exported: bool) -> None:
        """Screens that others may open; then those that only the app can, but no intent that was understood opens."""
        for part in self.parts:
            if not exported and not self.unresolved:
                break
            if part.kind == "activity" and part.exported == exported and part.name not in self.live:
                live = self.start(part, Moment(Phase.EVENT), f"activity {_dotted(part.name)}")
                self.heap = self.drain(self.create(self.heap, live), Phase.EVENT, self.heap)

    def _rounds(self, phase: Phase, rounds: int) -> None:
        for _ in range(rounds):
            self._turn += 1
            before = self.heap
            heap = self.heap
            if phase is Phase.EVENT and self.platform.application is not None and self.application:
                label = self.trace.root(f"application {_dotted(self.application)}")
                for target in self._others(self.platform.application):
                    after, _ = self.fire(
                        heap,
                        self.platform.application,
                        target,
                        self.arguments(target),
                        Moment(phase),
                        "the platform's call",
                        label,
                    )
                    heap = self._joined(heap, after)
            for live in list(self.live.values()):
                if self.machine.exhausted:
                    break
                if phase is Phase.BACKGROUND and live.part.kind == "activity":
                    continue
                after = self._joined(heap, self.live_events(heap, live, phase))
                heap = self._joined(after, self.drain(after, phase, heap))
            for slot, held in list(self.entries(heap)):
                if slot[0] == "callback":
                    heap = self._joined(heap, self.user_entry(heap, slot, held, phase))
                elif self._turn > 1 and slot[0] == "message":
                    heap = self._joined(heap, self.run_entry(heap, slot, held, phase))
            heap = self._joined(heap, self.drain(heap, phase))
            self.heap = heap
            if self.machine.exhausted or same_heap(heap, before, self.root):
                break

    def _joined(self, before: Heap, after: Heap) -> Heap:
        joined = join_heaps(before, after, self.root)
        self.machine.steps += len(joined.changes) >> 5
        return compacted(joined, self.root)

    def user_entry(self, heap: Heap, slot: Slot, held: Value, phase: Phase) -> Heap:
        """Callbacks of a listener that wait for the user."""
        _, detail, method, offset, guard = slot
        moment = Moment(phase, guard)
        base = heap
        for name, target, given in self.targets(detail[0], held):
            if callbacks.waits_for_user(name) or callbacks.comes_later(name):
                after = self._call_back(base, given, target, moment, _posted(detail[1], name), method, offset)
                heap = self._joined(heap, self.drain(after, phase, heap))
        return heap

    def live_events(self, heap: Heap, live: _Live, phase: Phase) -> Heap:
        """What a component goes through while the user works with it."""
        kind = self.symbols.type(live.part.name)
        if kind < 0 or not live.created:
            return heap
        held = pointer(self.machine.object(("component", live.part.name), kind))
        self.platform.running = live.part.name
        start = live.owner if live.owner >= 0 else self.trace.root(live.label)
        moment = Moment(max(phase, live.moment.phase), live.moment.guard)
        if live.part.kind == "activity":
            return self._activity(heap, live, held, moment, start)
        if live.part.kind == "service":
            _, intent = self._intent(heap, held, None)
            result = heap
            for name in ("onStartCommand", "onStart", "onBind", "onUnbind", "onRebind", "onDestroy", "onHandleIntent"):
                result = self._joined(
                    result, self.named(result, held, (name,), moment, start, "service started", (intent,))
                )
            for target in self._others(held):
                after, _ = self.fire(result, held, target, self.arguments(target), moment, "the platform's call", start)
                result = self._joined(result, after)
            return self._asked(result, live, kind, start) if live.part.exported else result
        return heap

    def _asked(self, heap: Heap, live: _Live, kind: int, start: int) -> Heap:
        """Other apps may call whatever an exported service answers a binding with."""
        binder = heap.get((STORE, ("binder", kind, "")))
        moment = Moment(Phase.BACKGROUND, live.moment.guard)
        for one in sorted(binder.objects) if binder is not None else ():
            made = self.machine.objects[one].type
            if one in self.machine.lambdas or not self.symbols.in_app(made):
                continue
            for number in self.symbols.methods_of(made):
                method = self.symbols.method(number)
                if method.name.startswith("<") or self.symbols.is_static(number) or not self.machine.bodies.has_code(number):
                    continue
                after, _ = self.fire(heap, pointer(one), number, self.arguments(number), moment, "call from another app", start)
                heap = self._joined(heap, after)
        return heap

    def _activity(self, heap: Heap, live: _Live, held: Value, moment: Moment, start: int) -> Heap:
        rounds = MAX_STATE_ROUNDS if self._turn > 1 or len(self.live) <= MANY_SCREENS else 1
        resumed, stopped = self._states(heap, live, held, moment, start, rounds)
        if rounds == 1:
            return self._joined(resumed, stopped)
        destroyed = self.named(stopped, held, callbacks.DESTROY, moment, start, "screen closed")
        self.restored = True
        made = self.make(destroyed, live.part.name, moment, start, "screen opened again", f"component {self._turn}")
        again = destroyed
        if made is not None:
            again, second = made
            again = self._intent(again, second, self._intent(again, held, None)[1])[0]
            again = self.named(again, second, callbacks.CREATION, moment, start, "screen opened again")
            again = self._joined(*self._states(again, live, second, moment, start, rounds))
            self.handles -= second.objects
            again = self._collected(again, UNKNOWN, what_outlives=True)
        self.restored = False
        return self._joined(self._joined(resumed, stopped), self._joined(destroyed, again))

    def _states(
        self, heap: Heap, live: _Live, held: Value, moment: Moment, start: int, rounds: int
    ) -> tuple[Heap, Heap]:  # fmt: skip
        """The heaps of a screen that is shown, and of one that was left, after all that can happen in between."""
        resumed = heap
        paused: Heap | None = None
        stopped: Heap | None = None
        others = self._others(held)
        for turn in range(rounds):
            before = (resumed, paused, stopped)
            base = resumed
            for target in others:
                after, _ = self.fire(
                    base, held, target, self._event_arguments(base, target), moment, "the user's act", start
                )
                resumed = self._joined(resumed, self.drain(after, Phase.EVENT, base))
            for name, view in live.clicks:
                chosen = Moment(moment.phase, moment.guard or self.platform.consent_view(view))
                resumed = self._joined(resumed, self.named(base, held, (name,), chosen, start, "click"))
            for slot, given in self._near(resumed, live):
                if slot[0] == "callback":
                    resumed = self._joined(resumed, self.user_entry(resumed, slot, given, moment.phase))
            left = self.named(resumed, held, callbacks.PAUSE, moment, start, "screen left")
            paused = left if paused is None else self._joined(paused, left)
            gone = self.named(paused, held, callbacks.STOP, moment, start, "screen left")
            unsaved = self.named(paused, held, ("onStop",), moment, start, "screen left")
            gone = self._joined(gone, unsaved)
            if stopped is not None:
                started = self.named(stopped, held, ("onRestart", "onStart"), moment, start, "screen shown again")
                gone = self._joined(gone, self.named(started, held, ("onStop",), moment, start, "screen left"))
                resumed = self._joined(
                    resumed, self.named(started, held, callbacks.RESUME, moment, start, "screen shown again")
                )
            stopped = gone if stopped is None else self._joined(stopped, gone)
            resumed = self._joined(
                resumed, self.named(paused, held, callbacks.RESUME, moment, start, "screen shown again")
            )
            if self.machine.exhausted or (
                turn > 1
                and all(
                    b is not None and same_heap(a, b, self.root)
                    for a, b in zip((resumed, paused, stopped), before, strict=True)
                )
            ):
                break
        assert stopped is not None
        return resumed, stopped

    def _near(self, heap: Heap, live: _Live) -> list[tuple[Slot, Value]]:
        """What lies in the registry and may concern a screen."""
        if len(self.platform.registered) <= MANY_ENTRIES:
            return list(self.entries(heap))
        return list(self._held(heap, self.platform.given_by.get(live.part.name, {})))

    def _others(self, held: Value) -> list[int]:
        """Callbacks of an activity that are no part of its own coming and going."""
        found: dict[int, None] = {}
        for one in held.objects:
            kind = self.machine.objects[one].type
            for above in self.symbols.lineage(kind):
                if self.symbols.in_app(above):
                    for number in self.symbols.methods_of(above):
                        method = self.symbols.method(number)
                        if (
                            method.name not in callbacks.ACTIVITY
                            and not self.symbols.is_static(number)
                            and self.symbols.resolve(kind, method.signature) == number
                            and self.platform.overrides(kind, method.name, method.proto)
                        ):
                            found[number] = None
        return list(found)

    def _event_arguments(self, heap: Heap, target: int) -> tuple[Value, ...]:
        method = self.symbols.method(target)
        if method.name == "onActivityResult":
            given: Value | None = None
            for slot in self.platform.stores:
                if slot[0] == "result":
                    known = heap.get((STORE, slot))
                    if known is not None:
                        given = known if given is None else join(given, known)
            if given is not None:
                return (UNKNOWN, UNKNOWN, given)
        return self.arguments(target)

    # The background

    def background(self) -> None:
        """Receivers, services and jobs that run with nobody at the screen."""
        heap = self.heap
        for part in self.parts:
            if part.kind in ("receiver", "service", "provider") and part.name not in self.live:
                if self.machine.exhausted:
                    break
                if part.kind != "provider" and not (part.exported or part.actions or self.unresolved):
                    continue  # nothing that was run starts it
                moment = Moment(Phase.BACKGROUND)
                label = self.trace.root(f"{part.kind} {_dotted(part.name)}")
                if part.kind == "provider":
                    made = self.make(heap, part.name, moment, label, "content provider asked")
                    if made is not None:
                        heap = self.named(made[0], made[1], ("attachInfo", "onCreate") if part.apart else (), moment, label,
                                          "content provider asked")  # fmt: skip
                        after = self.named(
                            heap,
                            made[1],
                            ("query", "insert", "update", "delete", "call", "openFile"),
                            moment,
                            label,
                            "content provider asked",
                        )
                        heap = self._joined(heap, after)
                    continue
                live = self.start(part, moment, f"{part.kind} {_dotted(part.name)}")
                heap = self._joined(heap, self.drain(self.create(heap, live), Phase.BACKGROUND))
        self.heap = heap
        self._rounds(Phase.BACKGROUND, 1)


def _matches(
    row: tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]], action: str | None, categories: str | None,
    scheme: str | None, mime: str | None,
) -> bool:  # fmt: skip
    actions, known, schemes, types = row
    if action is None:
        return "android.intent.action.MAIN" not in actions
    if action and action not in actions:
        return False
    if categories is not None and not set(categories.split()) <= known:
        return False
    if scheme is not None and (scheme not in schemes if scheme else bool(schemes) and not types):
        return False
    return mime is None or (
        mime in types or any(t.split("/")[0] == mime.split("/")[0] and t.endswith("/*") for t in types)
        if mime
        else not types
    )


_WITH_STATE = frozenset(
    {
        "onCreate",
        "onRestoreInstanceState",
        "onSaveInstanceState",
        "onPostCreate",
        "onActivityCreated",
        "onViewStateRestored",
    }
)
"""Callbacks that are handed the saved state."""


def _sticky(actions: str | None) -> bool:
    """Whether a receiver is handed a broadcast at once, because the platform keeps the last one for it."""
    return actions is not None and any(
        action.endswith(("BATTERY_CHANGED", "CONNECTIVITY_CHANGE", "WIFI_STATE_CHANGED", "wifi.STATE_CHANGE"))
        for action in actions.split()
    )


def _posted(by: str, name: str) -> str:
    return f"{by} → {name}"


def _dotted(descriptor: str) -> str:
    return descriptor[1:-1].replace("/", ".")


__all__ = ["TARGET", "Layout", "Lifecycle", "Part"]
