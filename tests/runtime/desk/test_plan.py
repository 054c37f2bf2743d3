"""The plan says what the JVM needs, a fact a line, and no text of an app can add a line."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.package.model import Component, IntentFilter, Manifest
from kanhe.runtime.desk.plan import Plan, plan_text
from kanhe.runtime.desk.planted import planted
from kanhe.runtime.desk.points import lines
from kanhe.runtime.trace.records import App, Clock, Run

RUN = Run(id="r", src="desk", app=App("com.example"), clock=Clock(1000, True))


def plan(manifest: Manifest) -> dict[str, list[str]]:
    here = Path("/x")
    found: dict[str, list[str]] = {}
    for line in plan_text(Plan(here, here, here, here, here, manifest, RUN, planted())).removesuffix("\n").split("\n"):
        name, _, rest = line.partition("\t")
        found.setdefault(name, []).append(rest)
    return found


def test_one_of_each_fact() -> None:
    told = plan(Manifest("com.example", target_sdk=30, application_class="com.example.App"))
    for name in ("apk", "jar", "trace", "flows", "root", "target", "package", "application", "factory", "epoch", "run"):
        assert len(told[name]) == 1
    assert told["application"] == ["com.example.App"]
    assert len(told["canary"]) == len(planted())
    assert told["point"] == list(lines())
    assert "/sdcard/" in told["shared"]
    assert {"android", "androidx", "org.robolectric"} <= set(told["platform"])


def test_an_app_without_a_class_of_its_own_gets_the_platforms() -> None:
    assert plan(Manifest("com.example"))["application"] == ["android.app.Application"]


def test_receivers_are_told_with_what_they_wait_for_but_not_the_start_of_the_device() -> None:
    receiver = Component(
        "receiver", "com.example.R", True,
        filters=(IntentFilter(actions=("android.intent.action.BOOT_COMPLETED", "com.example.GO")),),
    )  # fmt: skip
    assert plan(Manifest("com.example", components=(receiver,)))["receives"] == ["com.example.R\tcom.example.GO"]


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=40))
def test_no_text_of_a_manifest_adds_a_line(text: str) -> None:
    receiver = Component("receiver", text, True, filters=(IntentFilter(actions=(text,)),))
    plain = plan(Manifest("com.example", components=(receiver,)))
    told = plan(Manifest(text, application_class=text or None, component_factory=text, components=(receiver,)))
    assert set(told) == set(plain)
    assert all(len(told[name]) == len(plain[name]) for name in told)
