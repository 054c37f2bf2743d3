"""One table of what a run watches, from all that the knowledge says."""

from __future__ import annotations

import pytest

from kanhe.knowledge.behaviours import behaviours
from kanhe.knowledge.items import items
from kanhe.knowledge.runtime_points import runtime_points
from kanhe.knowledge.sources import sources
from kanhe.runtime.watched.calls import WatchedCall, watched_calls


def call(api: str) -> WatchedCall:
    (found,) = [c for c in watched_calls() if c.api == api]
    return found


def test_each_method_once_and_in_order() -> None:
    places = [(c.class_name, c.name) for c in watched_calls()]
    assert places == sorted(set(places))


def test_every_kind_is_known() -> None:
    kinds = {c.kind for c in watched_calls()} | {o.kind for c in watched_calls() for o in c.choices}
    assert not kinds - {*items(), *behaviours(), None}


def test_every_method_and_channel_of_the_sources_is_watched_or_says_why_not() -> None:
    watched = {f"{c.class_name}->{c.name}" for c in watched_calls()} | set(runtime_points().unwatched)
    named = {f"{m.class_name}->{m.name}" for m in sources().methods if not m.callback}
    # What is found by reflection is seen when it is called.
    named |= {f"{c.class_name}->{c.name}" for c in sources().channels if c.how != "reflection"}
    assert not named - watched


def test_what_a_call_stands_for() -> None:
    location = call("android.location.LocationManager.getLastKnownLocation")
    assert (location.kind, location.shows) == ("location-precise", (0, "text"))
    assert [(c.kind, c.asks, c.strings) for c in location.choices] == [
        ("location-coarse", "equals", ("network", "passive"))
    ]
    service = call("android.content.Context.startService")
    assert (service.kind, [(c.kind, c.asks) for c in service.choices]) == (
        "component-start", [("foreign-start", "foreign-intent")]
    )  # fmt: skip
    setting = call("android.provider.Settings$Secure.getString")
    assert setting.kind is None
    assert ("android-id", "equals", 1, "key") in [(c.kind, c.asks, c.argument, c.shows) for c in setting.choices]
    listing = call("java.io.File.listFiles")
    assert (listing.kind, [c.asks for c in listing.choices]) == (None, ["shared-path"])


def test_a_test_of_an_argument_counts_arguments_and_not_words() -> None:
    sensor = call("android.hardware.SensorManager.getDefaultSensor")
    assert {c.asks for c in sensor.choices} == {"integer"}
    assert all(c.integers for c in sensor.choices)


@pytest.mark.parametrize("api", ["android.content.CursorLoader.<init>", "android.content.AsyncQueryHandler.startQuery"])
def test_what_reads_later_says_so(api: str) -> None:
    assert call(api).later
    assert not call("android.content.ContentResolver.query").later
