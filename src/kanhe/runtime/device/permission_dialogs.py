"""The platform's own question for a permission: whose it is, and its control that refuses.

A run grants nothing.  The packages that ask and the ids of their buttons are those of the platform and of Chinese handsets; where
only words tell, they are those of the button.
"""

from __future__ import annotations

import re

from kanhe.runtime.device.window import Node, Window

ASKERS = frozenset({
    "com.android.permissioncontroller", "com.google.android.permissioncontroller", "com.android.packageinstaller",
    "com.google.android.packageinstaller", "com.lbe.security.miui", "com.miui.securitycenter", "com.huawei.systemmanager",
    "com.coloros.securitypermission", "com.oplus.securitypermission", "com.vivo.permissionmanager",
})  # fmt: skip
_REFUSE_ID = re.compile(r":id/permission_deny(?:_and_dont_ask_again)?_button$")
_REFUSE = re.compile(
    r"^(?:拒绝|不允许|禁止|禁止后不再询问|拒绝且不再询问|deny|don.?t allow|deny anyway)$", re.IGNORECASE
)


def refusal(window: Window) -> Node | None:
    """The control that refuses, if the platform asks the user for a permission."""
    mine = [n for n in window.nodes if n.package in ASKERS and n.touchable and n.enabled]
    by_id = [n for n in mine if _REFUSE_ID.search(n.id)]
    return next(iter(by_id or [n for n in mine if _REFUSE.match(n.text)]), None)


def question(window: Window) -> str:
    """What it asks, in the platform's words."""
    return " ".join(n.text for n in window.nodes if n.package in ASKERS and n.text and not n.touchable)[:1000]
