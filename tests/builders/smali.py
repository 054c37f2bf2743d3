"""Methods from text in the notation of smali, for tests that need more than straight code.

An instruction a line: ``add-int/lit8 v0 v0 -1``, ``if-eqz v0 :end``, ``invoke-static {v0 p1} La/B;->m(IJ)V``, ``:end``
for a label; commas are blanks and ``#`` begins a comment.  ``p0`` is the first word of the arguments.  Beyond smali:

    .try :first :last La/E; :handler      ``*`` instead of a type catches everything
    packed-switch v0 3 :three :four       first key and targets
    sparse-switch v0 3:three 9:nine
    fill-array-data v0 4 10 20 30         bytes of an element, and the elements
    invoke-custom {v0} run(La/C;)Ljava/lang/Runnable; static La/B;->m(La/C;)V
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable

from kanhe.code.dex.opcodes import FORMAT, MNEMONIC
from tests.builders.dex import (
    CONSTRUCTOR,
    PUBLIC,
    STATIC,
    Method,
    Ref,
    fieldref,
    lambda_,
    method,
    split_proto,
    string,
    type_,
)

_OPCODES = {name: code for code, name in enumerate(MNEMONIC) if name != "unused"}
_HANDLES = {"static": 4, "instance": 5, "constructor": 6}
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\{[^}]*\}|[^\s,]+')


def define(signature: str, text: str, *, static: bool = False, access: int = PUBLIC) -> Method:
    """A method by ``name(args)ret`` and its code."""
    name, _, rest = signature.partition("(")
    proto = "(" + rest
    words = sum(2 if kind in "JD" else 1 for kind in split_proto(proto)[0]) + (not static)
    local = 1 + max((int(n) for n in re.findall(r"\bv(\d+)\b", re.sub(r'"[^"]*"', "", text))), default=-1)
    code: list[tuple] = []
    made = Method(name, proto, code, access | (STATIC if static else 0), local + words, words)
    if name.startswith("<"):
        made.access |= CONSTRUCTOR
    payloads: list[tuple] = []
    for raw in text.splitlines():
        tokens = [_register(token, local) for token in _TOKEN.findall(_without_comment(raw))]
        if not tokens:
            continue
        if tokens[0][0] == ":":
            code.append(("label", tokens[0]))
        elif tokens[0] == ".try":
            pairs = zip(tokens[3::2], tokens[4::2], strict=True)
            made.tries.append((tokens[1], tokens[2], [(None if kind == "*" else kind, label) for kind, label in pairs]))
        else:
            code += _instruction(tokens, payloads)
    code += payloads
    return made


def _without_comment(line: str) -> str:
    return re.sub(r'("(?:[^"\\]|\\.)*")|#.*', lambda m: m[1] or "", line)


def _register(token: str, local: int) -> str:
    """Tokens as they are, registers of arguments as plain ones."""
    if token[0] == "{" or re.fullmatch(r"p\d+", token):
        return re.sub(r"\bp(\d+)", lambda m: f"v{local + int(m[1])}", token)
    return token


def _v(token: str) -> int:
    assert re.fullmatch(r"v\d+", token), f"{token!r} is no register"
    return int(token[1:])


def _reference(kind: str, text: str) -> Ref:
    if kind == "string":
        return string(text[1:-1].encode().decode("unicode_escape") if text.isascii() else text[1:-1])
    if kind == "type":
        return type_(text)
    owner, _, rest = text.partition("->")
    if kind == "method":
        name, _, proto = rest.partition("(")
        return method(owner, name, "(" + proto)
    name, _, described = rest.partition(":")
    return fieldref(owner, name, described)


def _instruction(tokens: list[str], payloads: list[tuple]) -> list[tuple]:
    name, *rest = tokens
    opcode = _OPCODES[name]
    form, _, kind = FORMAT[opcode].partition(":")
    width = int(form[0])
    if kind == "callsite":
        head, how, target = rest[1:]
        of, _, factory = head.partition("(")
        ref = lambda_(of, "(" + factory, _reference("method", target), _HANDLES[how])
        return [("asm", width, _encoder(opcode, form, rest), ref)]
    if form == "31t":
        here, there = f":at{len(payloads)}", f":payload{len(payloads)}"
        payloads.append(_payload(name, here, there, rest[1:]))
        return [("label", here), ("asm", width, _encoder(opcode, "31i", [rest[0], there]), None)]
    if kind:
        *operands, reference = rest
        return [("asm", width, _encoder(opcode, form, operands), _reference(kind, reference))]
    return [("asm", width, _encoder(opcode, form, rest), None)]


def _payload(name: str, here: str, there: str, rest: list[str]) -> tuple:
    """What a switch or fill-array-data points at."""
    if name == "fill-array-data":
        size, elements = int(rest[0]), [int(text, 0) for text in rest[1:]]
        raw = b"".join((n & (1 << 8 * size) - 1).to_bytes(size, "little") for n in elements)
        raw += bytes(len(raw) & 1)
        words = [0x300, size, len(elements), 0, *struct.unpack(f"<{len(raw) // 2}H", raw)]
        return ("payload", there, len(words), lambda labels: words)
    packed = name == "packed-switch"
    if packed:
        keys, targets = [int(rest[0], 0)], rest[1:]
    else:
        keys, targets = [int(t.partition(":")[0], 0) for t in rest], [":" + t.partition(":")[2] for t in rest]

    def encode(labels: dict[str, int]) -> list[int]:
        numbers = [*keys, *(labels[t] - labels[here] for t in targets)]
        halves = struct.unpack(f"<{2 * len(numbers)}H", struct.pack(f"<{len(numbers)}i", *numbers))
        return [0x100 if packed else 0x200, len(targets), *halves]

    return ("payload", there, 2 + 2 * (len(keys) + len(targets)), encode)


Encode = Callable[[int, dict[str, int]], list[int]]


def _encoder(opcode: int, form: str, operands: list[str]) -> Encode:
    def encode(index: int, offsets: dict[str, int]) -> list[int]:
        def number(k: int) -> int:
            text = operands[k]
            return offsets[text] if text[0] == ":" else int(text, 0)

        match form:
            case "10x":
                return [opcode]
            case "11x":
                return [opcode | _v(operands[0]) << 8]
            case "12x":
                return [opcode | _v(operands[0]) << 8 | _v(operands[1]) << 12]
            case "11n":
                return [opcode | _v(operands[0]) << 8 | (number(1) & 0xF) << 12]
            case "21s" | "21t":
                return [opcode | _v(operands[0]) << 8, number(1) & 0xFFFF]
            case "21h":
                return [opcode | _v(operands[0]) << 8, number(1) >> (48 if opcode == 0x19 else 16) & 0xFFFF]
            case "31i":
                return [opcode | _v(operands[0]) << 8, number(1) & 0xFFFF, number(1) >> 16 & 0xFFFF]
            case "51l":
                return [opcode | _v(operands[0]) << 8, *(number(1) >> 16 * k & 0xFFFF for k in range(4))]
            case "21c":
                return [opcode | _v(operands[0]) << 8, index]
            case "31c":
                return [opcode | _v(operands[0]) << 8, index & 0xFFFF, index >> 16]
            case "22c":
                return [opcode | _v(operands[0]) << 8 | _v(operands[1]) << 12, index]
            case "22x":
                return [opcode | _v(operands[0]) << 8, _v(operands[1])]
            case "32x":
                return [opcode, _v(operands[0]), _v(operands[1])]
            case "23x":
                return [opcode | _v(operands[0]) << 8, _v(operands[1]) | _v(operands[2]) << 8]
            case "22b":
                return [opcode | _v(operands[0]) << 8, _v(operands[1]) | (number(2) & 0xFF) << 8]
            case "22s" | "22t":
                return [opcode | _v(operands[0]) << 8 | _v(operands[1]) << 12, number(2) & 0xFFFF]
            case "10t":
                return [opcode | (number(0) & 0xFF) << 8]
            case "20t":
                return [opcode, number(0) & 0xFFFF]
            case "30t":
                return [opcode, number(0) & 0xFFFF, number(0) >> 16 & 0xFFFF]
            case "35c":
                registers = [_v(t) for t in operands[0].strip("{}").replace(",", " ").split()]
                padded = [*registers, 0, 0, 0, 0, 0][:5]
                third = sum(r << 4 * k for k, r in enumerate(padded[:4]))
                return [opcode | len(registers) << 12 | padded[4] << 8, index, third]
            case "3rc":
                first, _, last = operands[0].strip("{}").partition("..")
                start = _v(first.strip())
                return [opcode | (_v(last.strip()) - start + 1) << 8, index, start]
        raise NotImplementedError(form)

    return encode
