"""Kernel over code items: every reference an instruction makes to a string, type, field, method or call site."""

from __future__ import annotations

import numba as nb
import numpy as np

CODE_ITEM_HEADER = 16


@nb.njit(cache=True, nogil=True)
def payload_width(units, at, end):
    """Code units of the switch or array payload at ``at`` (0 when it is not one, -1 when it is malformed)."""
    ident = units[at]
    if ident == 0x0100:
        width = np.int64(units[at + 1]) * 2 + 4 if at + 1 < end else np.int64(-1)
    elif ident == 0x0200:
        width = np.int64(units[at + 1]) * 4 + 2 if at + 1 < end else np.int64(-1)
    elif ident == 0x0300:
        if at + 3 >= end:
            return np.int64(-1)
        size = np.int64(units[at + 2]) | (np.int64(units[at + 3]) << 16)
        width = (size * np.int64(units[at + 1]) + 1) // 2 + 4
    else:
        return np.int64(0)
    return width if width > 0 and at + width <= end else np.int64(-1)


@nb.njit(cache=True, nogil=True)
def scan_references(units, code, width, kinds, budget):
    """All references of the methods of one dex file, in order of method and offset.

    ``units`` uint16[n], the image as code units; ``code`` int64[m], byte offset of each method's code item or 0;
    ``width`` and ``kinds`` uint8[256], see :mod:`kanhe.code.dex.opcodes`; ``budget`` code units to read at most, since
    hostile methods can share one large body.  Returns (owner int32[r], kind uint8[r], opcode uint8[r], target uint32[r],
    offset int32[r], damaged int32, spent int64): ``owner`` indexes ``code``, ``offset`` counts code units from the
    method's first instruction; ``damaged`` counts bodies that end in something that is not an instruction.
    """
    # A reference takes two code units at least; memory that is never written costs nothing.
    capacity = np.int64(0)
    for m in range(code.size):
        item = code[m] // 2
        if code[m] != 0 and item + CODE_ITEM_HEADER // 2 <= units.size:
            capacity += (np.int64(units[item + 6]) | (np.int64(units[item + 7]) << 16)) // 2 + 1
    capacity = min(capacity, budget // 2 + 1)
    owner = np.empty(capacity, np.int32)
    kind = np.empty(capacity, np.uint8)
    opcodes = np.empty(capacity, np.uint8)
    target = np.empty(capacity, np.uint32)
    offset = np.empty(capacity, np.int32)
    found = 0
    damaged = 0
    spent = np.int64(0)
    for m in range(code.size):
        if code[m] == 0:
            continue
        item = code[m] // 2
        first = item + CODE_ITEM_HEADER // 2
        if code[m] % 4 != 0 or first > units.size:
            damaged += 1
            continue
        count = np.int64(units[item + 6]) | (np.int64(units[item + 7]) << 16)
        end = first + count
        if end > units.size:
            damaged += 1
            continue
        if spent + count > budget:
            break
        spent += count
        at = first
        while at < end:
            word = units[at]
            opcode = word & 0xFF
            if opcode == 0 and word != 0:
                step = payload_width(units, at, end)
                if step <= 0:
                    damaged += 1
                    break
                at += step
                continue
            step = np.int64(width[opcode])
            if step == 0 or at + step > end:
                damaged += 1
                break
            what = kinds[opcode]
            if what != 0:
                value = np.uint32(units[at + 1])
                if opcode == 0x1B:
                    value |= np.uint32(units[at + 2]) << np.uint32(16)
                owner[found] = m
                kind[found] = what
                opcodes[found] = opcode
                target[found] = value
                offset[found] = at - first
                found += 1
            at += step
    return owner[:found], kind[:found], opcodes[:found], target[:found], offset[:found], damaged, spent
