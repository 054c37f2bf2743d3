from kanhe.evidence import BehaviourRow, CallRow, ComponentRow, Evidence, PackageRow, PermissionRow, SdkRow
from kanhe.evidence.completion import complete

P = "android.permission."
BASE = Evidence.of(
    [PackageRow("a", "android", "apk", "f", "x", 1)],
    [
        PermissionRow("a", P + n, "dangerous")
        for n in ("READ_CONTACTS", "CAMERA", "RECEIVE_SMS", "SEND_SMS", "READ_PHONE_STATE")
    ],
    [PermissionRow("a", "com.x.OWN", "unknown"), PermissionRow("a", P + "INTERNET", "normal")],
    [ComponentRow("a", "receiver", "x.R", True, triggers=("android.provider.Telephony.SMS_RECEIVED",))],
    [
        CallRow("a", "contacts", "api", "content-uri", "m", level="reachable", actor="jpush"),
        CallRow("a", "camera", "api", "direct", "m"),
    ],
    [BehaviourRow("a", "send-sms", "api", "m", level="reachable")],
    [SdkRow("a", "jpush", "JPush")],
)


def test_use_of_permissions() -> None:
    rows = {r["name"].removeprefix(P): r for r in complete(BASE, {"x.R": True}, None).rows("permissions")}
    assert rows["READ_CONTACTS"]["used"] is True
    assert rows["READ_CONTACTS"]["used_by"] == ["jpush"]
    assert rows["CAMERA"]["used"] is False  # the only call is not reachable
    assert rows["RECEIVE_SMS"]["used"] is True  # by a component's trigger
    assert rows["SEND_SMS"]["used"] is True  # by a behaviour
    assert rows["com.x.OWN"]["used"] is None
    assert rows["INTERNET"]["used"] is None
    assert rows["READ_PHONE_STATE"]["declared_by"] == ["jpush"]


def test_components_and_packer() -> None:
    done = complete(BASE, {"x.R": False}, "packer-360")
    assert done.rows("components")[0]["in_code"] is False
    assert done.rows("package")[0]["packer"] == "packer-360"
