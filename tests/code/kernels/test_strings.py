import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.kernels.strings import hash_dotted, hash_strings, locate_strings, longest_prefix, mix

SEED = np.uint64(12345)
M = (1 << 64) - 1


def mix_twin(state: int, value: int) -> int:
    state = (state ^ value) * 0x9E3779B97F4A7C15 & M
    return state ^ state >> 29


def hash_twin(data: bytes) -> int:
    state = int(SEED)
    for byte in data:
        state = mix_twin(state, byte)
    return state


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=8))
def test_hash_is_that_of_the_plain_twin(texts: list[bytes]) -> None:
    image = np.frombuffer(b"".join(texts) or b"\0", np.uint8)
    length = np.array([len(t) for t in texts], np.int32)
    start = np.concatenate([[0], np.cumsum(length)])[:-1].astype(np.int64)
    assert hash_strings(image, start, length, SEED).tolist() == [hash_twin(t) for t in texts]


def test_mix_is_the_twin() -> None:
    assert int(mix(np.uint64(7), np.uint64(9))) == mix_twin(7, 9)


def test_strings_outside_the_file_have_length_minus_one() -> None:
    image = np.frombuffer(b"\x03abc\0\x02xy", np.uint8)
    start, length = locate_strings(image, np.array([0, 5, 99], np.uint32))
    assert start.tolist()[0] == 1
    assert length.tolist() == [3, -1, -1]


def test_dotted_names_hash_like_their_text() -> None:
    image = np.frombuffer(b"La/b/C$D;", np.uint8)
    assert hash_dotted(image, np.array([0]), np.array([9], np.int32), SEED).tolist() == [hash_twin(b"a.b.C$D")]


def test_longest_prefix_on_a_boundary_wins() -> None:
    keys, values = np.zeros(8, np.uint64), np.full(8, -1, np.int32)
    for value, prefix in enumerate((b"com/a", b"com/a/b", b"com/ab/C")):
        slot = hash_twin(prefix) & 7
        while keys[slot]:
            slot = (slot + 1) & 7
        keys[slot], values[slot] = hash_twin(prefix), value
    names = [b"Lcom/a/X;", b"Lcom/a/b/Y;", b"Lcom/ab/Z;", b"Lcom/ab/C;", b"Lcom/ab/C$1;", b"I", b"[Lcom/a/X;"]
    image = np.frombuffer(b"".join(names), np.uint8)
    length = np.array([len(n) for n in names], np.int32)
    start = np.concatenate([[0], np.cumsum(length)])[:-1].astype(np.int64)
    assert longest_prefix(image, start, length, SEED, keys, values).tolist() == [0, 1, -1, 2, 2, -1, -1]
