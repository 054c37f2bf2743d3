"""Kernels over graphs: adjacency in compressed rows, breadth-first search, and what overrides what in a hierarchy."""

from __future__ import annotations

import numba as nb
import numpy as np

from kanhe.code.kernels.strings import mix


@nb.njit(cache=True, nogil=True)
def compress(source, target, nodes):
    """Adjacency of a directed graph.  Returns (first int64[nodes + 1], neighbour int32[e], edge int32[e])."""
    first = np.zeros(nodes + 1, np.int64)
    for s in source:
        first[s + 1] += 1
    for n in range(nodes):
        first[n + 1] += first[n]
    place = first[:-1].copy()
    neighbour = np.empty(source.size, np.int32)
    edge = np.empty(source.size, np.int32)
    for e in range(source.size):
        at = place[source[e]]
        neighbour[at] = target[e]
        edge[at] = e
        place[source[e]] += 1
    return first, neighbour, edge


@nb.njit(cache=True, nogil=True)
def breadth_first(first, neighbour, edge, roots, nodes):
    """Shortest paths from any root.

    Returns (parent int32[nodes], via int32[nodes], distance int32[nodes]): the node before, the edge taken, the number
    of edges; a root is its own parent with via -1; an unreached node has distance -1.
    """
    parent = np.full(nodes, np.int32(-1), np.int32)
    via = np.full(nodes, np.int32(-1), np.int32)
    distance = np.full(nodes, np.int32(-1), np.int32)
    queue = np.empty(nodes, np.int32)
    tail = 0
    for root in roots:
        if distance[root] < 0:
            distance[root] = 0
            parent[root] = root
            queue[tail] = root
            tail += 1
    head = 0
    while head < tail:
        node = queue[head]
        head += 1
        for at in range(first[node], first[node + 1]):
            other = neighbour[at]
            if distance[other] < 0:
                distance[other] = distance[node] + 1
                parent[other] = node
                via[other] = edge[at]
                queue[tail] = other
                tail += 1
    return parent, via, distance


@nb.njit(cache=True, nogil=True)
def build_table(hashes):
    """Open-addressing table of the positions of distinct hashes: int32[power of two], -1 where free."""
    size = 16
    while size < 2 * hashes.size:
        size *= 2
    table = np.full(size, np.int32(-1), np.int32)
    mask = np.uint64(size - 1)
    for i in range(hashes.size):
        slot = hashes[i] & mask
        while table[slot] >= 0:
            slot = (slot + np.uint64(1)) & mask
        table[slot] = i
    return table


@nb.njit(cache=True, nogil=True)
def look_up(table, hashes, wanted):
    """Position of a hash in the array the table was built from, -1 when it is not there."""
    mask = np.uint64(table.size - 1)
    slot = wanted & mask
    while table[slot] >= 0:
        if hashes[table[slot]] == wanted:
            return table[slot]
        slot = (slot + np.uint64(1)) & mask
    return np.int32(-1)


@nb.njit(cache=True, nogil=True)
def ancestors_of(start, supers, interface_first, interface_of, stamp, mark, stack):
    """Fill ``stack`` with all supertypes of a type, each once (the type itself not); returns how many.

    ``stamp`` int32[types] is scratch memory: entries equal to ``mark`` are taken as visited.  A cyclic hierarchy ends.
    """
    found = 0
    stamp[start] = mark
    current = start
    at = -1
    while True:
        above = supers[current]
        if above >= 0 and stamp[above] != mark:
            stamp[above] = mark
            stack[found] = above
            found += 1
        for k in range(interface_first[current], interface_first[current + 1]):
            other = interface_of[k]
            if stamp[other] != mark:
                stamp[other] = mark
                stack[found] = other
                found += 1
        at += 1
        if at >= found:
            return found
        current = stack[at]


