"""Small things of the platform that hold what they are given: exceptions, views, context, references."""

from __future__ import annotations

from kanhe.code.machine.heap import ELEMENT, EXISTS, LENGTH, STORE
from kanhe.code.machine.models.registry import lister
from kanhe.code.machine.models.text import STRING, text_of
from kanhe.code.machine.platform import Call, Models
from kanhe.code.machine.values import ANY, ONE, UNKNOWN, ZERO, ClassName, Range, Value, join, pointer, unknown, value

MODELS: Models = {}
model = lister(MODELS)

MESSAGE, CAUSE, HELD = "message", "cause", "held"


@model("Ljava/lang/Object;", "<init>")
def _object(call: Call) -> Value:
    return ZERO


@model("Ljava/lang/Object;", "toString")
def _to_string(call: Call) -> Value:
    held = call.receiver
    if type(held.const) is str:
        return held
    return unknown(call.carried(held))


@model("Ljava/lang/Object;", "hashCode", "wait", "notify", "notifyAll")
def _nothing(call: Call) -> Value:
    return UNKNOWN


@model("Ljava/lang/Object;", "clone")
def _clone(call: Call) -> Value:
    """A shallow copy."""
    machine = call.machine
    made: list[int] = []
    for one in sorted(call.receiver.objects):
        key = ("clone", one, call.frame.method, call.offset)
        copy = machine.object(key, machine.objects[one].type, opaque=machine.objects[one].opaque)
        if call.frame.load(call.heap, (copy, EXISTS)) is None:
            call.heap.changes[copy, EXISTS] = ONE
            call.frame.allocated.add(copy)
        if one in machine.tainted:
            machine.tainted.add(copy)
        for slot in list(machine.slots[one]):
            known = call.frame.load(call.heap, (one, slot))
            if known is not None:
                call.heap.changes[copy, slot] = known
                machine.slots[copy].add(slot)
        known = call.frame.load(call.heap, (one, LENGTH))
        if known is not None:
            call.heap.changes[copy, LENGTH] = known
        machine.taint_content(call.frame, call.heap, copy, call.content(pointer(one)))
        made.append(copy)
    return value(call.receiver.const, frozenset(made), call.receiver.taint)


@model("Ljava/lang/Throwable; Ljava/lang/Exception; Ljava/lang/RuntimeException; Ljava/lang/Error;", "<init>")
def _throwable(call: Call) -> Value:
    for k, kind in enumerate(call.method.parameters):
        if kind == STRING:
            call.put(call.receiver, MESSAGE, call.argument(k))
        elif kind == "Ljava/lang/Throwable;":
            call.put(call.receiver, CAUSE, call.argument(k))
    return ZERO


@model("Ljava/lang/Throwable;", "getMessage", "getLocalizedMessage", "toString", "getCause", "getStackTrace")
def _message(call: Call) -> Value:
    if call.method.name == "getCause":
        known = call.get(call.receiver, CAUSE, ZERO)
        return known if known is not ZERO else call.result(taint=call.carried(call.receiver))
    known = call.get(call.receiver, MESSAGE, unknown(call.content(call.receiver)))
    if call.method.name == "toString":
        return unknown(known.taint | call.carried(call.receiver))
    return known


@model(
    "Landroid/view/View; Landroid/app/Activity; Landroid/app/Dialog; Landroid/view/Window;",
    "findViewById",
    "requireViewById",
)
def _find_view(call: Call) -> Value:
    """The view with an id, the same wherever it is looked for."""
    known = call.argument(0).const
    if not isinstance(known, int):
        return call.result()
    kind, custom = call.platform.views.get(known, ("Landroid/view/View;", False))
    symbols = call.machine.symbols
    made = call.machine.object(("view", known), symbols.type(kind), opaque=not custom)
    return value(ANY, frozenset((made,)))


@model("Landroid/view/View;", "setTag")
def _set_tag(call: Call) -> Value:
    call.put(call.receiver, "tag", call.argument(len(call.method.parameters) - 1))
    return ZERO


@model("Landroid/view/View;", "getTag")
def _get_tag(call: Call) -> Value:
    known = call.get(call.receiver, "tag", ZERO)
    return known if known is not ZERO else call.result()


