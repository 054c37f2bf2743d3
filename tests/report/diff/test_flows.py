import pytest

from kanhe.evidence.vocabulary import VOCABULARY
from kanhe.report.diff.flows import LEAVING, flow_changes
from tests.report.diff.builds import build, call, flow, short, told


def test_every_way_out_is_a_known_sink() -> None:
    assert {*LEAVING} <= {*VOCABULARY["sink"]}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ([], [flow()], "new imei/app/network [flow] high"),
        ([flow()], [flow(), flow(sink="log")], "new imei/app/log [flow] high"),
        ([], [flow(sink="preferences")], "new imei/app/preferences [] weak"),
        ([flow()], [], "gone imei/app/network [] plain"),
        ([flow(phase="event")], [flow(phase="startup")], "changed imei/app/network [moment] high"),
        ([], [flow(sink="sdk", recipient="jpush")], "new imei/app/sdk/jpush [flow] high"),
        ([flow()], [flow(), flow(actor="androidx")], "new imei/androidx/network [] weak"),
        ([], [flow("device-model-params")], "new device-model-params/app/network [] weak"),
    ],
    ids=["new", "another-way", "own-storage", "gone", "earlier", "to-an-sdk", "by-a-library", "weak"],
)
def test_each_kind(old: list, new: list, line: str) -> None:
    assert short(flow_changes(build(call(), *old), build(call(), *new))) == [line]


def test_moved_code_and_mere_tests_are_no_change() -> None:
    moved = flow(sink_caller="La;->b()V", sink_line=7, sink_offset=70)
    assert list(flow_changes(build(flow()), build(moved))) == []
    assert list(flow_changes(build(), build(flow(implicit=True)))) == []


def test_name_and_details() -> None:
    (change,) = flow_changes(
        build(), build(flow(sink="sdk", recipient="jpush", phase="startup", hashed=True, sink_line=7))
    )
    assert change.name.en.endswith(" → JPush")
    assert told([change]) == ["at start, before consent", "hashed or enciphered", "at: com.example.Main.send:7"]
