"""Permissions a policy names together with what they are for.

Knows the usual names of permissions; whether an app asks for them is no matter here.
"""

from __future__ import annotations

import re

from kanhe.declared.elements.place import Place, place_of
from kanhe.declared.elements.sentences import Policy

_KINDS = (
    ("camera", r"相机|摄像头|照相机|拍照|拍摄|CAMERA"), ("microphone", r"麦克风|录音|话筒|RECORD_AUDIO|microphone"),
    ("location", r"位置|定位|LOCATION|GPS"), ("storage",(
        r"存储|储存|文件|相册|照片|媒体|图库|STORAGE|photos|gallery"
    )),
    ("contacts", r"通讯录|联系人|CONTACTS"), ("phone",(
        r"电话|手机状态|设备信息|手机识别码|通话状态|PHONE_STATE|CALL_PHONE"
    )),
    ("sms", r"短信|SMS"), ("calendar", r"日历|CALENDAR"), ("call-log", r"通话记录|CALL_LOG|call logs?"), ("sensors",(
        r"传感器|身体|SENSORS"
    )),
    ("bluetooth", r"蓝牙|BLUETOOTH"), ("overlay", r"悬浮窗|SYSTEM_ALERT_WINDOW"), ("notifications",(
        r"通知权限|通知栏|notification"
    )),
    ("installed-apps", r"应用列表|QUERY_ALL_PACKAGES|软件列表"), ("install", r"安装未知应用|INSTALL_PACKAGES"), (
        "clipboard",(
        r"剪[切贴]板"
    )),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _KINDS)
_NEAR = re.compile(
    r"权限|授权(?:我们|本|该)?[^。，]{0,8}(?:获取|访问|使用|读取|调用|开启)|permission"
    r"|(?:打开|开启|允许|调用|访问您?的?)[^。，]{0,12}(?:相机|相册|通讯录|麦克风|位置|定位|摄像头|蓝牙|"
    r"日历)(?!功能|服务|信息)",
    re.IGNORECASE,
)
_CUES = ("权限", "授权", "permission", "打开", "开启", "允许", "调用", "访问")
_PURPOSE = re.compile(
    r"用于|以便|为了|用来|目的|实现|才能|方便|功能|时|使用|帮助|需要|便于|以?保障|to (?:let|allow|enable|"
    r"provide|use|take|save|record|scan|upload|share|find|show)|so that|only to|be able|used (?:to|for)|"
    r"in order to|when you|"
    r"purpose",
    re.IGNORECASE,
)
_WORD = re.compile(r"权限|授权|permission", re.IGNORECASE)
_AIM = re.compile(r"用于|以便|为了|才能|in order to|so that", re.IGNORECASE)
_ASKS = re.compile(r"申请|请求|ask you for|request", re.IGNORECASE)
_REACH = 25
_UNDER = re.compile(r"权限|permission", re.IGNORECASE)
_DENIED = re.compile(
    r"^(?:(?!用于|以便|为了).)*(?:关闭|撤[回销]|取消|拒绝)[^。]{0,20}(?:权限|授权)(?:(?!用于|以便|为了).)*$"
)
_ENTRY = re.compile(r"^\W*(?:[0-9A-Za-z]{1,3}[.、)）．]\s*)?[^。]{1,30}?[：:—\-|，,]")


def permission_purposes(policy: Policy) -> Place | None:
    """The first permission that is named with its purpose; all kinds so named in ``detail``."""
    kinds: dict[str, None] = {}
    best: tuple[int, int, Place] | None = None
    spoken = frozenset(policy.with_word(_CUES))
    section, titled, led = -1, False, -1
    for index, sentence in enumerate(policy.sentences):
        if sentence.section != section:
            section, titled = sentence.section, bool(_UNDER.search(sentence.scope))
        text = sentence.text
        block = policy.document.blocks[sentence.block]
        table = bool(block.rows) and bool(_UNDER.search(" ".join(c.text for c in block.rows[0]) + sentence.scope))
        if block.rows and not table:
            continue
        near = index in spoken and bool(_NEAR.search(text))
        under = titled or _led(policy, led, index)
        if sentence.text.endswith(("：", ":")) and _UNDER.search(text):
            led = index
        if sentence.title or not (near or under) or _DENIED.match(text) or not _PURPOSE.search(_said(policy, index)):
            continue
        if not near and not _ENTRY.match(text) and not table:
            continue
        if not under and not _WORD.search(text) and not _AIM.search(text):
            continue
        told = [k for k, p in _PATTERNS if any(under or table or _close(m, text) for m in p.finditer(text))]
        if not told:
            continue
        kinds |= dict.fromkeys(told)
        # A list or table of permissions shows them better than one sentence in passing.
        weight = 2 * table + under + near
        if best is None or weight > best[0]:
            best = weight, index, place_of(sentence, 0, 1)
    if best is None:
        return None
    place = best[2]
    return Place(place.block, place.start, place.end, ", ".join(sorted(kinds)))


def _close(match: re.Match[str], text: str) -> bool:
    """Spoken of as a permission, not only in the same sentence as one."""
    return bool(_NEAR.search(text, max(0, match.start() - _REACH), match.end() + _REACH))


def _said(policy: Policy, index: int) -> str:
    """The sentence; where it asks for a permission by itself, with the next one, which says why."""
    text = policy.sentences[index].text
    return policy.around(index, before=0, after=1) if _ASKS.search(text) else text


def _led(policy: Policy, opening: int, index: int) -> bool:
    """The line ``opening``, not far above, opens a list of permissions."""
    return 0 <= opening < index <= opening + 12 and policy.sentences[opening].section == policy.sentences[index].section
