from hypothesis import given
from hypothesis import strategies as st

from kanhe.report.diff.pairing import pairs

ROWS = st.lists(st.tuples(st.integers(0, 5) | st.none(), st.text(max_size=2)), max_size=12)


@given(ROWS, ROWS)
def test_every_row_with_a_key_is_in_one_pair_and_keeps_its_order(old: list, new: list) -> None:
    found = list(pairs(old, new, lambda row: row[0]))
    assert len({pair.key for pair in found}) == len(found)
    for pair in found:
        assert pair.old or pair.new
        assert list(pair.old) == [row for row in old if row[0] == pair.key]
        assert list(pair.new) == [row for row in new if row[0] == pair.key]
    assert {row[0] for row in (*old, *new)} - {None} == {pair.key for pair in found}


@given(ROWS, ROWS)
def test_the_order_of_keys_does_not_depend_on_which_side_is_first(old: list, new: list) -> None:
    key = lambda row: row[0]  # noqa: E731
    assert [pair.key for pair in pairs(old, new, key)] == [pair.key for pair in pairs(new, old, key)]
