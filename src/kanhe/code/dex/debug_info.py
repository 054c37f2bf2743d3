"""Source lines of instructions, from debug_info_item.  Knows the line-number programme and nothing else of it."""

from __future__ import annotations

from kanhe.code.dex.leb128 import sleb, uleb
from kanhe.code.dex.tables import DexTables

_END, _ADVANCE_PC, _ADVANCE_LINE = 0x00, 0x01, 0x02
_START_LOCAL, _START_LOCAL_EXTENDED, _END_LOCAL, _RESTART_LOCAL = 0x03, 0x04, 0x05, 0x06
_SET_FILE = 0x09
_FIRST_SPECIAL, _LINE_BASE, _LINE_RANGE = 0x0A, -4, 15
_MAX_STEPS = 100_000
"""Instructions of a line programme that are followed; a method has at most 65 536 code units."""
_ARGUMENTS = {_START_LOCAL: 3, _START_LOCAL_EXTENDED: 4, _END_LOCAL: 1, _RESTART_LOCAL: 1, _SET_FILE: 1}


def line_of(dex: DexTables, code: int, offset: int) -> int | None:
    """Source line of the instruction at ``offset`` (code units) of a code item; None without usable debug data."""
    data = memoryview(dex.image.data)
    if code == 0 or code + 16 > len(data):
        return None
    at = int.from_bytes(data[code + 8 : code + 12], "little")
    if at == 0 or at >= len(data):
        return None
    try:
        line, at = uleb(data, at)
        parameters, at = uleb(data, at)
        for _ in range(min(parameters, 256)):
            _, at = uleb(data, at)
        best: int | None = None
        address = 0
        for _ in range(_MAX_STEPS):
            opcode = data[at]
            at += 1
            if opcode == _END:
                break
            if opcode == _ADVANCE_PC:
                step, at = uleb(data, at)
                address += step
            elif opcode == _ADVANCE_LINE:
                step, at = sleb(data, at)
                line += step
            elif opcode in _ARGUMENTS:
                for _ in range(_ARGUMENTS[opcode]):
                    _, at = uleb(data, at)
            elif opcode >= _FIRST_SPECIAL:
                adjusted = opcode - _FIRST_SPECIAL
                line += _LINE_BASE + adjusted % _LINE_RANGE
                address += adjusted // _LINE_RANGE
                if address > offset:
                    break
                best = line
        return best if best is not None and 0 < best < 1 << 24 else None
    except IndexError:
        return None
