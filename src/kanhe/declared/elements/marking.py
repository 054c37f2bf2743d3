"""Whether sensitive items are set off from the text around them.

What is set off is told by the document; a note that says so counts where the format keeps no type.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from kanhe.declared.documents.document import Block, Document
from kanhe.declared.elements.place import Place, place_of
from kanhe.declared.elements.sentences import Policy

_SENSITIVE = re.compile(
    r"身份证(?:件|号码?|明)?|证件号码?|人脸(?:信息|识别|特征)?|面部(?:信息|特征|识别)?|指纹|声纹|虹膜|"
    r"生物识别(?:信息)?|银行(?:卡号?|账[号户])|"
    r"(?:精[确准](?:地理)?|地理)?(?:位置|定位)(?:信息)?|行踪(?:轨迹)?|通讯录|通话记录|短信|健康(?:信息|数据)?|"
    r"病[历症史]|宗教|支付(?:信息|账[号户])|"
    r"交易(?:信息|记录)|财产(?:信息)?|护照|驾驶证|社保|IMEI|敏感(?:个人)?信息|个人敏感信息|手机号码?|支付密码|"
    r"precise location|biometric\w*|health (?:data|information)|passport|social security|bank account|"
    r"credit card|sensitive",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:敏感|重要(?:的)?个人)[^。]{0,80}(?:加粗|粗体|黑体|下划线|斜体|高亮|加下划线|颜色|"
    r"显著[^。]{0,6}(?:标识|标注|标示|标记|展示)|"
    r"星号|突出(?:显示|标))"
    r"|(?:加粗|粗体|黑体|下划线|斜体|高亮|星号)[^。]{0,60}(?:敏感|重要(?:的)?个人)"
    r"|sensitive[^.]{0,80}(?:bold|underlin|highlight|italic)|(?:bold|underlin|highlight|italic)[^.]{0,60}sensitive",
    re.IGNORECASE,
)
_COLLECTS = re.compile(r"收集|获取|提供|采集|读取|填写|敏感|collect|provide|obtain|sensitive", re.IGNORECASE)
_LEAD, _WORDS, _WHOLE = 20, 40, 120
"""Characters of words that open a paragraph, of items set off by themselves, of what is set off as a whole."""
_LEAST = 0.1
_MOST = 0.5
"""Where more of the text than this is set off, nothing is."""


def sensitive_marked(policy: Policy) -> Place | None:
    """A sensitive item that is set off, else the note that says so."""
    document = policy.document
    if _share_strong(document) <= _MOST and (found := _set_off(document)):
        place, marked, all_of_them = found
        return Place(place.block, place.start, place.end, f"set off: {marked} of {all_of_them}")
    for sentence in policy.sentences:
        if not sentence.title and (match := _NOTE.search(sentence.text)):
            return place_of(sentence, *match.span(), "said")
    return None


def _set_off(document: Document) -> tuple[Place, int, int] | None:
    """(first place, how many are set off, how many there are): words for sensitive items outside headings."""
    if not any(b.passage.strong for b in document.blocks):
        return None
    first: Place | None = None
    marked = total = 0
    for index, block in enumerate(document.blocks):
        if block.kind == "heading":
            continue
        strong = [span for span in block.passage.strong if _items(block, *span)]
        starts = [a for a, _ in strong]
        for match in _SENSITIVE.finditer(block.text):
            total += 1
            at = bisect_right(starts, match.start()) - 1
            if at >= 0 and match.end() <= strong[at][1]:
                marked += 1
                first = first or Place(index, *strong[at])
    return (first, marked, total) if first is not None and marked >= 2 and marked >= _LEAST * total else None


def _items(block: Block, start: int, end: int) -> bool:
    """What is set off may be items: no words that open a paragraph, no title, no whole paragraph, no other warning."""
    length = len(block.text)
    if start <= 2 and (end <= _LEAD < length or (end >= length - 2 and length <= _WORDS)):
        return False
    return end - start <= _WORDS or (end - start <= _WHOLE and bool(_COLLECTS.search(block.text, start, end)))


def _share_strong(document: Document) -> float:
    total = sum(len(b.text) for b in document.blocks) or 1
    return sum(end - start for b in document.blocks for start, end in b.passage.strong) / total
