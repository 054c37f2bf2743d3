import pytest

from kanhe.runtime.joining.apis import Meaning, descriptor, items_of, meaning

TM = "android.telephony.TelephonyManager"


@pytest.mark.parametrize(
    ("api", "sig", "wanted"),
    [
        (f"{TM}.getDeviceId", None, "Landroid/telephony/TelephonyManager;->getDeviceId"),
        (
            f"{TM}.getDeviceId",
            "(I)Ljava/lang/String;",
            "Landroid/telephony/TelephonyManager;->getDeviceId(I)Ljava/lang/String;",
        ),
        (f"{TM}.getDeviceId", "int", "Landroid/telephony/TelephonyManager;->getDeviceId"),
        ("android.provider.Settings$Secure.getString", None, "Landroid/provider/Settings$Secure;->getString"),
        ("/proc/net/arp", None, "/proc/net/arp"),
        ("pm list packages", None, "pm list packages"),
        ("open", None, "open"),
    ],
)
def test_descriptors(api: str, sig: str | None, wanted: str) -> None:
    assert descriptor(api, sig) == wanted


def test_a_kind_is_an_item_or_a_behaviour() -> None:
    assert meaning("imei", "x") == Meaning(item="imei")
    assert meaning("foreign-start", "x") == Meaning(behaviour="foreign-start")
    assert meaning("no-such", "x") == Meaning(known=False)


def test_without_a_kind_the_interface_tells_where_it_reads_one_thing() -> None:
    assert meaning(None, f"{TM}.getDeviceId") == Meaning(item="imei")
    assert meaning(None, "android.content.ContentResolver.query") == Meaning()
    assert meaning(None, "com.example.X.y") == Meaning()


def test_what_is_not_seen_when_an_interface_is_not_watched() -> None:
    assert items_of(f"{TM}.getDeviceId") == ("imei",)
    assert {"contacts", "sms", "calendar"} <= set(items_of("android.content.ContentResolver.query"))
    assert items_of("com.example.X.y") == ()


def test_what_only_a_run_watches_is_missed_when_it_is_not() -> None:
    assert items_of("com.android.internal.telephony.ITelephony$Stub$Proxy.getDeviceId") == ("imei",)
    assert "contacts" in items_of("android.content.ContentProviderProxy.query")
    assert "android-id" in items_of("android.provider.Settings$Secure.getString")
    assert items_of("android.app.AlarmManager.setExact") == ()
