from pathlib import Path

import pytest

from kanhe.runtime import trace_rows as module
from kanhe.runtime.identity import Build
from kanhe.runtime.problem import RunError
from kanhe.runtime.trace.records import Gaps
from kanhe.runtime.trace_rows import iso, trace_rows
from kanhe.runtime.traffic.countries import table
from tests.specimens.runs.tape import APP, JPUSH, PACKAGE, Tape

BUILD = Build(APP, PACKAGE, "1.0", 1)


def rows_of(tape: Tape, tmp_path: Path, **told):
    path = tmp_path / "run.jsonl"
    path.write_bytes(tape.bytes())
    return trace_rows(path, "run-1", BUILD, **told)


def test_a_read_carries_who_when_and_how(tmp_path) -> None:
    found = rows_of(Tape().accepted().home(10).read(20, "imei", JPUSH, perm="denied"), tmp_path)
    read = next(e for e in found.events if e.event == "read")
    assert (read.item, read.actor, read.attribution) == ("imei", "jpush", "sdk-prefix")
    assert (read.phase, read.state, read.at_ms, read.permission) == ("accepted", "background", 20_000, "denied")
    assert read.api == "Landroid/telephony/TelephonyManager;->getDeviceId"
    assert read.caller == "Lcn/jpush/android/api/JPushInterface;->a"
    assert read.chain == ("app", "jpush")
    assert found.run.consent == "accepted"
    assert found.run.background_ms == 7_000
    assert found.run.build == "same"
    assert not found.limits


def test_a_burst_keeps_its_count_and_gaps(tmp_path) -> None:
    found = rows_of(Tape().accepted().burst(10, 70, 600, "contacts", Gaps(0.05, 0.1, 0.15)), tmp_path)
    burst = next(e for e in found.events if e.event == "read")
    assert (burst.count, burst.gap_p10_ms, burst.gap_p50_ms, burst.gap_p90_ms, burst.last_ms) == (
        600,
        50,
        100,
        150,
        70_000,
    )


def test_what_was_not_seen_is_said(tmp_path) -> None:
    tape = Tape(early=False, missing=("android.telephony.TelephonyManager.getDeviceId", "no.such.Cls.x"), digest=None)
    found = rows_of(tape.accepted().read(9, "no-such-kind", api="x.Y.z").gap(20, 30), tmp_path)
    kinds = {row.kind for row in found.limits}
    assert kinds == {"run-late", "run-hook-missing", "run-build", "run-gap", "run-kind"}
    missing = [(e.item, e.api) for e in found.events if e.event == "hook-missing"]
    assert ("imei", "Landroid/telephony/TelephonyManager;->getDeviceId") in missing
    assert (None, "Lno/such/Cls;->x") in missing
    assert [e.event for e in found.events if e.api == "Lx/Y;->z"] == ["call"]


def test_requests_of_a_trace(tmp_path) -> None:
    tape = (
        Tape()
        .accepted()
        .sent(8, "stats.jpush.cn", "imei", how="canary/md5", ip="203.0.113.9")
        .sent(9, "x.example", "imei", how="pattern")
    )
    tape.sent(10, "pinned.example", pinned=True)
    found = rows_of(tape, tmp_path, countries=table([["203.0.113.0/24", "us"]]))
    first, second, third = found.requests
    assert (first.sdk, first.actor, first.items, first.hashed, first.country) == (
        "jcore",
        "jcore",
        ("imei",),
        ("imei",),
        "US",
    )
    assert (second.items, second.likely, second.actor) == ((), ("imei",), "app")
    assert third.pinned
    assert [row.where for row in found.limits if row.kind == "traffic-pinned"] == ["pinned.example"]


def test_another_app_is_refused(tmp_path) -> None:
    path = tmp_path / "run.jsonl"
    path.write_bytes(Tape().bytes())
    with pytest.raises(RunError):
        trace_rows(path, "run-1", Build("0" * 64, PACKAGE, "1.0", 1))


def test_requests_beyond_the_bound_are_counted(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(module, "MAX_REQUESTS", 2)
    tape = Tape().accepted()
    for k in range(5):
        tape.sent(8 + k, "x.example")
    found = rows_of(tape, tmp_path)
    assert len(found.requests) == 2
    assert any("3 requests beyond" in row.why for row in found.limits)


def test_damaged_lines_become_limits(tmp_path) -> None:
    path = tmp_path / "run.jsonl"
    path.write_bytes(Tape().accepted().bytes() + b'{"t":"call"\n{"t":"moon"}\n{"t":"gap","fr')
    found = trace_rows(path, "run-1", BUILD)
    assert found.run.problems == 3
    assert [row.where.rpartition(":")[2] for row in found.limits if row.kind == "run-damaged"] == ["6", "7", "8"]


def test_iso() -> None:
    assert iso(0) is None
    assert iso(1_767_225_600) == "2026-01-01T00:00:00.000+00:00"
