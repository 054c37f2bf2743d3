"""Lists, maps, sets, queues and their iterators: by position and by key as long as these are known."""

from __future__ import annotations

from kanhe.code.machine.heap import CONTENT, ELEMENT, LENGTH
from kanhe.code.machine.models.registry import lister
from kanhe.code.machine.platform import Call, Models
from kanhe.code.machine.values import ANY, UNKNOWN, ZERO, ClassName, Value, join, pointer, unknown, value, with_taint

MODELS: Models = {}
model = lister(MODELS)

LISTS = "Ljava/util/List; Ljava/util/Queue; Ljava/util/Deque; Ljava/util/Vector; Ljava/util/Collection; Landroid/util/SparseArray;"
MAPS = "Ljava/util/Map; Ljava/util/Dictionary; Landroid/util/ArrayMap; Landroid/util/LruCache; Ljava/lang/ThreadLocal;"
KEY, KEYS = "key", "keys"
"""Slots of a map: (KEY, constant) one entry, KEY any entry, KEYS the keys."""
SOURCE = "source"
"""Slot of an iterator or view: the collection it shows."""
MAX_SIZE = 40


def size(call: Call, held: Value) -> int | None:
    """Number of elements of a collection, where it is known."""
    if not call.single(held):
        return None
    known = call.get(held, LENGTH, ZERO)
    return known.const if isinstance(known.const, int) else None


def all_of(call: Call, held: Value) -> Value:
    """Any element of collections: of lists, the values of maps, and what a view shows."""
    found: Value | None = None
    machine = call.machine
    for one in held.objects:
        for slot in list(machine.slots[one]):
            if slot is ELEMENT or slot is KEY or (type(slot) is tuple and slot[0] in (ELEMENT, KEY)):
                known = call.frame.load(call.heap, (one, slot))
                if known is not None:
                    found = known if found is None else join(found, known)
            elif slot is SOURCE:
                known = call.frame.load(call.heap, (one, SOURCE))
                if known is not None:
                    inner = all_of(call, known)
                    found = inner if found is None else join(found, inner)
        inside = call.frame.load(call.heap, (one, CONTENT))
        if inside is not None:
            found = inside if found is None else join(found, inside)
    if found is None:
        return unknown(held.taint)
    return with_taint(found, held.taint)


def smash(call: Call, held: Value) -> None:
    """Forget the positions of a collection."""
    everything = all_of(call, held)
    for one in held.objects:
        for slot in list(call.machine.slots[one]):
            if type(slot) is tuple and slot[0] is ELEMENT:
                call.heap.changes[one, slot] = everything
                if everything.taint:
                    call.machine.tainted.add(one)
    call.add(held, ELEMENT, everything)
    call.put(held, LENGTH, UNKNOWN)


def append(call: Call, held: Value, added: Value) -> None:
    """Add at the end."""
    count = size(call, held)
    if count is not None and count < MAX_SIZE:
        call.put(held, (ELEMENT, count), added)
        call.put(held, LENGTH, value(count + 1))
    else:
        call.add(held, ELEMENT, added)
        call.put(held, LENGTH, UNKNOWN)


def elements(call: Call, held: Value) -> list[Value] | None:
    """All elements in order, when every position is known."""
    count = size(call, held)
    if count is None or call.get(held, ELEMENT, ZERO) is not ZERO:
        return None
    return [call.get(held, (ELEMENT, k)) for k in range(count)]


def rewrite(call: Call, held: Value, parts: list[Value]) -> None:
    """Give a list these elements."""
    for k, part in enumerate(parts):
        call.put(held, (ELEMENT, k), part)
    call.put(held, LENGTH, value(len(parts)))


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


@model(f"{LISTS} Ljava/util/Set;", "<init>")
def _new_list(call: Call) -> Value:
    if call.method.parameters and call.method.parameters[0][0] == "L" and call.argument(0).objects:
        parts = elements(call, call.argument(0))
        if parts is not None:
            rewrite(call, call.receiver, parts)
        else:
            call.add(call.receiver, ELEMENT, all_of(call, call.argument(0)))
            call.put(call.receiver, LENGTH, UNKNOWN)
    return ZERO


