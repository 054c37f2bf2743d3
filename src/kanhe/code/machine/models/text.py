"""Strings and what builds them: exact on constants, and carrying what they are made of."""

from __future__ import annotations

from collections.abc import Callable

from kanhe.code.machine.heap import ELEMENT, LENGTH
from kanhe.code.machine.models.registry import lister
from kanhe.code.machine.platform import Call, Models
from kanhe.code.machine.platform.running import run_callback
from kanhe.code.machine.taint import told
from kanhe.code.machine.values import ANY, UNKNOWN, ZERO, ClassName, Value, test_of, turned, unknown, value, with_taint

MODELS: Models = {}
model = lister(MODELS)

STRING = "Ljava/lang/String;"
BUILDERS = "Ljava/lang/StringBuilder; Ljava/lang/StringBuffer; Ljava/lang/AbstractStringBuilder;"
TEXT = "text"
_OWN = frozenset({STRING, "Ljava/lang/CharSequence;", "Ljava/lang/StringBuffer;", "Ljava/lang/StringBuilder;", "[C"})
"""Slot of a builder: what it holds."""
MAX_LENGTH = 4_000


def text_of(call: Call, held: Value, kind: str = STRING) -> Value:
    """A value as string concatenation sees it."""
    const = held.const
    if held.objects and kind not in _OWN:
        answer = run_callback(call, held, "toString", (), "toString")
        if answer is not None:
            return answer
    taint = call.carried(held) if held.objects else held.taint
    if isinstance(const, ClassName):
        return unknown(taint)
    if isinstance(const, str):
        return value(const, taint=taint)
    if isinstance(const, int) and not held.objects:
        match kind:
            case "I" | "J" | "S" | "B":
                return value(str(const), taint=taint)
            case "C":
                return value(chr(const & 0xFFFF), taint=taint)
            case "Z":
                return value("true" if const else "false", taint=taint)
            case "F" | "D":
                return unknown(taint)
            case _ if const == 0:
                return value("null", taint=taint)
    if held.objects and not taint:
        built = call.get(held, TEXT, UNKNOWN)
        if isinstance(built.const, str):
            return built
    return unknown(taint, held.flag)


def joined(left: Value, right: Value) -> Value:
    """Concatenation."""
    taint = left.taint | right.taint
    if isinstance(left.const, str) and isinstance(right.const, str) and len(left.const) < MAX_LENGTH:
        return value(left.const + right.const, taint=taint)
    return unknown(taint)


@model(BUILDERS, "<init>")
def _new_builder(call: Call) -> Value:
    parameters = call.method.parameters
    start = value("")
    if parameters and parameters[0] != "I":
        start = text_of(call, call.argument(0), parameters[0])
    call.put(call.receiver, TEXT, start)
    return ZERO


@model(BUILDERS, "append")
def _append(call: Call) -> Value:
    kind = call.method.parameters[0] if call.method.parameters else STRING
    added = text_of(call, call.argument(0), kind)
    if len(call.method.parameters) > 1:
        added = unknown(added.taint)
    known = call.get(call.receiver, TEXT, unknown(call.receiver.taint))
    call.put(call.receiver, TEXT, joined(known, added))
    return call.receiver


@model(BUILDERS, "insert", "replace")
def _insert(call: Call) -> Value:
    known = call.get(call.receiver, TEXT)
    last = len(call.method.parameters) - 1
    added = text_of(call, call.argument(last), call.method.parameters[last] if last >= 0 else STRING)
    at = call.argument(0).const
    if call.method.name == "insert" and at == 0:
        call.put(call.receiver, TEXT, joined(added, known))
    else:
        call.put(call.receiver, TEXT, unknown(known.taint | added.taint))
    return call.receiver


@model(BUILDERS, "reverse")
def _reverse(call: Call) -> Value:
    known = call.get(call.receiver, TEXT)
    if isinstance(known.const, str):
        call.put(call.receiver, TEXT, value(known.const[::-1], taint=known.taint))
    return call.receiver


@model(BUILDERS, "delete", "deleteCharAt", "setCharAt", "trimToSize")
def _delete(call: Call) -> Value:
    known = call.get(call.receiver, TEXT)
    taint = known.taint
    for argument in call.arguments[1:]:
        taint |= argument.taint
    call.put(call.receiver, TEXT, unknown(taint))
    return call.receiver if call.method.returns != "V" else ZERO


@model(BUILDERS, "setLength")
def _set_length(call: Call) -> Value:
    known = call.get(call.receiver, TEXT)
    call.put(call.receiver, TEXT, value("") if call.argument(0).const == 0 else unknown(known.taint))
    return ZERO


@model(BUILDERS, "toString", "substring", "subSequence", "charAt")
def _built(call: Call) -> Value:
    known = call.get(call.receiver, TEXT, unknown(call.receiver.taint))
    if call.method.name == "toString":
        return known
    return _of_string(call, known, call.arguments[1:])


