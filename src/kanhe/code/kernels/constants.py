"""Kernel that follows constants through the registers of a method body, to the arguments of its calls.

A value is an int64: kind in the upper bits, payload in the lower 32.  Where two paths join with different values the
result is unknown; an exception handler starts with everything unknown.
"""

from __future__ import annotations

import numba as nb
import numpy as np

from kanhe.code.kernels.instructions import payload_width

UNKNOWN = 0
STRING, INTEGER, FIELD, TYPE, RESULT, PARAMETER, ARRAY = 1, 2, 3, 4, 5, 6, 7
KIND_SHIFT = 40
ARGUMENTS = 8
"""Argument words recorded of a call, the receiver included."""
MAX_CELLS = 1_000_000
"""Basic blocks times registers followed in one method; above it (never seen in real code) nothing is known."""


def _writes() -> np.ndarray:
    """uint8[256]: 1 where the opcode writes register A, 2 where it writes the pair A, A+1."""
    table = np.zeros(256, np.uint8)
    for first, last in (
        (0x01, 0x0D), (0x12, 0x1C), (0x20, 0x23), (0x2D, 0x31), (0x44, 0x4A), (0x52, 0x58), (0x60, 0x66),
        (0x7B, 0xE2), (0xFE, 0xFF),
    ):  # fmt: skip
        table[first : last + 1] = 1
    for first, last in (
        (0x04, 0x06), (0x0B, 0x0B), (0x16, 0x19), (0x45, 0x45), (0x53, 0x53), (0x61, 0x61), (0x7D, 0x7E),
        (0x80, 0x81), (0x83, 0x83), (0x86, 0x86), (0x88, 0x89), (0x8B, 0x8B), (0x9B, 0xA5), (0xAB, 0xAF),
        (0xBB, 0xC5), (0xCB, 0xCF),
    ):  # fmt: skip
        table[first : last + 1] = 2
    return table


def _narrow() -> np.ndarray:
    """bool[256]: register A is given by four bits."""
    table = np.zeros(256, np.bool_)
    for first, last in (
        (0x01, 0x01), (0x04, 0x04), (0x07, 0x07), (0x12, 0x12), (0x20, 0x21), (0x23, 0x23), (0x32, 0x37),
        (0x52, 0x5F), (0x7B, 0x8F), (0xB0, 0xD7),
    ):  # fmt: skip
        table[first : last + 1] = True
    return table


WRITES = _writes()
NARROW = _narrow()


@nb.njit(cache=True, nogil=True)
def _value(kind, payload):
    return (np.int64(kind) << KIND_SHIFT) | (np.int64(payload) & 0xFFFFFFFF)


@nb.njit(cache=True, nogil=True)
def _signed16(word):
    return np.int64(word) - 0x10000 if word >= 0x8000 else np.int64(word)


@nb.njit(cache=True, nogil=True)
def _branch(units, at, opcode):
    """Distance in code units to the target of a branch or payload reference."""
    if opcode == 0x28:
        distance = np.int64(units[at]) >> 8
        return distance - 256 if distance >= 128 else distance
    if opcode == 0x29 or (opcode >= 0x32 and opcode <= 0x3D):
        return _signed16(units[at + 1])
    distance = np.int64(units[at + 1]) | (np.int64(units[at + 2]) << 16)
    return distance - 0x100000000 if distance >= 0x80000000 else distance


@nb.njit(cache=True, nogil=True)
def _switch_targets(units, first, count, at, out):
    """Targets (relative to ``first``) of the switch at ``first + at``; returns how many fit into ``out``."""
    table = first + at + _branch(units, first + at, np.int64(0x2B))
    if table < first or table + 2 > first + count:
        return 0
    size = np.int64(units[table + 1])
    ident = units[table]
    start = table + 4 if ident == 0x0100 else table + 2 + 2 * size
    if (ident != 0x0100 and ident != 0x0200) or start + 2 * size > first + count:
        return 0
    found = 0
    for k in range(min(size, out.size)):
        low = np.int64(units[start + 2 * k]) | (np.int64(units[start + 2 * k + 1]) << 16)
        out[found] = at + (low - 0x100000000 if low >= 0x80000000 else low)
        found += 1
    return found


