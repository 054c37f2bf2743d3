import pytest

from kanhe.report.diff.items import item_changes, readings
from tests.report.diff.builds import DEVICE_ID, build, call, flow, short, told


def test_the_same_reads_in_other_code_are_no_change() -> None:
    assert list(item_changes(build(call(line=3)), build(call(line=9, caller="Lb/c;->d()V")))) == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ([], [call()], "new imei/app [item] high"),
        ([call()], [call(), call(actor="jpush")], "new imei/jpush [item] high"),
        ([], [call(level="present")], "new imei/app [] weak"),
        ([call()], [], "gone imei/app [] plain"),
        ([call(level="present")], [], "gone imei/app [] weak"),
        ([call(level="present")], [call()], "changed imei/app [level] high"),
        ([call()], [call(level="present")], "changed imei/app [] plain"),
        ([call(phase="event")], [call(phase="event"), call(phase="startup", offset=9)], "changed imei/app [moment] high"),
        ([call(phase="event")], [call(phase="background")], "changed imei/app [moment] high"),
        ([call(phase="startup")], [call(phase="startup-guarded")], "changed imei/app [] plain"),
        ([call()], [call(), call(api=DEVICE_ID)], "changed imei/app [api] high"),
    ],
    ids=["new", "new-actor", "only-present", "gone", "never-run", "reachable", "dead", "earlier", "background", "later", "interface"],
)  # fmt: skip
def test_each_kind(old: list, new: list, line: str) -> None:
    assert short(item_changes(build(*old), build(*new))) == [line]


def test_weak_parameters_ask_only_when_nobody_read_them() -> None:
    weak = "device-model-params"
    assert short(item_changes(build(), build(call(weak)))) == [f"new {weak}/app [item] plain"]
    assert short(item_changes(build(call(weak)), build(call(weak), call(weak, "jpush")))) == [
        f"new {weak}/jpush [] weak"
    ]
    assert short(item_changes(build(call(weak, phase="event")), build(call(weak, phase="startup")))) == [
        f"changed {weak}/app [] weak"
    ]


@pytest.mark.parametrize(
    ("sink", "level"), [("network", "sent"), ("log", "sent"), ("preferences", "reachable"), ("file", "reachable")]
)
def test_what_stays_in_the_app_is_not_sent(sink: str, level: str) -> None:
    (reading,) = readings(build(call(), flow(sink=sink)))
    assert reading.level == level


def test_sent_now_and_not_before() -> None:
    found = list(item_changes(build(call()), build(call(), flow())))
    assert short(found) == ["changed imei/app [level] high"]
    assert told(found) == ["reachable → sent"]
    assert short(item_changes(build(call()), build(call(), flow(implicit=True)))) == []


def test_the_place_shown_is_the_gravest() -> None:
    (change,) = item_changes(
        build(), build(call(phase="event", caller="La;->a()V"), call(phase="startup", caller="Lz;->z()V", offset=2))
    )
    assert change.after is not None
    assert change.after["place"]["caller"] == "Lz;->z()V"
    assert told([change])[:2] == ["reachable", "at start, before consent"]