@model(BUILDERS, "length", "indexOf", "lastIndexOf", "capacity")
def _measured(call: Call) -> Value:
    known = call.get(call.receiver, TEXT)
    if call.method.name == "length" and isinstance(known.const, str):
        return value(len(known.const))
    return UNKNOWN


@model(STRING, "<init>")
def _new_string(call: Call) -> Value:
    taint = 0
    for argument in call.arguments[1:]:
        taint |= call.carried(argument)
    first = text_of(call, call.argument(0), call.method.parameters[0]) if call.method.parameters else value("")
    if len(call.method.parameters) > 1 or first.objects:
        first = unknown(taint)
    # A string is its text: the register that points to the new object now holds the text itself.
    made = call.receiver
    text = with_taint(first, taint)
    registers = call.state.registers
    for k, held in enumerate(registers):
        if held is made:
            registers[k] = text
    return ZERO


_Operation = Callable[..., object]


def _substring(text: str, first: int, last: int | None = None) -> str | None:
    last = len(text) if last is None else last
    return text[first:last] if 0 <= first <= last <= len(text) else None


def _char_at(text: str, at: int) -> int | None:
    return ord(text[at]) if 0 <= at < len(text) else None


def _concatenated(text: str, other: str) -> str | None:
    return text + other if len(text) + len(other) <= MAX_LENGTH else None


def _replaced(text: str, old: str | int, new: str | int) -> str | None:
    """None for a text that might grow beyond all bounds."""
    old, new = _character(old), _character(new)
    return text.replace(old, new) if len(text) + text.count(old) * len(new) <= MAX_LENGTH else None


def _character(held: str | int) -> str:
    return chr(held & 0xFFFF) if isinstance(held, int) else held


_EXACT: dict[str, _Operation] = {
    "length": len,
    "isEmpty": lambda t: t == "",
    "substring": _substring,
    "subSequence": _substring,
    "charAt": _char_at,
    "concat": _concatenated,
    "toLowerCase": lambda t, *_: t.lower(),
    "toUpperCase": lambda t, *_: t.upper(),
    "trim": str.strip,
    "intern": lambda t: t,
    "toString": lambda t: t,
    "equals": lambda t, o: t == o,
    "contentEquals": lambda t, o: t == o,
    "equalsIgnoreCase": lambda t, o: t.lower() == str(o).lower(),
    "startsWith": lambda t, o, at=0: t.startswith(o, at),
    "endsWith": lambda t, o: t.endswith(o),
    "contains": lambda t, o: o in t,
    "indexOf": lambda t, o, at=0: t.find(_character(o), at),
    "lastIndexOf": lambda t, o: t.rfind(_character(o)),
    "replace": _replaced,
    "compareTo": lambda t, o: (t > o) - (t < o),
}
_TESTS = frozenset(
    {"length", "isEmpty", "equals", "contentEquals", "equalsIgnoreCase", "startsWith", "endsWith", "contains", "indexOf",
     "lastIndexOf", "compareTo", "compareToIgnoreCase", "hashCode", "matches", "regionMatches", "codePointCount"}
)  # fmt: skip
"""Methods whose result tells of a string, but not what it holds."""
_MEASURES = frozenset({"length", "isEmpty", "codePointCount", "hashCode"})
_COMPARES = frozenset({"equals", "equalsIgnoreCase", "contentEquals", "contains", "startsWith"})


@model(STRING, *_EXACT, "getBytes", "toCharArray", "split", "replaceAll", "replaceFirst", "matches", "hashCode", "codePointAt",
       "compareToIgnoreCase", "regionMatches", "getChars", "strip", "repeat", "chars", "lines")  # fmt: skip
def _string(call: Call) -> Value:
    return _of_string(call, text_of(call, call.receiver), call.arguments[1:])


def _of_string(call: Call, text: Value, rest: tuple[Value, ...]) -> Value:
    name = call.method.name
    exact = _EXACT.get(name)
    flag = text.flag or next((a.flag for a in rest if a.flag), None)
    constants = [a.const for a in rest]
    if (
        exact is not None
        and type(text.const) is str
        and all(_plain(c) for c in constants)
        and not any(a.objects for a in rest)
    ):
        try:
            known = exact(text.const, *constants)
        except (TypeError, ValueError):
            known = None
        if known is not None:
            taint = 0 if name in _TESTS else text.taint
            return value(int(known) if isinstance(known, bool) else known, taint=taint)  # type: ignore[arg-type]
    taint = text.taint
    for argument in rest:
        taint |= call.carried(argument)
    if name in _TESTS:
        if flag is not None and name in _COMPARES:
            return unknown(0, flag)
        return unknown(0 if name in _MEASURES else told(taint), None if name in _MEASURES else test_of(taint))
    if name == "getChars":
        call.add(call.argument(2), ELEMENT, unknown(taint))
        return ZERO
    if call.method.returns[0] == "[":
        made = call.new(call.method.returns)
        parts = _split(text, rest) if name == "split" else None
        if parts is not None:
            for k, part in enumerate(parts):
                call.put(made, (ELEMENT, k), value(part, taint=taint))
            call.put(made, LENGTH, value(len(parts)))
        else:
            call.put(made, ELEMENT, unknown(taint))
            call.put(made, LENGTH, UNKNOWN)
        return made
    return unknown(taint, flag)


