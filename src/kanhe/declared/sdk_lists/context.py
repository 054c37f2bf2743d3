"""What stands around a list: whether a part of a document is about third parties, and for which platform it speaks."""

from __future__ import annotations

import re

from kanhe.declared.documents.document import Document

THIRD_PARTIES = re.compile(
    r"sdk|软件开发(?:工具)?包|软件工具(?:开发)?包|第三方|合作(?:方|伙伴|商|机构)|受托方|委托处理|对外提供|共享(?:个人)?信息|信息共享"
    r"|third[- ]?part(?:y|ies)|partners?\b|service providers?",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?:已收集|收集的?)个人信息(?:明示)?清单|权限(?:申请|使用|调用)?(?:列表|清单|说明|目录)|儿童|未成年|cookie|自身收集",
    re.IGNORECASE,
)
_ANDROID = re.compile(r"安卓|android|\bapk\b", re.IGNORECASE)
_IOS = re.compile(r"苹果|\bios\b|iphone|ipad|(?<![a-z])ios", re.IGNORECASE)
_HARMONY = re.compile(r"鸿蒙|harmony", re.IGNORECASE)
_NEAR = 3
"""Blocks before a list that may introduce it."""


def headings(document: Document, block: int) -> str:
    """The headings above a block, nearest last, one a line."""
    return "\n".join(document.blocks[i].text for i in document.headings[block])


def above(document: Document, block: int) -> str:
    """The headings above a block and what stands right before it, nearest last."""
    near = [b.text for b in document.blocks[max(0, block - _NEAR) : block] if b.kind != "table" and len(b.text) < 600]
    return "\n".join((headings(document, block), *near))


def of_third_parties(document: Document, block: int) -> bool:
    """What is said at this block is about SDKs or other third parties, by the headings above it or its introduction."""
    nearest = document.heading(block) or ""
    return THIRD_PARTIES.search(above(document, block)) is not None and not _is_own(nearest)


def of_the_app_itself(document: Document, block: int) -> bool:
    """The nearest heading, or the line before, announces a list of what the app itself does, or of permissions."""
    before = document.blocks[block - 1].text if block else ""
    return _is_own(document.heading(block) or "") or (len(before) < 60 and _is_own(before))


def _is_own(text: str) -> bool:
    return _OWN.search(text) is not None and THIRD_PARTIES.search(text) is None


def platforms(text: str) -> tuple[str, ...]:
    """The platforms that a text names."""
    named = (("android", _ANDROID), ("ios", _IOS), ("harmony", _HARMONY))
    return tuple(name for name, pattern in named if pattern.search(text))
