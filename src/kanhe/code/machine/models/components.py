"""Intents, and the calls by which one component starts another."""

from __future__ import annotations

from kanhe.code.machine.heap import STORE
from kanhe.code.machine.models.containers import copy_entries, entry, store_entry
from kanhe.code.machine.models.reflection import construct
from kanhe.code.machine.models.registry import lister
from kanhe.code.machine.models.text import text_of
from kanhe.code.machine.platform import Call, Models
from kanhe.code.machine.platform.running import run_callback
from kanhe.code.machine.platform.sinks import hand_out
from kanhe.code.machine.values import UNKNOWN, ZERO, ClassName, Value, join, unknown, value

MODELS: Models = {}
model = lister(MODELS)

INTENT = "Landroid/content/Intent;"
COMPONENT, ACTION, DATA, TYPE, CATEGORIES, PACKAGE = "component", "action", "data", "type", "categories", "package"
CURRENT = "intent"
"""Slot of a component: the intent that started it; RESULT what it gives back."""
RESULT = "result"

_GETTERS = (
    "getStringExtra", "getIntExtra", "getLongExtra", "getBooleanExtra", "getSerializableExtra", "getParcelableExtra",
    "getBundleExtra", "getStringArrayExtra", "getStringArrayListExtra", "getCharSequenceExtra", "getByteArrayExtra",
    "getDoubleExtra", "getFloatExtra", "getParcelableArrayListExtra", "getIntArrayExtra", "getCharExtra", "getShortExtra",
)  # fmt: skip


@model(INTENT, "<init>")
def _new_intent(call: Call) -> Value:
    for k, kind in enumerate(call.method.parameters):
        given = call.argument(k)
        if kind == "Ljava/lang/Class;":
            call.put(call.receiver, COMPONENT, given)
        elif kind == "Ljava/lang/String;":
            call.put(call.receiver, ACTION, given)
        elif kind == "Landroid/net/Uri;":
            call.put(call.receiver, DATA, given)
        elif kind == INTENT:
            copy_entries(call, given, call.receiver)
            for slot in (COMPONENT, ACTION, DATA, TYPE, CATEGORIES, PACKAGE):
                known = call.get(given, slot, ZERO)
                if known is not ZERO:
                    call.put(call.receiver, slot, known)
    return ZERO


@model(INTENT, "setClass", "setClassName", "setComponent")
def _set_class(call: Call) -> Value:
    given = call.argument(len(call.method.parameters) - 1)
    if call.method.name == "setComponent":
        given = call.get(given, COMPONENT, UNKNOWN)
    call.put(call.receiver, COMPONENT, _class(given))
    return call.receiver


def _class(given: Value) -> Value:
    if type(given.const) is str:
        return value(ClassName(f"L{given.const.replace('.', '/')};"))
    return given


@model("Landroid/content/ComponentName;", "<init>")
def _component_name(call: Call) -> Value:
    call.put(call.receiver, COMPONENT, _class(call.argument(len(call.method.parameters) - 1)))
    return ZERO


@model(INTENT, "setAction")
def _set_action(call: Call) -> Value:
    call.put(call.receiver, ACTION, call.argument(0))
    return call.receiver


@model(
    INTENT,
    "setData",
    "setType",
    "setDataAndType",
    "setDataAndNormalize",
    "addCategory",
    "setPackage",
    "addFlags",
    "setFlags",
)
def _set_data(call: Call) -> Value:
    name = call.method.name
    if "Data" in name:
        call.put(call.receiver, DATA, call.argument(0))
    if "Type" in name:
        call.put(call.receiver, TYPE, call.argument(len(call.method.parameters) - 1))
    if name == "setPackage":
        call.put(call.receiver, PACKAGE, call.argument(0))
    if name == "addCategory":
        known = call.get(call.receiver, CATEGORIES, value(""))
        added = call.argument(0).const
        if isinstance(known.const, str) and isinstance(added, str):
            call.put(call.receiver, CATEGORIES, value(f"{known.const} {added}".strip()))
        else:
            call.put(call.receiver, CATEGORIES, UNKNOWN)
    return call.receiver if call.method.returns != "V" else ZERO


@model(INTENT, "getAction", "getData", "getDataString", "getType")
def _get_part(call: Call) -> Value:
    slot = {"getAction": ACTION, "getType": TYPE}.get(call.method.name, DATA)
    known = call.get(call.receiver, slot, ZERO)
    if known is ZERO:
        return call.result(taint=call.content(call.receiver))
    return known if slot is not DATA or known.objects else unknown(call.carried(known))


@model(INTENT, "putExtra", "putStringArrayListExtra", "putParcelableArrayListExtra", "putIntegerArrayListExtra")
def _put_extra(call: Call) -> Value:
    store_entry(call, call.receiver, call.argument(0), call.argument(1))
    return call.receiver


@model(INTENT, "putExtras", "replaceExtras")
def _put_extras(call: Call) -> Value:
    copy_entries(call, call.argument(0), call.receiver)
    return call.receiver


