"""Views, the texts and listeners they hold, and the fragments around them."""

from __future__ import annotations

from kanhe.code.machine.models.registry import lister
from kanhe.code.machine.models.text import text_of
from kanhe.code.machine.platform import Call, Models
from kanhe.code.machine.platform.running import run_callback
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
    kind, custom = call.platform.screens.views.get(known, ("Landroid/view/View;", False))
    symbols = call.machine.symbols
    made = call.machine.object(("view", known), symbols.type(kind), opaque=not custom)
    return value(ANY, frozenset((made,)))


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
        item = call.platform.screens.inputs.get(key[1]) if type(key) is tuple and key[0] == "view" else None
        if item is not None:
            result = call.platform.reads.new(call, item, "Landroid/widget/TextView;->getText", result, "input")
    return result


@model("Landroid/app/Activity;", "getLayoutInflater")
@model("Landroid/view/LayoutInflater;", "from")
def _inflater(call: Call) -> Value:
    return call.shared("Landroid/view/LayoutInflater;", "inflater")


@model("Landroid/view/View;", "performClick", "callOnClick", "performLongClick")
def _perform_click(call: Call) -> Value:
    long = call.method.name == "performLongClick"
    listener = call.platform.registry.listeners(call, "setOnLongClickListener" if long else "setOnClickListener")
    run_callback(call, listener, "onLongClick" if long else "onClick", (call.receiver,), "click by code")
    return UNKNOWN


@model("Landroid/widget/CompoundButton; Landroid/widget/Checkable;", "setChecked", "toggle")
def _set_checked(call: Call) -> Value:
    listener = call.platform.registry.listeners(call, "setOnCheckedChangeListener")
    given = call.argument(0) if call.method.parameters else UNKNOWN
    run_callback(call, listener, "onCheckedChanged", (call.receiver, given), "checked by code")
    return ZERO


FRAGMENTS = "Landroid/app/Fragment; Landroidx/fragment/app/Fragment; Landroid/support/v4/app/Fragment;"


@model(FRAGMENTS, "setArguments")
def _set_arguments(call: Call) -> Value:
    call.put(call.receiver, "arguments", call.argument(0))
    return ZERO


@model(FRAGMENTS, "getArguments", "requireArguments")
def _get_arguments(call: Call) -> Value:
    known = call.get(call.receiver, "arguments", ZERO)
    return known if known is not ZERO else call.result()
