from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.evidence.runtime_rows import EventRow
from kanhe.runtime import folding
from kanhe.runtime.folding import ALONE, Folding


def read(at: int, item: str = "imei", **told) -> EventRow:
    return EventRow("a", "run-1", "desk", at, "read", at, told.pop("last_ms", at), item=item, **told)


def test_few_are_kept_one_by_one_in_order() -> None:
    kept = Folding()
    for at in (30, 10, 20):
        kept.add(read(at))
    assert [r.at_ms for r in kept.rows()] == [10, 20, 30]
    assert kept.folded == 0


def test_many_equal_ones_are_counted_together_with_their_gaps() -> None:
    kept = Folding()
    total = ALONE + 400
    for k in range(total):
        kept.add(read(k * 5000))
    rows = list(kept.rows())
    assert sum(r.count for r in rows) == total
    assert len(rows) == ALONE + 1
    assert (rows[-1].count, rows[-1].gap_p10_ms, rows[-1].gap_p50_ms, rows[-1].gap_p90_ms) == (400, 5000, 5000, 5000)
    assert rows[-1].last_ms == (total - 1) * 5000
    assert kept.folded == 400


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), st.sampled_from(["imei", "oaid", "contacts"]), st.integers(1, 9)), max_size=300
    )
)
def test_no_call_is_ever_lost(reads: list[tuple[int, str, int]]) -> None:
    before = folding.ALONE, folding.ROWS
    folding.ALONE, folding.ROWS = 3, 20
    try:
        kept = Folding()
        for at, item, count in reads:
            kept.add(read(at, item, count=count, api=f"api{at}"))
        rows = list(kept.rows())
    finally:
        folding.ALONE, folding.ROWS = before
    for item in ("imei", "oaid", "contacts"):
        assert sum(r.count for r in rows if r.item == item) == sum(c for _, i, c in reads if i == item)
    assert len(rows) <= 20 + 2 * 3
