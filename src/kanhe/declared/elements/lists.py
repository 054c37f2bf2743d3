"""Lists a policy holds or leads to: third parties, SDKs, collected information.

A list is a table, entries of one shape, or a link; that it is spoken of is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kanhe.declared.documents.document import Block, Document
from kanhe.declared.elements.place import MAX_QUOTE, Place
from kanhe.declared.elements.sentences import Policy

Kind = Literal["table", "entries", "link", "named"]

_HEAD_WHO = re.compile(
    r"SDK|第三方|合作|公司|主体|接收方|提供[方者商]|厂商|机构|名称|third|partner|vendor|provider|recipient",
    re.IGNORECASE,
)
_HEAD_WHAT = re.compile(r"目的|用途|信息|数据|功能|场景|类型|字段|purpose|information|data|use|type", re.IGNORECASE)
_HEAD_COLLECTED = re.compile(r"信息(?:种类|类型|名称|内容)|个人信息|数据类型", re.IGNORECASE)
_SDK = re.compile(r"(?<![A-Za-z])SDK(?![a-z])|软件开发(?:工具)?包|开发者工具包", re.IGNORECASE)
_KEY = re.compile(
    r"^\W*(?:[0-9]{1,3}[.、)）]\s*)?(?P<key>(?:第三方)?\s*SDK\s*(?:名称|提供方|提供者|包名)|(?:第三方|合作方|"
    r"合作伙伴|接收方|公司|机构|服务商|产品|插件)(?:的)?(?:公司|主体|机构)?(?:名称|全称|主体)|第三方(?:主体|"
    r"机构|公司))\s*[：:]",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^\W*(?:[0-9]{1,3}[.、)）]\s*|"
    r"[（(][0-9]{1,3}[）)]\s*)?[^。：:]{0,40}SDK(?:[（(][^）)]{0,60}[）)])?[^。：:]{0,16}$",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^\W*(?:使用|收集|共享|获取|处理)?(?:的)?(?:目的|用途|场景|方式|功能|数据类型|信息类型|个人信息|官网|"
    r"链接|隐私|涉及|详见|网址|服务商|厂商)[^。：:]{0,16}[：:]"
)
_TOGETHER = re.compile(
    r"SDK[^。]{0,60}(?:目的|用于|用途)[^。]{0,120}(?:信息|数据|权限)|SDK[^。]{0,60}(?:收集|获取)[^。]"
    r"{0,160}(?:用于|目的|用途)",
    re.IGNORECASE,
)
_MADE_BY = re.compile(
    r"由[^。，,]{2,40}公司[^。]{0,60}(?:提供|开发|运营|研发)[^。]{0,60}用于[^。]{0,160}(?:收集|调取|获取|采集|"
    r"读取|使用)"
    r"|^[^。：:]{2,30}用于[^。]{2,60}https?://"
)
_TITLE = r"[^《》“”\[\]【】（）()。]{0,30}"
_LIST_WORD = r"(?:清单|目录|列表|名单|名录|明细|一览)"
_THIRD_TITLE = re.compile(
    rf"《[^》]{{0,20}}SDK[^》]{{0,20}}》|(?:第三方|合作(?:方|伙伴)|共享|SDK|服务商|供应商){_TITLE}{_LIST_WORD}|"
    rf"合作伙伴的列表|list of (?:our )?(?:third|"
    rf"partners|sub-?processors|vendors|SDK)|(?:third[- ]part|partner|sub-?processor|SDK)[^.]{{0,30}}\blist\b",
    re.IGNORECASE,
)
_SDK_TITLE = re.compile(
    rf"(?:SDK|软件开发包|插件){_TITLE}{_LIST_WORD}|{_LIST_WORD}[^。]{{0,8}}SDK|SDK list|list of SDK|"
    rf"SDK[^。]{{0,20}}(?:说明|列举)|《[^》]{{0,20}}SDK[^》]{{0,20}}》",
    re.IGNORECASE,
)
_COLLECTED_TITLE = re.compile(
    rf"(?:已?收集(?:的)?(?:使用)?(?:的)?)?(?:您的)?(?:个人信息|用户信息)(?:收集|使用)?(?:使用)?{_LIST_WORD}|"
    rf"信息收集{_LIST_WORD}|list of (?:collected|personal) (?:personal )?information",
    re.IGNORECASE,
)
_CUES = ("清单", "目录", "列表", "名单", "名录", "明细", "一览", "list", "sdk", "插件")
_OFFERED = re.compile(
    r"《[^》]{2,40}》|点击|查看|查阅|详见|参见|请见|请参|访问|此处|这里|链接|如下|附[件表]|以下|click|see|"
    r"here|view|visit",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, or where one is to be found."""

    kind: Kind
    sdks: bool
    """It is (also) one of SDKs."""
    block: int
    start: int
    end: int
    count: int = 0
    target: str | None = None

    def place(self) -> Place:
        told = {
            "table": f"table of {self.count}", "entries": f"{self.count} entries", "link": f"link {self.target}",
            "named": "named, without a link",
        }  # fmt: skip
        return Place(self.block, self.start, self.end, told[self.kind])


