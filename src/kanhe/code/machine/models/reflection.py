"""Reflection: classes, methods and fields by names that the run knows become what they name."""

from __future__ import annotations

from kanhe.code.machine.calls import call as follow
from kanhe.code.machine.heap import ELEMENT
from kanhe.code.machine.instructions import DIRECT, STATIC, VIRTUAL
from kanhe.code.machine.models.registry import lister
from kanhe.code.machine.models.text import text_of
from kanhe.code.machine.platform import Call, Models
from kanhe.code.machine.symbols import Method
from kanhe.code.machine.values import ANY, OBJECT, UNKNOWN, ZERO, ClassName, Value, join, pointer, unknown, value

MODELS: Models = {}
model = lister(MODELS)

CLASS, NAME, PARAMETERS = "class", "name", "parameters"
_PRIMITIVES = {
    "I": "int",
    "J": "long",
    "Z": "boolean",
    "B": "byte",
    "C": "char",
    "S": "short",
    "F": "float",
    "D": "double",
}


def descriptor(name: str) -> str:
    """Descriptor of a class by the name Class.forName takes."""
    if name.startswith("["):
        return name.replace(".", "/")
    return f"L{name.replace('.', '/')};"


@model("Ljava/lang/Class; Ljava/lang/ClassLoader;", "forName", "loadClass")
def _for_name(call: Call) -> Value:
    name = text_of(call, call.argument(0)).const
    if type(name) is not str:
        return call.result("Ljava/lang/Class;", call.carried(call.argument(0)))
    kind = call.machine.symbols.type(descriptor(name))
    if call.method.name == "forName" and call.machine.symbols.in_app(kind):
        call.machine.initialise(call.frame, call.state, kind)
    return value(ClassName(descriptor(name)))


@model("Ljava/lang/Object;", "getClass")
def _get_class(call: Call) -> Value:
    kinds = {call.machine.objects[o].type for o in call.receiver.objects if not call.machine.objects[o].opaque}
    if len(kinds) == 1 and call.receiver.const is OBJECT:
        return value(ClassName(call.machine.symbols.name(kinds.pop())))
    return call.result("Ljava/lang/Class;")


@model("Ljava/lang/Class;", "getName", "getSimpleName", "getCanonicalName")
def _name(call: Call) -> Value:
    held = call.receiver.const
    if not isinstance(held, ClassName):
        return unknown()
    name = str(held)[1:-1].replace("/", ".")
    return value(name.rsplit(".", 1)[-1].rsplit("$", 1)[-1] if call.method.name == "getSimpleName" else name)


@model(
    "Ljava/lang/Class;",
    "getMethod",
    "getDeclaredMethod",
    "getConstructor",
    "getDeclaredConstructor",
    "getField",
    "getDeclaredField",
)
def _member(call: Call) -> Value:
    made = call.new(call.method.returns, (call.receiver.const, call.argument(0).const))
    call.put(made, CLASS, call.receiver)
    name = text_of(call, call.argument(0)) if "onstructor" not in call.method.name else value("<init>")
    call.put(made, NAME, name)
    parameters = call.argument(0 if "onstructor" in call.method.name else 1)
    if "Field" not in call.method.name:
        call.put(made, PARAMETERS, parameters)
    return made


@model(
    "Ljava/lang/Class;",
    "getMethods",
    "getDeclaredMethods",
    "getConstructors",
    "getDeclaredConstructors",
    "getFields",
    "getDeclaredFields",
)
def _members(call: Call) -> Value:
    made = call.new(call.method.returns)
    member = call.new(call.method.returns[1:], "member")
    call.put(member, CLASS, call.receiver)
    call.put(made, ELEMENT, member)
    return made


@model("Ljava/lang/Class;", "newInstance")
def _new_instance(call: Call) -> Value:
    return construct(call, call.receiver.const, ())


@model("Ljava/lang/reflect/Constructor;", "newInstance")
def _constructor(call: Call) -> Value:
    held = call.get(call.receiver, CLASS)
    return construct(call, held.const, _arguments(call, call.argument(0)))


def construct(call: Call, name: object, arguments: tuple[Value, ...]) -> Value:
    """A new object of a class of this name."""
    machine = call.machine
    if not isinstance(name, ClassName):
        return call.result("Ljava/lang/Object;")
    kind = machine.symbols.type(str(name))
    if kind < 0:
        return call.result("Ljava/lang/Object;")
    if not machine.symbols.in_app(kind):
        return call.result(str(name))
    machine.initialise(call.frame, call.state, kind)
    made = pointer(machine.allocate(call.frame, call.state, call.offset, kind))
    for method in machine.symbols.named(kind, "<init>"):
        if method.owner == kind and len(method.parameters) == len(arguments):
            follow(call.frame, call.state, call.offset, DIRECT, method, (made, *arguments), None, "reflection")
            break
    return made


