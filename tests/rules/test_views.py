"""The views of the tally: written facts of both halves, and the state that must come of each pair."""

import datetime as dt
from dataclasses import replace

import pytest

from kanhe.evidence import CallRow, Evidence, FlowRow, PackageRow, PermissionRow, ScreenRow, SdkRow
from kanhe.evidence.declared_rows import DeclarationRow, DeclaredSdkRow, DocumentRow
from kanhe.evidence.limits import limit
from kanhe.rules.engine import Context, connect
from kanhe.rules.views import STATES, VIEWS

DAY = dt.date(2026, 11, 1)
PACKAGE = PackageRow("a", "android", "apk", "f", "com.x", 1)
POLICY = DocumentRow("a", "policy", "policy", "given", "p.html", "00", "html")


def call(item: str = "imei", actor: str = "app", level: str = "reachable", **changes) -> CallRow:
    return CallRow(
        "a", item, "La/T;->get()V", "direct", actor=actor, level=level,
        **{"caller": "La/B;->m()V", "offset": 1, **changes},
    )  # fmt: skip


def says(item: str | None, subject: str = "app", verb: str = "collect", **changes) -> DeclarationRow:
    sentence = f"{subject} {verb} {item}"
    given = {"written": item or "word", "sentence": sentence, "start": 5, "end": 9, **changes}
    return DeclarationRow("a", "policy", subject, verb, item, **given)


def lists(sdk: str | None, *items: str, **changes) -> DeclaredSdkRow:
    given = {"name_as_written": sdk or "?", "sentence": f"row of {sdk}", **changes}
    return DeclaredSdkRow("a", "policy", sdk=sdk, items=items, **given)


def rows(view: str, *facts: object, context: Context | None = None, documents: tuple[object, ...] = (POLICY,)):
    connection = connect(Evidence.of([PACKAGE], documents, facts), context or Context(DAY))
    try:
        answer = connection.execute(f"SELECT * FROM {view}")
        names = [c[0] for c in answer.description]
        return [dict(zip(names, values, strict=True)) for values in answer.fetchall()]
    finally:
        connection.close()


def cell(actor: str, item: str, *facts: object, **told):
    return next(r for r in rows("tally", *facts, **told) if (r["actor"], r["item"]) == (actor, item))


@pytest.mark.parametrize(
    ("state", "facts"),
    [
        ("declared-and-found", [call(), says("imei")]),
        ("declared-and-found", [call(), says("imei", verb="share")]),
        ("declared-and-found", [call(), says("imei"), says("imei", verb="not-collect")]),
        ("found-not-declared", [call()]),
        ("found-not-declared", [call(), says("android-id"), says("imei", subject="jpush")]),
        ("found-not-declared", [call(), says("imei", verb="not-share")]),
        ("found-not-declared", [call(), says("imei", verb="not-collect", condition="未经您同意")]),
        ("denied-but-found", [call(), says("imei", verb="not-collect")]),
        ("denied-but-found", [call(), says("imei", verb="not-use")]),
        ("denied-not-found", [says("imei", verb="not-collect")]),
        ("declared-not-found", [says("imei")]),
        ("present-not-declared", [call(level="present")]),
        ("present-not-declared", [call(level="present"), says("imei", verb="not-collect")]),
        ("general-only", [call(), says(None, group="device-information")]),
        ("general-only", [call(), says(None, group="device-identifier")]),
        ("found-not-declared", [call(), says(None, group="log-information")]),
        ("found-not-declared", [call(), says(None, group="a-group-nobody-knows")]),
        ("found-not-declared", [call(), says(None, group="device-information", verb="not-collect")]),
    ],
)  # fmt: skip
def test_state_of_what_the_app_does(state: str, facts: list[object]) -> None:
    assert cell("app", "imei", *facts)["state"] == state
    assert state in STATES


@pytest.mark.parametrize(
    ("state", "general", "facts"),
    [
        ("declared-and-found", None, [lists("jpush", "imei")]),
        ("declared-and-found", None, [says("imei", subject="jpush")]),
        ("general-only", "app-statement", [says("imei")]),
        ("general-only", "app-statement", [says("imei", subject="partner", verb="share")]),
        ("general-only", "app-statement", [lists("jpush"), says("imei")]),
        ("found-not-declared", None, [lists("jpush", "oaid"), says("imei")]),
        ("found-not-declared", None, [lists("jpush", "oaid"), says(None, group="device-information")]),
        ("general-only", "word", [lists("jpush", groups=("device-information",))]),
        ("general-only", "word", [says(None, group="device-information")]),
        ("found-not-declared", None, [lists("umeng-analytics", "imei")]),
        ("found-not-declared", None, [says("imei", verb="not-use")]),
        ("denied-but-found", None, [says("imei", verb="not-collect")]),
        ("denied-but-found", None, [says("imei", subject="jpush", verb="not-collect")]),
    ],
)  # fmt: skip
def test_state_of_what_an_sdk_does(state: str, general: str | None, facts: list[object]) -> None:
    found = cell("jpush", "imei", call(actor="jpush"), *facts)
    assert (found["state"], found["general"]) == (state, general)