_RANK = {"table": 0, "entries": 1, "link": 2, "named": 3}


def third_party_list(policy: Policy) -> Place | None:
    """A list of third parties, of whatever kind; a list here comes before a link."""
    return _best(tuple(_lists(policy)))


def sdk_list(policy: Policy) -> Place | None:
    """A list of SDKs, or a link to one."""
    return _best(tuple(one for one in _lists(policy) if one.sdks))


def collected_list(policy: Policy) -> Place | None:
    """A list of the information collected, or a link to one."""
    document = policy.document
    found = list(_titled(policy, _COLLECTED_TITLE, re.compile(r"(?!)"), re.compile(r"第三方|共享|SDK", re.IGNORECASE)))
    for index, block in enumerate(document.blocks):
        if block.rows and len(block.rows) > 2:
            head = " ".join(c.text for c in block.rows[0])
            if (
                _HEAD_COLLECTED.search(head)
                and re.search("目的|用途", head)
                and not _HEAD_WHO.search(head.replace("信息名称", ""))
            ):
                found.append(_whole("table", False, block, index, len(block.rows) - 1))
    return _best(tuple(found))


def _best(found: tuple[Listed, ...]) -> Place | None:
    return min(found, key=lambda one: (_RANK[one.kind], -one.count, one.block)).place() if found else None


def _lists(policy: Policy) -> Iterator[Listed]:
    yield from _tables(policy.document)
    yield from _entries(policy.document)
    yield from _titled(policy, _THIRD_TITLE, _SDK_TITLE, re.compile(r"(?!)"))


def _tables(document: Document) -> Iterator[Listed]:
    for index, block in enumerate(document.blocks):
        if len(block.rows) < 2:
            continue
        head = " ".join(cell.text for cell in block.rows[0])
        about = f"{' '.join(document.blocks[h].text for h in document.headings[index])} {head}"
        sdks = bool(_SDK.search(block.text)) or bool(_SDK.search(about))
        if (
            _HEAD_WHO.search(head)
            and _HEAD_WHAT.search(head)
            and (sdks or re.search(r"第三方|合作|接收方|共享|third|partner|share", about, re.IGNORECASE))
        ):
            yield _whole("table", sdks, block, index, len(block.rows) - 1)


def _entries(document: Document) -> Iterator[Listed]:
    """Entries of one shape: key and value, a name above its fields, or one sentence an SDK."""
    blocks = document.blocks
    keyed, named, told, made = [], [], [], []
    for index, block in enumerate(blocks):
        text = block.text
        if len(text) > 2000 or block.kind == "table":
            continue
        if _KEY.match(text):
            keyed.append(index)
        elif _NAME.match(text) and any(_FIELD.match(b.text) for b in blocks[index + 1 : index + 3]):
            named.append(index)
        elif _SDK.search(text) and _TOGETHER.search(text):
            told.append(index)
        elif _MADE_BY.search(text):
            made.append(index)
    for found, least in ((keyed, 2), (named, 2), (told, 2), (made, 2)):
        if len(found) >= least:
            first = blocks[found[0]]
            yield Listed(
                "entries",
                any(_SDK.search(b.text) for i in found for b in blocks[max(0, i - 2) : i + 3]),
                found[0], 0, min(len(first.text), MAX_QUOTE), len(found),
            )  # fmt: skip


def _titled(policy: Policy, title: re.Pattern[str], sdks: re.Pattern[str], other: re.Pattern[str]) -> Iterator[Listed]:
    """Links whose text, or sentences whose words, name a list."""
    for index, block in enumerate(policy.document.blocks):
        for link in block.passage.links:
            text = block.text[link.start : link.end]
            about = text if title.search(text) else block.text[max(0, link.start - 40) : link.end]
            if link.target.startswith("#") or not title.search(about) or other.search(text) or link.start >= link.end:
                continue
            yield Listed("link", bool(sdks.search(about)), index, link.start, link.end, target=link.target)
    for sentence in (policy.sentences[i] for i in policy.with_word(_CUES)):
        if (
            sentence.title
            or not (match := title.search(sentence.text))
            or other.search(sentence.text[max(0, match.start() - 12) : match.end()])
        ):
            continue
        if _OFFERED.search(sentence.text):
            address = re.search(r"https?://[^\s）)》”\"，。]+|\]\((?P<to>[^)]+)\)", sentence.text)
            start, end = sentence.start, min(sentence.end, sentence.start + MAX_QUOTE)
            yield Listed(
                "link" if address else "named", bool(sdks.search(sentence.text)), sentence.block, start, end,
                target=(address["to"] or address[0]) if address else None,
            )  # fmt: skip


def _whole(kind: Kind, sdks: bool, block: Block, index: int, count: int) -> Listed:
    return Listed(kind, sdks, index, 0, min(len(block.text), MAX_QUOTE), count)
