import json
from pathlib import Path

from kanhe.runtime import traffic_rows as module
from kanhe.runtime.identity import Build
from kanhe.runtime.trace_rows import TraceRows, trace_rows
from kanhe.runtime.traffic.canaries import Canary
from kanhe.runtime.traffic.finder import Finder
from kanhe.runtime.traffic_rows import traffic_rows
from tests.specimens.runs.tape import APP, BEGIN, JPUSH, PACKAGE, Tape

IMEI = "868939041234567"
FINDER = Finder([Canary("imei", "imei", IMEI)], b"salt")


def entry(at: float, url: str, body: str | None = None, method: str = "POST") -> dict:
    import datetime as dt

    moment = dt.datetime.fromtimestamp(BEGIN + at, dt.UTC).isoformat()
    post = {"postData": {"mimeType": "application/json", "text": body}} if body is not None else {}
    return {"startedDateTime": moment, "request": {"method": method, "url": url, "headers": [], **post}}


def har(path: Path, *entries: dict) -> Path:
    path.write_text(json.dumps({"log": {"version": "1.2", "entries": list(entries)}}))
    return path


def trace(tape: Tape, folder: Path) -> TraceRows:
    path = folder / "run.jsonl"
    path.write_bytes(tape.bytes())
    return trace_rows(path, "run-1", Build(APP, PACKAGE, "1.0", 1))


def test_a_capture_is_joined_to_the_run_it_was_made_in(tmp_path) -> None:
    beside = trace(Tape().accepted().home(10).read(60, "imei"), tmp_path)
    path = har(
        tmp_path / "f.har",
        entry(0.7, f"https://a.example/x?imei={IMEI}", method="GET"),
        entry(30, "http://stats.jpush.cn/v", json.dumps({"d": IMEI})),
    )
    found = traffic_rows(path, "traffic-1", APP, FINDER, [beside])
    first, second = found.requests
    assert (first.run, first.source, first.phase, first.items, first.encrypted) == (
        "run-1",
        "desk",
        "pre",
        ("imei",),
        True,
    )
    assert (second.phase, second.state, second.actor, second.encrypted) == ("accepted", "background", "jcore", False)
    assert first.values == second.values
    assert IMEI not in str(found)


def test_without_a_trace_nothing_is_said_of_consent(tmp_path) -> None:
    found = traffic_rows(
        har(tmp_path / "f.har", entry(5, "https://a.example/"), entry(7.5, "https://a.example/")),
        "traffic-1",
        APP,
        FINDER,
        [],
    )
    assert [(r.run, r.source, r.phase, r.state, r.at_ms) for r in found.requests] == [
        ("traffic-1", "import", "unknown", "unknown", 0),
        ("traffic-1", "import", "unknown", "unknown", 2500),
    ]
    assert found.run.consent == "unknown"
    assert [row.kind for row in found.limits] == ["run-build"]


def test_a_request_that_was_recorded_too_is_one(tmp_path) -> None:
    tape = Tape().accepted()
    tape.sent(8, "a.example", stk=None)
    tape.records[-1] = (tape.records[-1][0], tape.records[-1][1], JPUSH)
    beside = trace(tape, tmp_path)
    found = traffic_rows(
        har(
            tmp_path / "f.har",
            entry(8.5, "https://a.example/", json.dumps({"i": IMEI})),
            entry(20, "https://a.example/"),
        ),
        "traffic-1",
        APP,
        FINDER,
        [beside],
    )
    assert found.replaced == {("run-1", beside.requests[0].number)}
    assert [(r.actor, r.attribution) for r in found.requests] == [("jpush", "sdk-prefix"), ("app", "none")]


def test_requests_beyond_the_bound_are_counted(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(module, "MAX_REQUESTS", 1)
    found = traffic_rows(
        har(tmp_path / "f.har", *(entry(k, "https://a.example/") for k in range(4))), "traffic-1", APP, FINDER, []
    )
    assert len(found.requests) == 1
    assert found.run.records == 4
    assert any("3 requests beyond" in row.why for row in found.limits)
