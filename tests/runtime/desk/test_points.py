"""What the desk watches is what the knowledge knows, all of it."""

from __future__ import annotations

from kanhe.knowledge.behaviours import behaviour_methods
from kanhe.knowledge.sources import sources
from kanhe.runtime.agent.hooks import hook_table
from kanhe.runtime.desk.points import fields, points


def test_every_method_that_reads_is_a_point() -> None:
    watched = {(p.kind, p.owner, p.name) for p in points()}
    for method in (*sources().methods, *behaviour_methods()):
        if not method.callback and not method.beside:
            assert (method.item, method.class_name[1:-1], method.name) in watched


def test_a_setting_is_a_read_by_its_key_only() -> None:
    found = [p for p in points() if p.api == "android.provider.Settings$Secure.getString" and p.kind == "android-id"]
    assert [(p.argument, p.match, p.text) for p in found] == [(1, "equals", "android_id")]


def test_what_an_argument_says_goes_before_what_any_call_says() -> None:
    seen: set[tuple[str, str, str | None]] = set()
    for p in points():
        place = (p.owner, p.name, p.proto)
        assert p.argument < 0 or place not in seen
        if p.argument < 0:
            seen.add(place)


def test_no_point_breaks_the_plan() -> None:
    assert not [p for p in points() if any("\t" in text or "\n" in text for text in (p.owner, p.name, p.text))]


def test_serial_is_a_field_and_a_uri_is_none() -> None:
    assert ("serial-number", "android/os/Build", "SERIAL") in fields()
    assert not [name for _, _, name in fields() if name.endswith("URI")]


def test_what_only_a_run_watches_is_watched_here_too() -> None:
    """Where the call alone says it; what is asked of its arguments at run time, only an agent can answer."""
    watched = {(p.kind, p.api) for p in points()}
    assert ("oaid", "com.heytap.openid.sdk.OpenIDSDK.getOAID") in watched
    assert ("location-precise", "com.amap.api.location.AMapLocation.getLatitude") in watched
    left = {h.api for h in hook_table() if h.kind is not None and h.via == "java" and not h.delivered}
    assert left <= {p.api for p in points()}
