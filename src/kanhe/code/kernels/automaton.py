"""Kernels of an Aho-Corasick automaton: find every occurrence of many patterns in one pass over the bytes.

Bytes that occur in no pattern share one class, so that a state is a short row.
"""

from __future__ import annotations

import numba as nb
import numpy as np


@nb.njit(cache=True, nogil=True)
def build_automaton(text, start, length, classes, class_count):
    """Build the automaton of p patterns.

    ``text`` uint8[n] holds all patterns, ``start``/``length`` int64[p] where each lies; ``classes`` uint8[256] the class
    of each byte.  Returns (transitions int32[states, class_count], output int32[states], shorter int32[states]):
    ``output`` is the pattern that ends in a state or -1, ``shorter`` the next state on the failure path that has an
    output, 0 for none.  Of equal patterns the last one counts.
    """
    limit = text.size + 1
    go = np.zeros((limit, class_count), np.int32)
    output = np.full(limit, np.int32(-1), np.int32)
    states = 1
    for p in range(start.size):
        state = 0
        for k in range(length[p]):
            byte = classes[text[start[p] + k]]
            if go[state, byte] == 0:
                go[state, byte] = states
                states += 1
            state = go[state, byte]
        if state != 0:
            output[state] = p
    failure = np.zeros(states, np.int32)
    shorter = np.zeros(states, np.int32)
    queue = np.empty(states, np.int32)
    tail = 0
    for byte in range(class_count):
        if go[0, byte] != 0:
            queue[tail] = go[0, byte]
            tail += 1
    head = 0
    while head < tail:
        state = queue[head]
        head += 1
        back = failure[state]
        shorter[state] = back if output[back] >= 0 else shorter[back]
        for byte in range(class_count):
            other = go[state, byte]
            if other != 0:
                failure[other] = go[back, byte]
                queue[tail] = other
                tail += 1
            else:
                go[state, byte] = go[back, byte]
    return go[:states].copy(), output[:states].copy(), shorter


@nb.njit(cache=True, nogil=True)
def search(image, start, length, classes, transitions, output, shorter):
    """Every occurrence of every pattern in every string.

    Returns (string int32[h], pattern int32[h], end int32[h]): the hit's string, its pattern, and the offset behind its
    last byte.
    """
    strings = np.empty(1024, np.int32)
    patterns = np.empty(1024, np.int32)
    ends = np.empty(1024, np.int32)
    found = 0
    for i in range(start.size):
        state = np.int32(0)
        at = start[i]
        for k in range(max(length[i], 0)):
            state = transitions[state, classes[image[at + k]]]
            hit = state if output[state] >= 0 else shorter[state]
            while hit != 0:
                if found == strings.size:
                    strings = np.append(strings, np.empty(found, np.int32))
                    patterns = np.append(patterns, np.empty(found, np.int32))
                    ends = np.append(ends, np.empty(found, np.int32))
                strings[found] = i
                patterns[found] = output[hit]
                ends[found] = k + 1
                found += 1
                hit = shorter[hit]
    return strings[:found], patterns[:found], ends[:found]
