"""Maps, their views and their entries."""

from __future__ import annotations

from kanhe.code.machine.heap import ELEMENT, LENGTH
from kanhe.code.machine.models.containers import (
    KEY,
    KEYS,
    all_of,
    copy_entries,
    entry,
    store_entry,
)
from kanhe.code.machine.models.registry import lister
from kanhe.code.machine.platform import Call, Models
from kanhe.code.machine.values import (
    ANY,
    UNKNOWN,
    ZERO,
    Value,
    join,
    unknown,
    value,
)

MODELS: Models = {}
model = lister(MODELS)

MAPS = "Ljava/util/Map; Ljava/util/Dictionary; Landroid/util/ArrayMap; Landroid/util/LruCache; Ljava/lang/ThreadLocal;"


@model(MAPS, "put", "putIfAbsent", "set")
def _map_put(call: Call) -> Value:
    if len(call.method.parameters) == 1:
        key, stored = value("only"), call.argument(0)
    else:
        key, stored = call.argument(0), call.argument(1)
    store_entry(call, call.receiver, key, stored)
    return UNKNOWN


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
