import datetime as dt
import itertools

import pytest
import sqlalchemy as sa

from kanhe.ledger.cases import (
    OPEN,
    TRANSITIONS,
    CaseOpened,
    CasePenalised,
    CaseReopened,
    CaseTested,
    Problem,
    RectificationOrdered,
    RectificationReported,
    Retested,
    case_problems,
    cases,
    overdue,
    state_of,
)  # fmt: skip
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.notices import NoticeRow
from kanhe.ledger.reference_case import FixedClock
from tests.ledger.entries import act, app, case, done, notice, refused

DAY = dt.date(2021, 11, 1)


def state(ledger: Ledger, of: str) -> str:
    with ledger.read() as connection:
        return state_of(connection, of)


def test_every_state_is_named_and_reached() -> None:
    reached = {state for after in TRANSITIONS.values() for state in after}
    assert reached | {"sampled"} == set(TRANSITIONS)
    assert set(OPEN) == set(TRANSITIONS) - {"passed", "rectified", "restored", "penalised"}


def test_a_sample_is_one_case(ledger: Ledger) -> None:
    of = app(ledger)
    first = case(ledger, of)
    refused(ledger, CaseOpened(of, "1.0", "store-a", "miit", "2021-1"), first)
    refused(ledger, CaseOpened(of, "1.1", "store-a", "miit", "2021-1", first), "taken already")
    refused(ledger, CaseOpened("android:x", "1.0", "store-a", "miit", "2021-1"), "no app")
    for other in (
        CaseOpened(of, "1.1", "store-a", "miit", "2021-1"), CaseOpened(of, "1.0", "store-b", "miit", "2021-1"),
        CaseOpened(of, "1.0", "store-a", "gd", "2021-1"), CaseOpened(of, "1.0", "store-a", "miit", "2021-2"),
    ):  # fmt: skip
        act(ledger, other)


def test_a_clean_test_closes_and_problems_are_kept(ledger: Ledger) -> None:
    of = app(ledger)
    clean, dirty = case(ledger, of), case(ledger, of, source="store-b")
    act(ledger, CaseTested(clean))
    act(ledger, CaseTested(dirty, (Problem("违规收集", "IMEI"), Problem("过度索取", "x"), Problem("违规收集", "MAC"))))
    assert (state(ledger, clean), state(ledger, dirty)) == ("passed", "tested")
    with ledger.read() as connection:
        told = connection.execute(sa.select(case_problems.c.label, case_problems.c.detail)).all()
    assert sorted(map(tuple, told)) == sorted([("违规收集", "IMEI\nMAC"), ("过度索取", "x")])


@pytest.mark.parametrize(("given", "sentence"), [
    (RectificationOrdered("c"), "one of them"), (RectificationOrdered("c", DAY, 5), "one of them"),
    (RectificationOrdered("c", dt.date(2021, 10, 31)), "passed already"), (RectificationOrdered("c", working_days=0), "one working day"),
    (RectificationOrdered("c", working_days=-3), "one working day"), (RectificationOrdered("c", working_days=99999), "not known"),
])  # fmt: skip
def test_deadlines_that_are_none(ledger: Ledger, given: RectificationOrdered, sentence: str) -> None:
    act(ledger, CaseOpened(app(ledger), "1.0", "s", "miit", "1", "c"))
    act(ledger, CaseTested("c", (Problem("l", "d"),)))
    refused(ledger, given, sentence)


def test_a_deadline_in_working_days_is_written_down_as_a_date(ledger: Ledger) -> None:
    of = case(ledger, app(ledger), "tested")
    ordered = done(ledger, RectificationOrdered(of, working_days=5))
    assert ordered.deadline == dt.date(2021, 11, 8)
    with ledger.read() as connection:
        assert connection.execute(sa.select(cases.c.deadline)).scalar() == dt.date(2021, 11, 8)


def test_overdue_from_the_day_after(ledger: Ledger) -> None:
    of = case(ledger, app(ledger), "ordered")
    with ledger.read() as connection:
        assert overdue(connection, dt.date(2021, 11, 8)) == ()
        assert [o.case for o in overdue(connection, dt.date(2021, 11, 9))] == [of]


def test_only_a_re_test_that_passed_closes(ledger: Ledger, clock: FixedClock) -> None:
    of = case(ledger, app(ledger), "ordered")
    act(ledger, RectificationReported(of, "1.1", "已整改"))
    assert state(ledger, of) == "ordered"
    act(ledger, Retested(of, "1.1", False, "r1"))
    assert state(ledger, of) == "ordered"
    taken = done(ledger, Retested(of, "1.2", True, "r2")).id
    assert state(ledger, of) == "rectified"
    refused(ledger, Retested(of, "1.2", True, "r3"), "nothing is to be re-tested")
    refused(ledger, RectificationReported(of, "1.2", "又"), "nothing is ordered")
    act(ledger, CaseReopened(of, "回头看：整改不彻底"))
    refused(ledger, Retested(of, "1.2", True, "r3", id=taken), "taken already")
    with ledger.read() as connection:
        assert overdue(connection, dt.date(2022, 1, 1)) == ()


def test_look_back_is_noticed_directly(ledger: Ledger) -> None:
    of = app(ledger)
    looked = case(ledger, of)
    act(ledger, CaseTested(looked))
    act(ledger, CaseReopened(looked, "回头看"))
    notice(ledger, 11, DAY, NoticeRow("一号", "甲公司", case=looked), look_back=True)
    assert state(ledger, looked) == "noticed"


def test_what_may_not_follow_is_refused(ledger: Ledger) -> None:
    """Every pair of states that the table does not name, for the acts that set a state alone."""
    of = app(ledger)
    made = {
        "sampled": case(ledger, of),
        "tested": case(ledger, of, "tested", "b"),
        "ordered": case(ledger, of, "ordered", "c"),
    }
    acts = {"tested": CaseTested, "ordered": lambda c: RectificationOrdered(c, working_days=1),
            "reopened": lambda c: CaseReopened(c, "r"), "penalised": lambda c: CasePenalised(c, "p")}  # fmt: skip
    for (now, of), (state, make) in itertools.product(made.items(), acts.items()):
        if state not in TRANSITIONS[now]:
            refused(ledger, make(of), f"is {now} and cannot become {state}")
    refused(ledger, CaseTested("nothing"), "no case nothing")
