"""Which fields the heading of a column, or the label before a colon, announces; and when a cell says nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from kanhe.declared.sdk_lists.spelling import squeezed
from kanhe.knowledge.list_columns import list_columns

MAX_LABEL = 26
"""Characters of the longest text that is taken for a heading; Latin letters count half."""
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_NUMBER = re.compile(r"^(?:[\d.]+[、.)]?|[(（]?[一二三四五六七八九十\d]+[)）、.]|[①-⑳])")
_AND = re.compile(r"[/、,;|&+]|及其|以及|及|和|与|或|(?<=[a-z])and(?=[a-z])")
_SENTENCE = re.compile(r"://|www\.|[您你]|我们|如果|不会|[。!?]")
_BEFORE_A_NAME = re.compile(
    r"(?:第三方|sdk|api|所属|所有|归属|提供|开发|运营|接收|实际|法人|企业|机构|接入|嵌入|集成|合作|使用|所|的|具体|相关|涉及|应用|产品|服务|代码|插件|工具|主要|对应|适用|公司"
    r"|安卓|android|ios|端|版|third-?party|the)*"
)
"""What may stand before a word for a name: 腾讯Bugly SDK is a name, 第三方SDK announces one."""
_NOTHING = re.compile(
    r"(?:无|暂无|没有|无需|不涉及|不适用|未收集|不收集|不(?:会)?[收采搜]集(?:任何)?(?:个人)?信息|不获取(?:任何)?(?:个人)?信息|不涉及个人信息(?:收集)?|n/?a|none|null|nil|否|空|x|[^\w]+|_+)?"
)


def fields_of(heading: str) -> tuple[str, ...]:
    """The fields in order, each once; none for a text that is no heading."""
    plain = squeezed(heading).strip("*#:。.,")
    plain = _NUMBER.sub("", plain)
    plain = _BRACKETED.sub("", plain) or plain.strip("()[]")
    if (
        not plain
        or len(plain) - sum(map(str.isascii, plain)) // 2 > MAX_LABEL
        or _SENTENCE.search(plain)
        or plain.startswith("是否")
    ):
        return ()
    return _announced(plain)


@lru_cache(maxsize=4096)
def _announced(plain: str) -> tuple[str, ...]:
    parts = [field for part in _AND.split(plain) if (field := _field(part))]
    whole = _field(plain)
    if whole in ("other", "kind") or not parts:
        return (whole,) if whole else ()
    return tuple(dict.fromkeys(parts))


def _field(part: str) -> str | None:
    """By the word that ends last, of those the longest."""
    best, found = 0, None
    for word, field in list_columns().items():  # longest first
        at = part.rfind(word)
        if at < 0 or at + len(word) <= best or not _whole(part, at, at + len(word)):
            continue
        if field not in ("name", "party", "vendor", "platform") or _BEFORE_A_NAME.fullmatch(part, 0, at):
            best, found = at + len(word), field
    # What follows the last word must not make it another thing: 隐私政策更新说明.
    return found if found is not None and len(part) - best <= 4 else None


def _whole(part: str, start: int, end: int) -> bool:
    """A Latin word is not taken out of the middle of another."""
    first, last = part[start], part[end - 1]
    if not (first.isascii() and first.isalpha()):
        return True
    before = start > 0 and part[start - 1].isascii() and part[start - 1].isalpha()
    after = end < len(part) and last.isascii() and part[end].isascii() and part[end].isalpha()
    return not (before or after)


def says_nothing(value: str) -> bool:
    """An empty cell, or one that says 无 or '-'."""
    return _NOTHING.fullmatch(squeezed(value).strip("。.;,()")) is not None
