"""What the package manager knows of the installed app (``dumpsys package``): its user id, version and runtime permissions.

Vendors add lines of their own; what is not understood is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kanhe.runtime.device.phone import Phone, quoted

MAX_TEXT = 8 << 20
_UID = re.compile(r"^\s*(?:userId|appId)=(\d{1,7})\b", re.MULTILINE)
_VERSION = re.compile(r"^\s*versionCode=(\d{1,15})\b", re.MULTILINE)
_PERMISSION = re.compile(
    r"^\s*(?P<name>[A-Za-z][\w.]{2,200}): granted=(?P<granted>true|false)(?:, flags=\[(?P<flags>[^\]\n]{0,400})\])?\s*$"
)
_ASKED = frozenset({"USER_SET", "USER_FIXED", "ONE_TIME"})
"""Flags that a user's answer leaves behind."""


@dataclass(frozen=True, slots=True)
class Installed:
    """An app as it is on the device."""

    uid: int | None = None
    version_code: int | None = None
    granted: frozenset[str] = frozenset()
    """Runtime permissions that it holds."""
    answered: frozenset[str] = frozenset()
    """Runtime permissions for which a user was asked and answered, either way."""


def installed(phone: Phone, package: str) -> Installed:
    """Raises :class:`~kanhe.runtime.device.problem.DeviceError`."""
    return read_installed(phone.shell(f"dumpsys package {quoted(package)} | head -c {MAX_TEXT}").text, package)


def read_installed(text: str, package: str) -> Installed:
    """What ``dumpsys package`` prints; nothing is known where it does not tell of the package."""
    begin = text.find(f"Package [{package}]")
    if begin < 0:
        return Installed()
    text = text[begin:]
    uid, version = _UID.search(text), _VERSION.search(text)
    granted, answered = set(), set()
    within: int | None = None
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        if line.strip() == "runtime permissions:":
            within = indent
        elif within is not None:
            found = _PERMISSION.match(line)
            if found is None or indent <= within:
                within = None
                continue
            if found["granted"] == "true":
                granted.add(found["name"])
            if _ASKED & {f.strip() for f in (found["flags"] or "").split("|")}:
                answered.add(found["name"])
    return Installed(
        int(uid[1]) if uid else None, int(version[1]) if version else None, frozenset(granted), frozenset(answered)
    )
