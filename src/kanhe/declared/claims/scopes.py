"""What governs a block from outside: the heading above it, or the sentence that announced the list it belongs to.

Knows the order of blocks and the words of headings; reads no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kanhe.declared.claims.statements import Frame
from kanhe.declared.documents.document import Block, Document
from kanhe.declared.sdk_lists.matching import NamedSdk

_NUMBER = re.compile(r"^\s*(?:[（(]?(?:\d+|[一二三四五六七八九十]+|[a-zA-Z]|[ivx]+)[)）.．、:：]|[①-⑳•·●○▪■◆\-–—*])\s*")
_SHORT = 40
"""Characters of a heading that may govern what stands below it."""

_DENIES = re.compile(
    r"(?:不会?|未|无需|不需要|绝不|从不|do not|don['’]t|never)\s*(?:主动)?(?:收集|获取|采集|共享|分享|提供|collect|share)",
    re.IGNORECASE,
)
_SHARES = re.compile(r"共享|分享|对外提供|向第三方提供|转让|披露|share|disclos", re.IGNORECASE)
_COLLECTS = re.compile(r"收集|获取|采集|提供的|填写的|collect|provide", re.IGNORECASE)
_ITSELF = re.compile(
    r"(?:收集|获取|采集|提供|填写|使用|共享|分享|涉及|处理)(?:和使用|、使用|的|您的|哪些|到|以下)[^，。]{0,12}(?:信息|数据|内容|类型|范围)|(?:哪些|什么|以下|下列)[^，。]{0,8}(?:信息|数据)|(?:信息|数据)(?:类型|种类|范围|清单|的收集|收集)|(?:如何|怎样)(?:收集|获取)|"
    r"(?:information|data)[^.]{0,20}(?:collect|provide|share)|(?:collect|share)[^.]{0,20}(?:information|data)|^我们(?:会|将|可能)?(?:收集|获取)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"删除|更正|修改|注销|撤回|撤销|权利|管理(?:您|你|个人)|如何(?:保护|存储|更新|联系|访问|使用(?!和收集)(?!.{0,4}收集))|安全|定义|术语|释义|联系我们|变更|更新|例外|cookie|同类技术|未成年|儿童|适用|投诉|举报|争议|目录|摘要|rights?\b|security|contact us|definitions?|changes to|children",
    re.IGNORECASE,
)
EXEMPT = re.compile(r"(?:同意|授权)的?例外|(?:无需|不必|无须|不需要?)[^，。]{0,16}(?:同意|授权)")


@dataclass(frozen=True, slots=True)
class Scope:
    """A frame that an announcing block gave to the list behind it."""

    frame: Frame | None
    kind: str
    level: int
    exempt: bool = False

    def holds(self, block: Block) -> bool:
        """Whether a block still belongs to the list."""
        if block.kind == "heading":
            return False
        if block.kind == "table":
            return True
        if block.kind == "item":
            return self.kind != "item" or block.level > self.level
        return self.kind == "paragraph" and bool(_NUMBER.match(block.text))


def heading_frame(document: Document, block: int) -> Frame | None:
    """What the headings above a block say of lists below them: the innermost that says anything."""
    for index in reversed(document.headings[block]):
        text = document.blocks[index].text
        if _ELSEWHERE.search(text) or len(text) > _SHORT:
            return None
        if not _ITSELF.search(text):
            continue
        verb = (
            "share"
            if _SHARES.search(text) and not _COLLECTS.search(text)
            else "collect"
            if _COLLECTS.search(text)
            else None
        )
        if verb is None:
            return None
        subject = "partner" if re.search(r"第三方(?!.{0,6}共享)|合作", text) and not _SHARES.search(text) else "app"
        return Frame(subject, f"not-{verb}" if _DENIES.search(text) else verb)
    return None


def exempt(document: Document, block: int) -> bool:
    """Whether a heading above says that what stands below needs no consent."""
    return any(EXEMPT.search(document.blocks[index].text) for index in document.headings[block])


@dataclass(frozen=True, slots=True)
class Other:
    """The SDK or third party that a block introduces: what follows without a subject of its own is said of it."""

    subject: str
    written: str
    kind: str
    level: int

    def goes_on(self, block: Block) -> bool:
        """Whether a block that introduces nobody still speaks of it."""
        return block.kind != "heading" and not (
            block.kind == "item" and self.kind == "item" and block.level <= self.level
        )


_OPENING = 40
"""Characters in which a block introduces somebody."""
_INTRODUCED = re.compile(r"SDK|API|由[“\"]?[^，。；]{2,30}(?:公司|提供)|(?:公司|服务商|提供方)[：:]", re.IGNORECASE)
_NAMED_SDK = re.compile(
    r"^[（(]?\d{0,2}[)）.、]?\s*[“\"]?([^，。；：:“”\"]{2,24}?SDK)[”\"]?(?=[：:（(]|$|\s*[-—])", re.IGNORECASE
)


def introduced(block: Block, sdks: Sequence[NamedSdk]) -> Other | None:
    """Whom a block introduces; ``sdks``: those it names."""
    text = block.text
    first = sdks[0] if sdks and sdks[0].start < 12 else None
    if first and (
        _INTRODUCED.search(text[: first.end + _OPENING]) or (block.kind == "heading" and len(text) <= _OPENING)
    ):
        return Other(first.sdk, text[first.start : first.end], block.kind, block.level)
    if (named := _NAMED_SDK.match(text)) and not re.search(r"第三方SDK|SDK(?:目录|列表|清单)", text[:_OPENING]):
        return Other("partner", named[1], block.kind, block.level)
    return None
