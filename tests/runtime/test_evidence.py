import pytest

from kanhe.runtime.evidence import with_runs
from kanhe.runtime.given import GivenRuns
from kanhe.runtime.problem import RunError
from tests.runtime.test_traffic_rows import IMEI, entry, har
from tests.specimens.runs.judging import app_evidence, call_row, judged, seen
from tests.specimens.runs.tape import JPUSH, OWN, Tape

API = "Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;"


def test_nothing_given_changes_nothing() -> None:
    evidence = app_evidence()
    assert with_runs(evidence, GivenRuns()) is evidence


def test_trace_traffic_and_planted_values_make_one_picture(tmp_path) -> None:
    canaries = tmp_path / "canaries.yaml"
    canaries.write_text(f"imei: '{IMEI}'\n")
    flows = har(tmp_path / "f.har", entry(20, "http://log.example.com/x", f'{{"i": "{IMEI}"}}'))
    code = app_evidence(call_row("imei", "Lcom/example/specimen/MainActivity;->work()V", API))
    found = seen(Tape().accepted().read(10, "imei", OWN), tmp_path, code, traffic=(flows,), canaries=canaries)
    assert [r["level"] for r in found.rows("calls")] == ["sent"]
    assert {r["run"]: r["traffic_seen"] for r in found.rows("runs")} == {"run-1": True, "traffic-1": True}
    assert [(r["run"], r["items"], r["proofs"]) for r in found.rows("requests")] == [
        ("run-1", ["imei"], ["imei canary/plain body.json.i"])
    ]
    results = judged(found)
    assert results["run-sent-in-clear"].outcome == "fail"
    assert results["run-sent-before-consent"].outcome == "pass"


def test_a_read_without_a_row_of_code_is_judged_all_the_same(tmp_path) -> None:
    found = seen(Tape().start().read(0.1, "imei", JPUSH).show(1), tmp_path)
    assert found["calls"].num_rows == 0
    assert judged(found)["run-sdk-read-before-consent"].outcome == "fail"


def test_what_a_run_did_not_watch_is_never_passed(tmp_path) -> None:
    clean = Tape().accepted().home(10).read(60, "single-app-probe", shown=["x"])
    assert judged(seen(clean, tmp_path))["run-read-before-consent"].outcome == "pass"
    late = Tape(early=False).accepted()
    assert judged(seen(late, tmp_path))["run-read-before-consent"].outcome == "incomplete"
    unhooked = Tape(missing=("android.telephony.TelephonyManager.getDeviceId",)).accepted()
    assert judged(seen(unhooked, tmp_path))["run-read-before-consent"].outcome == "incomplete"
    gone = Tape().accepted().home(10).gap(30, 60).read(90, "single-app-probe", shown=["x"])
    results = judged(seen(gone, tmp_path))
    assert results["run-background-read"].outcome == "incomplete"
    assert "未观察" in results["run-background-read"].reason.zh
    assert results["run-read-before-consent"].outcome == "pass"  # the gap came after it


def test_without_a_run_nothing_is_judged() -> None:
    assert {r.outcome for r in judged(app_evidence()).values()} == {"not-applicable"}


def test_bad_files_end_in_one_sentence(tmp_path) -> None:
    bad = tmp_path / "bad"
    bad.write_bytes(b"\x00\xff")
    for given in (
        GivenRuns((bad,)),
        GivenRuns(traffic=(bad,)),
        GivenRuns((bad,), canaries=bad),
        GivenRuns((bad,), countries=bad),
    ):
        with pytest.raises(RunError) as caught:
            with_runs(app_evidence(), given)
        assert "\n" not in caught.value.en