@model("Landroid/view/View; Landroid/widget/TextView; Landroid/widget/EditText;", "setText", "setHint", "append")
def _set_text(call: Call) -> Value:
    if call.method.parameters and call.method.parameters[0] == "Ljava/lang/CharSequence;":
        call.put(call.receiver, "text", text_of(call, call.argument(0)))
    return ZERO


@model("Landroid/widget/TextView; Landroid/widget/EditText;", "getText", "getEditableText")
def _get_text(call: Call) -> Value:
    known = call.get(call.receiver, "text", ZERO)
    result = call.result() if known is ZERO else unknown(known.taint)
    for one in call.receiver.objects:
        key = call.machine.objects[one].root
        item = call.platform.inputs.get(key[1]) if type(key) is tuple and key[0] == "view" else None
        if item is not None:
            result = call.platform.new_read(call, item, "Landroid/widget/TextView;->getText", result, "input")
    return result


@model("Landroid/content/Context;", "getApplicationContext", "getBaseContext")
def _context(call: Call) -> Value:
    known = call.platform.application
    return known if known is not None else call.result()


@model("Landroid/app/Activity; Landroid/app/Service;", "getApplication")
def _application(call: Call) -> Value:
    known = call.platform.application
    return known if known is not None else call.result()


@model("Landroid/content/Context;", "getPackageName", "getOpPackageName")
def _package_name(call: Call) -> Value:
    return value(call.platform.package_id) if call.platform.package_id else unknown()


@model("Landroid/content/Context; Landroid/content/res/Resources;", "getString", "getText")
def _resource_text(call: Call) -> Value:
    known = call.argument(0).const
    if isinstance(known, int) and call.method.parameters and call.method.parameters[0] == "I":
        text = call.platform.texts.get(known)
        if text is not None and len(call.method.parameters) == 1:
            return value(text)
    taint = 0
    for argument in call.arguments[1:]:
        taint |= call.carried(argument)
    return unknown(taint)


@model("Landroid/content/Context;", "getSystemService")
def _service(call: Call) -> Value:
    name = call.argument(0).const
    services = _SERVICES
    if type(name) is str and name in services:
        return call.shared(services[name], "service", name)
    if isinstance(name, ClassName):
        return call.shared(str(name), "service", str(name))
    return call.result()


_SERVICES = {
    "phone": "Landroid/telephony/TelephonyManager;", "location": "Landroid/location/LocationManager;",
    "wifi": "Landroid/net/wifi/WifiManager;", "connectivity": "Landroid/net/ConnectivityManager;",
    "clipboard": "Landroid/content/ClipboardManager;", "alarm": "Landroid/app/AlarmManager;",
    "activity": "Landroid/app/ActivityManager;", "sensor": "Landroid/hardware/SensorManager;",
    "notification": "Landroid/app/NotificationManager;", "window": "Landroid/view/WindowManager;",
    "account": "Landroid/accounts/AccountManager;", "jobscheduler": "Landroid/app/job/JobScheduler;",
    "audio": "Landroid/media/AudioManager;", "power": "Landroid/os/PowerManager;",
    "layout_inflater": "Landroid/view/LayoutInflater;", "bluetooth": "Landroid/bluetooth/BluetoothManager;",
    "input_method": "Landroid/view/inputmethod/InputMethodManager;", "vibrator": "Landroid/os/Vibrator;",
}  # fmt: skip


@model(
    "Ljava/lang/ref/Reference; Ljava/lang/ref/WeakReference; Ljava/lang/ref/SoftReference; "
    "Ljava/util/concurrent/atomic/AtomicReference; Ljava/util/concurrent/atomic/AtomicBoolean; "
    "Ljava/util/concurrent/atomic/AtomicInteger; Ljava/util/concurrent/atomic/AtomicLong; Ljava/util/Optional; "
    "Landroid/util/Pair;",
    "<init>", "set", "lazySet", "getAndSet", "of", "ofNullable",
)  # fmt: skip
def _hold(call: Call) -> Value:
    if call.static:
        made = call.new(call.method.returns)
        call.put(made, HELD, call.argument(0))
        return made
    before = call.get(call.receiver, HELD, ZERO)
    call.put(call.receiver, HELD, call.argument(0) if call.method.parameters else ZERO)
    return before if call.method.name == "getAndSet" else ZERO


