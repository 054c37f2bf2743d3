import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.runtime.device.twins import WITHIN, likeness, paired
from kanhe.runtime.trace.records import FlowRecord


def captured(ts: float = 10.0, n: int = 1, **more) -> FlowRecord:
    return FlowRecord(ts, "a.example", n, method="POST", **more)


def recorded(ts: float = 10.0, n: int = 70, **more) -> FlowRecord:
    return FlowRecord(ts, more.pop("host", "a.example"), n, stk=n, **more)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (captured(hash="x", path_d="p"), recorded(hash="x", path_d="p", method="POST"), 3),
        (captured(hash="x"), recorded(hash="y"), 0),
        (captured(hash="x", path_d="p"), recorded(path_d="p", method="POST"), 2),
        (captured(path_d="p"), recorded(path_d="q"), 0),
        (captured(), recorded(), 1),
        (captured(), recorded(method="GET"), 0),
        (captured(pinned=True), recorded(), 0),
    ],
    ids=["content", "other-content", "path", "other-path", "open", "method", "pinned"],
)
def test_how_sure_it_is(one: FlowRecord, other: FlowRecord, alike: int) -> None:
    assert likeness(one, other) == alike


def test_the_same_content_is_a_better_match_than_a_near_moment() -> None:
    told = paired([captured(hash="x")], [recorded(10.1, 70), recorded(12.0, 71, hash="x")])
    assert (told.flows[0].stk, told.twins) == (71, frozenset({71}))


def test_each_of_the_agents_records_stands_for_one() -> None:
    told = paired([captured(10.0, 1), captured(10.1, 2), captured(10.2, 3)], [recorded(10.0, 70), recorded(10.1, 71)])
    assert [f.stk for f in told.flows] == [70, 71, None]


def test_a_connection_that_is_known_by_its_name_in_tls() -> None:
    told = paired([captured()], [recorded(host="203.0.113.9", sni="A.example")])
    assert told.flows[0].stk == 70


def test_too_far_apart_or_another_host_is_no_twin() -> None:
    told = paired([captured()], [recorded(10.0 + WITHIN + 0.1), recorded(host="b.example")])
    assert (told.flows[0].stk, told.twins) == (None, frozenset())


FLOWS = st.lists(
    st.tuples(st.floats(0, 60), st.sampled_from(["a", "b"]), st.sampled_from([None, "x", "y"])), max_size=12
)


@given(FLOWS, FLOWS)
def test_nothing_is_lost_and_no_stack_given_twice(left, right) -> None:
    mine = [FlowRecord(ts, host, n, hash=h) for n, (ts, host, h) in enumerate(left)]
    theirs = [FlowRecord(ts, host, 100 + n, hash=h, stk=100 + n) for n, (ts, host, h) in enumerate(right)]
    told = paired(mine, theirs)
    assert sorted(f.n for f in told.flows) == sorted(f.n for f in mine)
    stacks = [f.stk for f in told.flows if f.stk is not None]
    assert sorted(stacks) == sorted(told.twins)
    assert len(stacks) == len(set(stacks))
    by_number = {f.n: f for f in theirs}
    assert all(
        by_number[f.stk].host == f.host and abs(by_number[f.stk].ts - f.ts) <= WITHIN
        for f in told.flows
        if f.stk is not None
    )
