"""The anchor kernel against its plain-Python twin."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.kernels.anchors import build_slots, find_anchors


def found(data: bytes, grams: list[bytes], limit: int = 1000) -> list[int]:
    words = np.array([int.from_bytes(g, "little") for g in grams], np.uint32)
    return find_anchors(np.frombuffer(data, np.uint8), words, build_slots(words), limit).tolist()  # type: ignore[no-any-return]


def twin(data: bytes, grams: list[bytes]) -> list[int]:
    return [at for at in range(len(data) - 3) if data[at : at + 4] in grams]


@given(
    st.lists(st.binary(min_size=4, max_size=4), min_size=1, max_size=40, unique=True),
    st.lists(st.one_of(st.binary(max_size=6), st.integers(0, 39)), max_size=30),
)
def test_equals_the_plain_search(grams: list[bytes], pieces: list[bytes | int]) -> None:
    data = b"".join(p if isinstance(p, bytes) else grams[p % len(grams)] for p in pieces)
    assert found(data, grams) == twin(data, grams)


@given(st.binary(max_size=60))
def test_few_letters_make_many_hits(data: bytes) -> None:
    data = bytes(b % 2 for b in data)
    grams = [bytes([a, b, c, d]) for a in (0, 1) for b in (0, 1) for c in (0, 1) for d in (0, 1)]
    assert found(data, grams) == twin(data, grams)


def test_stops_at_the_limit() -> None:
    assert found(b"/sys" * 10, [b"/sys"], limit=3) == [0, 4, 8]


def test_nothing_stands_before_the_first_four_bytes() -> None:
    assert found(b"\0\0\0", [b"\0\0\0\0"]) == []
    assert found(b"", [b"http"]) == []


def test_grams_that_share_a_slot_are_all_found() -> None:
    chance = random.Random(1)
    grams = [chance.randbytes(4) for _ in range(900)]
    slots = {int.from_bytes(g, "little") * 2654435761 % 2**32 >> 16 for g in grams}
    assert len(slots) < len(grams)  # 900 of 65,536 places: some collide, by the birthday rule
    data = b"".join(grams)
    assert found(data, grams, limit=10_000) == twin(data, grams)
