"""How collections lie in the heap: by position and by key as long as these are known.

What the methods of lists, maps and arrays do to them is told by the modules of models.
"""

from __future__ import annotations

from kanhe.code.machine.heap import CONTENT, ELEMENT, LENGTH
from kanhe.code.machine.platform import Call
from kanhe.code.machine.values import (
    UNKNOWN,
    ZERO,
    Value,
    join,
    pointer,
    unknown,
    value,
    with_taint,
)

KEY, KEYS = "key", "keys"
"""Slots of a map: (KEY, constant) one entry, KEY any entry, KEYS the keys."""
SOURCE = "source"
"""Slot of an iterator or view: the collection it shows."""
MAX_SIZE = 40
"""Elements of a list up to which the position of each is known."""


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


def append(call: Call, held: Value, added: Value) -> None:
    """Add at the end."""
    count = size(call, held)
    if count is not None and count < MAX_SIZE:
        call.put(held, (ELEMENT, count), added)
        call.put(held, LENGTH, value(count + 1))
    else:
        call.add(held, ELEMENT, added)
        call.put(held, LENGTH, UNKNOWN)


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


def copy_elements(call: Call, source: Value, target: Value, source_at: object, target_at: object) -> None:
    """Copy array elements, position by position where both begin at known ones."""
    shift = target_at - source_at if isinstance(source_at, int) and isinstance(target_at, int) else None
    for one in source.objects:
        for slot in list(call.machine.slots[one]):
            held = call.frame.load(call.heap, (one, slot))
            if held is None:
                continue
            if type(slot) is tuple and slot[0] is ELEMENT:
                if isinstance(source_at, int) and shift is not None and isinstance(slot[1], int):
                    if slot[1] >= source_at:
                        call.add(target, (ELEMENT, slot[1] + shift), held)
                else:
                    call.add(target, ELEMENT, held)
            elif slot is ELEMENT:
                call.add(target, ELEMENT, held)
        call.taint(target, call.content(pointer(one)))


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


def copy_entries(call: Call, source: Value, target: Value) -> None:
    """Put all entries of one map into another."""
    for one in source.objects:
        for slot in list(call.machine.slots[one]):
            if slot in (KEY, KEYS) or (type(slot) is tuple and slot[0] is KEY):
                known = call.frame.load(call.heap, (one, slot))
                if known is not None:
                    call.add(target, slot, known)
    call.taint(target, call.content(source))
