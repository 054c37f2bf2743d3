from kanhe.code.sdk_detection import maven_versions
from kanhe.inspection import inspect
from tests.report.test_document import EXAMPLE
from tests.specimens.truth import APK


def test_proofs_version_and_interfaces() -> None:
    rows = {r["sdk"]: r for r in inspect(EXAMPLE).evidence.rows("sdks")}
    assert set(rows) == {"jpush", "jcore", "amap-location"}
    push = rows["jpush"]
    assert "prefix:cn.jpush.android" in push["proofs"]
    # JCore's own jar holds the components that every SDK of the vendor has, and all of them have the key.
    assert {"component:cn.jpush.android.service.PushReceiver", "meta-data:JPUSH_APPKEY"} <= set(rows["jcore"]["proofs"])
    assert push["level"] == "reachable"
    assert push["start_api_called"] == ["JPushInterface.init"]
    assert push["consent_api_called"] == []


def test_consent_interface_that_is_called() -> None:
    rows = {r["sdk"]: r for r in inspect(APK / "sdk-consent-switch-missing-complies.apk").evidence.rows("sdks")}
    assert rows["jpush"]["consent_api_called"] == ["JCollectionAuth.setAuth(context, true)"]


def test_versions_of_meta_inf() -> None:
    files = [
        ("META-INF/androidx.core_core-ktx.version", b"1.9.0\n"),
        ("META-INF/x_y.version", b"not a version"),
        ("META-INF/other", b"1.0"),
    ]
    assert maven_versions(files) == {"androidx.core.core.ktx": "1.9.0"}
