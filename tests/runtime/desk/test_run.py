"""Specimens on the desk: the app's own code runs, and its trace says when, by whom, and what went where."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kanhe.runtime.desk.run import DeskResult
from kanhe.runtime.driving.scenarios import Answer, Background, ColdStart, Scenario, Wait, scenarios
from kanhe.runtime.joining.timeline import timeline
from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.checking import check_trace
from kanhe.runtime.trace.reading import read_trace
from kanhe.runtime.trace.records import Call, FlowRecord, GapRecord, Proc, Record, Stack, Ui
from tests.builders import jvm
from tests.builders.desk_app import a_desk, java_app
from tests.builders.dex import Class, write_dex
from tests.builders.smali import define

pytestmark = [*jvm.MARKS, pytest.mark.timeout(280)]
SPECIMENS = Path(__file__).parents[2] / "specimens"
Play = Callable[[str | Path, Scenario], tuple[DeskResult, list[Record]]]
APPS = Path(__file__).parent / "java" / "apps"
START = Scenario("start", "启动", "start", (ColdStart(), Wait(60)))


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Play]:
    """One JVM for all plays."""
    with a_desk(260) as desk:

        def played(app: str | Path, scenario: Scenario) -> tuple[DeskResult, list[Record]]:
            path = SPECIMENS / f"{app}.apk" if isinstance(app, str) else app
            result = desk.play(path, scenario, tmp_path_factory.mktemp("run"))
            problems = Problems()
            records = [line.record for line in read_trace(result.trace, problems)]
            assert problems.count == 0
            return result, records

        yield played


def reads(records: list[Record], kind: str = "android-id") -> list[Call]:
    return [r for r in records if isinstance(r, Call) and r.kind == kind]


def phases(result: DeskResult, records: list[Record]) -> list[str]:
    joined = timeline(read_trace(result.trace, Problems()), Problems())
    return [joined.phase(call.ts) for call in reads(records)]


def test_a_read_at_the_start_comes_before_consent(play: Play) -> None:
    result, records = play("phases/apk/consent-dialog-violates", scenarios()["accept"])
    assert result.asked
    assert result.answered
    assert phases(result, records)[0] == "pre"
    assert check_trace(result.trace).problems.count == 0


def test_the_same_behind_the_dialog_comes_after_it(play: Play) -> None:
    result, records = play("phases/apk/consent-dialog-complies", scenarios()["accept"])
    assert "pre" not in phases(result, records)
    assert reads(records)
    result, records = play("phases/apk/consent-dialog-complies", scenarios(hours=1)["never"])
    assert result.asked
    assert reads(records) == []


def test_the_stack_names_who_read_and_the_value_is_the_planted_one(play: Play) -> None:
    _, records = play("phases/apk/application-on-create-violates", START)
    (call,) = reads(records, "imei")
    assert call.ret.canary == "imei"
    (stack,) = [r for r in records if isinstance(r, Stack) and r.id == call.stk]
    assert any(frame.startswith("com.example.specimen.App.onCreate:") for frame in stack.frames)
    assert not [f for f in stack.frames if f.startswith(("kanhe.", "org.robolectric."))]


def test_what_repeats_keeps_its_period_for_a_day(play: Play) -> None:
    scenario = Scenario("day", "", "", (ColdStart(), Wait(30), Answer("accept"), Background(24)))
    result, records = play("phases/apk/scheduled-executor-complies", scenario)
    moments = [call.ts for call in reads(records)]
    assert result.hours_cut == 0
    assert 1438 <= len(moments) <= 1442
    assert {round(b - a) for a, b in pairwise(moments)} == {60}


def test_threads_end_with_their_process(play: Play) -> None:
    accept = (ColdStart(), Wait(5), Answer("accept"), Wait(600))
    _, records = play(
        "phases/apk/scheduled-executor-complies", Scenario("again", "", "", (*accept, ColdStart(), Wait(600)))
    )
    assert 9 <= len(reads(records)) <= 11


def test_consent_that_was_stored_outlives_the_process(play: Play) -> None:
    again = Scenario("again", "", "", (ColdStart(), Wait(5), Answer("accept"), Wait(5), ColdStart(), Wait(5)))
    result, records = play("phases/apk/consent-dialog-or-flag-complies", again)
    assert phases(result, records) == ["unknown", "accepted"]


def test_reflection_is_seen_and_told(play: Play) -> None:
    _, records = play("phases/apk/reflection-constant-violates", START)
    assert [call.via for call in reads(records, "imei")] == ["reflect"]


def test_a_request_over_tls_is_seen_with_what_it_carries(play: Play) -> None:
    _, records = play("flows/apk/url-query-violates", START)
    (flow,) = [r for r in records if isinstance(r, FlowRecord)]
    assert (flow.host, flow.scheme, flow.method) == ("collect.example.com", "https", "GET")
    assert [(found.kind, found.how) for found in flow.pi] == [("imei", "canary/plain")]


def app_of(folder: Path, like: str, *classes: Class) -> str:
    """An app with the manifest of a specimen and code of its own; its path as ``play`` takes it."""
    app = folder / "made.apk"
    with zipfile.ZipFile(SPECIMENS / f"{like}.apk") as old, zipfile.ZipFile(app, "w") as new:
        for name in old.namelist():
            new.writestr(name, write_dex([*classes]) if name == "classes.dex" else old.read(name))
    return str(app.with_suffix(""))


def screen(*lines: str) -> Class:
    """The first screen of a specimen, with lines of its own in ``onCreate``."""
    code = "\n".join(
        ("invoke-super {p0 p1} Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V", *lines, "return-void")
    )
    made = define("<init>()V", "invoke-direct {p0} Landroid/app/Activity;-><init>()V\nreturn-void")
    methods = [made, define("onCreate(Landroid/os/Bundle;)V", code)]
    return Class("Lcom/example/specimen/Main;", "Landroid/app/Activity;", methods=methods)


def whys(records: list[Record]) -> str:
    return "\n".join(r.why for r in records if isinstance(r, GapRecord))


def test_what_cannot_run_is_a_gap_and_no_silence(tmp_path: Path, play: Play) -> None:
    """The provider that the manifest names is not in the app."""
    _, records = play(app_of(tmp_path, "phases/apk/startup-initialiser-violates", screen()), START)
    assert "InitializationProvider" in whys(records)


def test_what_neither_framework_nor_app_has_is_told_when_the_app_comes_to_it(tmp_path: Path, play: Play) -> None:
    code = (
        "invoke-virtual {p0} Landroid/app/Activity;->ofTheYearAfterNext()V",
        "new-instance v0 Lcom/huawei/Ids;",
        "invoke-direct {v0} Lcom/huawei/Ids;-><init>()V",
        "invoke-virtual {v0} Lcom/huawei/Ids;->oaid()Ljava/lang/String;",
        "sget-boolean v0 Lcom/huawei/Flags;->ON:Z",
        "if-eqz v0 :end",
        "invoke-static {} Lcom/huawei/Never;->called()V",
        ":end",
    )
    _, records = play(app_of(tmp_path, "phases/apk/activity-on-create-violates", screen(*code)), START)
    assert whys(records).splitlines() == [
        "absent: android/app/Activity.ofTheYearAfterNext()V", "made-class: com.huawei.Ids", "made-class: com.huawei.Flags"
    ]  # fmt: skip


def test_a_command_is_told_and_not_run(play: Play) -> None:
    _, records = play("apk/mechanism-exec-array", scenarios()["accept"])
    calls = reads(records, "mac-address")
    assert calls
    assert {(call.api, call.thr) for call in calls} == {("java.lang.Runtime.exec", "java.io.IOException")}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, play: Play) -> tuple[DeskResult, list[Record]]:
    """An hour of an app that asks the platform for what few ask for."""
    app = java_app(APPS / "asking", SPECIMENS / "phases/apk/job-complies.apk", tmp_path_factory.mktemp("asking"))
    return play(app, Scenario("hour", "", "", (ColdStart(), Wait(3700))))


def sent(records: list[Record]) -> dict[str, list[FlowRecord]]:
    """Host without its domain → the requests to it."""
    found: dict[str, list[FlowRecord]] = {}
    for record in records:
        if isinstance(record, FlowRecord):
            found.setdefault(record.host.removesuffix(".example.com"), []).append(record)
    return found


def test_a_web_page_is_asked_for_and_its_client_told_while_nothing_of_it_runs(
    asked: tuple[DeskResult, list[Record]],
) -> None:
    result, records = asked
    flows = {host: of[0] for host, of in sent(records).items()}
    found = {host: {(pi.kind, pi.at) for pi in flow.pi} for host, flow in flows.items()}
    assert found["given"] == {("imei", "header.X-Device"), ("imei", "cookie.device")}
    assert found["query"] == {("imei", "query.device")}
    assert found["posted"] == {("imei", "body.form.device")}
    assert (flows["posted"].method, flows["query"].scheme, flows["query"].port) == ("POST", "http", 80)
    assert {"told", "failing", "gone", "started", "progress100", "finished", "scriptnull"} <= set(flows)
    # What the app answers itself, or holds itself, it does not ask for; its own loads are not overridden.
    assert not {"own", "base", "overridden"} & set(flows)
    stacks = {r.id: r.frames for r in records if isinstance(r, Stack)}
    assert any(frame.startswith("com.example.specimen.Pages.begin:") for frame in stacks[flows["given"].stk or 0])
    assert [text for text in result.uncaught if "Failing.onPageStarted" in text]
    gaps = whys(records).splitlines()
    assert {"web-page: https://told.example.com: bridge", "web-page: data:"} <= set(gaps)
    assert len([why for why in gaps if why.startswith("web-page: https://finished.")]) == 1


def test_channels_end_in_the_sink_and_providers_answer_the_newest_question(
    asked: tuple[DeskResult, list[Record]],
) -> None:
    flows = sent(asked[1])
    for host in ("blocking", "selected", "socket"):
        (flow,) = flows[host]
        assert {("imei", "query.device"), ("contacts", "query.number")} <= {(pi.kind, pi.at) for pi in flow.pi}
        assert len(flows[f"answered-{host}"]) == 1
    begin = flows["blocking"][0].ts
    assert [round(flows[host][0].ts - begin) for host in ("timed-out", "woken", "closed")] == [5, 7, 9]


def test_jobs_run_as_they_are_scheduled_and_failed_ones_after_their_backoff(
    asked: tuple[DeskResult, list[Record]],
) -> None:
    flows = sent(asked[1])
    begin = flows["pending2"][0].ts  # two of the three that the app put into its own scheduler, one was taken back
    assert [round(flow.ts - begin) for flow in flows["periodic"]] == [1, 901, 1801, 2701, 3601]
    assert [round(flow.ts - begin) for flow in flows["retried"]] == [1, 31, 91]
    assert [round(flow.ts - begin) for flow in flows["named"]] == [1]
    assert [round(flow.ts - begin) for flow in flows["alarmed"]] == [5]
    assert "cancelled" not in flows


def test_what_was_split_off_the_base_is_part_of_the_app(tmp_path: Path, play: Play) -> None:
    """The screen's texts are in the split of the device's language."""
    parts, app = Path(__file__).parent / "data" / "by-language", tmp_path / "set.apks"
    layout = ("const v0 0x7f020000", "invoke-virtual {p0 v0} Landroid/app/Activity;->setContentView(I)V")
    base = tmp_path / "base.apk"
    base.write_bytes((parts / "base.apk").read_bytes())
    with zipfile.ZipFile(base, "a") as archive:
        archive.writestr("classes.dex", write_dex([screen(*layout)]))
    with zipfile.ZipFile(app, "w") as archive:
        archive.write(base, "splits/base-master.apk")
        archive.write(parts / "zh.apk", "splits/base-zh.apk")
    result, records = play(app, Scenario("agree", "", "", (ColdStart(), Wait(30), Answer("accept"))))
    assert result.answered
    assert [r.text for r in records if isinstance(r, Ui) and r.ev == "click"] == ["同意并继续"]


def test_who_began_the_process_is_told(asked: tuple[DeskResult, list[Record]]) -> None:
    assert [(r.host, r.caller) for r in asked[1] if isinstance(r, Proc) and r.ev == "start"] == [
        ("activity", "desk:start")
    ]
