"""Writes small (and large) valid dex files from a description, for tests and benchmarks.

An assembler for the few instructions that tests need; :mod:`tests.builders.smali` makes them, and all others, from text.
Writes versions 035 to 041; version 041 as a container.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

PUBLIC, STATIC, CONSTRUCTOR, ABSTRACT, INTERFACE = 0x1, 0x8, 0x10000, 0x400, 0x200


@dataclass(frozen=True)
class Ref:
    """A reference of an instruction: kind 'method', 'field', 'string', 'type' or 'callsite'."""

    kind: str
    value: tuple


def method(owner: str, name: str, proto: str) -> Ref:
    return Ref("method", (owner, name, proto))


def fieldref(owner: str, name: str, kind: str) -> Ref:
    return Ref("field", (owner, name, kind))


def string(text: str) -> Ref:
    return Ref("string", (text,))


def type_(name: str) -> Ref:
    return Ref("type", (name,))


def lambda_(name: str, factory: str, target: Ref, kind: int = 4) -> Ref:
    """The call site of a lambda: the one method of its object, the factory's prototype, and the method it calls by a
    handle of this kind (4 static, 5 instance, 6 constructor)."""
    return Ref("callsite", (name, factory, kind, target.value))


@dataclass
class Field:
    """A field that a class defines; ``value``: the initial value of a static one."""

    name: str
    kind: str
    value: int | str | bool | None = None
    static: bool = True


@dataclass
class Method:
    name: str
    proto: str
    code: list[tuple] = field(default_factory=list)
    access: int = PUBLIC
    registers: int = 8
    ins: int = 1
    tries: list[tuple[str, str, list[tuple[str | None, str]]]] = field(default_factory=list)
    """(first label, label behind the last instruction, handlers as (type or None for all, label))."""


@dataclass
class Class:
    name: str
    above: str = "Ljava/lang/Object;"
    interfaces: list[str] = field(default_factory=list)
    methods: list[Method] = field(default_factory=list)
    access: int = PUBLIC
    fields: list[Field] = field(default_factory=list)


# Instructions: (opcode, register A or registers, reference or literal).
def invoke(opcode: int, registers: list[int], target: Ref) -> tuple:
    return ("35c", opcode, registers, target)


def const_string(register: int, text: str) -> tuple:
    return ("21c", 0x1A, register, string(text))


def sget(register: int, target: Ref) -> tuple:
    return ("21c", 0x62, register, target)


def new_instance(register: int, name: str) -> tuple:
    return ("21c", 0x22, register, type_(name))


def const4(register: int, value: int) -> tuple:
    return ("raw", [0x12 | register << 8 | (value & 0xF) << 12])


def move_result(register: int) -> tuple:
    return ("raw", [0x0C | register << 8])


RETURN_VOID = ("raw", [0x0E])
VIRTUAL, SUPER, DIRECT, STATIC_CALL, INTERFACE_CALL = 0x6E, 0x6F, 0x70, 0x71, 0x72
BOOTSTRAP = (
    "Ljava/lang/invoke/LambdaMetafactory;", "metafactory",
    "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
)  # fmt: skip


def uleb(value: int) -> bytes:
    out = bytearray()
    while True:
        byte = value & 0x7F
        value >>= 7
        out.append(byte | (0x80 if value else 0))
        if not value:
            return bytes(out)


def split_proto(proto: str) -> tuple[list[str], str]:
    arguments, at = [], 1
    while proto[at] != ")":
        start = at
        while proto[at] == "[":
            at += 1
        at = proto.index(";", at) + 1 if proto[at] == "L" else at + 1
        arguments.append(proto[start:at])
    return arguments, proto[at + 1 :]


def _shorty(arguments: list[str], returned: str) -> str:
    return "".join("L" if t[0] in "L[" else t for t in (returned, *arguments))


class _Pool:
    def __init__(self, classes: list[Class]) -> None:
        strings: set[str] = set()
        types: set[str] = set()
        protos: set[str] = set()
        methods: set[tuple] = set()
        fields: set[tuple] = set()
        sites: list[tuple] = []
        for cls in classes:
            types.update((cls.name, cls.above, *cls.interfaces))
            for m in cls.methods:
                methods.add((cls.name, m.name, m.proto))
                types.update(kind for _, _, handlers in m.tries for kind, _ in handlers if kind is not None)
                for instruction in m.code:
                    ref = instruction[-1]
                    if isinstance(ref, Ref):
                        {"string": strings, "type": types}.get(ref.kind, set()).add(ref.value[0])
                        if ref.kind == "method":
                            methods.add(ref.value)
                        elif ref.kind == "field":
                            fields.add(ref.value)
                        elif ref.kind == "callsite" and ref.value not in sites:
                            sites.append(ref.value)
            for f in cls.fields:
                fields.add((cls.name, f.name, f.kind))
                if isinstance(f.value, str):
                    strings.add(f.value)
        for name, factory, _, target in sites:
            methods |= {BOOTSTRAP, target}
            strings.add(name)
            protos.add(factory)
        self.sites = sites
        self.handles = [(4, BOOTSTRAP), *dict.fromkeys((kind, target) for _, _, kind, target in sites)]
        for owner, name, proto in methods:
            types.add(owner)
            strings.add(name)
            protos.add(proto)
        for owner, name, kind in fields:
            types.update((owner, kind))
            strings.add(name)
        for proto in protos:
            arguments, returned = split_proto(proto)
            types.update((*arguments, returned))
            strings.add(_shorty(arguments, returned))
        strings |= types
        self.strings = sorted(strings, key=lambda s: s.encode("utf-16-be"))
        self.string = {s: k for k, s in enumerate(self.strings)}
        self.types = sorted(types, key=self.string.__getitem__)
        self.type = {t: k for k, t in enumerate(self.types)}
        self.protos = sorted(
            protos, key=lambda p: (self.type[split_proto(p)[1]], [self.type[a] for a in split_proto(p)[0]])
        )
        self.proto = {p: k for k, p in enumerate(self.protos)}
        self.methods = sorted(methods, key=lambda m: (self.type[m[0]], self.string[m[1]], self.proto[m[2]]))
        self.method = {m: k for k, m in enumerate(self.methods)}
        self.fields = sorted(fields, key=lambda f: (self.type[f[0]], self.string[f[1]], self.type[f[2]]))
        self.field = {f: k for k, f in enumerate(self.fields)}

    def index(self, ref: Ref) -> int:
        if ref.kind == "callsite":
            return self.sites.index(ref.value)
        table = {"string": self.string, "type": self.type, "method": self.method, "field": self.field}[ref.kind]
        return table[ref.value if ref.kind in ("method", "field") else ref.value[0]]


def _assemble(pool: _Pool, code: list[tuple]) -> tuple[list[int], dict[str, int]]:
    """Code units, and the offset of every label."""
    labels: dict[str, int] = {}
    at = 0
    for instruction in code:
        if instruction[0] == "label":
            labels[instruction[1]] = at
        elif instruction[0] == "payload":
            at += at & 1
            labels[instruction[1]] = at
        at += _size(instruction)
    units: list[int] = []
    for instruction in code:
        match instruction:
            case ("raw", words):
                units += words
            case ("21c", opcode, register, ref):
                units += [opcode | register << 8, pool.index(ref)]
            case ("35c", opcode, registers, ref):
                padded = [*registers, 0, 0, 0, 0][:4]
                units += [
                    opcode | len(registers) << 12, pool.index(ref), sum(r << 4 * k for k, r in enumerate(padded)),
                ]  # fmt: skip
            case ("asm", _, encode, ref):
                here = len(units)
                offset = {name: place - here for name, place in labels.items()}
                units += encode(pool.index(ref) if isinstance(ref, Ref) else 0, offset)
            case ("payload", _, _, encode):
                units += [0] * (len(units) & 1)
                units += encode(labels)
    return units, labels


def _size(instruction: tuple) -> int:
    match instruction:
        case ("raw", words):
            return len(words)
        case ("21c", *_):
            return 2
        case ("35c", *_):
            return 3
        case ("asm", width, *_):
            return int(width)
        case ("payload", _, width, _):
            return int(width)
    return 0


def _code_item(pool: _Pool, m: Method) -> bytes:
    units, labels = _assemble(pool, m.code)
    item = struct.pack("<HHHHII", m.registers, m.ins, 5, len(m.tries), 0, len(units))
    item += struct.pack(f"<{len(units)}H", *units)
    if m.tries:
        item += bytes(2 * (len(units) & 1))
        rows, lists = b"", uleb(len(m.tries))
        for first, last, handlers in m.tries:
            rows += struct.pack("<IHH", labels[first], labels[last] - labels[first], len(lists))
            typed = [(kind, label) for kind, label in handlers if kind is not None]
            rest = [label for kind, label in handlers if kind is None]
            lists += bytes([(-len(typed) if rest else len(typed)) & 0x7F])
            lists += b"".join(uleb(pool.type[kind]) + uleb(labels[label]) for kind, label in typed)
            lists += b"".join(uleb(labels[label]) for label in rest)
        item += rows + lists
    return item


def _field_rows(pool: _Pool, cls: Class) -> tuple[bytes, list[Field], list[Field]]:
    """Fields as class data lists them, the static ones and the others."""
    block = b""
    groups = []
    for static in (True, False):
        group = sorted((f for f in cls.fields if f.static is static), key=lambda f: pool.field[cls.name, f.name, f.kind])
        last = 0
        for f in group:
            number = pool.field[cls.name, f.name, f.kind]
            block += uleb(number - last) + uleb(PUBLIC | (STATIC if static else 0))
            last = number
        groups.append(group)
    return block, groups[0], groups[1]


_VALUE_TYPES = {"B": 0x00, "S": 0x02, "C": 0x03, "I": 0x04, "J": 0x06}


def _static_values(pool: _Pool, fields: list[Field]) -> bytes:
    """encoded_array_item, of the fields up to the last that has a value."""
    count = max((k + 1 for k, f in enumerate(fields) if f.value is not None), default=0)
    block = uleb(count)
    for f in fields[:count]:
        if f.value is None:
            block += b"\x1e" if f.kind[0] in "L[" else bytes([_VALUE_TYPES.get(f.kind, 0x04), 0])
        elif isinstance(f.value, bool):
            block += bytes([0x1F | f.value << 5])
        elif isinstance(f.value, str):
            block += bytes([0x17 | 3 << 5]) + struct.pack("<I", pool.string[f.value])
        else:
            size = {"B": 1, "S": 2, "C": 2, "J": 8}.get(f.kind, 4)
            raw = f.value.to_bytes(size, "little", signed=f.kind != "C")
            block += bytes([_VALUE_TYPES[f.kind] | (size - 1) << 5]) + raw
    return block if count else b""


def _call_sites(pool: _Pool) -> Iterator[bytes]:
    """call_site_item of every call site."""
    for name, factory, kind, target in pool.sites:
        values = (
            (0x16, 0), (0x17, pool.string[name]), (0x15, pool.proto[factory]), (0x15, pool.proto[target[2]]),
            (0x16, pool.handles.index((kind, target))), (0x15, pool.proto[target[2]]),
        )  # fmt: skip
        yield uleb(len(values)) + b"".join(bytes([tag | 3 << 5]) + struct.pack("<I", number) for tag, number in values)


def write_dex(classes: list[Class], version: int = 35, base: int = 0, container: int = 0) -> bytes:
    """One logical dex file.  ``base``: where it starts in its container, ``container``: the container's size."""
    pool = _Pool(classes)
    header = 0x78 if version >= 41 else 0x70
    at = header
    places = {}
    for name, count, size in (
        ("string", len(pool.strings), 4), ("type", len(pool.types), 4), ("proto", len(pool.protos), 12),
        ("field", len(pool.fields), 8), ("method", len(pool.methods), 8), ("class", len(classes), 32),
    ):  # fmt: skip
        places[name] = at
        at += count * size
    body = bytearray(at)
    data_start = at

    def put(block: bytes, align: int = 1) -> int:
        while len(body) % align:
            body.append(0)
        place = len(body)
        body.extend(block)
        return place + base

    lists: dict[tuple[str, ...], int] = {}

    def type_list(names: list[str]) -> int:
        key = tuple(names)
        if not key:
            return 0
        if key not in lists:
            words = struct.pack(f"<I{len(key)}H", len(key), *(pool.type[n] for n in key))
            lists[key] = put(words, 4)
        return lists[key]

    codes: dict[tuple[str, str, str], int] = {}
    for cls in classes:
        for m in cls.methods:
            if m.code:
                codes[cls.name, m.name, m.proto] = put(_code_item(pool, m), 4)
    for k, p in enumerate(pool.protos):
        arguments, returned = split_proto(p)
        row = struct.pack("<III", pool.string[_shorty(arguments, returned)], pool.type[returned], type_list(arguments))
        body[places["proto"] + 12 * k : places["proto"] + 12 * k + 12] = row
    for k, cls in enumerate(sorted(classes, key=lambda c: pool.type[c.name])):
        groups: list[list[Method]] = [[], []]
        for m in cls.methods:
            groups[0 if m.access & STATIC or m.name.startswith("<") else 1].append(m)
        rows, statics, instances = _field_rows(pool, cls)
        block = uleb(len(statics)) + uleb(len(instances)) + uleb(len(groups[0])) + uleb(len(groups[1])) + rows
        for group in groups:
            last = 0
            for m in sorted(group, key=lambda m: pool.method[cls.name, m.name, m.proto]):
                number = pool.method[cls.name, m.name, m.proto]
                block += uleb(number - last) + uleb(m.access) + uleb(codes.get((cls.name, m.name, m.proto), 0))
                last = number
        row = struct.pack(
            "<8I", pool.type[cls.name], cls.access, pool.type[cls.above], type_list(cls.interfaces), 0xFFFFFFFF, 0,
            put(block) if cls.methods or cls.fields else 0, put(values) if (values := _static_values(pool, statics)) else 0,
        )  # fmt: skip
        body[places["class"] + 32 * k : places["class"] + 32 * k + 32] = row
    for k, text in enumerate(pool.strings):
        raw = text.encode("utf-8").replace(b"\0", b"\xc0\x80")
        place = put(uleb(len(text.encode("utf-16-le")) // 2) + raw + b"\0")
        struct.pack_into("<I", body, places["string"] + 4 * k, place)
    for k, name in enumerate(pool.types):
        struct.pack_into("<I", body, places["type"] + 4 * k, pool.string[name])
    for k, (owner, name, kind) in enumerate(pool.fields):
        struct.pack_into("<HHI", body, places["field"] + 8 * k, pool.type[owner], pool.type[kind], pool.string[name])
    for k, (owner, name, proto) in enumerate(pool.methods):
        struct.pack_into("<HHI", body, places["method"] + 8 * k, pool.type[owner], pool.proto[proto], pool.string[name])
    if pool.sites:
        items = [put(item) for item in _call_sites(pool)]
        places["callsite"] = put(struct.pack(f"<{len(items)}I", *items), 4) - base
        rows = b"".join(struct.pack("<HHHH", kind, 0, pool.method[target], 0) for kind, target in pool.handles)
        places["handle"] = put(rows, 4) - base
    map_place = put(_map(pool, classes, places, base, data_start), 4)
    while len(body) % 4:
        body.append(0)
    counts = [
        (len(pool.strings), "string"), (len(pool.types), "type"), (len(pool.protos), "proto"),
        (len(pool.fields), "field"), (len(pool.methods), "method"), (len(classes), "class"),
    ]  # fmt: skip
    words = [len(body), header, 0x12345678, 0, 0, map_place]
    for count, name in counts:
        words += [count, places[name] + base if count else 0]
    words += [len(body) - data_start, data_start + base]
    struct.pack_into("<20I", body, 32, *words)
    if version >= 41:
        struct.pack_into("<II", body, 0x70, container or len(body), base)
    body[:8] = f"dex\n{version:03d}\0".encode()
    return seal(body)


def seal(body: bytearray) -> bytes:
    """Write signature and checksum."""
    body[12:32] = hashlib.sha1(body[32:]).digest()
    struct.pack_into("<I", body, 8, zlib.adler32(bytes(body[12:])))
    return bytes(body)


def write_container(groups: list[list[Class]]) -> bytes:
    """A version 041 container of several logical dex files."""
    sizes = [len(write_dex(classes, 41)) for classes in groups]
    total = sum(sizes)
    parts, base = [], 0
    for classes, size in zip(groups, sizes, strict=True):
        parts.append(write_dex(classes, 41, base, total))
        base += size
    return b"".join(parts)


def _map(pool: _Pool, classes: list[Class], places: dict[str, int], base: int, data_start: int) -> bytes:
    rows = [(0, 1, base), (1, len(pool.strings), places["string"] + base), (2, len(pool.types), places["type"] + base)]
    for kind, name, count in ((3, "proto", len(pool.protos)), (4, "field", len(pool.fields)),
                              (5, "method", len(pool.methods)), (6, "class", len(classes))):  # fmt: skip
        if count:
            rows.append((kind, count, places[name] + base))
    for kind, name, count in ((7, "callsite", len(pool.sites)), (8, "handle", len(pool.handles))):
        if name in places:
            rows.append((kind, count, places[name] + base))
    rows.append((0x1000, 1, data_start + base))
    return struct.pack("<I", len(rows)) + b"".join(struct.pack("<HHII", k, 0, n, o) for k, n, o in rows)
