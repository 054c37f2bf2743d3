import pytest

from kanhe.inspection import inspect
from kanhe.report.steps import Rung, ladder, shown, why
from kanhe.rules.model import Text
from tests.specimens.truth import APK

ROW = {
    "item": "imei", "how": "settings-key", "argument": "android_id", "entry": "provider com.x.Init", "line": 9,
    "path": ("Lcom/x/Init;->onCreate()Z", "Lcn/jpush/android/A;->read()V"), "reasons": ("content provider start", "call"),
    "path_lines": ("5", ""), "path_excerpts": ("  0000: nop\n> 0001: invoke", ""), "excerpt": ("> 0002: read",),
}  # fmt: skip


def test_from_the_trigger_to_the_read() -> None:
    trigger, first, second, read = ladder(ROW, "Lcom/y/Api;->get()V")
    assert (trigger.kind, first.kind, second.kind, read.kind) == ("trigger", "step", "step", "read")
    assert trigger.reason is not None
    assert "Init" in trigger.reason.zh
    assert first.line == "5"
    assert first.excerpt[-1].startswith(">")
    assert second.actor == "jpush"
    assert second.line == "9"
    assert second.excerpt == ("> 0002: read",)
    assert shown(read) == "Api.get"
    assert read.name.endswith("(android_id)")


def test_a_hook_of_the_platform_is_no_call() -> None:
    rungs = ladder({**ROW, "item": None}, "content provider start")
    assert rungs[-1].kind == "step"


def test_no_path_no_ladder() -> None:
    assert ladder({"path": ()}, "x") == []
    assert ladder({}, None) == []


def test_on_to_the_sink() -> None:
    (finding,) = inspect(APK / "clipboard-sent-violates.apk").judgement.findings
    rungs = ladder(finding.row, finding.api)
    assert [r.kind for r in rungs][-3:] == ["read", "carry", "sink"]
    assert rungs[-1].reason == Text("送往网络", "goes to network")
    assert rungs[-2].name.endswith("->send(Ljava/lang/String;)V")
    assert any(line.startswith(">") for line in rungs[-2].excerpt)
    assert all(r.excerpt for r in rungs if r.kind in ("step", "carry"))


@pytest.mark.parametrize(
    ("reason", "zh"),
    [("call", "调用"), ("schedule → run", "经 schedule 交给系统，由系统回调 run"), ("unheard of", "unheard of")],
)
def test_reasons_in_both_languages(reason: str, zh: str) -> None:
    said = why(reason)
    assert said is not None
    assert said.zh == zh
    assert why("") is None
    assert why("…") is None


def test_every_reason_the_run_gives_has_words() -> None:
    rows = [r for name in ("sdk-read-before-consent-violates", "location-around-the-clock-violates", "background-read-violates")
            for r in inspect(APK / f"{name}.apk").evidence.rows("calls")]  # fmt: skip
    for reason in {reason for row in rows for reason in row["reasons"]}:
        said = why(reason)
        assert said is not None
        assert said.zh != said.en


def test_a_rung_needs_little() -> None:
    assert Rung("step", "x").excerpt == ()
