"""What a document is, by its name, its title and its words: a policy, a list, children's rules, or none of these.

Judges read documents only; knows no package.
"""

from __future__ import annotations

import re

from kanhe.declared.documents.document import Document

_MIN = 400
"""Characters of the shortest policy."""
_MIN_LIST = 80
_HEAD = 8
"""Blocks among which the title stands."""


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


_TITLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "permission-list",
        _any(
            "权限(?:使用|申请|调用|获取)*(?:及(?:用途|目的))?(?:说明|清单|列表|目录|规则)", "permissions? (?:list|usage)",
        ),
    ),
    (
        "collected-list",
        _any("收集(?:的)?(?:用户)?个人信息(?:明示|情况)?(?:清单|列表)", "个人信息收集(?:明示)?(?:清单|列表)"),
    ),
    (
        "sdk-list",
        _any(
            "(?:第三方|合作方?|SDK)[^，。]{0,16}(?:清单|目录|列表|名单)", "共享(?:的)?个人信息(?:的)?(?:清单|列表)",
            "接入[^，。]{0,8}SDK", "(?:third.?part(?:y|ies)|sdk)s?[- _]?(?:sdk )?list",
        ),
    ),
    (
        "children",
        _any(
            "(?:儿童|未成年人)[^，。]{0,10}(?:隐私|个人信息)[^，。]{0,6}(?:政策|规则|声明|指引|协议)", "children.{0,10}privacy",
        ),
    ),
    (
        "policy",
        _any(
            "隐私(?:权)?(?:保护)?(?:政策|声明|指引|协议|条款|权政策|说明|保护)", "隱私(?:權)?(?:政策|聲明)",
            "个人信息(?:保护|处理)(?:政策|规则|声明)", "privacy[ _-]?(?:policy|notice|statement)",
        ),
    ),
)  # fmt: skip
_OTHER = _any(
    "(?:用户|服务|许可|使用|注册|会员|充值|软件|直播)(?:许可)?(?:服务|使用|及服务)?(?:协议|条款)", "开发者",
    "terms of (?:use|service)", "licen[sc]e", "开源",
)  # fmt: skip
_SDK_OWN = re.compile(r"SDK\s*(?:隐私|个人信息)|(?:privacy|data).{0,20}\bSDK\b", re.IGNORECASE)
_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("permission-list", re.compile(r"permission|quanxian|权限", re.IGNORECASE)),
    ("children", re.compile(r"child|minor|ertong|teen|儿童|未成年", re.IGNORECASE)),
    ("sdk-list", re.compile(r"sdk|third.?part|sanfang|share.?list|第三方", re.IGNORECASE)),
    ("collected-list", re.compile(r"collect.*list|personal.?info.*list|收集.*清单", re.IGNORECASE)),
    ("policy", re.compile(r"priva|yinsi|yszc|ysxy|policy|隐私|statement", re.IGNORECASE)),
)
_COLLECTS = re.compile(
    r"收集|獲取|获取|we (?:may )?(?:collect|use|share)|personal (?:information|data)|个人信息|個人資[訊料]",
    re.IGNORECASE,
)
_WE = re.compile(r"我们|我們|本公司|本应用|本软件|您|\bwe\b|\byou", re.IGNORECASE)


def role_in(document: Document, name: str = "") -> str | None:
    """The role of a document, a value of the ``document_role`` vocabulary; None when it has none.

    ``name``: of the file or resource; it counts for less than what the text says of itself."""
    if not document.readable:
        return None
    size = sum(len(b.text) for b in document.blocks)
    title = _own_title(document)
    role = next((role for role, pattern in _TITLES if title and pattern.search(title)), None)
    if role is None and title and _OTHER.search(title):
        return None
    if role == "policy" and _SDK_OWN.search(title):
        return None  # what an SDK's maker says of itself, brought along with the SDK
    named = next((role for role, pattern in _NAMES if pattern.search(name.rpartition("/")[2])), None)
    role = role or named
    text = "\n".join(b.text for b in document.blocks)
    collects, speaks = len(_COLLECTS.findall(text)), len(_WE.findall(text))
    if role in (None, "policy", "children"):
        if size < _MIN or collects < 4 or speaks < 6:
            return None
        if role is None and (collects < 10 or speaks < 15):
            return None
        return role or "policy"
    return role if size >= _MIN_LIST and (collects or "SDK" in text or "权限" in text) else None


def _own_title(document: Document) -> str:
    """What stands at the head, as far as it is short; the titles of the format last."""
    for block in document.blocks[:_HEAD]:
        if (
            block.kind != "table"
            and len(block.text) <= 50
            and (any(p.search(block.text) for _, p in _TITLES) or _OTHER.search(block.text))
        ):
            return block.text
    return document.title or ""
