import pytest

from kanhe.report.lists.observed import Observed, observed
from tests.report.lists.sample import call, evidence, flow


def seen(*rows: object, level: str = "reachable") -> Observed:
    return observed(evidence(*rows), level)


def test_reads_of_one_collector_are_one_observation() -> None:
    found = seen(call("imei", offset=1), call("imei", offset=9, phase="startup"), call("imei", "jcore"))
    assert [(o.item, o.actor, o.count) for o in found.counted] == [("imei", "app", 2), ("imei", "jcore", 1)]
    assert found.counted[0].phases == ("startup", "event")


def test_a_read_with_two_phases_is_one_place() -> None:
    found = seen(call("imei", offset=1), call("imei", offset=1, phase="background"))
    assert found.counted[0].count == 1


@pytest.mark.parametrize(("level", "counted"), [("reachable", 0), ("present", 1)])
def test_presence_counts_only_when_wanted(level: str, counted: int) -> None:
    found = seen(call("imei", level="present", phase="unreached"), level=level)
    assert len(found.counted) == counted
    assert len(found.below) == 1 - counted


def test_weaker_reads_of_what_counts_already_are_not_told_again() -> None:
    assert not seen(call("imei"), call("imei", offset=5, level="present")).below


def test_open_source_code_reads_for_the_app_once_the_run_met_it() -> None:
    met = seen(call("location-precise", "androidx", phase="event"))
    assert [(o.actor, o.libraries) for o in met.counted] == [("app", ("androidx",))]
    idle = seen(call("location-precise", "androidx", phase=None))
    assert not idle.counted
    assert [o.actor for o in idle.library] == ["androidx"]


def test_abilities_and_paths_are_no_information() -> None:
    path = "Landroid/content/Context;->getExternalStoragePublicDirectory()V"
    assert not seen(call("overlay-window"), call("storage-files", api=path)).counted


@pytest.mark.parametrize(("guard", "unguarded"), [(None, True), ("consent button", False)])
def test_start_without_a_check_is_told(guard: str | None, unguarded: bool) -> None:
    assert seen(call("imei", phase="startup", guard=guard)).counted[0].unguarded is unguarded


def test_flows_tell_where_it_goes_and_to_whom() -> None:
    read = call("imei")
    found = seen(
        read, flow("imei", "network", read), flow("imei", "sdk", read, recipient="jpush"), flow("imei", "ipc", read)
    )
    assert found.counted[0].sinks == ("ipc", "network", "sdk")
    assert [(g.item, g.actor, g.recipient) for g in found.given] == [("imei", "app", "jpush")]
    assert found.to_other_apps == (("imei", read.caller),)


def test_implicit_flows_prove_nothing() -> None:
    read = call("imei")
    assert seen(read, flow("imei", "network", read, implicit=True)).counted[0].sinks == ()


def test_what_a_library_is_given_is_no_sharing() -> None:
    read = call("imei")
    assert not seen(read, flow("imei", "sdk", read, recipient="okhttp")).given


def test_the_shortest_interval_is_kept() -> None:
    assert (
        seen(call("imei", interval_ms=60_000), call("imei", offset=3, interval_ms=5_000)).counted[0].interval == 5_000
    )
