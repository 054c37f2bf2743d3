from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.runtime.agent.messages import MAX_BATCH, BurstTold, CallTold, StackTold, UiTold, batch

CALL = {
    "t": "call",
    "n": 1,
    "ts": 5.25,
    "api": "a.B.c",
    "stk": 0,
    "kind": "imei",
    "shown": ["x"],
    "depth": 0,
    "rc": "planted",
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["t", "n", "ts", "api", "stk", "kind", "frames", "k", "r"]), inner, max_size=5
        )
    ),
)


def test_messages_are_told_apart() -> None:
    told, refused = batch({"k": "batch", "r": [
        CALL, {"t": "stack", "n": 2, "id": 0, "frames": ["a.B.c:1"]}, {"t": "ui", "n": 3, "ts": 6, "ev": "click", "text": "同意"},
        {**CALL, "t": "burst", "cnt": 30, "first": 5.25, "last": 6, "gaps": [0, 0.1, 0.2]},
    ]})  # fmt: skip
    assert refused == 0
    assert [type(t) for t in told] == [CallTold, StackTold, UiTold, BurstTold]
    assert isinstance(told[0], CallTold)
    assert (told[0].ts, told[0].rc) == (5.25, "planted")


def test_what_is_wrong_is_counted() -> None:
    wrong: list[dict[str, Any]] = [
        {**CALL, "ts": -1}, {**CALL, "ts": 1e18}, {**CALL, "api": "x" * 2000}, {**CALL, "via": "telepathy"}, {"t": "who"}, {},
    ]  # fmt: skip
    assert batch({"r": [*wrong, CALL]}) == ([batch({"r": [CALL]})[0][0]], len(wrong))


def test_a_batch_is_bounded() -> None:
    told, refused = batch({"r": [CALL] * (MAX_BATCH + 5)})
    assert (len(told), refused) == (MAX_BATCH, 5)


@settings(deadline=None, max_examples=40)
@given(JSON)
def test_anything_may_come(payload: Any) -> None:
    told, refused = batch(payload)
    assert refused >= 0
    assert all(told)


@settings(deadline=None, max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from(["t", "n", "ts", "api", "stk", "kind", "frames", "id", "gaps", "cnt"]), JSON, max_size=8
    )
)
def test_any_message_may_come(message: Any) -> None:
    told, refused = batch({"r": [message]})
    assert len(told) + refused == 1
