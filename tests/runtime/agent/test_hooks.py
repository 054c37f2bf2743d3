from collections import Counter
from pathlib import Path

import pytest

from kanhe.knowledge.behaviours import behaviours
from kanhe.knowledge.items import items
from kanhe.knowledge.runtime_points import runtime_points
from kanhe.knowledge.sources import sources
from kanhe.runtime.agent.hooks import Hook, covers, hook_table

PEERS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data/peer_points.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def hook(class_name: str, method: str) -> Hook:
    (found,) = [h for h in hook_table() if (h.class_name, h.method) == (class_name, method)]
    return found


def test_a_method_is_hooked_once() -> None:
    assert max(Counter((h.class_name, h.method) for h in hook_table()).values()) == 1


def test_every_kind_is_known() -> None:
    kinds = {h.kind for h in hook_table()} | {c.kind for h in hook_table() for c in h.choices}
    assert not kinds - {*items(), *behaviours(), None}


def test_every_source_is_watched_or_says_why_not() -> None:
    unwatched = runtime_points().unwatched
    for method in sources().methods:
        if not method.callback and f"{method.class_name}->{method.name}" not in unwatched:
            assert covers(method.class_name[1:-1].replace("/", "."), method.name.replace("<init>", "$init")), method


@pytest.mark.parametrize(("class_name", "method", "tools", "concerns"), PEERS, ids=[f"{p[0]}.{p[1]}" for p in PEERS])
def test_what_other_tools_watch_is_watched(class_name: str, method: str, tools: str, concerns: str) -> None:
    if concerns in ("yes", "conduct"):
        assert covers(class_name, method)
    elif concerns.startswith("through android"):
        assert covers(concerns.removeprefix("through "), method)
    else:
        assert not covers(class_name, method)  # else the table of the peers is to be mended


def test_the_table_of_other_tools_is_whole() -> None:
    by_tool = Counter(tool for p in PEERS for tool in p[2].split(","))
    assert by_tool["camille"] >= 106
    assert by_tool["mobsf"] >= 104
    assert by_tool["privacysentry"] >= 50  # 71 proxies of 54 methods and two fields


UNCOVERED = [
    ("android.media.MediaDrm", "getPropertyByteArray"), ("com.bun.miitmdid.core.MdidSdkHelper", "InitSdk"),
    ("com.google.android.gms.ads.identifier.AdvertisingIdClient", "getAdvertisingIdInfo"),
    ("android.telephony.SubscriptionManager", "getActiveSubscriptionInfoList"), ("android.net.wifi.WifiManager", "startScan"),
    ("android.bluetooth.le.BluetoothLeScanner", "startScan"), ("android.hardware.SensorManager", "registerListener"),
    ("com.amap.api.location.AMapLocationClient", "startLocation"), ("com.baidu.location.LocationClient", "start"),
    ("com.tencent.map.geolocation.TencentLocationManager", "requestLocationUpdates"),
    ("com.google.android.gms.location.FusedLocationProviderClient", "getLastLocation"),
    ("android.app.usage.UsageStatsManager", "queryUsageStats"), ("android.app.ActivityManager", "getRunningTasks"),
    ("android.app.ActivityManager", "getRecentTasks"), ("android.content.ContentResolver", "registerContentObserver"),
    ("java.io.File", "list"), ("java.io.File", "listFiles"), ("java.io.FileInputStream", "$init"), ("java.lang.Runtime", "exec"),
    ("com.android.internal.telephony.ITelephony$Stub$Proxy", "getDeviceId"),
    ("android.content.pm.IPackageManager$Stub$Proxy", "getInstalledPackages"), ("android.app.AlarmManager", "setRepeating"),
    ("android.app.JobSchedulerImpl", "schedule"), ("androidx.work.impl.WorkManagerImpl", "enqueueUniquePeriodicWork"),
    ("android.app.ContextImpl", "startService"), ("android.app.ContextImpl", "bindService"),
    ("android.app.ContextImpl", "startActivity"), ("android.app.ContextImpl", "sendBroadcast"),
    ("android.app.Activity", "requestPermissions"),
    ("android.accessibilityservice.AccessibilityService$IAccessibilityServiceClientWrapper", "onAccessibilityEvent"),
    ("android.service.notification.NotificationListenerService$NotificationListenerWrapper", "onNotificationPosted"),
]  # fmt: skip
"""Points that none of the tools watches."""


@pytest.mark.parametrize(("class_name", "method"), UNCOVERED, ids=[f"{c}.{m}" for c, m in UNCOVERED])
def test_what_no_other_tool_watches_is_watched(class_name: str, method: str) -> None:
    assert covers(class_name, method)
    assert not [p for p in PEERS if p[:2] == (class_name, method) and p[2] == "camille,mobsf,privacysentry"]


def test_a_method_is_hooked_where_it_is_carried_out() -> None:
    service = hook("android.app.ContextImpl", "startService")
    assert (service.api, service.kind) == ("android.content.Context.startService", "component-start")
    assert [(c.kind, c.asks, c.argument) for c in service.choices] == [("foreign-start", "foreign-intent", 0)]
    probe = hook("android.app.ApplicationPackageManager", "getPackageInfo")
    assert (probe.kind, [c.asks for c in probe.choices]) == (None, ["other-package"])


def test_an_item_is_handed_over_under_the_name_of_the_callback() -> None:
    carrier = hook("android.location.LocationManager$LocationListenerTransport", "onLocationChanged")
    assert (carrier.api, carrier.kind, carrier.via, carrier.choices) == (
        "android.location.LocationListener.onLocationChanged", "location-precise", "delivery", ()
    )  # fmt: skip
    assert not covers("android.location.LocationListener", "onLocationChanged")


def test_what_reads_later_is_hooked_where_it_reads() -> None:
    assert not covers("android.content.CursorLoader", "$init")
    assert covers("android.content.ContentResolver", "query")