@nb.njit(cache=True, nogil=True)
def _handlers(image, item, units, first, count, leader):
    """Mark the first instruction of every exception handler (2 = starts with everything unknown)."""
    tries = np.int64(units[item + 3])
    if tries == 0:
        return
    at = 2 * (first + count + (count & 1)) + 8 * tries
    if at >= image.size:
        return
    lists = np.int64(0)
    shift = 0
    while at < image.size and shift < 35:
        byte = np.int64(image[at])
        at += 1
        lists |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            break
    for _ in range(min(lists, 65536)):
        size = np.int64(0)
        shift = 0
        byte = np.int64(0)
        while at < image.size and shift < 35:
            byte = np.int64(image[at])
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        if byte & 0x40 and shift < 64:
            size -= np.int64(1) << shift
        values = 2 * abs(size) + (1 if size <= 0 else 0)
        for k in range(min(values, 131072)):
            value = np.int64(0)
            shift = 0
            if at >= image.size:
                return
            while at < image.size and shift < 35:
                byte = np.int64(image[at])
                at += 1
                value |= (byte & 0x7F) << shift
                shift += 7
                if byte < 0x80:
                    break
            is_address = (k % 2 == 1) or k == 2 * abs(size)
            if is_address and value < count:
                leader[value] = 2


@nb.njit(cache=True, nogil=True)
def _step(units, first, at, opcode, state, registers, last, writes, narrow):
    """Change ``state`` by one instruction; returns the new value of "result of the last call"."""
    word = np.int64(units[first + at])
    a = (word >> 8) & 0x0F if narrow[opcode] else word >> 8
    value = np.int64(UNKNOWN)
    if opcode <= 0x09:
        if opcode == 1 or opcode == 4 or opcode == 7:
            b = word >> 12
        elif opcode == 3 or opcode == 6 or opcode == 9:
            a = np.int64(units[first + at + 1])
            b = np.int64(units[first + at + 2])
        else:
            b = np.int64(units[first + at + 1])
        if opcode >= 1 and b < registers:
            value = state[b]
    elif opcode <= 0x0C and opcode >= 0x0A:
        value = last
    elif opcode == 0x12:
        literal = word >> 12
        value = _value(INTEGER, literal - 16 if literal >= 8 else literal)
    elif opcode == 0x13 or opcode == 0x16:
        value = _value(INTEGER, _signed16(units[first + at + 1]))
    elif opcode == 0x14 or opcode == 0x17:
        value = _value(INTEGER, np.int64(units[first + at + 1]) | (np.int64(units[first + at + 2]) << 16))
    elif opcode == 0x15:
        value = _value(INTEGER, np.int64(units[first + at + 1]) << 16)
    elif opcode == 0x1A:
        value = _value(STRING, np.int64(units[first + at + 1]))
    elif opcode == 0x1B:
        value = _value(STRING, np.int64(units[first + at + 1]) | (np.int64(units[first + at + 2]) << 16))
    elif opcode == 0x1C:
        value = _value(TYPE, np.int64(units[first + at + 1]))
    elif opcode == 0x23:
        value = _value(ARRAY, at)
    elif opcode >= 0x60 and opcode <= 0x66:
        value = _value(FIELD, np.int64(units[first + at + 1]))
    if writes[opcode] != 0 and a < registers:
        state[a] = value
        if writes[opcode] == 2 and a + 1 < registers:
            state[a + 1] = UNKNOWN
    if (opcode >= 0x6E and opcode <= 0x78) or opcode == 0x24 or opcode == 0x25 or opcode >= 0xFA:
        return _value(RESULT, at)
    return last


@nb.njit(cache=True, nogil=True)
def _arguments(units, at, opcode, state, registers, row):
    """Values of the argument words of the call at ``at``."""
    row[:] = UNKNOWN
    if (opcode >= 0x74 and opcode <= 0x78) or opcode == 0x25 or opcode == 0xFB or opcode == 0xFD:
        count = np.int64(units[at]) >> 8
        start = np.int64(units[at + 2])
        for k in range(min(count, row.size)):
            if start + k < registers:
                row[k] = state[start + k]
        return count
    count = np.int64(units[at]) >> 12
    packed = np.int64(units[at + 2])
    for k in range(min(count, 5)):
        register = (packed >> (4 * k)) & 0x0F if k < 4 else (np.int64(units[at]) >> 8) & 0x0F
        if register < registers:
            row[k] = state[register]
    return count