def test_the_precise_covers_the_coarse_and_not_the_other_way() -> None:
    assert (
        cell("app", "location-coarse", call("location-coarse"), says("location-precise"))["state"]
        == "declared-and-found"
    )
    assert (
        cell("app", "location-precise", call("location-precise"), says("location-coarse"))["state"]
        == "found-not-declared"
    )


def test_weak_parameters_are_no_accusation_and_a_general_word_names_them() -> None:
    weak = call("device-model-params")
    assert cell("app", "device-model-params", weak)["state"] == "weak"
    named = cell("app", "device-model-params", weak, says(None, group="device-information", sentence="收集设备信息"))
    assert (named["state"], named["sentence"]) == ("declared-and-found", "收集设备信息")


def test_without_a_policy_nothing_is_called_undeclared() -> None:
    assert cell("app", "imei", call(), documents=())["state"] == "found-unread"
    damaged = DocumentRow("a", "policy", "policy", "given", "p.html", "00", "html", readable=False)
    assert cell("app", "imei", call(), documents=(damaged,))["state"] == "found-unread"


def test_a_list_that_is_elsewhere_may_declare_an_sdk() -> None:
    elsewhere = limit("a", "list-elsewhere", "policy", "points to a list")
    assert cell("jpush", "imei", call(actor="jpush"), elsewhere)["state"] == "found-unread"
    assert (
        cell("jpush", "imei", call(actor="jpush"), elsewhere, lists("jpush", "oaid"))["state"] == "found-not-declared"
    )
    given = DocumentRow("a", "sdk-list", "sdk-list", "given", "s.html", "00", "html")
    assert (
        cell("jpush", "imei", call(actor="jpush"), elsewhere, documents=(POLICY, given))["state"]
        == "found-not-declared"
    )
    assert cell("app", "imei", call(), elsewhere)["state"] == "found-not-declared"


@pytest.mark.parametrize("verb", ["collect", "not-collect"])
def test_what_code_was_not_seen_is_not_called_absent(verb: str) -> None:
    hidden = limit("a", "packed", "360", "hides its code")
    assert "calls" in hidden.weakens
    assert cell("app", "imei", says("imei", verb=verb), hidden)["state"] == "declared-unseen"
    alone = replace(PACKAGE, app="b", format="document")
    found = rows("tally", alone, replace(says("imei", verb=verb), app="b"), replace(POLICY, app="b"), documents=())
    assert [r["state"] for r in found] == ["declared-unseen"]


def test_libraries_read_on_account_of_the_app() -> None:
    found = cell("app", "mac-address", call("mac-address", actor="okhttp"), says("mac-address"))
    assert (found["state"], found["reader"]) == ("declared-and-found", "okhttp")


def test_the_best_place_is_shown_with_when_it_runs() -> None:
    facts = [
        call(level="present", caller="La/P;->p()V"),
        call(caller="La/E;->e()V", phase="event", offset=2),
        call(caller="La/S;->s()V", phase="startup", offset=3),
    ]
    (found,) = rows("found", *facts)
    assert found["caller"] == "La/S;->s()V"
    assert found["before_consent"]
    assert found["places"] == 3
    assert found["phases"] == ["event", "startup"]
    assert not rows("found", call(phase="startup-guarded", guard="agreed"))[0]["before_consent"]


def flow(**changes) -> FlowRow:
    return FlowRow(
        "a", "imei", "La/T;->get()V", "La/B;->m()V", 1, "app",
        **{"sink": "network", "sink_api": "Lx;->s()V", "sink_caller": "La/C;->n()V", "sink_offset": 3, **changes},
    )  # fmt: skip


def test_where_it_goes() -> None:
    reads = call(level="sent", path=("La/A;->a()V", "La/B;->m()V"))
    passes = flow(path=("La/B;->m()V", "La/C;->n()V"), excerpt=("> send",))
    (found,) = rows(
        "found", reads, flow(sink="log", sink_caller="La/L;->l()V"), passes, flow(sink="sms", implicit=True)
    )
    assert (found["level"], found["sinks"]) == ("sent", ["log", "network"])
    assert (found["sink"], found["sink_caller"], found["onward"]) == (
        "network",
        "La/C;->n()V",
        ["La/B;->m()V", "La/C;->n()V"],
    )
    assert found["places"] == 1