def _arguments(call: Call, array: Value) -> tuple[Value, ...]:
    """The arguments in an Object[]: by position as far as known."""
    found = []
    for k in range(12):
        known: Value | None = None
        for one in array.objects:
            held = call.frame.load(call.heap, (one, (ELEMENT, k)))
            if held is not None:
                known = held if known is None else join(known, held)
        if known is None:
            break
        found.append(known)
    return tuple(found)


@model("Ljava/lang/reflect/Method;", "invoke")
def _invoke(call: Call) -> Value | None:
    machine = call.machine
    symbols = machine.symbols
    held, name = call.get(call.receiver, CLASS), call.get(call.receiver, NAME).const
    target, arguments = call.argument(0), _arguments(call, call.argument(1))
    taint = call.carried(target) | call.carried(call.argument(1))
    kind = symbols.type(str(held.const)) if isinstance(held.const, ClassName) else -1
    wanted = str(held.const) if isinstance(held.const, ClassName) else ""
    if kind < 0 and not wanted:
        kinds = {machine.objects[o].type for o in target.objects}
        if len(kinds) != 1:
            machine.trace.bound("reflection")
            return call.result("Ljava/lang/Object;", taint)
        kind = kinds.pop()
        wanted = symbols.name(kind)
    candidates: list[Method] = []
    if type(name) is str:
        candidates = [m for m in symbols.named(kind, name) if len(m.parameters) == len(arguments)] if kind >= 0 else []
    elif symbols.in_app(kind):
        for above in symbols.lineage(kind):
            if symbols.in_app(above):
                candidates += [
                    m for m in map(symbols.method, symbols.methods_of(above))
                    if len(m.parameters) == len(arguments) and not m.name.startswith("<")
                ]  # fmt: skip
    if candidates:
        result: Value | None = None
        for method in candidates[:8]:
            static = symbols.is_static(method.number)
            given = arguments if static else (target, *arguments)
            how = STATIC if static else VIRTUAL
            got = follow(call.frame, call.state, call.offset, how, method, given, None, "reflection")
            if got is not None:
                result = got if result is None else join(result, got)
        return result if result is not None else UNKNOWN
    if type(name) is str and wanted and not symbols.in_app(kind):
        return _platform(call, wanted, name, target, arguments)
    return call.result("Ljava/lang/Object;", taint)


def _platform(call: Call, owner: str, name: str, target: Value, arguments: tuple[Value, ...]) -> Value | None:
    """A method of the platform, by reflection: the same reads and the same sinks as without."""
    machine = call.machine
    classes = _arguments(call, call.get(call.receiver, PARAMETERS, UNKNOWN))
    names = [str(c.const) if isinstance(c.const, ClassName) else "Ljava/lang/Object;" for c in classes]
    if len(names) != len(arguments):
        names = ["Ljava/lang/Object;"] * len(arguments)
    method = machine.symbols.platform_method(owner, name, f"({''.join(names)})Ljava/lang/Object;")
    static = target.const == 0
    given = arguments if static else (target, *arguments)
    how = STATIC if static else VIRTUAL
    return machine.platform_call(call.frame, call.state, call.offset, how, method, given)


@model("Ljava/lang/reflect/Field;", "get", "getInt", "getLong", "getBoolean")
def _field_get(call: Call) -> Value:
    from kanhe.code.machine.execution import load_field

    held, name = call.get(call.receiver, CLASS).const, call.get(call.receiver, NAME).const
    if isinstance(held, ClassName) and type(name) is str:
        number = call.machine.symbols.field_named(call.machine.symbols.type(str(held)), name)
        if number >= 0:
            if call.argument(0).objects:
                return load_field(call.frame, call.state, call.argument(0), number, call.offset)
            known = call.frame.load(call.heap, (-1, number))
            if known is not None:
                return known
    return call.result("Ljava/lang/Object;", call.carried(call.argument(0)))


@model("Ljava/lang/reflect/Field;", "set", "setInt", "setLong", "setBoolean")
def _field_set(call: Call) -> Value:
    held, name = call.get(call.receiver, CLASS).const, call.get(call.receiver, NAME).const
    if isinstance(held, ClassName) and type(name) is str:
        number = call.machine.symbols.field_named(call.machine.symbols.type(str(held)), name)
        if number >= 0:
            if call.argument(0).objects:
                call.put(call.argument(0), number, call.argument(1), ZERO)
            else:
                call.heap.changes[-1, number] = call.argument(1)
    return ZERO


@model("Ljava/lang/reflect/Method; Ljava/lang/reflect/Field; Ljava/lang/reflect/Constructor;", "getName")
def _member_name(call: Call) -> Value:
    return call.get(call.receiver, NAME, UNKNOWN)


@model("Ljava/lang/reflect/Proxy;", "newProxyInstance")
def _proxy(call: Call) -> Value:
    return value(ANY, call.result("Ljava/lang/Object;").objects | call.argument(2).objects)
