from dataclasses import replace

from kanhe.evidence import Evidence, SdkRow
from kanhe.inspection import inspect
from kanhe.report.document import document
from kanhe.report.html.papers import sdk_match
from tests.report.test_document import EXAMPLE
from tests.rules.test_views import call, lists


def test_lists_beside_the_package() -> None:
    inspection = inspect(EXAMPLE)
    facts = [
        SdkRow("a", "bugly", "Bugly"), SdkRow("a", "okhttp", "OkHttp", kind="library"), SdkRow("a", "jpush", "JPush"),
        lists("jpush", "imei"), lists("jpush", "oaid", name_as_written="极光"), lists("getui-push", "imei"),
        lists(None, "imei", name_as_written="某某 SDK"), call("imei", actor="bugly"),
        call("mac-address", actor="jpush"),
    ]  # fmt: skip
    app = inspection.judgement.app
    own = [replace(f, app=app) for f in facts]
    evidence = inspection.evidence.replace(sdks=Evidence()["sdks"], calls=Evidence()["calls"])
    found = sdk_match(document(replace(inspection, evidence=Evidence.merge(evidence, Evidence.of(own)))))
    assert [(f.match, f.name["en"]) for f in found] == [
        ("unlisted", "Bugly"), ("both", "JPush"), ("absent", "GeTui Push"), ("unknown", "某某 SDK"),
    ]  # fmt: skip
    both = found[1]
    assert both.written == ("jpush", "极光")
    assert [i["id"] for i in both.items] == ["imei", "oaid"]
