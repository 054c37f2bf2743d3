"""Values planted in the desk device, one an item: by them it is known what came back and what was sent.

All are invented; where a value has a check digit or a reserved range, it keeps to it, so that apps take it for real.
"""

from __future__ import annotations

from kanhe.runtime.traffic.canaries import Canary

_VALUES = {
    "imei": "866174042815932",
    "meid": "A1000045D6E7F8",
    "imsi": "460017428159306",
    "iccid": "89860117428159306129",
    "phone-number": "13900174281",
    "android-id": "5f3d9a7c1e2b4860",
    "oaid": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    "gaid": "38400000-8cf0-41bd-b23e-10b96e40000d",
    "serial-number": "KH7Q2X9D4MT",
    "mac-address": "9c:28:ef:51:7a:d3",
    "bluetooth-mac": "9c:28:ef:51:7a:d4",
    "ssid-bssid": "KANHE-DESK-5G",
    "wifi-scan": "KANHE-NEXT-DOOR",
    "location-precise": "39.915327,116.404172",
    "contacts": "13900174299",
    "call-log": "13900174288",
    "sms": "KH-482913-desk",
    "calendar": "kanhe desk dentist at noon",
    "clipboard": "kanhe-clip-64d1c8a2",
    "installed-apps": "com.example.kanhe.planted",
    "device-accounts": "desk.planted@example.com",
    "photos": "kanhe-desk-20260101.jpg",
}


def planted() -> tuple[Canary, ...]:
    """The planted values."""
    return tuple(Canary(item, item, value) for item, value in _VALUES.items())
