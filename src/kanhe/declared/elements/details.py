"""Normal forms of what an element's words say: days, periods, kinds of contact, places.

Each reader is given the sentence and what stands around it; knows nothing of documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kanhe.declared.elements.contact import contact

Tell = Callable[[str, str], str | None]

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_WORDS = {
    "one": 1, "two": 2, "three": 3, "five": 5, "six": 6, "seven": 7, "ten": 10, "twelve": 12, "fourteen": 14,
    "fifteen": 15, "thirty": 30,
}  # fmt: skip
_NUMBER = (
    r"(?<![0-9年月])([0-9]{1,4}|[一二两三四五六七八九十百]{1,5}|one|two|three|five|six|seven|ten|twelve|"
    r"fourteen|fifteen|thirty)"
)
_ASIDE = r"\s*[】\]]?\s*(?:[（(][^）)]{1,6}[）)])?\s*"
_PERIOD = re.compile(
    _NUMBER + _ASIDE + r"(?:个|-)?\s*(?:自然|business |working |calendar )?"
    r"(工作日|年(?![0-9]{1,2}月)|月(?![0-9]{1,2}日)|日|天|周(?!岁)|小时|years?|months?|weeks?|days?|hours?)",
    re.IGNORECASE,
)
_UNITS = {
    "年": "years",
    "月": "months",
    "日": "days",
    "天": "days",
    "周": "weeks",
    "小时": "hours",
    "工作日": "working days",
}
_LAW = re.compile(
    r"(?:法律|法规|法定|监管)[^。，]{0,24}(?:期限|期间|时间|时限|时长|最短|要求|规定)|"
    r"required by (?:applicable )?law",
    re.I,
)
_CLOSED = re.compile(
    r"(?:直到|直至|除非|在)[^。]{0,20}(?:注销|删除)|使用[^。]{0,12}(?:服务|产品)[^。]{0,4}期间|账[号户]存续|"
    r"只要[^。]{0,40}账[号户]|"
    r"永久|until you|as long as (?:you|your)",
    re.I,
)
_WORKING = re.compile(r"工作日|business day|working day", re.I)


def number(text: str) -> int | None:
    """A number in digits, Chinese numerals up to 9999 or one of a few English words."""
    text = text.strip().lower()
    if text.isdigit() and text.isascii():
        return int(text)
    if text in _WORDS:
        return _WORDS[text]
    total, digit = 0, 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[c]
            digit = 0
        else:
            return None
    return total + digit if text else None


def periods(text: str) -> list[str]:
    """Every length of time, as '15 working days', '3 years', in order, each once."""
    found: dict[str, None] = {}
    for match in _PERIOD.finditer(text):
        count = number(match[1])
        if not count:
            continue
        unit = match[2].lower()
        unit = _UNITS.get(unit) or (unit if unit.endswith("s") else unit + "s")
        if unit == "days" and _WORKING.search(match[0]):
            unit = "working days"
        found[f"{count} {unit[:-1] if count == 1 else unit}"] = None
    return list(found)


def days(text: str, around: str) -> str | None:
    """The time to answer: '15 working days', '30 days'; of several the longest that is promised."""
    return max(periods(text), key=_length, default=None)


def _length(period: str) -> float:
    count, _, unit = period.partition(" ")
    return int(count) * {"h": 1 / 24, "d": 1, "w": 1.4 if unit.startswith("work") else 7, "m": 30, "y": 365}[unit[0]]


def retention(text: str, around: str) -> str:
    """Periods that are told; else 'as law requires', 'until account is closed', or 'vague' for a bare criterion."""
    if found := periods(text):
        return "; ".join(found[:5])
    if _CLOSED.search(text):
        return "until account is closed"
    return "as law requires" if _LAW.search(text) and not re.search("必要|必需|所需|necessary", text) else "vague"


def ending(text: str, around: str) -> str | None:
    """'deleted', 'anonymised', 'deleted or anonymised'."""
    return _named(_ENDINGS, text, " or ")


def place(text: str, around: str) -> str | None:
    """'China', 'abroad', 'device', or several."""
    return _named(_PLACES, text)


def age(text: str, around: str) -> str | None:
    """The age below which someone is a minor (of several the lowest), and whether a guardian must agree."""
    ages = [n for m in (_AGE.findall(text) or _AGE.findall(around)) if (n := number("".join(m)))]
    told = [f"under {min(ages)}"] if ages else []
    if _GUARDIAN.search(text):
        told.append("guardian's consent")
    elif _NOT_MEANT.search(text):
        told.append("not meant for them")
    return ", ".join(told) or None


_ABROAD = "境外|跨境|出境|海外|国外|其他国家"
_STAYS = re.compile(
    rf"(?:不(?:会|涉及|存在|将|进行|向|得|做)?|未|没有|无需)[^。，]{{0,30}}(?:{_ABROAD})"
    r"|(?:仅|只|均|都|全部)[^。]{0,30}(?:存储|储存|保存|存放|留存)[^。]{0,20}境内"
    r"|(?:do|will|does) not[^.]{0,40}(?:transfer|send|store)[^.]{0,60}(?:abroad|outside|overseas|countr)",
    re.IGNORECASE,
)
_UNLESS = re.compile(r"(?:^|[，；])[^，；。]{0,6}(?:除非|但|未经)|(?:除非|未经)[^。]{0,30}(?:同意|授权)")
_IF_AGREED = re.compile(r"(?:如|若|确需|需要|除非|经|征得|取得)[^。]{0,80}(?:同意|授权)|consent", re.IGNORECASE)
_DOES = re.compile(r"会|将|可能|may|will|transfer", re.IGNORECASE)


def transfer(text: str, around: str) -> str:
    """'none' (today, whatever is said of later), 'with consent', 'yes', or 'told' when it stays open."""
    if _STAYS.search(text) and not _UNLESS.search(text):
        return "none"
    if _IF_AGREED.search(around):
        return "with consent"
    return "yes" if _DOES.search(text) else "told"


def consent(text: str, around: str) -> str | None:
    """What the separate consent is for."""
    return _named(_CONSENTS, text)


def personalised(text: str, around: str) -> str | None:
    """What can be switched off: 'content', 'advertising', or both."""
    return _named(_PERSONALISED, around)


def notice(text: str, around: str) -> str | None:
    """How a change is told."""
    return _named(_NOTICES, text)


def basis(text: str, around: str) -> str | None:
    """'exemptions' from consent, 'legal bases', or both."""
    return _named(_BASES, text)


Names = tuple[tuple[str, re.Pattern[str]], ...]


def _named(names: Names, text: str, between: str = ", ") -> str | None:
    """The names whose words stand in the text."""
    return between.join(name for name, words in names if words.search(text)) or None


_SPELT = {"cross_border": "cross-border", "pop_up": "pop-up", "e_mail": "e-mail", "legal_bases": "legal bases"}


def _names(**words: str) -> Names:
    return tuple((_SPELT.get(name, name), re.compile(pattern, re.IGNORECASE)) for name, pattern in words.items())


_ENDINGS = _names(
    deleted=r"删除|销毁|清除|抹除|delet|eras|destr|remov|dispos", anonymised=(r"匿名|去标识|anonymi|identif")
)
_PLACES = _names(
    China=r"境内|中国|大陆|\bChina",
    abroad=r"(?:存储|储存|保存|存放|位于)[^。]{0,20}(?:境外|新加坡|美国|香港|欧洲|日本|韩国|印度|德国)"
    r"|United States|\bU\.S\.|\bUSA\b|Singapore|Europe|\bEU\b|\bEEA\b|Hong Kong|India|Japan|Russia|Canada|"
    r"Germany|Ireland"
    r"|Netherlands",
    device=r"本地|本机|您的(?:手机|设备)|your (?:own )?(?:device|computer)",
)
_AGE = re.compile(
    r"(1[0-9])\s*周?岁|(十[三四六八])\s*周?岁|(?:under|age of|than|under the age of) (1[0-9])", re.IGNORECASE
)
_GUARDIAN = re.compile(
    r"(?:监护人|父母|家长)[^。]{0,40}(?:同意|授权|许可)|(?:同意|授权)[^。]{0,12}(?:监护人|父母|家长)"
    r"|(?:parent|guardian)[^.]{0,40}(?:consent|permi)|consent[^.]{0,30}(?:parent|guardian)",
    re.IGNORECASE,
)
_NOT_MEANT = re.compile(
    r"(?:不|并非)[^。]{0,20}(?:面向|针对|向|提供)|not (?:directed|intended|knowingly)|must be", re.IGNORECASE
)
_CONSENTS = _names(
    sensitive=r"敏感|生物识别|人脸|sensitive|biometric",
    share=r"共享|提供给|向(?!境外)[^。]{0,12}提供|第三方|转让|shar|third",
    cross_border=r"境外|跨境|出境|cross|abroad",
    publish=r"公开|public",
    minors=r"儿童|未成年|监护",
    change=r"其他(?:目的|用途)|未载明|变更",
)
_PERSONALISED = _names(
    content=r"内容|推荐|推送|资讯|信息展示|recommend|content", advertising=r"广告|营销|商业|\bads?\b|advert|market"
)
_NOTICES = _names(
    pop_up=r"弹窗|弹出|pop-?up",
    message=r"推送|站内信|消息|短信|push|message",
    e_mail=r"邮件|邮箱|e-?mail",
    notice=r"公告|公示|公布|通告|announce|notice on|notice (?:through|in)",
    posted=r"发布|张贴|页面|网站|post|publish|website",
    notified=r"通知|告知|提示|提醒|notif|inform|alert",
)
_BASES = _names(
    exemptions=r"(?:无需|无须|不(?:必|需|经|征得)|未经|without)[^。]{0,40}(?:同意|授权|consent)",
    legal_bases=r"legal|lawful|合法性基础|法律依据",
)

DETAILS: Mapping[str, Tell] = {
    "days": days, "retention": retention, "ending": ending, "place": place, "age": age, "transfer": transfer,
    "consent": consent, "personalised": personalised, "notice": notice, "basis": basis, "contact": contact,
}  # fmt: skip
"""Name in the knowledge → reader."""
