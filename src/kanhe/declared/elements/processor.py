"""Who processes: the company that says 'we'.

A policy names many companies; the one that answers for it is told by the words around its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanhe.declared.elements.place import Place, place_of
from kanhe.declared.elements.sentences import Policy, Sentence

_FORM = (
    "有限责任公司|股份有限公司|有限公司|集团公司|集团|工作室|研究院|研究所|事务所|合作社|经营部|商行|银行|"
    "出版社|大学|医院|电视台|公司|中心"
)
_ZH = (
    rf"[\u4e00-\u9fffA-Za-z0-9·&]{{2,30}}?(?:\s?[（(][\u4e00-\u9fff]{{2,6}}[）)]\s?[\u4e00-\u9fffA-Za-z0-9·]{{0,24}}?)"
    rf"?(?:{_FORM})(?![（(]?[\u4e00-\u9fff]{{0,6}}[）)]?(?:有限|股份|集团))(?:[\u4e00-\u9fff]{{2,6}}分公司)?"
)
_EN = (
    r"[A-Z][\w&.'’-]*(?:,?\s+(?:[A-Z(][\w&.'’()-]*|of|and|the)){0,7}?,?\s+(?:Inc|LLC|L\.L\.C|Ltd|Limited|GmbH|"
    r"Corporation|Corp|B\.?V|S\.A|Pte|PLC|Foundation|Company|Co|AG|SAS|FZ-LLC|Oy|AB|A/S|Pty)\b\.?(?:,? (?:Ltd|"
    r"Limited|Inc|"
    r"LLC)\b\.?)?"
)
_PREFIX = re.compile(
    r"^.*?(?:版权所有|是由|系由|均由|由|是指|指的是|指代|特指|系指|运营方|运营者|运营商|运营主体|开发者|"
    r"开发商|提供者|提供方|主体|名称|全称|公司名|我们是|即|欢迎(?:您)?使用|适用于|感谢您使用|向您说明|以及|"
    r"关于|来自|包括|通过|使用|本公司|版权所属|(?<![华有大])为|与(?!众)|向(?![上日阳前荣])|"
    r"和(?![讯平谐美信记众睦])|的(?!卢)|是|指(?![尖南点纹间])|于(?![洪都]))"
    r"(?=[\u4e00-\u9fffA-Za-z])"
)
_ALIAS = (
    r"[】\]”\"」》_*]*\s*(?:及其?[^（(，。]{0,24}|[，,]?)?\s*(?:[，,]\s*(?=以下)|"
    r"[（(\[【]\s*[^）)\]】]{0,24}?)(?:以下|下文|下称|"
    r"简称|统称|合称|"
    r"本文|亦称|也称|注册地址|我们|本公司|“|\")"
)
_OURS = re.compile(
    rf"(?P<name>{_ZH})[】\]”\"」》_*]*(?:及其?[^（(，。]{{0,24}})?\s*[（(\[【][^）)\]】]{{0,60}}?(?:我们|本公司|"
    rf"本平台|本企业)"
)
_NAMED = re.compile(rf"(?P<name>{_ZH}){_ALIAS}")
_LABEL = re.compile(
    rf"(?:运营(?:方|者|商|主体|单位|公司)?|开发(?:者|商|方|公司)|(?:服务)?提供(?:者|方|商)|处理者|主体(?:名称)"
    rf"?|公司(?:名称|全称|名)|企业名称|注册名称|单位名称|主办单位|版权所有(?:者|人)?|Copyright[^一-龥]{{0,24}})"
    rf"\s*(?:为|是|：|:|——|-|/|）|[，,]?即|\s)\s*(?P<name>{_ZH})",
    re.IGNORECASE,
)
_WE_ARE = re.compile(
    rf"(?:我们|本公司|本平台)[”\"」’]?[，,]?\s*(?:均?是指|指的是|特指|指|即|是|系)[：:“\"]?\s*(?P<name>{_ZH})"
)
_MEANS = re.compile(rf"[“\"「《][^”\"」》]{{1,20}}[”\"」》]\s*(?:均?是指|指的是|指|即)\s*(?P<name>{_ZH})")
_APPLIES = re.compile(rf"适用于[^。]{{0,30}}?(?P<name>{_ZH})[^。，]{{0,20}}提供的")
_BUT = re.compile(rf"(?:与|向)\s*(?P<name>{_ZH})\s*(?:及其?[^。，]{{0,12}})?以外的")
_BETWEEN = re.compile(
    rf"(?:您|用户|你)[”\"」]?(?:[（(][^）)]{{0,30}}[）)])?\s*[与和]\s*(?P<name>{_ZH})[^。，]{{0,30}}之间"
)
_PARTY = re.compile(rf"(?:运营方|运营商|运营者|经营者|提供者|开发者)(?P<name>{_ZH})")
_OWNS = re.compile(
    rf"(?P<name>{_ZH})\s*(?:版权所有|保留所有权利|\s地址[：:]|[\u4e00-\u9fff]ICP备|All Rights Reserved)", re.IGNORECASE
)
_RUN_BY = re.compile(rf"由\s*(?P<name>{_ZH})[^。，]{{0,30}}?(?:提供|运营|开发|研发|制作|负责|制定|发布|管理|享有)")
_SPEAKS = re.compile(
    rf"(?:^|[“「])(?P<name>{_ZH})[”」]?(?:[（(][^）)]{{0,40}}[）)])?[^。，]{{0,10}}(?:非常重视|深知|尊重|"
    rf"一[直向]|致力|"
    rf"高度重视|十分重视|重视|将(?:严格)?按照|承诺|作为|深谙|是|依据|在此)"
)
_ALONE = re.compile(rf"^\W*(?P<name>{_ZH})\W*$")
_WE_EN = re.compile(rf"(?P<name>{_EN})[^.()]{{0,60}}[(（][^)）]{{0,80}}(?:\bwe\b|\bus\b|\bour\b)", re.IGNORECASE)
_ALIAS_EN = re.compile(
    rf"(?P<name>{_EN})\s*[(（]\s*[“\"‘'][^)）]{{1,40}}[”\"’'][^)）]{{0,20}}[)）]|\b[Ww]e,\s+(?P<we>{_EN})"
)
_LABEL_EN = re.compile(
    rf"(?:控制者|处理者|公司|运营者|开发者|[Cc]ompany|[Cc]ontroller|[Dd]eveloper)(?:名称|全称|"
    rf" name)?\s*[：:]\s*(?P<name>{_EN})"
)
_RUN_BY_EN = re.compile(
    rf"(?:(?:operated|provided|developed|owned|offered|published|controlled|brought to you) by(?: the)?|"
    rf"data controller (?:is|of)|controller[^.]{{0,40}}\bis|©[^A-Z]{{0,20}}|company name:?)\s*(?P<name>{_EN})"
)
_ALONE_EN = re.compile(rf"^\W*(?P<name>{_EN})\W*$")
_CASED = re.compile(r"^[A-Z]")
_OTHERS = re.compile(r"第三方|SDK|合作|共享|清单|目录|委托|接入|供应商|third|partner|share", re.IGNORECASE)
_ENTRY = re.compile(
    r"SDK|第三方(?:公司|服务)|可能会?(?:调取|收集|获取|采集|读取)(?!您的?个人)|调取|(?:开发|"
    r"提供)[^。]{0,8}用于|隐私政策链接",
    re.IGNORECASE,
)
"""What a list of third parties says of each."""
_GENERIC = re.compile(
    r"控制|所提及|^(?:我们|本|贵|该|任何|其他|第三方|关联|母|子|控股|各|上述|相关|合作|分|此|某|有关|所有|我|"
    r"一家|多家)|"
    r"(?:任何|第三方|关联|合作的?|其他|上述|相关|所属|转让给|数据|客服|个人|帮助|服务|用户|会员|订单|消息|"
    r"通知|隐私|安全|账号|设置)(?:公司|集团|中心|银行)?$"
)


def processor_name(policy: Policy) -> Place | None:
    """The name of the processor, as ``detail`` without what stands around it."""
    best: tuple[float, Place] | None = None
    count = max(1, len(policy.sentences))
    for index, sentence in enumerate(policy.sentences):
        if policy.document.blocks[sentence.block].kind == "table":
            continue
        for weight, name, start, end in _names(sentence):
            weight -= 4.0 * bool(_OTHERS.search(sentence.scope) or _ENTRY.search(sentence.text))
            # The one that answers introduces itself at the top, or signs at the end.
            weight += 0.8 * (index < 0.15 * count) + 0.4 * (index > 0.9 * count)
            if weight > 1 and (best is None or weight > best[0]):
                best = weight, place_of(sentence, start, end, name)
    return best[1] if best else None


def _names(sentence: Sentence) -> Iterator[tuple[float, str, int, int]]:
    """(weight, name, start, end) of companies that may be the processor."""
    text = sentence.text
    if 0 < len(_FORMS.findall(text)) <= _MAX_COMPANIES:
        for weight, pattern in _ZH_ROLES:
            for match in pattern.finditer(text):
                name = _stripped(match["name"])
                if name is not None:
                    end = match.end("name")
                    yield weight + (name.endswith("有限公司")) * 0.5, name, end - len(name), end
    if _CASED_WORD.search(text):
        for weight, pattern in _EN_ROLES:
            for match in pattern.finditer(text):
                name = "name" if match["name"] else "we"
                if _CASED.search(match[name]):
                    yield weight, match[name].strip(" ,."), match.start(name), match.end(name)


_FORMS = re.compile(rf"(?<!关联)(?<!任何)(?<!其他)(?<!第三方)(?:{_FORM})")
_MAX_COMPANIES = 12
"""A sentence with more is a list, and introduces none of them."""
_CASED_WORD = re.compile(
    r"\b(?:Inc|LLC|Ltd|Limited|GmbH|Corporation|Corp|Foundation|Company|Pte|PLC|B\.?V|AG|SAS|Oy|AB|Pty)\b|\bCo\."
)
# Of the one "besides whom" nothing is shared, a chapter on sharing speaks by its nature.
_ZH_ROLES = (
    (4.0, _OURS),
    (3.5, _WE_ARE),
    (3.0, _LABEL),
    (2.5, _RUN_BY),
    (2.5, _MEANS),
    (2.5, _OWNS),
    (2.5, _APPLIES),
    (6.5, _BUT),
    (2.5, _BETWEEN),
    (2.5, _PARTY),
    (2.0, _NAMED),
    (2.0, _SPEAKS),
    (1.5, _ALONE),
)
_EN_ROLES = ((4.0, _WE_EN), (3.0, _RUN_BY_EN), (3.0, _LABEL_EN), (2.0, _ALIAS_EN), (1.5, _ALONE_EN))


def _stripped(name: str) -> str | None:
    """The name without the words before it; None for a general word ('关联公司')."""
    while (match := _PREFIX.match(name)) and len(name) - match.end() >= 6:
        name = name[match.end() :]
    return None if len(name) < 5 or _GENERIC.search(name) else name