for _owner in (
    "ArrayList",
    "LinkedList",
    "Vector",
    "HashSet",
    "LinkedHashSet",
    "TreeSet",
    "ArrayDeque",
    "Stack",
    "PriorityQueue",
):
    MODELS[f"Ljava/util/{_owner};", "<init>"] = _new_list
    if "Set" in _owner:
        MODELS[f"Ljava/util/{_owner};", "add"] = _set_add
MODELS["Ljava/util/concurrent/CopyOnWriteArrayList;", "<init>"] = _new_list


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
    is_map = call.frame.machine.symbols.is_a(call.method.owner, call.machine.symbols.type("Ljava/util/Map;"))
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
    if source.objects and size(call, source) == 0 and not any(call.machine.objects[o].opaque for o in source.objects):
        if call.method.name != "remove" and not call.content(source):
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
    call.platform.run_callback(call, call.argument(0), "accept", (all_of(call, call.receiver),), "callback")
    return ZERO


# Maps


@model(MAPS, "put", "putIfAbsent", "set")
def _map_put(call: Call) -> Value:
    if len(call.method.parameters) == 1:
        key, stored = value("only"), call.argument(0)
    else:
        key, stored = call.argument(0), call.argument(1)
    store_entry(call, call.receiver, key, stored)
    return UNKNOWN


def store_entry(call: Call, held: Value, key: Value, stored: Value) -> None:
    """Put a value under a key."""
    if isinstance(key.const, (int, str)) and not key.objects:
        call.put(held, (KEY, key.const), stored)
    else:
        call.add(held, KEY, stored)
    call.add(held, KEYS, key)


def entry(call: Call, held: Value, key: Value, absent: Value | None = None) -> Value:
    """What lies under a key."""
    if isinstance(key.const, (int, str)) and not key.objects:
        found: Value | None = None
        for one in held.objects:
            for slot in ((KEY, key.const), KEY):
                known = call.frame.load(call.heap, (one, slot))
                if known is not None:
                    found = known if found is None else join(found, known)
        taint = call.content(held)
        if found is None:
            return absent if absent is not None and not taint else unknown(taint)
        return with_taint(found, taint)
    return all_of(call, held)


@model(MAPS, "get", "remove", "getOrDefault")
def _map_get(call: Call) -> Value:
    if not call.method.parameters:
        return entry(call, call.receiver, value("only"))
    found = entry(call, call.receiver, call.argument(0))
    if call.method.name == "getOrDefault":
        found = join(found, call.argument(1))
    if call.method.name == "remove":
        key = call.argument(0).const
        if isinstance(key, (int, str)):
            call.put(call.receiver, (KEY, key), ZERO)
    if not found.objects and not found.taint and found.const is ANY:
        return call.result() if not call.receiver.objects else UNKNOWN
    return found


@model(MAPS, "putAll")
def _put_all(call: Call) -> Value:
    copy_entries(call, call.argument(0), call.receiver)
    return ZERO


def copy_entries(call: Call, source: Value, target: Value) -> None:
    """Put all entries of one map into another."""
    for one in source.objects:
        for slot in list(call.machine.slots[one]):
            if slot in (KEY, KEYS) or (type(slot) is tuple and slot[0] is KEY):
                known = call.frame.load(call.heap, (one, slot))
                if known is not None:
                    call.add(target, slot, known)
    call.taint(target, call.content(source))


@model(MAPS, "keySet", "keys", "values", "entrySet", "snapshot")
def _view(call: Call) -> Value:
    made = call.new(call.method.returns)
    name = call.method.name
    if name in ("keySet", "keys"):
        call.put(made, ELEMENT, call.get(call.receiver, KEYS, UNKNOWN))
        call.put(made, LENGTH, UNKNOWN)
        call.taint(made, call.content(call.receiver))
    elif name == "values":
        call.put(made, ELEMENT, all_of(call, call.receiver))
        call.put(made, LENGTH, UNKNOWN)
    else:
        pair = call.new("Ljava/util/Map$Entry;", "entry")
        call.put(pair, "first", call.get(call.receiver, KEYS, UNKNOWN))
        call.put(pair, "second", all_of(call, call.receiver))
        call.put(made, ELEMENT, pair)
        call.put(made, LENGTH, UNKNOWN)
    return made