@nb.njit(cache=True, nogil=True)
def dispatch_edges(
    methods, classes, signatures, defined, hashes, table, type_hashes, supers, interface_first, interface_of,
    in_app, seed, budget,
):  # fmt: skip
    """Edges by which a call reaches the definitions the class hierarchy allows.

    ``methods`` int32[k] are virtual definitions; ``classes`` int32[M], ``signatures`` uint64[M], ``defined`` bool[M] and
    ``hashes`` uint64[M] describe all methods (``table`` finds them by hash); ``supers`` int32[T], ``interface_first``
    int64[T + 1], ``interface_of`` int32[i] the hierarchy; ``in_app`` bool[T].  Returns (source, target, spent): from the
    same signature named on a supertype to the definition; and from a name that is not defined to the inherited
    definition.  Stops when ``budget`` supertypes have been visited; ``spent`` then exceeds it.
    """
    capacity = max(1024, 2 * methods.size)
    source = np.empty(capacity, np.int32)
    target = np.empty(capacity, np.int32)
    found = 0
    stamp = np.full(supers.size, np.int32(-1), np.int32)
    stack = np.empty(supers.size, np.int32)
    spent = np.int64(0)
    last_class = np.int32(-1)
    above = 0
    order = np.argsort(classes[methods], kind="mergesort")
    for position in order:
        method = methods[position]
        owner = classes[method]
        if owner != last_class:
            above = ancestors_of(owner, supers, interface_first, interface_of, stamp, owner, stack)
            last_class = owner
        spent += above
        if spent > budget:
            return source[:found], target[:found], spent
        for k in range(above):
            key = mix(mix(type_hashes[stack[k]], np.uint64(seed)), signatures[method])
            other = look_up(table, hashes, key)
            if other >= 0:
                if found == capacity:
                    capacity *= 2
                    source = np.append(source, np.empty(found, np.int32))
                    target = np.append(target, np.empty(found, np.int32))
                source[found] = other
                target[found] = method
                found += 1
    stamp[:] = -1
    for method in range(classes.size):
        owner = classes[method]
        if defined[method] or not in_app[owner]:
            continue
        above = ancestors_of(owner, supers, interface_first, interface_of, stamp, np.int32(method), stack)
        spent += above
        if spent > budget:
            break
        for k in range(above):
            if not in_app[stack[k]]:
                continue
            key = mix(mix(type_hashes[stack[k]], np.uint64(seed)), signatures[method])
            other = look_up(table, hashes, key)
            if other >= 0 and defined[other]:
                if found == capacity:
                    capacity *= 2
                    source = np.append(source, np.empty(found, np.int32))
                    target = np.append(target, np.empty(found, np.int32))
                source[found] = method
                target[found] = other
                found += 1
                break
    return source[:found], target[:found], spent


@nb.njit(cache=True, nogil=True)
def inherited_edges(
    subclasses, method_first, method_of, signatures, hashes, table, type_hashes, supers, interface_first,
    interface_of, in_app, seed, budget,
):  # fmt: skip
    """Edges from an interface's method to a definition that a class inherits from a superclass without that interface.

    ``subclasses`` int32[k]: classes that declare interfaces and extend a class of the package; ``method_first`` /
    ``method_of``: the virtual definitions of each class.  The rest as in :func:`dispatch_edges`.
    """
    source = np.empty(1024, np.int32)
    target = np.empty(1024, np.int32)
    found = 0
    spent = np.int64(0)
    stamp = np.full(supers.size, np.int32(-1), np.int32)
    stack = np.empty(supers.size, np.int32)
    for owner in subclasses:
        above = ancestors_of(owner, supers, interface_first, interface_of, stamp, owner, stack)
        base = supers[owner]
        depth = 0
        while base >= 0 and in_app[base] and depth < 64:
            for m in range(method_first[base], method_first[base + 1]):
                method = method_of[m]
                spent += above
                if spent > budget:
                    return source[:found], target[:found], spent
                for k in range(above):
                    key = mix(mix(type_hashes[stack[k]], np.uint64(seed)), signatures[method])
                    other = look_up(table, hashes, key)
                    if other >= 0 and other != method:
                        if found == source.size:
                            source = np.append(source, np.empty(found, np.int32))
                            target = np.append(target, np.empty(found, np.int32))
                        source[found] = other
                        target[found] = method
                        found += 1
            base = supers[base]
            depth += 1
    return source[:found], target[:found], spent
