"""Lists, sets, queues and their iterators."""

from __future__ import annotations

from kanhe.code.machine.heap import ELEMENT, LENGTH
from kanhe.code.machine.models.containers import (
    KEY,
    KEYS,
    MAX_SIZE,
    SOURCE,
    all_of,
    append,
    elements,
    rewrite,
    size,
    smash,
)
from kanhe.code.machine.models.maps import MAPS
from kanhe.code.machine.models.registry import lister
from kanhe.code.machine.platform import Call, Models
from kanhe.code.machine.platform.running import run_callback
from kanhe.code.machine.values import (
    UNKNOWN,
    ZERO,
    Value,
    join,
    value,
    with_taint,
)

MODELS: Models = {}
model = lister(MODELS)

LISTS = (
    "Ljava/util/List; Ljava/util/Queue; Ljava/util/Deque; Ljava/util/Vector; Ljava/util/Collection; "
    "Landroid/util/SparseArray;"
)
MADE = (
    "Ljava/util/ArrayList; Ljava/util/LinkedList; Ljava/util/Vector; Ljava/util/HashSet; Ljava/util/LinkedHashSet; "
    "Ljava/util/TreeSet; Ljava/util/ArrayDeque; Ljava/util/Stack; Ljava/util/PriorityQueue; "
    "Ljava/util/concurrent/CopyOnWriteArrayList;"
)
"""Classes whose objects code makes."""


@model("Ljava/util/Set; Ljava/util/HashSet; Ljava/util/TreeSet; Ljava/util/LinkedHashSet;", "add")
def _set_add(call: Call) -> Value:
    call.add(call.receiver, ELEMENT, call.argument(0))
    call.put(call.receiver, LENGTH, UNKNOWN)
    return UNKNOWN


@model(LISTS, "add", "addLast", "offer", "offerLast", "addElement", "put", "append")
def _add(call: Call) -> Value:
    parameters = call.method.parameters
    if len(parameters) == 2 and parameters[0] == "I":
        at, parts = call.argument(0).const, elements(call, call.receiver)
        if call.method.name != "add":
            call.put(call.receiver, (ELEMENT, at), call.argument(1)) if isinstance(at, int) else call.add(
                call.receiver, ELEMENT, call.argument(1)
            )
        elif isinstance(at, int) and parts is not None and 0 <= at <= len(parts):
            rewrite(call, call.receiver, [*parts[:at], call.argument(1), *parts[at:]])
        else:
            smash(call, call.receiver)
            call.add(call.receiver, ELEMENT, call.argument(1))
        return ZERO
    append(call, call.receiver, call.argument(0))
    return ZERO if call.method.returns == "V" else value(1)


@model(LISTS, "addFirst", "offerFirst", "push")
def _push(call: Call) -> Value:
    parts = elements(call, call.receiver)
    if parts is not None and len(parts) < MAX_SIZE:
        rewrite(call, call.receiver, [call.argument(0), *parts])
    else:
        smash(call, call.receiver)
        call.add(call.receiver, ELEMENT, call.argument(0))
    return call.argument(0) if call.method.returns != "V" else ZERO


@model(LISTS, "get", "elementAt", "valueAt")
def _get(call: Call) -> Value:
    at = call.argument(0).const
    if isinstance(at, int):
        found: Value | None = None
        for one in call.receiver.objects:
            for slot in ((ELEMENT, at), ELEMENT):
                known = call.frame.load(call.heap, (one, slot))
                if known is not None:
                    found = known if found is None else join(found, known)
        taint = call.content(call.receiver)
        if found is not None:
            return with_taint(found, taint)
        if taint or not call.receiver.objects:
            return call.result(taint=taint)
        return UNKNOWN
    return all_of(call, call.receiver)


@model(LISTS, "set", "setElementAt")
def _set(call: Call) -> Value:
    first = 1 if call.method.name == "setElementAt" else 0
    at, stored = call.argument(first).const, call.argument(1 - first)
    if isinstance(at, int):
        known = call.get(call.receiver, (ELEMENT, at), ZERO)
        call.put(call.receiver, (ELEMENT, at), stored)
        return known
    call.add(call.receiver, ELEMENT, stored)
    return all_of(call, call.receiver)


@model(LISTS, "getFirst", "peek", "peekFirst", "element", "firstElement", "peekLast", "getLast", "lastElement")
def _peek(call: Call) -> Value:
    parts = elements(call, call.receiver)
    if parts:
        return parts[-1 if "ast" in call.method.name else 0]
    return all_of(call, call.receiver)


@model(
    LISTS, "remove", "removeFirst", "poll", "pollFirst", "pop", "removeLast", "pollLast", "take", "removeAt", "delete"
)
def _remove(call: Call) -> Value:
    name, parameters = call.method.name, call.method.parameters
    parts = elements(call, call.receiver)
    if parameters and parameters[0] != "I":
        if parts is not None and call.argument(0) in parts and call.single(call.argument(0)):
            parts.remove(call.argument(0))
            rewrite(call, call.receiver, parts)
        elif parts is not None and call.argument(0) not in parts:
            return ZERO
        else:
            smash(call, call.receiver)
        return UNKNOWN
    at = call.argument(0).const if parameters else (-1 if name.endswith("Last") else 0)
    if parts and isinstance(at, int) and -1 <= at < len(parts):
        known = parts.pop(at)
        rewrite(call, call.receiver, parts)
        return known
    everything = all_of(call, call.receiver)
    smash(call, call.receiver)
    return everything