def test_what_is_handed_to_an_sdk_it_has() -> None:
    facts = [call(level="sent"), flow(sink="sdk", recipient="jpush"), says("imei")]
    given = cell("jpush", "imei", *facts)
    assert (given["given"], given["level"], given["sink_caller"]) == (True, "sent", "La/C;->n()V")
    assert cell("app", "imei", *facts)["recipients"] == ["jpush"]


@pytest.mark.parametrize(("level", "state"), [("sent", "denied-but-found"), ("reachable", "found-not-declared")])
def test_a_denial_of_sending_is_contradicted_by_sending(level: str, state: str) -> None:
    sends = [flow()] if level == "sent" else []
    assert cell("app", "imei", call(level=level), says("imei", verb="not-upload"), *sends)["state"] == state


def test_permissions_and_texts_stand_beside() -> None:
    opens = PermissionRow("a", "android.permission.READ_CONTACTS", "dangerous", items=("contacts",))
    shown = ScreenRow("a", "string", "why", text="需要读取通讯录以便邀请好友", role="permission-purpose")
    other = ScreenRow("a", "string", "title", text="通讯录", role="other")
    found = cell("app", "contacts", call("contacts"), opens, shown, other)
    assert found["permissions"] == ["android.permission.READ_CONTACTS"]
    assert found["screen_texts"] == ["需要读取通讯录以便邀请好友"]


def test_purposes_and_the_exact_quote() -> None:
    found = cell(
        "jpush", "imei", call(actor="jpush"), says("imei", purpose="分析"), lists("jpush", "imei", purpose="推送", start=7, end=12),
        says("imei", subject="jpush", purpose="统计"),
    )  # fmt: skip
    assert found["purposes"] == ["推送", "统计"]
    assert (found["standing"], found["sentence"], found["doc_start"], found["doc_end"]) == (
        "list",
        "row of jpush",
        7,
        12,
    )


def test_denial_and_declaration_are_both_quoted() -> None:
    found = cell("app", "imei", says("imei"), says("imei", verb="not-collect", sentence="不收集", start=50))
    assert (found["sentence"], found["denial"], found["denial_start"]) == ("app collect imei", "不收集", 50)


def test_what_the_type_of_app_needs() -> None:
    facts = [says("phone-number"), says("contacts")]
    told = Context(DAY, "online-community")
    assert cell("app", "phone-number", *facts, context=told)["necessary"] is True
    assert cell("app", "contacts", *facts, context=told)["necessary"] is False
    assert cell("app", "contacts", *facts)["necessary"] is None


def test_a_listed_sdk_that_is_not_there() -> None:
    absent = cell("jpush", "imei", lists("jpush", "imei"))
    assert (absent["state"], absent["in_package"]) == ("declared-not-found", False)
    there = cell("jpush", "imei", lists("jpush", "imei"), SdkRow("a", "jpush", "JPush"))
    assert there["in_package"]


def test_a_row_that_matches_no_sdk_is_a_partner() -> None:
    (row,) = rows("declared", lists(None, "imei", name_as_written="某某 SDK"))
    assert (row["actor"], row["name"], row["source"]) == ("partner", "某某 SDK", "sdk-list")


def test_in_a_list_of_third_parties_nobody_is_the_app() -> None:
    given = DocumentRow("a", "sdk-list", "sdk-list", "given", "s.html", "00", "html")
    stated = replace(says("imei"), document="sdk-list")
    assert [r["actor"] for r in rows("declared", stated, documents=(POLICY, given))] == ["partner"]
    assert [r["actor"] for r in rows("declared", says("imei"), documents=(POLICY, given))] == ["app"]


def test_apps_are_kept_apart() -> None:
    other = PackageRow("b", "android", "apk", "f", "com.y", 1)
    moved = CallRow("b", "imei", "La/T;->get()V", "direct", "La/B;->m()V", level="reachable")
    found = rows("tally", says("imei"), other, moved)
    assert {(r["app"], r["state"]) for r in found} == {("a", "declared-not-found"), ("b", "found-unread")}


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_runs_on_nothing(view: str) -> None:
    connection = connect(Evidence(), Context(DAY))
    assert connection.execute(f"SELECT * FROM {view}").fetchall() == []
    assert VIEWS[view].doc