@model("Ljava/util/Map$Entry;", "getKey")
def _entry_key(call: Call) -> Value:
    return call.get(call.receiver, "first", unknown(call.content(call.receiver)))


@model("Ljava/util/Map$Entry;", "getValue")
def _entry_value(call: Call) -> Value:
    return call.get(call.receiver, "second", unknown(call.content(call.receiver)))


@model("Ljava/util/Arrays; Ljava/util/Collections; Ljava/util/List; Ljava/util/Set;", "asList", "of", "singletonList", "singleton",
       "unmodifiableList", "synchronizedList", "unmodifiableMap", "unmodifiableCollection", "unmodifiableSet", "synchronizedMap")  # fmt: skip
def _wrapped(call: Call) -> Value:
    name = call.method.name
    if name in ("asList",) or (name == "of" and call.method.parameters == ("[Ljava/lang/Object;",)):
        return call.argument(0)
    if name in ("of", "singletonList", "singleton"):
        made = call.new("Ljava/util/ArrayList;")
        rewrite(call, made, list(call.arguments))
        return made
    return call.argument(0)


@model("Ljava/util/Arrays;", "copyOf", "copyOfRange")
def _copy_of(call: Call) -> Value:
    made = call.new(call.method.returns)
    copy_elements(call, call.argument(0), made, call.argument(1).const if call.method.name == "copyOfRange" else 0, 0)
    return made


@model("Ljava/lang/reflect/Array;", "newInstance")
def _new_array(call: Call) -> Value:
    """A new array; of several dimensions when it is given their lengths as an array."""
    sizes = call.argument(1)
    depth = 1
    if sizes.objects:
        length = call.get(sizes, LENGTH, UNKNOWN).const
        depth = length if isinstance(length, int) and 0 < length < 5 else 1
    component = call.argument(0).const
    name = str(component) if isinstance(component, ClassName) else "Ljava/lang/Object;"
    inner: Value | None = None
    for level in range(1, depth + 1):
        made = call.new("[" * level + name, ("array", level))
        call.put(made, LENGTH, call.get(sizes, (ELEMENT, depth - level), UNKNOWN) if sizes.objects else sizes)
        if inner is not None:
            call.put(made, ELEMENT, inner)
        inner = made
    return inner or UNKNOWN


@model("Ljava/lang/reflect/Array;", "get", "getInt")
def _array_get(call: Call) -> Value:
    return all_of(call, call.argument(0))


@model("Ljava/lang/reflect/Array;", "set")
def _array_set(call: Call) -> Value:
    call.add(call.argument(0), ELEMENT, call.argument(2))
    return ZERO


@model("Ljava/util/Arrays;", "toString", "hashCode", "deepToString")
def _array_text(call: Call) -> Value:
    return unknown(call.carried(call.argument(0)))


@model("Ljava/util/Arrays;", "fill")
def _fill(call: Call) -> Value:
    call.add(call.argument(0), ELEMENT, call.argument(len(call.method.parameters) - 1))
    return ZERO


@model("Ljava/lang/System;", "arraycopy")
def _arraycopy(call: Call) -> Value:
    copy_elements(call, call.argument(0), call.argument(2), call.argument(1).const, call.argument(3).const)
    return ZERO


def copy_elements(call: Call, source: Value, target: Value, source_at: object, target_at: object) -> None:
    """Copy array elements, position by position where both begin at known ones."""
    known = isinstance(source_at, int) and isinstance(target_at, int)
    for one in source.objects:
        for slot in list(call.machine.slots[one]):
            held = call.frame.load(call.heap, (one, slot))
            if held is None:
                continue
            if type(slot) is tuple and slot[0] is ELEMENT:
                if known and isinstance(slot[1], int):
                    at = slot[1] - source_at + target_at  # type: ignore[operator]
                    if slot[1] >= source_at:  # type: ignore[operator]
                        call.add(target, (ELEMENT, at), held)
                else:
                    call.add(target, ELEMENT, held)
            elif slot is ELEMENT:
                call.add(target, ELEMENT, held)
        call.taint(target, call.content(pointer(one)))
