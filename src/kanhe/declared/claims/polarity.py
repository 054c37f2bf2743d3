"""Whether a verb is affirmed, denied, or not stated at all: asked, wished, forbidden to others, part of a condition.

Knows the words around a verb; knows no subject and no information.
"""

from __future__ import annotations

import re
from typing import Literal

Polarity = Literal["yes", "no", "none"]

_NOT = re.compile(
    r"(?:绝对?不|从不|并不|均不|也不|亦不|都不|还不|不(?!仅|限|断|同|当|影响|论|管|便|良|少|可变|可逆|可抗|特定|必要|满|同意|足|含|等|能完|是一成|属于|超过|迟于|久|符|正|法|实|慎|准|明|愿|希望|想|授权|对应|代表|承担|时|定期|再提供服务|安全))"
    r"|(?:未|没有|尚未|从未|并未|无需|无须|毋需|不必|避免|绝无)(?!成年|来|经|满|获|取得|征|注册|登录|能|必)"
    r"|\b(?:do|does|did|will|would|shall|can|may|must)\s*(?:not|n['’]t)\b|\bnever\b|\bdon['’]t\b|\bdoesn['’]t\b|\bwon['’]t\b|\bwithout\b",
    re.IGNORECASE,
)
_UNSTATED = re.compile(
    r"(?:如何|怎样|怎么|是否|能否|哪些|何种|什么|为何|为什么)[^，。；]{0,12}$"
    r"|(?:拒绝|不同意|禁止|不希望|不愿|反对|停止|限制|撤回|撤销|取消|关闭|终止|不得|无权|请勿|请不要|谨慎|避免|可以?(?:随时)?(?:选择)?不|防止|以免|防范|未经授权的?|擅自|他人|别人|任何人|黑客|不法|非法|不当|无法|不能|无权)[^，。；]{0,16}$"
    r"|\b(?:how|whether|what|refuse|object to|opt out of|stop|prevent|unauthori[sz]ed)\b[^,.;]{0,40}$",
    re.IGNORECASE,
)
_OTHERS_DUTY = re.compile(
    r"(?:要求|责成|督促|约束|监督|敦促|努力使)(?:其|他们|她们|它们|该|第三方|合作|关联|对方|供应商|服务商|受托|接收|被委托|这些|此类|上述|前述|新的|承继|继受|任何)[^。；]{0,80}$|(?:确保|保证|承诺)[^，。；我]{0,40}$"
)
_WHAT_FOR = re.compile(
    r"(?:(?:为了|以便|便于|帮助|使|让)(?:我们|我司|我行|本公司|本平台|您|你|用户|其)(?!的)|(?<![作成因认行称视分设])为了?(?![您我其]的|期|止|限|准|例)|用于|用以|旨在|出于|目的[是在]|(?<![可所予加])以(?!及|下|上|内|外|往|来|前|后))(?P<rest>[^，,。；;：:]*)$"
)
"""Words before a verb that is part of a purpose."""
_ACTING = re.compile(
    r"目的|所必[需须]|方式|限内|期限|时间|而$|我们|本公司|我司|我行|本平台|您(?:需|应|可|须|要|提供|填写)"
)
_ADVICE = re.compile(
    r"不(?:得(?!不)|要|应|宜)|毫不|切勿|请(?!求)|建议|提醒|\bplease\b|\b(?:should|must) not\b", re.IGNORECASE
)
"""Words of advice or prohibition: they tell what others should not do, not what is not done."""
_AFTERWARDS = re.compile(r"(?:之?前|之?后|时)")
_SUPPOSED = re.compile(
    r"(?:^|[，。；：、（\s）)])\s*(?:但|而)?(?:但是|并且|同时|此外|另外)?(?:如果|如若|假如|假设|若|倘若|如(?=您|你|我们|用户|果|需|本|第三方|有|要|我行|我司|未来|后续|今后|将来|涉及|发生|存在|确|因|因为)|一旦|\bif\b|\bwhen\b|\bunless\b)[^，。；,.;]*$",
    re.IGNORECASE,
)
_OCCASION = re.compile(r"(?:当|(?<![存现所正内旨放])在)(?!此|线|您同意|您授权|征得|获得|取得|法律)[^，。；]*$")
_CLOSED = re.compile(r"(?:时|后|情况下|过程中|期间|的话|之前|前提下|内|场景下|同时|基础上|中)[，,]?\s*[^，。；]*?$")
_OPEN_OCCASION = re.compile(r"^[^，。；,]{0,60}?(?:时|的时候|情况下|的情形|过程中|后)(?=[，,、；;我您将会]|$)")
_REFUSING = re.compile(
    r"(?:^|[，。；：:（(\s])(?:您|你|用户)?(?:也|还|均)?(?:选择)?(?:不|未|拒绝)(?:会|予|愿意?)?[^，。；]{0,4}$"
)
_CONSEQUENCE = re.compile(
    r"[^，。；]{0,40}[，,](?:但|则|那么|并|也)?(?:您|你|用户|我们|这|其他[^，。；]{0,10})?(?:也|亦|则|仍|仍然|依然|将|会|可能|可能会)*"
    r"(?:可以?(?!能)|无法|不能|不会?影响|不受影响|继续|仍|正常|只能|手动)"
)
"""“不提供位置，您仍可手动选择城市”: what the user leaves undone, and what follows; nobody says that it is not collected."""
_CONSENT = re.compile(
    r"未(?:经|获|取得|征得|获得|得到)[^。；]{0,24}(?:同意|授权|许可|允许)|(?:没有|未)[^，。；]{0,12}(?:同意|许可)[^，。；]{0,6}的情况下|除非|除(?!了)[^。；]{0,80}外|以外的?情[况形]|(?:以下|下列)情[况形][^。；]{0,6}除外|"
    r"\bunless\b|\bexcept\b|\bwithout your (?:\w+ ){0,2}(?:consent|permission|authori[sz]ation)\b|\bother than\b",
    re.IGNORECASE,
)
_BY_LAW = re.compile(r"法律[^。；]{0,24}除外")
_JOINED = re.compile(
    r"^[\s、，,和与或及/]*(?:以及|或者|和/或|也不会?|亦不|或|并|进一步|自动|主动|对外|公开|直接|其他方式|and/or|and|or|nor)?[\s、]*$",
    re.IGNORECASE,
)


