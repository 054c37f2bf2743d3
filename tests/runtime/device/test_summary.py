from pathlib import Path

from kanhe.runtime.device.captured import Captured
from kanhe.runtime.device.facts import Facts
from kanhe.runtime.device.options import DeviceOptions, DeviceRun
from kanhe.runtime.device.playing import Played
from kanhe.runtime.device.restoring import NotRestored
from kanhe.runtime.device.summary import manifest_of, notes
from kanhe.runtime.driving.scenarios import scenarios
from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.records import App, Clock, FlowRecord, Hooks, Run

OPTIONS = DeviceOptions(Path("out"), scenarios()["accept"])
PHONE, HOOKS = Facts(), Hooks(80)
GOOD = Played(True, ("accept",), False, 1)


def english(facts=PHONE, played=GOOD, unread=0, captured=None, hooks=HOOKS, options=OPTIONS) -> str:
    told = notes(facts, played, unread, captured, hooks, options)
    assert all(zh and en and zh != en for zh, en in told)
    return "\n".join(en for _, en in told)


def test_a_run_that_saw_everything_has_nothing_to_say() -> None:
    assert english() == ""


def test_what_was_not_seen_is_said() -> None:
    assert "got into no process" in english(hooks=Hooks(0))
    assert "2 interfaces could not be hooked: a.B.c, a.B.d" in english(hooks=Hooks(9, ["a.B.c", "a.B.d"]))
    assert "without root" in english(options=DeviceOptions(Path(), scenarios()["accept"], root=False), hooks=Hooks(0))
    assert "no consent screen was shown" in english(played=Played(False, (), False, 1))
    assert "not played whole" in english(played=Played(False, (), True, 1))
    assert "could not be read 7 times" in english(unread=7)
    assert "+3.5 s" in english(Facts(offset=3.5))


def test_traffic_has_its_limits() -> None:
    plain = english(captured=Captured((), (), Problems()))
    assert "QUIC" in plain
    assert "certificate" not in plain
    assert "2 hosts refused the examiner's certificate, content not seen: a, b" in english(
        captured=Captured((), ("a", "b"), Problems())
    )


def test_where_nobody_took_the_certificate_it_may_not_be_in_the_store() -> None:
    refused, taken = FlowRecord(1.0, "a", pinned=True), FlowRecord(2.0, "b", tls="TLSv1.3")
    assert "may not be in the device's store" in english(captured=Captured((refused,), ("a",), Problems()))
    assert "may not be" not in english(captured=Captured((refused, taken), ("a",), Problems()))


def test_the_manifest_says_what_ran_where_and_how() -> None:
    run = DeviceRun(
        Path("t"), None, Path("m"), Run("r-1", "device", App("a.b", "1", "ff"), clock=Clock(1767225600500)), Facts("M", 33), GOOD, {},
        (), 0, None, (NotRestored("settings put x", "gone"),), (("中", "en"),),
    )  # fmt: skip
    told = manifest_of(run, OPTIONS)
    assert told["begun"] == "2026-01-01T00:00:00.500+00:00"
    assert told["scenario"] == "accept"
    assert told["not_restored"] == ["settings put x"]
    assert told["notes"] == ["en"]
    assert told["app"] == {"package": "a.b", "version": "1", "sha256": "ff"}
