"""What for, when and to whom: the parts of a sentence that say so, as written.  Knows no verb and no information."""

from __future__ import annotations

import re

_WHAT_FOR = re.compile(
    r"(?:[，,（(]|^)?\s*(?:主要|仅|并|将|会|同时|可能|被|仅限|\s)*(?P<cue>用于|用以|用来|以便于|以便|便于|目的是(?:为了)?|目的为|旨在|以(?=帮助|实现|保障|保证|提升|提高|确保|便|完成|验证|识别|判断|防止|防范|预防|改善|改进|优化|提供|为您|满足|核|供|达到|支持|分析|维护|统计|向您|使)|从而|供您|来(?=帮助|实现|保障|验证|识别|判断|防止|改善|优化|提供|为您|完善|满足|核))"
    r"(?P<what>[^。；;）)]{2,120}?)(?=[。；;）)]|[，,](?:我们|您|如|若|但|该|此|这|上述|以上|并|同时|请|收集|其中|包括|具体|拒绝|否则|属于)|$)"
)
_FIRST = re.compile(
    r"(?:^|[，,。；;：:\s、）)])(?:仅)?(?P<cue>为了|为(?=[^您我其何避此您]|您提供|您实现|向您|您的)|出于|基于(?=[^您]{2,30}目的))(?P<what>[^，,。；;：:]{2,80}?)(?=(?:的?目的)?[，,]|(?:之?目的)?所必[需须]|的目的|我们)"
)
_ENGLISH = re.compile(
    r"\b(?:in order to|so that|for the purposes? of|to(?= (?:provide|improve|help|verify|protect|process|send|personali[sz]e|analy[sz]e|ensure|enable|prevent|support|offer|deliver|show|authenticate|identify|complete|communicate|contact|create|display|detect))|for(?= \w+ing\b| (?:analytics|advertising|security|marketing|fraud|authentication|payment|statistics|crash)))\s?(?P<what>[^.;]{3,120})",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?P<when>在?(?:您|用户)[^，。；]{0,12}(?:同意|授权)(?:本[^，。；]{1,8})?之?前|(?:在经过?|经过?|在?征得|在?获得|在?取得|在得到)(?:您|用户|你)的?[^，。；]{0,16}(?:同意|授权|许可)[^，。；]{0,8}|未经?(?:您|用户|你)?[^，。；]{0,16}(?:同意|授权|许可)(?:前|之前)?|(?:只有|仅)?(?:当|在)(?!此|本)[^，。；]{2,60}?(?:时|后|情况下|过程中|期间|前提下|场景下|情形下)|(?:如果|若|倘若|如)(?=您|你|用户|需|果)[^，。；]{2,60}|(?:您|用户)(?:在|首次)?(?:使用|注册|登录|开启|选择|申请|购买|参与|参加|发布|下单|联系|填写|访问)[^，。；]{0,40}?(?:时|后|过程中)|除非[^。；]{2,60}|除[^，。；]{2,60}外|(?:根据|依据|按照)[^，。；]{2,40}?(?:法律|法规|监管|规定|要求)[^，。；]{0,16}|但?以下情[况形]除外)(?=[，,。；;：:、我将会可]|$)"
)
_WHEN_ENGLISH = re.compile(
    r"(?P<when>\b(?:when(?:ever)?|if|with your (?:\w+ )?(?:consent|permission)|after|unless|without your (?:\w+ )?consent)\b[^,.;]{0,80})",
    re.IGNORECASE,
)
_WHOM = re.compile(
    r"(?:向|与|和|同|给|至|跟)(?P<whom>(?!您|你|用户(?!以外)|我们(?!的)|我行|我司|本平台|本公司)[^，。；：、的]{2,30}?(?:的[^，。；：、]{2,20}?)?)(?=(?:进行)?(?:共享|分享|提供|披露|转让|传输|发送|出售|出租|公开|透露|泄露|交换|同步|传送|展示|您|你|用户|所必|必要|$|[，。；：（(]))"
    r"|\b(?:with|to)\s(?P<to>(?!you\b|us\b)(?:our |third|any |other |the |these )?[A-Za-z][^,.;:]{2,40}?)(?=[,.;:]|\s(?:to|for|in|when|who|that|your)\b|$)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"方|公司|机构|平台|伙伴|商(?!品|标)|人(?!脸)|者|银行|部门|机关|企业|单位|SDK|客户|用户|医生|医院|学校|院校|物流|法院|政府|服务器|组织|好友|广告主|集团|关联|专家|境外|海外|社会|公众|当局|国家"
    r"|part(?:y|ies)|partner|provider|compan|affiliate|advertis|server|vendor|supplier|authorit|government|agenc|merchant|bank|other|public|team|people|user",
    re.IGNORECASE,
)
"""What somebody is who can be given something."""
_LIMIT = 160
"""Characters that a part may have; a longer one is cut at its last comma."""


def purpose(text: str, start: int, end: int, at: int) -> str | None:
    """What the verb at ``at`` is for, between two places of a text: what follows it first, else what opens the sentence."""
    after = _WHAT_FOR.search(text, at, end) or _ENGLISH.search(text, at, end)
    if after:
        return _short(after["what"])
    before = None
    for match in _FIRST.finditer(text, start, at):
        before = match
    return _short(before["what"]) if before else None


def condition(text: str, start: int, end: int, at: int) -> str | None:
    """When or on which condition the verb at ``at`` holds: the nearest before it, else the first behind."""
    before = None
    for match in _WHEN.finditer(text, start, at + 1):
        before = match
    found = before or _WHEN.search(text, at, end) or _WHEN_ENGLISH.search(text, start, end)
    return _short(found["when"]) if found else None


def recipient(text: str, start: int, end: int) -> str | None:
    """To whom something is given, between two places of a text."""
    for found in _WHOM.finditer(text, start, end):
        whom = found["whom"] or found["to"]
        if _BODY.search(whom):
            return _short(whom)
    return None


def _short(part: str) -> str:
    part = part.strip(" \t，,、：:")
    return part if len(part) <= _LIMIT else part[:_LIMIT].rpartition("，")[0] or part[:_LIMIT]
