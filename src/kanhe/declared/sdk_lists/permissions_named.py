"""Permissions that a text names: by their names in the platform, or in words.  Knows nothing of lists."""

from __future__ import annotations

import re
from functools import cache

from kanhe.declared.sdk_lists.spelling import squeezed
from kanhe.knowledge.permission_words import permission_words
from kanhe.knowledge.permissions import permissions

_FULL = re.compile(r"\b[a-z][a-z0-9_]*(?:\.[a-zA-Z0-9_]+)*\.permission\.[A-Z][A-Z0-9_]+\b")
_SHORT = re.compile(r"\b[A-Z]{2,}(?:_[A-Z]+)+\b|\b(?:INTERNET|CAMERA|VIBRATE|BLUETOOTH|NFC)\b")
_SPOKEN = re.compile(r"[^,，。;；:：!?()（）]*权限")


def permissions_named(text: str, of_permissions: bool = False) -> tuple[str, ...]:
    """Full names in the order of the text.

    ``of_permissions``: the whole text lists permissions, so that 相机、存储 is enough; else words count only in a clause
    that says 权限.
    """
    found = dict.fromkeys(_FULL.findall(text))
    for short in _SHORT.findall(text):
        if (name := f"android.permission.{short}") in permissions():
            found[name] = None
    plain = squeezed(text)
    for stretch in [plain] if of_permissions else _SPOKEN.findall(plain):
        for word in _words().findall(stretch):
            found |= dict.fromkeys(permission_words()[word])
    return tuple(found)


@cache
def _words() -> re.Pattern[str]:
    # 位置信息 beside 网络权限 is information; 设备信息权限 is a permission.
    return re.compile(f"(?:{'|'.join(map(re.escape, permission_words()))})(?!(?:信息|地址|标识|数据)(?!权限))")