def joined(between: str) -> bool:
    """Whether two verbs stand side by side: 收集、使用."""
    return bool(_JOINED.match(between))


def polarity(text: str, clause: int, subject: int, verb_start: int, verb_end: int) -> Polarity:
    """How a verb is put.  ``clause``: start of its sentence; ``subject``: where the words begin that may deny it, behind
    whoever acts or at the last comma."""
    if _supposed(text, clause, verb_start, verb_end):
        return "none"
    near = text[max(subject, verb_start - 48) : verb_start]
    count = sum(1 for _ in _NOT.finditer(near))
    if _AFTERWARDS.match(text, verb_end) or _OTHERS_DUTY.search(text[max(clause, verb_start - 84) : verb_start]):
        return "none"
    what_for = _WHAT_FOR.search(text[max(clause, verb_start - 100) : verb_start])
    if what_for and not _ACTING.search(what_for["rest"]):
        return "none"
    if not count and _UNSTATED.search(text[max(clause, verb_start - 30) : verb_start]):
        return "none"
    if count % 2:
        return "none" if _ADVICE.search(text[max(clause, verb_start - 48) : verb_start]) else "no"
    return "yes"


def conditional(sentence: str) -> bool:
    """Whether a denial is none but a condition: 未经您同意，我们不会….  An exception that law makes changes nothing."""
    return bool(_CONSENT.search(sentence)) and not _BY_LAW.search(sentence)


def _supposed(text: str, clause: int, verb_start: int, verb_end: int) -> bool:
    """The verb stands within a supposition or an occasion, not in what follows from it."""
    before = text[max(clause, verb_start - 80) : verb_start]
    if _REFUSING.search(before) and _CONSEQUENCE.match(text[verb_end : verb_end + 64]):
        return True
    if _SUPPOSED.search(before) and not re.search(
        r"(?:时|的话|后)(?:我们|您|需|应|须|会)?[^，。；]{0,6}$", before[-10:]
    ):
        return True
    return (
        bool(_OCCASION.search(before))
        and not _CLOSED.search(before)
        and bool(_OPEN_OCCASION.match(text[verb_end : verb_end + 64]))
    )
