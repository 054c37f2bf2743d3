"""What the desk's recorder makes of calls and callbacks, by one small app that makes them."""

from __future__ import annotations

from collections import Counter

import pytest

from kanhe.runtime.driving.scenarios import ColdStart, Scenario, Wait
from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.checking import check_trace
from kanhe.runtime.trace.reading import read_trace
from kanhe.runtime.trace.records import Burst, Call, Record, Stack
from tests.builders import jvm
from tests.builders.desk_app import a_desk
from tests.builders.watched_app import CALLS, OTHER, OWN, watched_app

pytestmark = [*jvm.MARKS, pytest.mark.timeout(200)]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    folder = tmp_path_factory.mktemp("watched")
    with a_desk(180) as desk:
        result = desk.play(watched_app(folder), Scenario("start", "", "", (ColdStart(), Wait(150))), folder / "out")
    assert result.uncaught == ()
    assert check_trace(result.trace).problems.count == 0
    return [line.record for line in read_trace(result.trace, Problems())]


def told(records: list[Record], name: str) -> list[tuple[str | None, list[str]]]:
    """(kind, what was shown) of the calls of a method."""
    return [(r.kind, r.args.shown) for r in records if isinstance(r, Call) and r.api.endswith(f".{name}")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("getPackageInfo", [("single-app-probe", [OTHER])]),
        ("sendBroadcast", [("foreign-start", [OTHER]), ("component-start", [])]),
        ("registerReceiver", [("installed-apps", ["android.intent.action.PACKAGE_ADDED"])]),
        ("bindService", [("oaid", ["com.uodis.opendevice.OPENIDS_SERVICE"])]),
        ("queryIntentActivities", [("installed-apps", [])]),
        ("getDefaultSensor", [("activity-recognition", ["19"]), ("sensors", ["1"])]),
        ("registerListener", [("activity-recognition", ["19"]), ("sensors", [])]),
        ("list", [("storage-files", ["/sdcard/"])]),
        ("start", [("serial-number", ["getprop ro.serialno"])]),
        ("requestLocationUpdates", [("location-precise", ["gps"])]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_call_stands_for_is_asked_of_its_values(
    records: list[Record], name: str, expected: list[tuple[str, list[str]]]
) -> None:
    assert told(records, name) == expected


def test_a_call_of_the_class_above_is_seen_where_it_is_made(records: list[Record]) -> None:
    stacks = {r.id: r.frames for r in records if isinstance(r, Stack)}
    calls = [r for r in records if isinstance(r, Call) and r.api.endswith(".sendBroadcast")]
    assert {stacks[r.stk or 0][0].partition(":")[0] for r in calls} == {f"{OWN}.Main.sendBroadcast"}


def test_what_the_platform_hands_over_is_told_and_what_the_app_calls_itself_is_not(records: list[Record]) -> None:
    handed = [
        r for r in records if isinstance(r, Call) and r.api == "android.location.LocationListener.onLocationChanged"
    ]
    # A fix a minute; the call that the app makes itself comes before the first and hands nothing over.
    assert 2 <= len(handed) <= 4
    assert {(r.kind, r.via, r.ret.canary is None) for r in handed[:1]} == {("location-precise", "delivery", False)}
    stacks = {r.id: r.frames for r in records if isinstance(r, Stack)}
    assert all(stacks[r.stk or 0][0].startswith(f"{OWN}.Main.onLocationChanged") for r in handed)


def test_calls_that_come_too_fast_are_counted_together(records: list[Record]) -> None:
    alone = Counter(r.kind for r in records if isinstance(r, Call))
    (burst,) = [r for r in records if isinstance(r, Burst)]
    assert (alone["android-id"], burst.kind, burst.cnt) == (20, "android-id", 80)
    assert burst.last - burst.first < 1
    assert burst.gaps.p90 == 0


def test_only_the_outermost_of_calls_within_calls_counts(records: list[Record]) -> None:
    """The platform's startActivity calls startActivityForResult, which a support library overrides."""
    calls = [r for r in records if isinstance(r, Call) and r.api.startswith("android.app.Activity.startActivity")]
    stacks = {r.id: r.frames for r in records if isinstance(r, Stack)}
    told = [(r.api.rpartition(".")[2], r.depth, stacks[r.stk or 0][0].partition(":")[0]) for r in calls]
    assert told == [
        ("startActivityForResult", 1, "androidx.sample.Base.startActivityForResult"),
        ("startActivity", 0, f"{OWN}.Main.step{len(CALLS) - 1}"),
    ]
