"""What the desk watches is the table, as its Java reads it."""

from __future__ import annotations

from kanhe.knowledge.runtime_points import runtime_points
from kanhe.runtime.agent.hooks import hook_table
from kanhe.runtime.desk.points import count, lines
from kanhe.runtime.watched.calls import dotted, watched_calls
from kanhe.runtime.watched.deliveries import deliveries
from kanhe.runtime.watched.fields import watched_fields

PARTS = {"call": 7, "choice": 5, "delivery": 5, "field": 4}


def parts() -> list[list[str]]:
    return [line.split("\t") for line in lines()]


def test_every_line_has_its_parts_and_no_break() -> None:
    for line in parts():
        assert len(line) == PARTS[line[0]] or (line[0] == "choice" and len(line) >= PARTS["choice"])
        assert all(line)
        assert not any(sign in part for part in line for sign in "\n\r")


def test_the_whole_table_is_there() -> None:
    told = [line[0] for line in parts()]
    assert told.count("call") == len(watched_calls())
    assert told.count("choice") == sum(len(c.choices) for c in watched_calls())
    assert (told.count("delivery"), told.count("field")) == (len(deliveries()), len(watched_fields()))
    assert count() == len(told) - told.count("choice")


def test_choices_stand_behind_their_call() -> None:
    told = parts()
    at = told.index(["call", "android/provider/Settings$Secure", "getString", "java", "-", "0", "-"])
    behind = told[at + 1 : at + 1 + next(k for k, line in enumerate(told[at + 1 :]) if line[0] == "call")]
    assert {line[0] for line in behind} == {"choice"}
    assert any(line[1:5] == ["android-id", "equals", "1", "key"] and "android_id" in line[5:] for line in behind)


def test_a_callback_and_a_field() -> None:
    told = parts()
    assert [
        "delivery", "android/location/LocationListener", "onLocationChanged", "location-precise", "(Landroid/location/Location;)V",
    ] in told  # fmt: skip
    assert ["field", "android/os/Build", "SERIAL", "serial-number"] in told


def test_both_devices_watch_the_same_interfaces() -> None:
    desk = {line[1].replace("/", ".") + "." + line[2] for line in parts() if line[0] in ("call", "delivery")}
    agent = {h.api for h in hook_table()}
    # What reads only later an agent sees where it is read; of two names of one method it keeps the public one.
    carrying = {dotted(place) for many in runtime_points().implementations.values() for place in many}
    assert all(api.rpartition(".")[0] in carrying for api in desk - agent - {c.api for c in watched_calls() if c.later})
    assert agent <= desk