def _plain(const: object) -> bool:
    return type(const) in (int, str)


def _split(text: Value, rest: tuple[Value, ...]) -> list[str] | None:
    separator = rest[0].const if rest else None
    if type(text.const) is not str or type(separator) is not str or len(rest) > 1:
        return None
    plain = separator.removeprefix("\\")
    if len(plain) != 1 or (separator in ".$|()[{^?*+\\" and separator == plain):
        return None
    return text.const.rstrip(plain).split(plain) if text.const else [""]


@model(STRING, "valueOf", "copyValueOf")
def _value_of(call: Call) -> Value:
    kind = next(iter(call.method.parameters), STRING)
    if kind[0] == "[":
        return unknown(call.carried(call.argument(0)))
    return text_of(call, call.argument(0), kind)


@model(STRING, "format", "join")
def _format(call: Call) -> Value:
    taint = 0
    for argument in call.arguments:
        taint |= call.carried(argument)
    parts = [call.argument(k) for k in range(len(call.method.parameters))]
    if call.method.name == "format":
        at = 1 if call.method.parameters[:1] != (STRING,) else 0
        pattern, values = call.argument(at).const, parts[at + 1] if at + 1 < len(parts) else UNKNOWN
        if type(pattern) is str and set(pattern.split("%")[1:2]) and pattern.replace("%s", "").count("%") == 0:
            filled = _filled(call, pattern, values)
            if filled is not None:
                return value(filled, taint=taint)
    return unknown(taint)


def _filled(call: Call, pattern: str, values: Value) -> str | None:
    pieces = pattern.split("%s")
    out = pieces[0]
    for k, piece in enumerate(pieces[1:]):
        held = text_of(call, call.get(values, (ELEMENT, k), UNKNOWN))
        if not isinstance(held.const, str) or len(out) + len(held.const) > MAX_LENGTH:
            return None
        out += held.const + piece
    return out


@model("Ljava/lang/Integer; Ljava/lang/Long; Ljava/lang/Short; Ljava/lang/Byte;", "parseInt", "parseLong")
def _parse(call: Call) -> Value:
    held = call.argument(0)
    if type(held.const) is str and len(call.arguments) == 1:
        try:
            return value(int(held.const), taint=held.taint)
        except ValueError:
            return unknown(held.taint)
    return unknown(held.taint)


@model("Ljava/lang/Integer; Ljava/lang/Long; Ljava/lang/Boolean; Ljava/lang/Character;", "toString")
def _number_text(call: Call) -> Value:
    if call.static and len(call.arguments) == 1:
        return text_of(call, call.argument(0), call.method.parameters[0])
    if not call.static:
        kind = {"Ljava/lang/Character;": "C", "Ljava/lang/Boolean;": "Z"}.get(call.method.owner_name, "I")
        return text_of(call, call.receiver, kind)
    return unknown(call.carried(call.argument(0)))


@model(
    "Ljava/lang/Integer; Ljava/lang/Long; Ljava/lang/Boolean; Ljava/lang/Character; Ljava/lang/Short; Ljava/lang/Byte; "
    "Ljava/lang/Float; Ljava/lang/Double; Ljava/lang/Number;",
    "valueOf", "intValue", "longValue", "booleanValue", "charValue", "shortValue", "byteValue", "floatValue", "doubleValue",
)  # fmt: skip
def _boxed(call: Call) -> Value | None:
    """A box is the value in it."""
    held = call.receiver
    if call.static and call.method.parameters[:1] == (STRING,):
        whole = "Integer" in call.method.owner_name or "Long" in call.method.owner_name
        return _parse(call) if whole else unknown(held.taint)
    if held.objects:
        return value(ANY, taint=call.carried(held))
    return held


@model("Landroid/text/TextUtils;", "isEmpty", "equals")
def _is_empty(call: Call) -> Value:
    held = call.argument(0)
    if call.method.name == "equals":
        other = call.argument(1)
        if type(held.const) is str and type(other.const) is str:
            return value(int(held.const == other.const))
        return unknown(0, held.flag or other.flag)
    if held.const == 0 or held.const == "":
        return value(1)
    if type(held.const) is str:
        return ZERO
    return unknown(0, turned(held.flag))


@model("Ljava/lang/Object; Ljava/util/Objects;", "equals")
def _equals(call: Call) -> Value:
    held, other = call.receiver, call.arguments[1] if len(call.arguments) > 1 else UNKNOWN
    if type(held.const) in (int, str, ClassName) and type(other.const) in (int, str, ClassName) and not held.objects:
        return value(int(held.const == other.const))
    known, constant = (held, other.const) if held.flag else (other, held.const)
    if known.flag is not None and known.flag[0] and isinstance(constant, int):
        return unknown(0, (known.flag[0], known.flag[1] == (constant != 0)))
    return unknown(0, known.flag)
