import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.runtime.joining.consent import AROUND_CLICK, consent, role
from kanhe.runtime.trace.records import Ui

ASK = Ui(10, "dialog", "请您阅读并同意《用户协议》和《隐私政策》")


def test_before_while_asked_and_after() -> None:
    found = consent([Ui(20, "click", "同意并继续"), ASK])
    assert [found.at(t) for t in (0, 9.99, 10, 19.6, 19.8, 20, 20.2, 20.4, 1e9)] == [
        "pre", "pre", "asked", "asked", "unknown", "unknown", "unknown", "accepted", "accepted",
    ]  # fmt: skip
    assert (found.final, found.dialog, found.answers) == ("accepted", 10, (20,))


def test_refused_and_then_accepted() -> None:
    found = consent([ASK, Ui(20, "click", "不同意"), Ui(40, "dialog", ASK.text), Ui(50, "click", "同意")])
    assert [found.at(t) for t in (30, 45, 60)] == ["declined", "declined", "accepted"]
    assert found.final == "accepted"


def test_no_dialog_means_before_unless_nothing_would_have_shown_one() -> None:
    assert consent([]).at(5) == "pre"
    assert consent([]).final == "unseen"
    assert consent([], always=False).at(5) == "unknown"
    assert consent([], always=False).final == "unknown"


@pytest.mark.parametrize(
    ("record", "asked", "wanted"),
    [
        (Ui(1, "dialog", "温馨提示"), False, "other"),
        (Ui(1, "dialog", "", "consent"), False, "consent"),
        (Ui(1, "click", "好的"), True, "accept"),
        (Ui(1, "click", "好的"), False, "other"),
        (Ui(1, "click", "拒绝"), False, "other"),
        (Ui(1, "click", "拒绝"), True, "decline"),
        (Ui(1, "click", "Agree"), False, "accept"),
        (Ui(1, "click", "X", "consent_accept"), False, "accept"),
        (Ui(1, "click", "粘贴"), False, "paste"),
        (Ui(1, "click", "隐私政策"), True, "policy-link"),
        (Ui(1, "click", "不同意升级"), True, "other"),
        (Ui(1, "input", "同意"), True, "other"),
    ],
)
def test_roles(record: Ui, asked: bool, wanted: str) -> None:
    assert role(record, asked) == wanted


def test_a_click_answers_once() -> None:
    found = consent([ASK, Ui(20, "click", "同意"), Ui(90, "click", "同意"), Ui(99, "click", "不同意")])
    assert found.answers == (20,)
    assert found.at(100) == "accepted"


@settings(deadline=None)
@given(st.integers(1, 50), st.integers(1, 50), st.lists(st.floats(0, 200), max_size=30))
def test_phases_of_a_known_run(ask: int, later: int, moments: list[float]) -> None:
    answer = ask + later
    found = consent([Ui(answer, "click", "同意"), Ui(ask, "dialog", ASK.text)])
    for t in moments:
        wanted = (
            "unknown"
            if abs(t - answer) <= AROUND_CLICK
            else "pre"
            if t < ask
            else "asked"
            if t < answer
            else "accepted"
        )
        assert found.at(t) == wanted
