from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.machine.taint import HASHED, PLAIN, TOLD, hashed, reads, taint_of, told, ways

WAYS = st.frozensets(st.tuples(st.integers(0, 70), st.sampled_from([PLAIN, HASHED, TOLD])), max_size=12)


def taint(known: frozenset[tuple[int, int]]) -> int:
    """The number that stands for reads and how each is carried."""
    return sum(taint_of(read) << way for read, way in known)


@given(WAYS)
def test_ways_are_what_went_in(known: frozenset[tuple[int, int]]) -> None:
    assert list(ways(taint(known))) == sorted(known)
    assert list(reads(taint(known))) == sorted({read for read, _ in known})


@given(WAYS)
def test_hashing_leaves_no_plain_data(known: frozenset[tuple[int, int]]) -> None:
    expected = {(read, HASHED if way == PLAIN else way) for read, way in known}
    assert set(ways(hashed(taint(known)))) == expected


@given(WAYS)
def test_a_test_tells_of_every_read(known: frozenset[tuple[int, int]]) -> None:
    assert set(ways(told(taint(known)))) == {(read, TOLD) for read, _ in known}


@given(WAYS, WAYS)
def test_joining_is_or(one: frozenset[tuple[int, int]], other: frozenset[tuple[int, int]]) -> None:
    both = taint(one) | taint(other)
    assert set(ways(both)) == one | other
    assert hashed(both) == hashed(taint(one)) | hashed(taint(other))
    assert told(both) == told(taint(one)) | told(taint(other))


def test_nothing_is_nothing() -> None:
    assert (hashed(0), told(0), list(ways(0)), list(reads(0))) == (0, 0, [], [])
