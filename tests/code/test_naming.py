import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.kernels.strings import mix
from kanhe.code.naming import SEED, Lookup, combine, hash_texts, member_hashes, signature_hashes


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_combine_is_the_kernels_mix(left: int, right: int) -> None:
    assert combine(np.array([left], np.uint64), np.array([right], np.uint64))[0] == mix(
        np.uint64(left), np.uint64(right)
    )


@given(st.lists(st.text(max_size=12), min_size=1, unique=True))
def test_different_texts_hash_differently(texts: list[str]) -> None:
    assert len(set(hash_texts(texts).tolist())) == len(texts)


def test_order_of_parts_matters() -> None:
    a, b = hash_texts(["a"]), hash_texts(["b"])
    assert signature_hashes(a, b) != signature_hashes(b, a)
    assert member_hashes(a, b) != member_hashes(b, a)
    assert int(SEED) & 1


def test_lookup() -> None:
    lookup = Lookup(np.array([5, 9, 2], np.uint64))
    assert lookup.find(np.array([2, 3, 9, 99], np.uint64)).tolist() == [2, -1, 1, -1]
    assert Lookup(np.empty(0, np.uint64)).find(np.array([1], np.uint64)).tolist() == [-1]
