"""Conduct in code that is not itself a read: calls and constants named in the knowledge, and a few patterns of code.

The patterns: a trust manager or host-name verifier that accepts everything, an exit inside the answer to a permission
request, the permissions of a request.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from kanhe.code.constants import Constants, Value
from kanhe.code.dex.disassembly import code_units
from kanhe.code.hierarchy import Hierarchy
from kanhe.code.program import Program
from kanhe.code.reads import Site, StringUse, descriptor, passes
from kanhe.code.references import References
from kanhe.code.source_index import match_overrides
from kanhe.code.string_scan import PERMISSION_PREFIX
from kanhe.knowledge.behaviours import behaviours
from kanhe.knowledge.sources import MethodSource

_RETURN_VOID, _RETURN, _CONST_4 = 0x0E, 0x0F, 0x12
_OVERRIDES = (
    MethodSource("trust-all-certificates", "Ljavax/net/ssl/X509TrustManager;", "checkServerTrusted", None),
    MethodSource("allow-all-hosts", "Ljavax/net/ssl/HostnameVerifier;", "verify", None),
    MethodSource("exit-on-refusal", "Landroid/app/Activity;", "onRequestPermissionsResult", None),
)
_EXITS = ("->finish()V", "->finishAffinity()V", "->finishAndRemoveTask()V", "Ljava/lang/System;->exit(I)V",
          "Landroid/os/Process;->killProcess(I)V")  # fmt: skip


def call_sites(
    references: References,
    matched: Mapping[int, tuple[MethodSource, ...]],
    rows: np.ndarray,
    constants: Constants,
    strings: Mapping[int, list[StringUse]],
) -> Iterator[Site]:
    """Calls that show a behaviour."""
    uses = references.invocations
    for row in rows.tolist():
        method, offset = int(uses.caller[row]), int(uses.offset[row])
        for source in matched[int(uses.target[row])]:
            call = constants.call(method, offset)
            argument: str | None = None
            if source.test is not None:
                argument = passes(source.test, call, constants, method) if call else None
                if argument is None:
                    continue
            if source.period is not None and source.period.unit is not None and call is not None:
                argument = _time_unit(call.argument(source.period.unit))
            if source.item == "permission-request":
                argument = ",".join(_permissions(method, constants, strings)) or None
            yield Site(method, offset, source.item, "direct", descriptor(source), argument)


def _time_unit(value: Value) -> str | None:
    """SECONDS for ``TimeUnit.SECONDS``."""
    if value.kind != "field" or not value.text.startswith("Ljava/util/concurrent/TimeUnit;->"):
        return None
    return value.text.partition("->")[2].partition(":")[0]


def string_sites(strings: Mapping[int, list[StringUse]]) -> Iterator[Site]:
    """Constants that show a behaviour by themselves."""
    telling = {text: name for name, behaviour in behaviours().items() for text in behaviour.strings}
    for method, uses in strings.items():
        for use in uses:
            if (name := telling.get(use.text)) is not None:
                yield Site(method, use.offset, name, "direct", use.text, use.text)


def pattern_sites(program: Program, hierarchy: Hierarchy, references: References) -> Iterator[Site]:
    """Methods whose whole body shows the behaviour."""
    for method, sources in match_overrides(program, hierarchy, _OVERRIDES).items():
        for source in sources:
            if source.item == "exit-on-refusal":
                yield from _exits(program, references, method, source)
            elif accepts_everything(program, method):
                yield Site(method, -1, source.item, "direct", descriptor(source))


def accepts_everything(program: Program, method: int) -> bool:
    """Whether a body does nothing but return, or return true."""
    units = code_units(program.dexes[int(program.method_dex[method])], int(program.method_code[method]))
    opcodes = [int(u) & 0xFF for u in units]
    if opcodes == [_RETURN_VOID]:
        return True
    return opcodes == [_CONST_4, _RETURN] and int(units[0]) >> 12 == 1


def _exits(program: Program, references: References, method: int, source: MethodSource) -> Iterator[Site]:
    uses = references.invocations
    for row in np.flatnonzero(uses.caller == method).tolist():
        called = program.method_text(int(uses.target[row]))
        if called.endswith(_EXITS[:3]) or called in _EXITS:
            yield Site(method, int(uses.offset[row]), source.item, "direct", descriptor(source), called)


def _permissions(method: int, constants: Constants, strings: Mapping[int, list[StringUse]]) -> list[str]:
    """Permissions named in the method of a request: in its arrays, else anywhere in it."""
    stored = [
        value.text
        for (owner, _), values in constants.stores.items()
        if owner == method
        for value in values
        if value.kind == "string" and value.text.startswith(PERMISSION_PREFIX)
    ]
    named = stored or [u.text for u in strings.get(method, ()) if u.text.startswith(PERMISSION_PREFIX)]
    return list(dict.fromkeys(named))