@model(f"{LISTS} {MAPS}", "clear", "removeAllElements", "evictAll")
def _clear(call: Call) -> Value:
    if call.single(call.receiver):
        (one,) = call.receiver.objects
        for slot in list(call.machine.slots[one]):
            if slot in (ELEMENT, KEY, KEYS) or (type(slot) is tuple and slot[0] in (ELEMENT, KEY)):
                call.heap.changes[one, slot] = ZERO
        call.heap.changes[one, LENGTH] = ZERO
    return ZERO


@model(LISTS, "addAll")
def _add_all(call: Call) -> Value:
    held = call.argument(len(call.method.parameters) - 1)
    parts = elements(call, held)
    if parts is not None and len(call.method.parameters) == 1:
        for part in parts:
            append(call, call.receiver, part)
    else:
        smash(call, call.receiver)
        call.add(call.receiver, ELEMENT, all_of(call, held))
    return UNKNOWN


@model(f"{LISTS} {MADE} Ljava/util/Set;", "<init>")
def _new_list(call: Call) -> Value:
    if call.method.parameters and call.method.parameters[0][0] == "L" and call.argument(0).objects:
        parts = elements(call, call.argument(0))
        if parts is not None:
            rewrite(call, call.receiver, parts)
        else:
            call.add(call.receiver, ELEMENT, all_of(call, call.argument(0)))
            call.put(call.receiver, LENGTH, UNKNOWN)
    return ZERO


@model(
    f"{LISTS} {MAPS} Ljava/util/Set;",
    "size",
    "isEmpty",
    "contains",
    "containsKey",
    "containsValue",
    "indexOf",
    "indexOfKey",
)
def _tell(call: Call) -> Value:
    count = size(call, call.receiver)
    is_map = call.machine.symbols.is_a(call.method.owner, call.machine.symbols.type("Ljava/util/Map;"))
    if count is not None and not is_map and call.receiver.objects and not call.content(call.receiver):
        opaque = any(call.machine.objects[one].opaque for one in call.receiver.objects)
        if not opaque and call.method.name == "size":
            return value(count)
        if not opaque and call.method.name == "isEmpty":
            return value(int(count == 0))
    return UNKNOWN


@model(
    f"{LISTS} Ljava/lang/Iterable; Ljava/util/Set;",
    "iterator",
    "listIterator",
    "stream",
    "subList",
    "descendingIterator",
    "elements",
)
def _iterator(call: Call) -> Value:
    made = call.new(call.method.returns)
    call.put(made, SOURCE, call.receiver)
    return made


@model("Ljava/util/Iterator; Ljava/util/ListIterator; Ljava/util/Enumeration;", "next", "previous", "nextElement")
def _next(call: Call) -> Value:
    source = call.get(call.receiver, SOURCE, UNKNOWN)
    if source.objects:
        return all_of(call, source)
    return call.result(taint=call.carried(call.receiver))


@model("Ljava/util/Iterator; Ljava/util/ListIterator; Ljava/util/Enumeration;", "hasNext", "hasMoreElements", "remove")
def _has_next(call: Call) -> Value:
    source = call.get(call.receiver, SOURCE, UNKNOWN)
    empty = (
        source.objects and size(call, source) == 0 and not any(call.machine.objects[o].opaque for o in source.objects)
    )
    if empty and call.method.name != "remove" and not call.content(source):
        return ZERO
    return UNKNOWN


@model(f"{LISTS} Ljava/util/Set;", "toArray")
def _to_array(call: Call) -> Value:
    made = call.new("[Ljava/lang/Object;")
    parts = elements(call, call.receiver)
    if parts is not None:
        rewrite(call, made, parts)
    else:
        call.add(made, ELEMENT, all_of(call, call.receiver))
        call.put(made, LENGTH, UNKNOWN)
    return made


@model("Ljava/lang/Iterable; Ljava/util/List; Ljava/util/ArrayList;", "forEach")
def _for_each(call: Call) -> Value:
    if size(call, call.receiver) == 0 and call.content(call.receiver) == 0:
        return ZERO
    run_callback(call, call.argument(0), "accept", (all_of(call, call.receiver),), "callback")
    return ZERO


@model(
    "Ljava/util/Arrays; Ljava/util/Collections; Ljava/util/List; Ljava/util/Set;",
    "asList", "of", "singletonList", "singleton", "unmodifiableList", "synchronizedList", "unmodifiableMap",
    "unmodifiableCollection", "unmodifiableSet", "synchronizedMap",
)  # fmt: skip
def _wrapped(call: Call) -> Value:
    name = call.method.name
    if name == "asList" or (name == "of" and call.method.parameters == ("[Ljava/lang/Object;",)):
        return call.argument(0)
    if name in ("of", "singletonList", "singleton"):
        made = call.new("Ljava/util/ArrayList;")
        rewrite(call, made, list(call.arguments))
        return made
    return call.argument(0)
