from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.report.html.timeline import position, segments, ticks


def run(**told) -> dict:
    return {
        "length_ms": 100_000,
        "dialog_ms": 1000,
        "consent_ms": 5000,
        "marks": [{"event": "background", "at_ms": 20_000}],
        **told,
    }


def moment(at: int, phase: str = "accepted", state: str = "foreground") -> dict:
    return {"at_ms": at, "last_ms": at, "phase": phase, "state": state}


def test_stretches_fill_the_line() -> None:
    found = segments(run())
    assert [s.kind for s in found] == ["pre", "asked", "answered", "background"]
    assert [(s.begin, s.end) for s in found] == [(0, 1000), (1000, 5000), (5000, 20_000), (20_000, 100_000)]
    assert abs(found[-1].left + found[-1].width - 100) < 1e-9
    assert found[0].length == {"zh": "1.0 秒", "en": "1.0 s"}


def test_without_a_dialog_or_background() -> None:
    assert [s.kind for s in segments(run(dialog_ms=None, consent_ms=None, marks=[]))] == ["all"]
    assert [s.kind for s in segments(run(consent_ms=None, marks=[], length_ms=0))] == ["pre", "asked"]


def test_near_reads_of_one_tone_are_one() -> None:
    line = segments(run())
    found = ticks(
        line,
        [
            moment(500, "pre"),
            moment(501, "pre"),
            moment(502, "asked"),
            moment(10_000),
            *(moment(k, state="background") for k in range(20_000, 100_000, 200)),
        ],
    )
    assert [t.tone for t in found] == ["early", "usual", "background"]
    assert found[-1].width > 35


@settings(deadline=None)
@given(st.lists(st.integers(0, 200_000), min_size=2, max_size=20))
def test_later_is_further_right_and_never_outside(moments: list[int]) -> None:
    places = [position(segments(run()), at) for at in sorted(moments)]
    assert places == sorted(places)
    assert all(0 <= p <= 100.0001 for p in places)