@model(
    "Ljava/lang/ref/Reference; Ljava/util/concurrent/atomic/AtomicReference; Ljava/util/concurrent/atomic/AtomicBoolean; "
    "Ljava/util/concurrent/atomic/AtomicInteger; Ljava/util/concurrent/atomic/AtomicLong; Ljava/util/Optional; "
    "Landroidx/lifecycle/LiveData;",
    "get", "getValue", "getPlain", "orElse",
)  # fmt: skip
def _held(call: Call) -> Value:
    known = call.get(call.receiver, HELD, UNKNOWN)
    return join(known, call.argument(0)) if call.method.name == "orElse" else known


@model("Ljava/util/concurrent/atomic/AtomicBoolean; Ljava/util/concurrent/atomic/AtomicReference;", "compareAndSet")
def _compare_and_set(call: Call) -> Value:
    call.add(call.receiver, HELD, call.argument(1))
    return UNKNOWN


LIVE = "Landroidx/lifecycle/MutableLiveData; Landroidx/lifecycle/LiveData; Landroidx/lifecycle/MediatorLiveData;"


@model(LIVE, "<init>", "setValue", "postValue")
def _set_live(call: Call) -> Value:
    if call.method.parameters:
        call.put(call.receiver, HELD, call.argument(0))
        observers = call.get(call.receiver, "observers", ZERO)
        call.platform.run_callback(call, observers, "onChanged", (call.argument(0),), "observer")
    return ZERO


@model(LIVE, "observe", "observeForever")
def _observe(call: Call) -> Value:
    observer = call.argument(len(call.method.parameters) - 1)
    call.add(call.receiver, "observers", observer)
    held = call.get(call.receiver, HELD, ZERO)
    if held is not ZERO:
        call.platform.run_callback(call, observer, "onChanged", (held,), "observer")
    return ZERO


@model("Landroid/app/Activity;", "getLayoutInflater")
@model("Landroid/view/LayoutInflater;", "from")
def _inflater(call: Call) -> Value:
    return call.shared("Landroid/view/LayoutInflater;", "inflater")


@model("Landroid/os/Looper;", "myLooper", "getMainLooper", "prepare")
def _looper(call: Call) -> Value:
    return call.shared("Landroid/os/Looper;", "looper")


@model("Ljava/lang/Enum;", "<init>")
def _enum(call: Call) -> Value:
    call.put(call.receiver, "name", call.argument(0))
    call.put(call.receiver, "ordinal", call.argument(1))
    return ZERO


@model("Ljava/lang/Enum;", "name", "toString")
def _enum_name(call: Call) -> Value:
    return call.get(call.receiver, "name", unknown())


@model("Ljava/lang/Enum;", "ordinal")
def _enum_ordinal(call: Call) -> Value:
    return call.get(call.receiver, "ordinal", unknown())


@model("Landroid/content/ContentResolver;", "insert", "update", "query", "delete", "call", "bulkInsert")
def _resolver(call: Call) -> Value:
    """The app's own provider answers for its authority; what goes to any other leaves the app."""
    text = call.get(call.argument(0), "text", UNKNOWN).const
    authority = text.partition("://")[2].partition("/")[0] if type(text) is str else ""
    answer = call.platform.provide(call, authority) if authority else None
    if answer is not None:
        return answer
    if call.method.name in ("insert", "update", "bulkInsert"):
        taint = 0
        for argument in call.arguments[1:]:
            taint |= call.carried(argument)
        if taint:
            call.platform.gives_away(call.frame, call.frame.moment(call.state), call.offset, "ipc", call.method.text, taint)
        return call.result()
    return call.platform.unmodelled(call)


@model("Ljava/util/Random; Ljava/security/SecureRandom;", "nextInt")
def _random(call: Call) -> Value:
    bound = call.argument(0).const if len(call.method.parameters) == 1 else None
    return value(Range((0, bound - 1))) if isinstance(bound, int) and bound > 0 else UNKNOWN


