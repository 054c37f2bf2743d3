from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kanhe.evidence import Evidence
from kanhe.evidence.runtime_rows import EventRow, RunRow
from kanhe.rules.engine import Context, connect
from tests.specimens.runs.judging import app_evidence, judged, seen
from tests.specimens.runs.tape import APP, JPUSH, Tape

RUN = RunRow(
    APP,
    "run-1",
    "desk",
    "kanhe-trace/1",
    "run.jsonl",
    "0" * 64,
    "same",
    early=True,
    calls_seen=True,
    consent="accepted",
    length_ms=10**8,
)


def read(at: int, **told) -> EventRow:
    return EventRow(
        APP,
        "run-1",
        "desk",
        told.pop("number", at),
        "read",
        at,
        told.pop("last_ms", at),
        item=told.pop("item", "contacts"),
        **{"phase": "accepted", "state": "foreground", "api": "La/B;->c", **told},
    )


def click(at: int) -> EventRow:
    return EventRow(APP, "run-1", "desk", at, "click", at, at)


def rows(view: str, *events: EventRow) -> list[dict]:
    evidence = Evidence.merge(app_evidence(), Evidence.of([RUN], events))
    connection = connect(evidence, Context())
    try:
        answer = connection.execute(f"SELECT * FROM {view}")
        names = [c[0] for c in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    finally:
        connection.close()


def test_observed_leaves_out_nested_calls_and_weak_parameters_and_folds_libraries() -> None:
    found = rows(
        "observed",
        read(1),
        read(2, depth=1),
        read(3, item="network-state"),
        read(4, actor="okhttp"),
        click(3),
        read(10, number=7),
    )
    assert sorted((r["at_ms"], r["actor"], r["since_act_ms"]) for r in found) == [
        (1, "app", None),
        (4, "app", 1),
        (10, "app", 7),
    ]


def test_cadence_measures_period_and_share() -> None:
    (found,) = rows("cadence", *(read(k * 300_000 + (k % 3) * 400) for k in range(288)))
    assert found["times"] == 288
    assert abs(found["period_ms"] - 300_000) < 1000
    assert found["share"] == 1
    assert abs(found["span_ms"] - 287 * 300_000) < 1000


def test_interfaces_asked_in_one_go_are_one_occasion() -> None:
    (found,) = rows("cadence", *(read(k * 60_000 + d, number=k * 10 + d) for k in range(10) for d in (0, 3)))
    assert abs(found["period_ms"] - 60_000) < 10


def test_of_a_burst_only_what_its_quantiles_tell() -> None:
    steady = rows("cadence", read(0, last_ms=100_000, count=101, gap_p10_ms=990, gap_p50_ms=1000, gap_p90_ms=1010))
    ragged = rows("cadence", read(0, last_ms=100_000, count=101, gap_p10_ms=250, gap_p50_ms=1000, gap_p90_ms=4000))
    assert steady[0]["share"] == 1
    assert ragged[0]["share"] < 0.6


def test_what_the_user_does_again_and_again_is_no_timer() -> None:
    assert rows("cadence", *(e for k in range(9) for e in (click(k * 9000), read(k * 9000 + 100)))) == []


def handed(item: str, source: str, times: int = 6) -> list[EventRow]:
    found = (read(k * 60_000, item=item, via="delivery", state="background") for k in range(times))
    return [replace(row, source=source) for row in found]


@pytest.mark.parametrize(
    ("item", "source", "observed", "paced"),
    [
        ("location-precise", "device", 6, 1),  # the app asked for it, at this pace
        ("location-precise", "desk", 1, 0),  # the app asked for it; the pace is the desk's
        ("accessibility", "device", 6, 0),  # the pace is that of other apps' screens
        ("accessibility", "desk", 0, 0),  # the desk switched the service on
    ],
)
def test_what_is_handed_over_has_the_pace_of_who_hands_it_over(
    item: str, source: str, observed: int, paced: int
) -> None:
    events = handed(item, source)
    assert (len(rows("observed", *events)), len(rows("cadence", *events))) == (observed, paced)


def test_the_tally_shows_what_was_handed_over_and_no_moment_of_a_service_that_the_desk_called() -> None:
    def found(*events: EventRow) -> dict:
        (row,) = rows("found", *(replace(e, phase="pre") for e in events))
        return {name: row[name] for name in ("item", "level", "how", "before_consent")}

    told = {"item": "accessibility", "level": "called", "how": "callback"}
    assert found(*handed("accessibility", "desk")) == {**told, "before_consent": False}
    assert found(*handed("accessibility", "device")) == {**told, "before_consent": True}


def test_a_service_that_is_called_in_the_background_reads_nothing_there() -> None:
    def failed(*events: EventRow) -> set[str]:
        told = judged(Evidence.merge(app_evidence(), Evidence.of([replace(RUN, background_ms=10**6)], events)))
        return {rule for rule, result in told.items() if result.outcome == "fail"}

    assert "run-background-read" in failed(*handed("location-precise", "device"))
    assert "run-background-read" not in failed(*handed("accessibility", "device"))


def test_launches() -> None:
    start = [
        EventRow(APP, "run-1", "desk", k, "process-start", at, at, process="com.example.specimen", host_kind=host)
        for k, (at, host) in enumerate([(0, "activity"), (5000, "broadcast"), (9000, "activity")])
    ]
    shown = [EventRow(APP, "run-1", "desk", 9, "foreground", at, at) for at in (700, 9400)]
    assert [
        (r["at_ms"], r["shown_ms"], r["launch"])
        for r in sorted(rows("launches", *start, *shown), key=lambda r: r["at_ms"])
    ] == [(0, 700, 1), (9000, 9400, 2)]
    assert [(r["at_ms"], r["shown_ms"]) for r in rows("launches")] == [(0, 0)]


def test_unobserved_by_moment_or_item() -> None:
    gap = EventRow(APP, "run-1", "desk", 1, "gap", 0, 5, phase="pre", state="foreground", text="lost")
    hook = EventRow(APP, "run-1", "desk", 1, "hook-missing", 0, 0, item="imei")
    other = EventRow(APP, "run-1", "desk", 1, "hook-missing", 0, 0)
    found = rows("unobserved", gap, hook, other)
    assert {(r["phase"], r["state"], r["item"]) for r in found} == {("pre", "foreground", None), (None, None, "imei")}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(5, 600), st.integers(4, 40), st.floats(0, 0.08), st.data())