@nb.njit(cache=True, nogil=True)
def follow_constants(image, units, code, width, writes, narrow):
    """Constants that reach the calls and array stores of the methods whose code items are given.

    ``code`` int64[k] byte offsets.  Returns two tables.  Calls: (method int32[c], offset int32[c], opcode uint8[c],
    target uint16[c], arguments int64[c, 8]), ``target`` a method (or, for filled-new-array, type) index.  Stores of
    objects into arrays: (method int32[s], array int32[s], value int64[s]), ``array`` the offset of the instruction that
    made it.
    """
    capacity = 256
    methods = np.empty(capacity, np.int32)
    offsets = np.empty(capacity, np.int32)
    opcodes = np.empty(capacity, np.uint8)
    targets = np.empty(capacity, np.uint16)
    arguments = np.empty((capacity, ARGUMENTS), np.int64)
    found = 0
    store_capacity = 64
    store_method = np.empty(store_capacity, np.int32)
    store_array = np.empty(store_capacity, np.int32)
    store_value = np.empty(store_capacity, np.int64)
    stores = 0
    branch_targets = np.empty(4096, np.int64)
    row = np.empty(ARGUMENTS, np.int64)
    for m in range(code.size):
        item = code[m] // 2
        first = item + 8
        if code[m] == 0 or first > units.size:
            continue
        count = np.int64(units[item + 6]) | (np.int64(units[item + 7]) << 16)
        registers = np.int64(units[item])
        ins = np.int64(units[item + 1])
        if first + count > units.size or ins > registers or registers == 0:
            continue
        # 0 inside a block, 1 first of a block, 2 handler; 3 is not the start of an instruction.
        leader = np.full(count + 1, np.uint8(3), np.uint8)
        at = np.int64(0)
        valid = True
        while at < count:
            word = units[first + at]
            opcode = np.int64(word & 0xFF)
            payload = opcode == 0 and word != 0
            step = payload_width(units, first + at, first + count) if payload else np.int64(width[opcode])
            if step <= 0 or at + step > count:
                valid = False
                break
            leader[at] = 0
            at += step
        if not valid:
            continue
        leader[0] = 1
        at = np.int64(0)
        while at < count:
            word = units[first + at]
            opcode = np.int64(word & 0xFF)
            if opcode == 0 and word != 0:
                at += payload_width(units, first + at, first + count)
                continue
            step = np.int64(width[opcode])
            if (opcode >= 0x28 and opcode <= 0x2A) or (opcode >= 0x32 and opcode <= 0x3D):
                to = at + _branch(units, first + at, opcode)
                if to >= 0 and to < count and leader[to] != 3:
                    leader[to] = max(leader[to], np.uint8(1))
            elif opcode == 0x2B or opcode == 0x2C:
                n = _switch_targets(units, first, count, at, branch_targets)
                for k in range(n):
                    to = branch_targets[k]
                    if to >= 0 and to < count and leader[to] != 3:
                        leader[to] = max(leader[to], np.uint8(1))
            if ((opcode >= 0x28 and opcode <= 0x3D) or (opcode >= 0x0E and opcode <= 0x11) or opcode == 0x27) and (
                at + step < count and leader[at + step] == 0
            ):
                leader[at + step] = 1
            at += step
        _handlers(image, item, units, first, count, leader)
        block_of = np.full(count, np.int32(-1), np.int32)
        blocks = 0
        for at in range(count):
            if leader[at] == 1 or leader[at] == 2:
                block_of[at] = blocks
                blocks += 1
        if blocks * registers > MAX_CELLS:
            continue
        begin = np.empty(blocks, np.int32)
        before = np.full((blocks, registers), np.int64(-1), np.int64)
        for at in range(count):
            if block_of[at] >= 0:
                begin[block_of[at]] = at
                if leader[at] == 2:
                    before[block_of[at], :] = UNKNOWN
        before[0, :] = UNKNOWN
        for k in range(ins):
            before[0, registers - ins + k] = _value(PARAMETER, k)
        queue = np.empty(blocks + 1, np.int32)
        queued = np.zeros(blocks, np.bool_)
        head = 0
        waiting = 0
        for b in range(blocks):
            if before[b, 0] != -1:
                queue[(head + waiting) % (blocks + 1)] = b
                waiting += 1
                queued[b] = True
        state = np.empty(registers, np.int64)
        # A register's value at a block can change twice at most (unset, constant, unknown).
        for phase in range(2):
            if phase == 1:
                head = 0
                waiting = 0
                for b in range(blocks):
                    if before[b, 0] != -1:
                        queue[waiting] = b
                        waiting += 1
            while waiting > 0:
                b = queue[head]
                head = (head + 1) % (blocks + 1)
                waiting -= 1
                queued[b] = False
                state[:] = before[b]
                at = np.int64(begin[b])
                last = np.int64(UNKNOWN)
                while at < count:
                    word = units[first + at]
                    opcode = np.int64(word & 0xFF)
                    if opcode == 0 and word != 0:
                        break
                    if phase == 1 and (
                        (opcode >= 0x6E and opcode <= 0x78) or opcode == 0x24 or opcode == 0x25 or opcode == 0x4D
                    ):
                        if opcode == 0x4D:
                            array = np.int64(units[first + at + 1]) & 0xFF
                            source = np.int64(word) >> 8
                            if array < registers and source < registers and state[array] >> KIND_SHIFT == ARRAY:
                                if stores == store_capacity:
                                    store_capacity *= 2
                                    store_method = np.append(store_method, np.empty(stores, np.int32))
                                    store_array = np.append(store_array, np.empty(stores, np.int32))
                                    store_value = np.append(store_value, np.empty(stores, np.int64))
                                store_method[stores] = m
                                store_array[stores] = state[array] & 0xFFFFFFFF
                                store_value[stores] = state[source]
                                stores += 1
                        else:
                            words = _arguments(units, first + at, opcode, state, registers, row)
                            if opcode == 0x24 or opcode == 0x25:
                                for k in range(min(words, ARGUMENTS)):
                                    if stores == store_capacity:
                                        store_capacity *= 2
                                        store_method = np.append(store_method, np.empty(stores, np.int32))
                                        store_array = np.append(store_array, np.empty(stores, np.int32))
                                        store_value = np.append(store_value, np.empty(stores, np.int64))
                                    store_method[stores] = m
                                    store_array[stores] = at
                                    store_value[stores] = row[k]
                                    stores += 1
                            else:
                                if found == capacity:
                                    capacity *= 2
                                    methods = np.append(methods, np.empty(found, np.int32))
                                    offsets = np.append(offsets, np.empty(found, np.int32))
                                    opcodes = np.append(opcodes, np.empty(found, np.uint8))
                                    targets = np.append(targets, np.empty(found, np.uint16))
                                    wider = np.empty((capacity, ARGUMENTS), np.int64)
                                    wider[:found] = arguments[:found]
                                    arguments = wider
                                methods[found] = m
                                offsets[found] = at
                                opcodes[found] = opcode
                                targets[found] = units[first + at + 1]
                                arguments[found, :] = row
                                found += 1
                    last = _step(units, first, at, opcode, state, registers, last, writes, narrow)
                    step = np.int64(width[opcode])
                    targets_found = 0
                    if (opcode >= 0x28 and opcode <= 0x2A) or (opcode >= 0x32 and opcode <= 0x3D):
                        branch_targets[0] = at + _branch(units, first + at, opcode)
                        targets_found = 1
                    elif opcode == 0x2B or opcode == 0x2C:
                        targets_found = _switch_targets(units, first, count, at, branch_targets)
                    stops = (opcode >= 0x0E and opcode <= 0x11) or opcode == 0x27 or (opcode >= 0x28 and opcode <= 0x2A)
                    following = at + step
                    ends = stops or targets_found > 0 or (following < count and block_of[following] >= 0)
                    if phase == 0 and ends:
                        successors = targets_found if stops else targets_found + 1
                        for k in range(successors):
                            to = branch_targets[k] if k < targets_found else following
                            if to < 0 or to >= count or block_of[to] < 0:
                                continue
                            other = block_of[to]
                            changed = False
                            for r in range(registers):
                                old = before[other, r]
                                if old == -1:
                                    before[other, r] = state[r]
                                    changed = True
                                elif old != UNKNOWN and old != state[r]:
                                    before[other, r] = UNKNOWN
                                    changed = True
                            if changed and not queued[other]:
                                queue[(head + waiting) % (blocks + 1)] = other
                                waiting += 1
                                queued[other] = True
                    if ends:
                        break
                    at = following
    return (
        methods[:found], offsets[:found], opcodes[:found], targets[:found], arguments[:found],
        store_method[:stores], store_array[:stores], store_value[:stores],
    )  # fmt: skip