@model(INTENT, "getExtras")
def _extras(call: Call) -> Value:
    made = call.new("Landroid/os/Bundle;", ("extras", call.receiver.objects))
    copy_entries(call, call.receiver, made)
    return made


@model(INTENT, *_GETTERS)
def _get_extra(call: Call) -> Value:
    found = entry(call, call.receiver, call.argument(0))
    if len(call.method.parameters) > 1 and found is not UNKNOWN:
        found = join(found, call.argument(1))
    if found is UNKNOWN and call.method.returns[0] == "L":
        return call.result()
    return found


@model("Landroid/app/Activity;", "getIntent")
def _current(call: Call) -> Value:
    known = call.get(call.receiver, CURRENT, ZERO)
    return known if known is not ZERO else call.result()


@model("Landroid/app/Activity;", "setIntent")
def _set_current(call: Call) -> Value:
    call.put(call.receiver, CURRENT, call.argument(0))
    return ZERO


def _sent(call: Call, kind: str, intents: Value) -> None:
    """An intent leaves the app unless a component of its own receives it; one that names neither component nor package
    is received by every other app that asks for it as well."""
    for one in sorted(intents.objects):
        held = value(intents.const, frozenset((one,)))
        taint = call.carried(held)
        if not taint:
            continue
        if call.get(held, PACKAGE, ZERO).const == call.platform.package_id != "":
            continue
        named = call.get(held, COMPONENT, ZERO) is not ZERO or call.get(held, PACKAGE, ZERO) is not ZERO
        if not call.platform.components.reaches(call, one, kind):
            sink = "ipc"
        elif named:
            continue
        else:
            sink = "ipc-shared"
        hand_out(call, sink, taint)


@model("Landroid/content/Context; Landroid/app/Activity; Landroid/app/Fragment;", "startActivity", "startActivityForResult",
       "startActivityIfNeeded", "startActivities")  # fmt: skip
def _start_activity(call: Call) -> Value:
    _sent(call, "activity", call.argument(0))
    call.platform.registry.keep(call, "activity", call.method.name, call.argument(0))
    return UNKNOWN


@model("Landroid/content/Context;", "startService", "startForegroundService")
def _start_service(call: Call) -> Value:
    _sent(call, "service", call.argument(0))
    call.platform.registry.keep(call, "service", call.method.name, call.argument(0))
    return UNKNOWN


@model("Landroid/content/Context;", "bindService")
def _bind_service(call: Call) -> Value:
    call.platform.registry.keep(call, "service", "bindService", call.argument(0))
    call.platform.registry.keep(call, "connection", None, call.argument(1))
    for one in call.argument(1).objects:
        call.machine.put(call.frame, call.heap, frozenset((one,)), CURRENT, call.argument(0))
    return UNKNOWN


@model("Landroid/content/Context;", "sendBroadcast", "sendOrderedBroadcast", "sendStickyBroadcast")
def _send_broadcast(call: Call) -> Value:
    _sent(call, "broadcast", call.argument(0))
    call.platform.registry.keep(call, "broadcast", call.method.name, call.argument(0))
    return ZERO


@model("Landroidx/localbroadcastmanager/content/LocalBroadcastManager; Landroid/support/v4/content/LocalBroadcastManager;",
       "sendBroadcast", "sendBroadcastSync")  # fmt: skip
def _send_local(call: Call) -> Value:
    call.platform.registry.keep(call, "broadcast", "local", call.argument(0))
    return UNKNOWN


@model("Landroid/content/Context; Landroidx/localbroadcastmanager/content/LocalBroadcastManager; "
       "Landroid/support/v4/content/LocalBroadcastManager;", "registerReceiver")  # fmt: skip
def _register_receiver(call: Call) -> Value:
    actions = call.get(call.argument(1), ACTION, UNKNOWN)
    given = call.argument(0)
    if given.objects:
        call.platform.registry.keep(call, "receiver", actions.const if type(actions.const) is str else None, given)
    return call.result()


@model("Landroid/content/Context; Landroidx/localbroadcastmanager/content/LocalBroadcastManager;", "unregisterReceiver")
def _unregister_receiver(call: Call) -> Value:
    call.platform.registry.forget(call, call.argument(0))
    return ZERO


@model("Landroid/content/IntentFilter;", "<init>", "addAction")
def _filter(call: Call) -> Value:
    if call.method.parameters and call.method.parameters[0] == "Ljava/lang/String;":
        known = call.get(call.receiver, ACTION, value(""))
        added = call.argument(0).const
        if isinstance(known.const, str) and isinstance(added, str):
            call.put(call.receiver, ACTION, value(f"{known.const} {added}".strip()))
        else:
            call.put(call.receiver, ACTION, UNKNOWN)
    return ZERO