def test_a_timer_is_found_with_its_period_whatever_it_is(
    period: int, times: int, spread: float, data: st.DataObject
) -> None:
    at, events = 0, []
    for k in range(times):
        events.append(read(at, number=k))
        at += round(period * 1000 * (1 + data.draw(st.floats(-spread / 2, spread / 2))))
    (found,) = rows("cadence", *events)
    assert found["times"] == times
    assert found["share"] >= 0.6
    assert abs(found["period_ms"] - period * 1000) <= period * 1000 * 0.05


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**6),
            st.sampled_from(["pre", "asked", "accepted", "declined", "unknown"]),
            st.sampled_from(["foreground", "background", "unknown"]),
            st.sampled_from(["imei", "contacts", "photos"]),
        ),
        max_size=25,
    )
)
def test_findings_are_those_of_the_known_truth(reads: list[tuple[int, str, str, str]]) -> None:
    events = [
        read(at, number=k, phase=phase, state=state, item=item) for k, (at, phase, state, item) in enumerate(reads)
    ]
    found = judged(Evidence.merge(app_evidence(), Evidence.of([RUN], events)))
    early = {item for _, phase, _, item in reads if phase in ("pre", "asked")}
    assert {f.item for f in found["run-read-before-consent"].findings} == early
    refused = {item for _, phase, _, item in reads if phase == "declined"}
    assert {f.item for f in found["run-read-after-refusal"].findings} == refused
    behind = {item for _, _, state, item in reads if state == "background" and item != "photos"}
    assert {f.item for f in found["run-background-read"].findings} == behind
    album = sum(state == "background" and item == "photos" for _, _, state, item in reads)
    assert bool(found["run-album-in-background"].findings) == (album >= 2)


@pytest.mark.parametrize("view", ["found", "tally"])
def test_what_a_run_showed_stands_in_the_tally(view: str) -> None:
    found = rows(view, read(1, phase="pre", caller="La/B;->c"))
    assert [(r["actor"], r["item"], r["level"], r["before_consent"]) for r in found] == [
        ("app", "contacts", "called", True)
    ]


EARLY = tuple(
    f"run-{what}-before-consent" for what in ("read", "sdk-read", "permission", "self-start", "sent")
)  # fmt: skip


def early() -> Tape:
    """Everything that must not happen before consent."""
    tape = Tape().start(0, "broadcast", comp="Boot").start(1).read(2, "imei").read(3, "imei", JPUSH).request(4)
    return tape.sent(5, "collect.example.com", "imei").show(6)


def test_where_no_screen_asked_messages_say_so(tmp_path) -> None:
    unasked, asked = (judged(seen(tape, tmp_path)) for tape in (early(), early().ask(60).agree(70)))
    for rule in EARLY:
        message = unasked[rule].findings[0].message
        assert "while nobody was asked for consent" in message.en, rule
        assert "没有出现征求同意的界面" in message.zh, rule
        message = asked[rule].findings[0].message
        assert "before the user agreed" in message.en, rule
        assert "用户同意之前" in message.zh, rule


def test_a_run_without_a_dialog_is_unasked_only_where_screens_were_recorded() -> None:
    evidence = Evidence.merge(
        app_evidence(),
        Evidence.of([RUN, replace(RUN, run="run-2", consent="unseen"), replace(RUN, run="run-3", consent="unknown")]),
    )
    connection = connect(evidence, Context())
    try:
        assert connection.execute("SELECT run FROM unasked").fetchall() == [("run-2",)]
    finally:
        connection.close()
