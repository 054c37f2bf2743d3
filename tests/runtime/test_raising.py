from kanhe.evidence import Evidence
from kanhe.evidence.runtime_rows import EventRow, RequestRow
from kanhe.runtime.raising import raised
from tests.specimens.runs.judging import app_evidence, call_row
from tests.specimens.runs.tape import APP

API = "Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;"
RUN = "Lcom/a/B;->run()V"


def event(item: str = "imei", caller: str = "Lcom/a/B;->run", frames: tuple[str, ...] = (), api: str = API) -> EventRow:
    return EventRow(APP, "run-1", "desk", 1, "read", 1, 1, item=item, api=api, caller=caller, frames=frames)


def request(*items: str, actor: str = "app") -> RequestRow:
    return RequestRow(APP, "run-1", "desk", 1, 1, host="a.example", actor=actor, items=items)


def levels(evidence: Evidence) -> list[str]:
    return [r["level"] for r in evidence.rows("calls")]


def test_the_method_that_called_is_raised_and_no_other() -> None:
    code = app_evidence(
        call_row("imei", RUN, API), call_row("imei", "Lcom/a/C;->x()V", API), call_row("oaid", RUN, API)
    )
    assert levels(raised(code, [event()], [])) == ["called", "reachable", "reachable"]


def test_a_row_further_out_on_the_stack_counts_where_the_nearest_has_none() -> None:
    code = app_evidence(call_row("imei", RUN, API))
    seen = event(caller="Lokhttp3/X;->y", frames=("okhttp3.X.y:1", "com.a.B.run:7"))
    assert levels(raised(code, [seen], [])) == ["called"]


def test_of_several_reads_in_one_method_the_one_of_that_interface() -> None:
    other = "Landroid/telephony/TelephonyManager;->getImei()Ljava/lang/String;"
    code = app_evidence(call_row("imei", RUN, API), call_row("imei", RUN, other))
    assert levels(raised(code, [event(api="Landroid/telephony/TelephonyManager;->getImei")], [])) == [
        "reachable",
        "called",
    ]


def test_part_of_a_name_raises_nothing() -> None:
    code = app_evidence(call_row("imei", "Lcom/a/Bx;->run()V", API))
    assert levels(raised(code, [event()], [])) == ["reachable"]


def test_a_request_raises_what_was_called_else_what_can_be_reached() -> None:
    code = app_evidence(
        call_row("imei", RUN, API),
        call_row("imei", "Lcom/a/C;->x()V", API),
        call_row("imei", "Lz/z;->x()V", API, "present"),
    )
    assert levels(raised(code, [event()], [request("imei")])) == ["sent", "reachable", "present"]
    assert levels(raised(code, [], [request("imei")])) == ["sent", "sent", "present"]
    assert levels(raised(code, [], [request("imei", actor="jpush")])) == ["reachable", "reachable", "present"]


def test_no_level_is_lowered() -> None:
    code = app_evidence(call_row("imei", RUN, API, "sent"))
    assert levels(raised(code, [event()], [])) == ["sent"]
