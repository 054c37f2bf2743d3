"""Who acts in a sentence: the app, the user, an SDK, or another third party.

Knows the words for them and the names the document gives the app; knows no verb.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from kanhe.declared.documents.document import Document
from kanhe.declared.sdk_lists.matching import NamedSdk, sdks_named

_APP = (
    r"我们|(?<![\u4e00-\u9fff])公司(?=会|将|可能|不会|有权)|我司|我方|我行|我公司|我平台|我社|本公司|本平台|本应用(?:程序)?|本软件|本产品|本网站|本站|本行|本APP|本客户端|本小程序|本服务|本游戏|本机构|本单位|"
    r"(?<![三方作])平台(?!方|账|的)|运营方|(?:该|此)(?:应用|软件|APP)(?!商店)|(?<![第方作])APP(?!内|中|的|store)|应用程序(?=会|将|可能|需要)|系统(?=会|将|可能|自动)|"
    r"\bwe\b|\bour (?:app|service|services|website|company)\b|\bthe app\b|\bthis app\b"
)
_USER = r"您|你(?!们的)|用户(?!的?(?:个人)?(?:信息|数据|画像|标签|名|资料|隐私|体验|行为|操作|协议|服务协议|编号|标识|昵称|头像|姓名|账|帐|ID))|\byou\b|\busers?\b"
_PARTNER = (
    r"第三方(?!登录|账|帐|支付账|平台账|的?(?:产品|服务)?(?:隐私|协议))(?:[^，。；、：的您我会将向与]{0,6}?(?:公司|平台|机构|服务商|供应商|服务提供商|合作伙伴|合作方|商家|SDK|应用|网站|主体))?|"
    r"(?:授权)?合作(?:伙伴|方|单位|机构|公司|企业|商)|(?:我们的)?关联(?:公司|方|企业|机构)|(?:服务|软件服务|广告|设备|内容|物流|技术|支付|数据)?(?:供应商|服务商|提供商)|广告主|广告商|"
    r"(?:手机|终端|设备|终端设备)(?:厂商|制造商)|(?:支付|认证|征信|金融|保险|检测|配送|评估|物流)机构|商家|卖家|(?<![\u4e00-\u9fff])银行(?=会|将|可能)|(?:物流|快递|配送|保险|广告)公司|运营商(?=会|将|可能|获|收|根据)|SDK(?=[^，。；]{0,30}?(?:收集|获取|采集|读取|访问|使用|需要|会|将|可能))|"
    r"\bthird[- ]part(?:y|ies)\b|\b(?:business |service )?partners?\b|\b(?:payment |data |cloud |network )?(?:service )?providers?\b|\badvertisers?\b|\baffiliates?\b"
)
_PREPOSITION = re.compile(
    r"(?:向|与|给|对|为|从|同|通过|至|将|把|自|于|帮助|便于|方便|使|让|针对|关于|除|包括|根据|依据|按照|依照|经过?|因|获得|征得|取得|得到|由于|基于|到|遵循|联系|以及|和|及|或|、|\b(?:with|to|from|by|for|of|and|or|in|on|at|as|any))\s*(?:我们的?|其他?|任何|部分|上述|相关|前述|指定|所有|授权|必要的|our|the|any|other|these|certain)?$"
)
_POSSESSED = re.compile(
    r"的|(?:服务|产品|网站|平台|软件|应用|客户端|APP|App)(?:的|之|时|过程|期间|前|后|中|，|、|。|或|和|及|/)"
)
_AGENT = re.compile(r"(?:由|被|by)\s*$")


@dataclass(frozen=True, slots=True)
class Subject:
    """Characters ``start`` to ``end`` name somebody who may act."""

    start: int
    end: int
    written: str
    kind: Literal["app", "user", "partner", "sdk"]
    sdk: str | None = None

    @property
    def id(self) -> str:
        """As ``declarations.subject`` wants it."""
        return self.sdk or self.kind


@dataclass(frozen=True, slots=True)
class Actors:
    """The words of one document for those who act."""

    pattern: re.Pattern[str]

    def of(self, text: str, named: Sequence[NamedSdk] = ()) -> tuple[Subject, ...]:
        """Everybody a text names, in order, not overlapping; ``named``: the SDKs among them, which go before others."""
        found = [Subject(s.start, s.end, text[s.start : s.end], "sdk", s.sdk) for s in named]
        for match in self.pattern.finditer(text):
            kind: Literal["app", "user", "partner"] = "app" if match["app"] else "user" if match["user"] else "partner"
            if not any(s.start < match.end() and match.start() < s.end for s in named):
                found.append(Subject(match.start(), match.end(), match[0], kind))
        return tuple(sorted(found, key=lambda s: s.start))


def actors(document: Document) -> Actors:
    """The actors of a document: ``我们`` and their like, and every name the document gives itself."""
    names = "|".join(re.escape(name) for name in sorted(app_names(document), key=lambda n: (-len(n), n)))
    app = f"{names}|{_APP}" if names else _APP
    return Actors(re.compile(f"(?P<app>{app})|(?P<partner>{_PARTNER})|(?P<user>{_USER})", re.IGNORECASE))


def sdks_of(document: Document) -> tuple[tuple[NamedSdk, ...], ...]:
    """For each block of a document the known SDKs its text names."""
    texts = [block.text for block in document.blocks]
    begins = list(accumulate((len(text) + 1 for text in texts), initial=0))
    found: list[list[NamedSdk]] = [[] for _ in texts]
    for sdk in sdks_named("\n".join(texts)):
        block = bisect_right(begins, sdk.start) - 1
        if sdk.end <= begins[block + 1]:
            found[block].append(NamedSdk(sdk.start - begins[block], sdk.end - begins[block], sdk.sdk))
    return tuple(map(tuple, found))


def acts(subject: Subject, text: str) -> bool:
    """Whether somebody named in a text may be the one who acts: not 向您, not 我们的服务."""
    before = text[max(0, subject.start - 12) : subject.start]
    if _AGENT.search(before):
        return True
    if _POSSESSED.match(text, subject.end) or text[subject.end : subject.end + 2] in ("'s", "’s"):
        return False
    return not _PREPOSITION.search(before)


_NAMED = re.compile(r"(?:以下|下文|下称)?(?:合?简?称|统称)(?:为|：|:)?\s*[“\"「『]([^”\"」』]{2,16})[”\"」』]")
_TITLED = re.compile(
    r"[《“「]?([^《》“”「」\s，。、：:]{2,14}?)(?:App|APP|软件|平台|应用)?(?:用户|儿童|个人信息)?(?:隐私(?:权)?(?:保护)?(?:政策|协议|条款|声明|指引)|个人信息(?:保护|处理)(?:政策|规则))"
)
_TITLED_ENGLISH = re.compile(r"^(?:The )?([A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,2}) Privacy (?:Policy|Notice|Statement)")
_NO_NAME = re.compile(
    r"您|你|用户|第三方|个人|信息|政策|协议|声明|服务|隐私|指引|合作|关联|法律|条款|规则|监护人|未成年人|数据|平台|更新|完善|阅读|查看|点击|本|我|同意|版本|SDK|设备|公司$|与|和|及"
)


def app_names(document: Document) -> frozenset[str]:
    """What a document calls the app and its maker, beside 我们."""
    found: set[str] = set()
    for text in (document.title or "", *(block.text[:3000] for block in document.blocks[:60])):
        if "称" in text:
            found.update(m[1] for m in _NAMED.finditer(text))
        found.update(m[1] for m in _TITLED_ENGLISH.finditer(text[:120]))
        if "隐私" in text or "个人信息" in text:
            found.update(m[1] for m in _TITLED.finditer(text[:300]))
    return frozenset(name for name in found if not _NO_NAME.search(name))