@model("Ljava/lang/Math;", "min", "max", "abs")
def _math(call: Call) -> Value:
    taint = 0
    for argument in call.arguments:
        taint |= argument.taint
    constants = [a.const for a in call.arguments]
    whole = len(constants) == (1 if call.method.name == "abs" else 2) and set(call.method.parameters) <= {"I", "J"}
    if whole and all(isinstance(c, int) for c in constants):
        exact = {"min": min, "max": max, "abs": lambda n: abs(n)}[call.method.name]
        return value(exact(*constants), taint=taint)  # type: ignore[operator]
    return unknown(taint)


@model(
    "Landroid/view/MotionEvent; Landroid/view/View; Landroid/widget/AdapterView; Landroid/view/MenuItem;",
    "getId",
    "getItemId",
)
def _view_id(call: Call) -> Value:
    found: Value | None = None
    for one in call.receiver.objects:
        key = call.machine.objects[one].root
        known = value(key[1]) if type(key) is tuple and key[0] == "view" and type(key[1]) is int else UNKNOWN
        found = known if found is None else join(found, known)
    return UNKNOWN if found is None else found


@model("Landroid/view/View;", "performClick", "callOnClick", "performLongClick")
def _perform_click(call: Call) -> Value:
    long = call.method.name == "performLongClick"
    listener = call.platform.listeners(call, "setOnLongClickListener" if long else "setOnClickListener")
    call.platform.run_callback(call, listener, "onLongClick" if long else "onClick", (call.receiver,), "click by code")
    return UNKNOWN


@model("Landroid/widget/CompoundButton; Landroid/widget/Checkable;", "setChecked", "toggle")
def _set_checked(call: Call) -> Value:
    listener = call.platform.listeners(call, "setOnCheckedChangeListener")
    given = call.argument(0) if call.method.parameters else UNKNOWN
    call.platform.run_callback(call, listener, "onCheckedChanged", (call.receiver, given), "checked by code")
    return ZERO


@model("Landroid/os/CountDownTimer;", "start")
def _count_down(call: Call) -> Value:
    call.platform.register(call, "Landroid/os/CountDownTimer;", call.receiver, "start")
    return call.receiver


@model("Ljava/lang/System;", "setProperty")
def _set_property(call: Call) -> Value:
    key, stored = call.argument(0).const, call.argument(1)
    if type(key) is str:
        call.heap.changes[STORE, ("property", key, "")] = stored
    return UNKNOWN


@model("Ljava/lang/System;", "getProperty")
def _get_property(call: Call) -> Value:
    key = call.argument(0).const
    known = call.frame.load(call.heap, (STORE, ("property", key, ""))) if type(key) is str else None
    return unknown(known.taint if known is not None else 0)


@model("Ljava/util/Optional;", "map", "flatMap")
def _mapped(call: Call) -> Value:
    held = call.get(call.receiver, HELD, UNKNOWN)
    result = call.platform.run_callback(call, call.argument(0), "apply", (held,), "function")
    if call.method.name == "flatMap" and result is not None and result.objects:
        return result
    made = call.new(call.method.returns)
    call.put(made, HELD, result if result is not None else unknown(call.carried(held)))
    return made


@model("Ljava/util/Optional;", "ifPresent", "filter")
def _if_present(call: Call) -> Value:
    held = call.get(call.receiver, HELD, UNKNOWN)
    name = "accept" if call.method.name == "ifPresent" else "test"
    call.platform.run_callback(call, call.argument(0), name, (held,), "function")
    return ZERO if call.method.returns == "V" else call.receiver


FRAGMENTS = "Landroid/app/Fragment; Landroidx/fragment/app/Fragment; Landroid/support/v4/app/Fragment;"


@model(FRAGMENTS, "setArguments")
def _set_arguments(call: Call) -> Value:
    call.put(call.receiver, "arguments", call.argument(0))
    return ZERO


@model(FRAGMENTS, "getArguments", "requireArguments")
def _get_arguments(call: Call) -> Value:
    known = call.get(call.receiver, "arguments", ZERO)
    return known if known is not ZERO else call.result()


__all__ = ["ANY", "ELEMENT", "MODELS"]
