"""What the device itself keeps of an app's accesses (``appops``): the last time each was used, without root.

Only the last access of each kind is kept, and nothing of who in the app it was.  Output of any device may be read; a line that
is not understood is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

API = "android.app.AppOpsManager.noteOp"
"""What the platform itself calls when an app reaches what an op guards."""

ITEMS: Mapping[str, str] = {
    "COARSE_LOCATION": "location-coarse", "FINE_LOCATION": "location-precise", "GPS": "location-precise",
    "MONITOR_LOCATION": "location-precise", "MONITOR_HIGH_POWER_LOCATION": "location-precise",
    "NEIGHBORING_CELLS": "cell-tower", "WIFI_SCAN": "wifi-scan", "READ_CONTACTS": "contacts", "READ_CALL_LOG": "call-log",
    "READ_CALENDAR": "calendar", "READ_SMS": "sms", "RECEIVE_SMS": "sms", "READ_ICC_SMS": "sms", "READ_CLIPBOARD": "clipboard",
    "READ_PHONE_NUMBERS": "phone-number", "READ_DEVICE_IDENTIFIERS": "imei",
    "CAMERA": "camera", "RECORD_AUDIO": "microphone", "GET_ACCOUNTS": "device-accounts", "GET_USAGE_STATS": "app-usage",
    "BODY_SENSORS": "body-sensors", "ACTIVITY_RECOGNITION": "activity-recognition", "BLUETOOTH_SCAN": "bluetooth-devices",
    "READ_EXTERNAL_STORAGE": "storage-files", "READ_MEDIA_IMAGES": "photos", "READ_MEDIA_VIDEO": "photos",
    "READ_MEDIA_VISUAL_USER_SELECTED": "photos", "PROJECT_MEDIA": "screenshot",
    "ACCESS_NOTIFICATIONS": "notification",
}  # fmt: skip
"""Op → item.  An op without one guards nothing that is personal information."""
_LINE = re.compile(
    r"^\s*(?:Uid mode:\s*)?(?P<op>[A-Z][A-Z0-9_]{2,60}):\s*(?P<mode>[a-z]{3,12})(?P<rest>[;\s].{0,2000})?$"
)
_TIME = re.compile(r";\s*time=\+?(?P<ago>0|[0-9dhms]{2,40}) ago")
_REJECT = re.compile(r";\s*rejectTime=\+?(?P<ago>0|[0-9dhms]{2,40}) ago")
_AGO = re.compile(r"(\d{1,9})(ms|d|h|m|s)")
_UNITS = {"d": 86400.0, "h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}


@dataclass(frozen=True, slots=True)
class Access:
    """The last time an app reached for something."""

    op: str
    granted: bool
    ago: float
    """Seconds before the device was asked."""


def read_accesses(text: str) -> Iterator[Access]:
    """Every access that ``cmd appops get PACKAGE`` tells."""
    for line in text.splitlines()[:2000]:
        found = _LINE.match(line)
        if found is None:
            continue
        rest = found["rest"] or ""
        for shape, granted in ((_TIME, True), (_REJECT, False)):
            told = shape.search(rest)
            ago = seconds(told["ago"]) if told is not None else None
            if ago is not None:
                yield Access(found["op"], granted, ago)


def seconds(ago: str) -> float | None:
    """``+1d2h3m4s567ms`` in seconds."""
    if ago == "0":
        return 0.0
    at, total = 0, 0.0
    for part in _AGO.finditer(ago):
        if part.start() != at:
            return None
        total += int(part[1]) * _UNITS[part[2]]
        at = part.end()
    return total if at and at == len(ago) else None
