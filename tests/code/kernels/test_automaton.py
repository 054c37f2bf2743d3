import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.kernels.automaton import build_automaton, search

TEXT = st.text("abc", min_size=1, max_size=5)


def find_all(patterns: list[str], texts: list[str]) -> set[tuple[int, int, int]]:
    encoded = [p.encode() for p in patterns]
    length = np.array([len(p) for p in encoded], np.int64)
    start = np.concatenate([[0], np.cumsum(length)])[:-1].astype(np.int64)
    classes = np.zeros(256, np.uint8)
    classes[[97, 98, 99]] = [1, 2, 3]
    tables = build_automaton(np.frombuffer(b"".join(encoded), np.uint8), start, length, classes, 4)
    sizes = np.array([len(t) for t in texts], np.int32)
    at = np.concatenate([[0], np.cumsum(sizes)])[:-1].astype(np.int64)
    image = np.frombuffer("".join(texts).encode() or b"\0", np.uint8)
    hits = search(image, at, sizes, classes, *tables)
    return set(zip(*(h.tolist() for h in hits), strict=True))


@given(
    st.lists(TEXT, min_size=1, max_size=6, unique=True), st.lists(st.text("abcd", max_size=20), min_size=1, max_size=4)
)
def test_finds_what_a_plain_search_finds(patterns: list[str], texts: list[str]) -> None:
    twin = {
        (i, p, at + len(pattern))
        for i, text in enumerate(texts)
        for p, pattern in enumerate(patterns)
        for at in range(len(text))
        if text.startswith(pattern, at)
    }
    assert find_all(patterns, texts) == twin


def test_many_hits_make_the_result_grow() -> None:
    assert len(find_all(["a"], ["a" * 5000])) == 5000
