import pytest

from kanhe.inspection import inspect
from tests.specimens.truth import APK


@pytest.mark.parametrize(
    ("name", "api", "phase"),
    [
        ("sdk-initialised-before-consent-violates", "Lcn/jpush/android/api/JPushInterface;->init(Landroid/content/Context;)V", "startup"),
        ("sdk-read-before-consent-violates", "content provider start", "startup"),
    ],
)  # fmt: skip
def test_who_starts_it_and_when(name: str, api: str, phase: str) -> None:
    rows = [r for r in inspect(APK / f"{name}.apk").evidence.rows("behaviours") if r["behaviour"] == "sdk-start"]
    assert [(r["argument"], r["api"], r["phase"]) for r in rows] == [("jpush", api, phase)]


def test_behind_consent() -> None:
    rows = inspect(APK / "sdk-initialised-before-consent-complies.apk").evidence.rows("behaviours")
    assert {r["phase"] for r in rows if r["behaviour"] == "sdk-start"} == {"startup-guarded", "event"}
