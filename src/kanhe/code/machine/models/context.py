"""The app around a component: its application object, name, texts, services, properties, and content providers."""

from __future__ import annotations

from kanhe.code.machine.heap import STORE
from kanhe.code.machine.models.registry import lister
from kanhe.code.machine.platform import Call, Models
from kanhe.code.machine.platform.passing import unmodelled
from kanhe.code.machine.platform.sinks import hand_out
from kanhe.code.machine.values import (
    UNKNOWN,
    ClassName,
    Value,
    unknown,
    value,
)

MODELS: Models = {}
model = lister(MODELS)


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
        text = call.platform.screens.texts.get(known)
        if text is not None and len(call.method.parameters) == 1:
            return value(text)
    taint = 0
    for argument in call.arguments[1:]:
        taint |= call.carried(argument)
    return unknown(taint)


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


@model("Landroid/content/Context;", "getSystemService")
def _service(call: Call) -> Value:
    name = call.argument(0).const
    services = _SERVICES
    if type(name) is str and name in services:
        return call.shared(services[name], "service", name)
    if isinstance(name, ClassName):
        return call.shared(str(name), "service", str(name))
    return call.result()


@model("Landroid/os/Looper;", "myLooper", "getMainLooper", "prepare")
def _looper(call: Call) -> Value:
    return call.shared("Landroid/os/Looper;", "looper")


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


@model("Landroid/content/ContentResolver;", "insert", "update", "query", "delete", "call", "bulkInsert")
def _resolver(call: Call) -> Value:
    """The app's own provider answers for its authority; what goes to any other leaves the app."""
    text = call.get(call.argument(0), "text", UNKNOWN).const
    authority = text.partition("://")[2].partition("/")[0] if type(text) is str else ""
    answer = call.platform.components.provide(call, authority) if authority else None
    if answer is not None:
        return answer
    if call.method.name in ("insert", "update", "bulkInsert"):
        taint = 0
        for argument in call.arguments[1:]:
            taint |= call.carried(argument)
        if taint:
            hand_out(call, "ipc", taint)
        return call.result()
    return unmodelled(call)
