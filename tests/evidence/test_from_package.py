from kanhe.evidence.from_package import package_evidence
from kanhe.package import open_package
from tests.specimens.truth import APK, FOLDER


def test_facts_of_the_example() -> None:
    with open_package(FOLDER.parents[1] / "examples/weather.apk") as package:
        evidence = package_evidence(package)
    (row,) = evidence.rows("package")
    assert (row["package_id"], row["version_code"], row["target_sdk"], row["label"]) == (
        "com.example.weather",
        302,
        33,
        "晴雨天气",
    )
    assert row["verified_schemes"] == ["v1", "v2", "v3"]
    assert row["allow_backup"] is False
    assert row["cleartext_domains"] == ["*"]
    receiver = next(r for r in evidence.rows("components") if r["kind"] == "receiver")
    assert receiver["actor"] == "jcore"  # JPush is started by the core it is built on
    assert "android.intent.action.BOOT_COMPLETED" in receiver["triggers"]
    assert [r["name"] for r in evidence.rows("meta_data")] == ["JPUSH_APPKEY"]
    location = next(r for r in evidence.rows("permissions") if r["name"].endswith("FINE_LOCATION"))
    assert (location["protection"], location["group"]) == ("dangerous", "LOCATION")


def test_splits_are_one_app() -> None:
    with open_package(APK / "format-splits") as package:
        assert package_evidence(package).rows("package")[0]["format"] == "splits"
