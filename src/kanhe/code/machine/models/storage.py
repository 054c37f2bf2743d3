"""What is kept under keys: bundles, intents' extras, JSON, content values, preferences and the like."""

from __future__ import annotations

from kanhe.code.machine.consent import consent_flag
from kanhe.code.machine.heap import CONTENT, ELEMENT, STORE
from kanhe.code.machine.models.containers import append, copy_entries, elements, entry, rewrite, store_entry
from kanhe.code.machine.models.registry import lister
from kanhe.code.machine.platform import Call, Models
from kanhe.code.machine.platform.sinks import hand_out
from kanhe.code.machine.values import ANY, UNKNOWN, ZERO, Value, join, unknown, value

MODELS: Models = {}
model = lister(MODELS)

BUNDLES = "Landroid/os/BaseBundle; Landroid/os/Bundle; Landroid/os/PersistableBundle;"
JSON = "Lorg/json/JSONObject;"
PREFERENCES = "Landroid/content/SharedPreferences;"
EDITOR = "Landroid/content/SharedPreferences$Editor;"
MMKV = "Lcom/tencent/mmkv/MMKV;"
NAME = "name"

_PUT = tuple(
    f"put{kind}" for kind in (
        "", "String", "Int", "Long", "Boolean", "Float", "Double", "Byte", "Short", "Char", "Parcelable", "Serializable",
        "Bundle", "StringArray", "StringArrayList", "IntArray", "ByteArray", "LongArray", "ParcelableArray",
        "ParcelableArrayList", "CharSequence", "IntegerArrayList", "StringSet", "Binder", "CharArray",
    )
)  # fmt: skip
_GET = tuple(name.replace("put", "get", 1) for name in _PUT)


@model(
    f"{BUNDLES} {JSON} Landroid/content/ContentValues; Ljava/util/Properties;",
    *_PUT,
    "putOpt",
    "accumulate",
    "setProperty",
)
def _put(call: Call) -> Value:
    if len(call.method.parameters) < 2:
        return call.receiver if call.method.returns != "V" else ZERO
    store_entry(call, call.receiver, call.argument(0), call.argument(1))
    return call.receiver if call.method.returns == call.method.owner_name else ZERO


@model(f"{BUNDLES} {JSON} Landroid/content/ContentValues; Ljava/util/Properties;", *_GET, "opt", "optString", "optInt", "optLong",
       "optBoolean", "optDouble", "optJSONObject", "optJSONArray", "getJSONObject", "getJSONArray", "getAsString", "getAsInteger",
       "getAsLong", "getAsBoolean", "getProperty")  # fmt: skip
def _get(call: Call) -> Value:
    if call.static:
        return call.result()
    found = entry(call, call.receiver, call.argument(0), None)
    if len(call.method.parameters) > 1:
        found = join(found, call.argument(1)) if found.const is not ANY or found.objects else found
    if found is UNKNOWN and call.method.returns[0] == "L":
        return call.result()
    return found


@model(f"{BUNDLES} Landroid/content/ContentValues;", "clear")
def _clear(call: Call) -> Value:
    if call.single(call.receiver):
        for one in call.receiver.objects:
            for slot in list(call.machine.slots[one]):
                call.heap.changes[one, slot] = ZERO
            if (one, CONTENT) in call.heap.changes or call.frame.load(call.heap, (one, CONTENT)) is not None:
                call.heap.changes[one, CONTENT] = ZERO
    return ZERO


@model(BUNDLES, "putAll")
def _put_all(call: Call) -> Value:
    copy_entries(call, call.argument(0), call.receiver)
    return ZERO


@model(f"{BUNDLES} Landroid/content/ContentValues;", "<init>")
def _new_bundle(call: Call) -> Value:
    if call.method.parameters and call.argument(0).objects:
        copy_entries(call, call.argument(0), call.receiver)
    return ZERO


@model("Lorg/json/JSONArray;", "put")
def _array_put(call: Call) -> Value:
    append(call, call.receiver, call.argument(len(call.method.parameters) - 1))
    return call.receiver


@model(
    "Lorg/json/JSONArray;", "get", "opt", "getString", "optString", "getJSONObject", "optJSONObject", "getInt", "optInt"
)
def _array_get(call: Call) -> Value:
    at = call.argument(0).const
    if isinstance(at, int) and call.receiver.objects:
        known = call.get(call.receiver, (ELEMENT, at), UNKNOWN)
        if known is not UNKNOWN:
            return known
    return call.result(taint=call.carried(call.receiver))


# Parcels are written and read in the same order.


@model("Landroid/os/Parcel;", "writeString", "writeInt", "writeLong", "writeValue", "writeByteArray", "writeParcelable",
       "writeStringArray", "writeBundle", "writeFloat", "writeDouble", "writeSerializable", "writeByte")  # fmt: skip
