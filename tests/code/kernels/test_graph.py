import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.kernels.graph import ancestors_of, breadth_first, build_table, compress, look_up

EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40)


def twin_distances(edges: list[tuple[int, int]], roots: list[int]) -> list[int]:
    distance = [-1] * 10
    level, step = set(roots), 0
    while level:
        for node in level:
            distance[node] = step
        step += 1
        level = {b for a, b in edges if a in level and distance[b] < 0}
    return distance


@given(EDGES, st.lists(st.integers(0, 9), min_size=1, max_size=3))
def test_search_gives_shortest_distances_and_a_path(edges: list[tuple[int, int]], roots: list[int]) -> None:
    source, target = (np.array([e[k] for e in edges], np.int32) for k in (0, 1))
    first, neighbour, edge = compress(source, target, 10)
    parent, via, distance = breadth_first(first, neighbour, edge, np.array(roots, np.int32), 10)
    assert distance.tolist() == twin_distances(edges, roots)
    for node in range(10):
        if distance[node] > 0:
            assert edges[via[node]] == (parent[node], node)


@given(st.lists(st.integers(0, 2**64 - 1), unique=True, max_size=50))
def test_table_finds_what_it_was_built_from(hashes: list[int]) -> None:
    array = np.array(hashes, np.uint64)
    table = build_table(array)
    assert [look_up(table, array, h) for h in array] == list(range(len(hashes)))
    assert look_up(table, array, np.uint64(12345)) == (hashes.index(12345) if 12345 in hashes else -1)


def test_cyclic_hierarchy_ends() -> None:
    supers = np.array([1, 2, 0], np.int32)
    empty = np.zeros(4, np.int64)
    stack = np.empty(3, np.int32)
    found = ancestors_of(
        np.int32(0), supers, empty, np.empty(0, np.int32), np.full(3, -1, np.int32), np.int32(7), stack
    )
    assert sorted(stack[:found].tolist()) == [1, 2]
