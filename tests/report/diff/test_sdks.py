from kanhe.evidence import SdkRow
from kanhe.report.diff.sdks import sdk_changes
from tests.report.diff.builds import build, short, told


def sdk(name: str = "jpush", **columns: object) -> SdkRow:
    return SdkRow("a", name, "JPush", **columns)  # type: ignore[arg-type]


def test_new_and_gone() -> None:
    assert short(sdk_changes(build(), build(sdk(version="3.3.4", collects=("imei",))))) == ["new jpush [sdk] high"]
    assert short(sdk_changes(build(sdk()), build())) == ["gone jpush [] plain"]


def test_libraries_have_little_weight() -> None:
    assert short(sdk_changes(build(), build(sdk("okhttp", kind="library")))) == ["new okhttp [] weak"]
    assert short(
        sdk_changes(
            build(sdk("okhttp", kind="library", version="3")), build(sdk("okhttp", kind="library", version="4"))
        )
    ) == ["changed okhttp [] weak"]


def test_a_packer_asks() -> None:
    assert short(sdk_changes(build(), build(sdk("qihoo-jiagu", kind="packer")))) == ["new qihoo-jiagu [sdk] high"]


def test_another_version_is_told_and_asks_for_nothing() -> None:
    found = list(sdk_changes(build(sdk(version="3.3.4")), build(sdk(version="4.0.0"))))
    assert short(found) == ["changed jpush [] plain"]
    assert told(found) == ["version: 3.3.4 → 4.0.0"]


def test_started_before_consent_now() -> None:
    late, early = build(sdk(initialised_at="startup-guarded")), build(sdk(initialised_at="startup"))
    assert short(sdk_changes(late, early)) == ["changed jpush [moment] high"]
    assert short(sdk_changes(early, late)) == ["changed jpush [] plain"]
    assert told(sdk_changes(late, early)) == ["started: at start, after consent → at start, before consent"]


def test_consent_that_is_no_longer_passed_on() -> None:
    told_it, silent = build(sdk(consent_api_called=("x",))), build(sdk())
    assert "gone" in told(sdk_changes(told_it, silent))[0]
    assert "passed on" in told(sdk_changes(silent, told_it))[0]