def _write(call: Call) -> Value:
    append(call, call.receiver, call.argument(0))
    return ZERO


@model("Landroid/os/Parcel;", "readString", "readInt", "readLong", "readValue", "readParcelable", "readBundle", "readFloat",
       "readDouble", "readSerializable", "readByte", "createStringArray", "createByteArray")  # fmt: skip
def _read(call: Call) -> Value:
    at = call.get(call.receiver, "position", ZERO).const
    parts = elements(call, call.receiver)
    if isinstance(at, int) and parts is not None and at < len(parts):
        call.put(call.receiver, "position", value(at + 1))
        return parts[at]
    return call.result(taint=call.carried(call.receiver))


@model("Landroid/os/Parcel;", "setDataPosition", "marshall", "recycle")
def _rewind(call: Call) -> Value:
    call.put(call.receiver, "position", ZERO)
    if call.method.name == "recycle":
        rewrite(call, call.receiver, [])
    return UNKNOWN if call.method.returns == "V" else unknown(call.carried(call.receiver))


# Preferences


def _preferences(call: Call, name: object) -> Value:
    made = call.shared("Landroid/content/SharedPreferences;", "preferences", name)
    call.put(made, NAME, value(name) if isinstance(name, str) else UNKNOWN)
    return made


@model("Landroid/content/Context;", "getSharedPreferences")
def _shared_preferences(call: Call) -> Value:
    name = call.argument(0).const
    return _preferences(call, name if type(name) is str else "?")


@model("Landroid/preference/PreferenceManager; Landroidx/preference/PreferenceManager; Landroid/app/Activity;",
       "getDefaultSharedPreferences", "getPreferences", "getSharedPreferences")  # fmt: skip
def _default_preferences(call: Call) -> Value:
    name = call.argument(0).const if call.method.name == "getSharedPreferences" else "default"
    return _preferences(call, name if type(name) is str else "?")


@model(PREFERENCES, "edit")
def _edit(call: Call) -> Value:
    made = call.machine.object(("editor", call.receiver.objects), call.machine.symbols.type(EDITOR), opaque=True)
    held = value(ANY, frozenset((made,)))
    call.put(held, NAME, call.get(call.receiver, NAME))
    return held


@model(f"{EDITOR} {MMKV}", *(n for n in _PUT if n != "put"), "encode")
def _prefer(call: Call) -> Value:
    name = call.get(call.receiver, NAME, value("?"))
    key, stored = call.argument(0), call.argument(1)
    slot = ("preference", name.const, key.const if type(key.const) is str else "*")
    carried = call.carried(stored)
    known = call.frame.load(call.heap, (STORE, slot))
    taint = carried | (known.taint if known is not None else 0)
    kept = value(stored.const, taint=taint) if type(stored.const) is int else unknown(taint)
    call.heap.changes[STORE, slot] = kept
    call.platform.stores.add(slot)
    if carried:
        hand_out(call, "preferences", carried)
    return call.receiver if call.method.returns != "Z" else UNKNOWN


@model(
    f"{PREFERENCES} {MMKV}", *_GET, "contains", "decodeBool", "decodeString", "decodeInt", "decodeLong", "containsKey"
)
def _preferred(call: Call) -> Value:
    name = call.get(call.receiver, NAME, value("?"))
    key = call.argument(0)
    taint = 0
    own: Value | None = None
    for slot in call.platform.stores:
        same_file = slot[1] == name.const or "?" in (slot[1], name.const) or type(name.const) is not str
        if slot[0] == "preference" and same_file and (slot[2] in (key.const, "*") or type(key.const) is not str):
            known = call.frame.load(call.heap, (STORE, slot))
            if known is not None:
                taint |= known.taint
                own = known if own is None else join(own, known)
    flag = consent_flag(key.const, name.const)
    if own is not None and type(own.const) is int and call.method.returns != "Ljava/lang/String;":
        return value(own.const, taint=taint)  # the app itself has set it
    if flag is not None and len(call.method.parameters) > 1:
        absent = call.argument(1).const
        if type(absent) is int and call.method.returns == "Z" and (absent != 0) == bool(flag[1]):
            flag = None  # taken for given as long as nothing is stored
    if call.method.returns[0] == "L" and call.method.returns != "Ljava/lang/String;":
        return call.result(taint=taint)
    return unknown(taint, flag)


@model(MMKV, "defaultMMKV", "mmkvWithID")
def _mmkv(call: Call) -> Value:
    name = call.argument(0).const if call.arguments else "default"
    made = call.shared(MMKV, "mmkv", name)
    call.put(made, NAME, value(name) if isinstance(name, str) else UNKNOWN)
    return made