@model("Landroid/app/Activity;", "setResult")
def _set_result(call: Call) -> Value:
    if len(call.method.parameters) > 1:
        slot = ("result", call.method.owner_name, "")
        known = call.frame.load(call.heap, (STORE, slot))
        given = call.argument(1)
        call.heap.changes[STORE, slot] = given if known is None else join(known, given)
        call.platform.stores.add(slot)
        call.put(call.receiver, RESULT, given)
        taint = call.carried(given)
        screens = map(call.machine.symbols.name, call.types(call.receiver))
        if taint and any(map(call.platform.components.exported, screens)):
            hand_out(call, "ipc", taint)
    return ZERO


@model("Landroid/app/Dialog;", "show", "create")
def _show_dialog(call: Call) -> Value:
    run_callback(call, call.receiver, "onCreate", (ZERO,), "dialog shown")
    run_callback(call, call.receiver, "onStart", (), "dialog shown")
    return ZERO


@model(
    "Landroid/app/DialogFragment; Landroidx/fragment/app/DialogFragment; Landroid/support/v4/app/DialogFragment;",
    "show",
    "showNow",
)
def _show_fragment(call: Call) -> Value:
    call.platform.registry.register(call, call.method.owner_name, call.receiver, "show")
    return UNKNOWN


@model("Landroidx/startup/AppInitializer;", "initializeComponent")
def _initialise(call: Call) -> Value:
    made = construct(call, call.argument(0).const, ())
    run_callback(call, made, "create", (UNKNOWN,), "startup initialiser")
    return made


@model("Landroid/app/Activity;", "setContentView")
@model("Landroid/view/LayoutInflater; Landroid/view/View;", "inflate")
def _inflate(call: Call) -> Value:
    for k, kind in enumerate(call.method.parameters):
        known = call.argument(k).const
        if kind == "I" and isinstance(known, int):
            owner = call.receiver if "setContentView" in call.method.name else ZERO
            call.platform.registry.keep(
                call, "layout", known, owner if owner.objects else call.new("Landroid/view/View;")
            )
            break
    return call.result()


@model("Landroid/app/PendingIntent;", "getActivity", "getService", "getBroadcast", "getForegroundService")
def _pending(call: Call) -> Value:
    kind = {"getActivity": "activity", "getBroadcast": "broadcast"}.get(call.method.name, "service")
    made = call.result()
    call.put(made, "pending", call.argument(2))
    call.put(made, "kind", value(kind))
    call.platform.registry.keep(call, kind, "alarm", call.argument(2))
    return made


@model("Landroid/app/job/JobInfo$Builder;", "<init>")
def _job(call: Call) -> Value:
    """A job names its service."""
    component = call.get(call.argument(1), COMPONENT, ZERO)
    if isinstance(component.const, ClassName):
        intent = call.new(INTENT)
        call.put(intent, COMPONENT, component)
        call.platform.registry.keep(call, "service", "alarm", intent)
    return ZERO


@model("Landroid/os/IBinder; Landroid/os/Binder;", "queryLocalInterface")
def _local_interface(call: Call) -> Value:
    """The binder itself when it is the app's own: services in another process of the app answer the same."""
    mine = frozenset(o for o in call.receiver.objects if call.machine.symbols.in_app(call.machine.objects[o].type))
    return value(call.receiver.const, mine, call.receiver.taint) if mine else call.result()


@model("Landroid/net/Uri;", "parse", "fromParts", "withAppendedPath")
def _uri(call: Call) -> Value:
    taint = 0
    for argument in call.arguments:
        taint |= call.carried(argument)
    made = call.result(taint=taint)
    text = text_of(call, call.argument(0))
    if call.method.name == "fromParts" and type(text.const) is str:
        text = value(f"{text.const}:", taint=taint)
    call.put(made, "text", text if call.method.name != "withAppendedPath" else unknown(taint))
    return made


@model("Landroid/net/Uri;", "toString", "getScheme", "getHost")
def _uri_text(call: Call) -> Value:
    known = call.get(call.receiver, "text", UNKNOWN)
    taint = call.carried(call.receiver)
    if type(known.const) is not str:
        return unknown(taint)
    scheme, _, rest = known.const.partition(":")
    if call.method.name == "toString":
        return value(known.const, taint=taint)
    return value(scheme if call.method.name == "getScheme" else rest.lstrip("/").partition("/")[0], taint=taint)


@model("Landroid/app/AlarmManager;", "set", "setExact", "setRepeating", "setInexactRepeating", "setWindow",
       "setAndAllowWhileIdle", "setExactAndAllowWhileIdle", "setAlarmClock")  # fmt: skip
def _alarm(call: Call) -> Value:
    for k in range(len(call.method.parameters)):
        held = call.argument(k)
        given, kind = call.get(held, "pending", ZERO), call.get(held, "kind", UNKNOWN).const
        if given.objects and isinstance(kind, str):
            call.platform.registry.keep(call, kind, "alarm", given)
    return ZERO


@model("Landroid/app/PendingIntent;", "send")
def _send_pending(call: Call) -> Value:
    given, kind = call.get(call.receiver, "pending", ZERO), call.get(call.receiver, "kind", UNKNOWN).const
    if given.objects and isinstance(kind, str):
        call.platform.registry.keep(call, kind, "pending", given)
    return ZERO
