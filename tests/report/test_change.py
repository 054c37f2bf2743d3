from dataclasses import replace

import pytest

from kanhe.inspection import inspect
from kanhe.report.change import change
from tests.report.test_document import EXAMPLE
from tests.specimens.truth import APK


def said(name: str, rule: str) -> tuple[str, str]:
    findings = inspect(APK / f"{name}-violates.apk").judgement.findings
    text = change(next(f for f in findings if f.rule == rule))
    assert text is not None
    return text.zh, text.en


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        ("read-before-consent", "推迟到用户同意之后", "Delay Device.remember (com.example.specimen.SpecimenApp.prepare:"),
        ("sdk-read-before-consent", 'tools:node="remove"', '<provider android:name="cn.jpush.android.service.InitProvider"'),
        ("sdk-initialised-before-consent", "JPushInterface.init", "Delay JPushInterface.init"),
        ("location-around-the-clock", "每 5 分钟", "every 5 min"),
        ("album-in-background", "去掉", "Take ContentResolver.query"),
        ("clipboard-at-launch", "移到", "Move ClipboardManager.getPrimaryClip"),
        ("clipboard-sent", "在隐私政策写明目的", "com.example.specimen.Work.send:"),
        ("data-logged", "日志", "log line at com.example.specimen.Work.run:"),
        ("data-shared-with-sdk", "不要把该信息传给 SDK", "Do not hand the item to the SDK"),
        ("data-sent-before-consent", "同意之前不要执行到", "before consent"),
        ("read-after-refusal", "拒绝后不要执行到", "after a refusal"),
    ],
)  # fmt: skip
def test_one_sentence_made_for_the_finding(rule: str, zh: str, en: str) -> None:
    given = said(rule, rule)
    assert zh in given[0]
    assert en in given[1]


def test_a_component_of_an_sdk_is_taken_out_of_the_manifest() -> None:
    findings = inspect(EXAMPLE).judgement.findings
    text = change(next(f for f in findings if f.rule == "background-read"))
    assert text is not None
    assert '<receiver android:name="cn.jpush.android.service.PushReceiver" tools:node="remove"/>' in text.en
    assert "极光" in text.zh


def test_the_consent_call_of_the_sdk_is_named() -> None:
    text = change(next(f for f in inspect(EXAMPLE).judgement.findings if f.rule == "sdk-read-before-consent"))
    assert text is not None
    assert "JCollectionAuth.setAuth(context, true)" in text.zh
    assert "WeatherApp.onCreate:10" in text.en


def test_nothing_to_add_to_the_remedy() -> None:
    (finding,) = inspect(APK / "backup-allowed-violates.apk").judgement.findings
    assert change(finding) is None
    assert change(replace(finding, row={"phase": "startup"})) is None
