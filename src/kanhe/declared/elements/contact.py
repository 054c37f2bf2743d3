"""How to reach the processor: telephone, e-mail, address, form.

Knows what each looks like and where the processor's own stands; knows no company names.
"""

from __future__ import annotations

import re

from kanhe.declared.elements.place import Place, place_of
from kanhe.declared.elements.sentences import Policy, Sentence

MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}\s?(?:@|＠|\(at\)|\[at\])\s?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
PHONE = re.compile(
    r"(?<![0-9A-Za-z./-])(?:(?:400|800)[ -]?[0-9]{3,4}[ -]?[0-9]{3,4}|4[0-9]{3}-[0-9]{3,4}-[0-9]{3,4}|"
    r"4[0-9]{9}|95[0-9]{3,6}|10[0-9]{3}"
    r"|0[0-9]{2,3}\s?[-—– ）)]\s?[0-9]{7,8}|1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}|"
    r"\+[0-9]{1,3}[ 0-9().-]{7,18}[0-9])(?![0-9A-Za-z.])"
)
ADDRESS = re.compile(
    r"[\u4e00-\u9fff]{2,9}(?:省|市|自治区|区|县|开发区)[\u4e00-\u9fffA-Za-z0-9（）()\-—、 ]{0,40}?(?:路|街|道|"
    r"巷|号|大厦|广场|园|座|楼|室|村)"
    r"|\b[0-9]{1,6}(?:-[0-9]{1,6})? [A-Z][\w .]{2,40}(?:Street|St|Road|Rd|Avenue|Ave|Drive|Dr|Way|Blvd|"
    r"Boulevard|Lane|Suite|Parkway)\b"
    r"|\b[A-Z]{2} [0-9]{5}\b|\b[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}\b"
)
FORM = re.compile(
    r"(?:反馈|联系|投诉|客服|contact|support|form|help)[^。]{0,60}https?://"
    r"|https?://\S{0,80}(?:contact|support|feedback|form|help|kefu|complain)",
    re.IGNORECASE,
)
_LIKELY = re.compile(r"[@＠]|\(at\)|\[at\]|[0-9]{4}|[省市区县][^。]{0,50}[路街道巷号厦园座楼室村]|[0-9] [A-Z]|https?:")
"""Without one of these there is no contact: most sentences need no closer look."""
_DESK = re.compile(
    r"客服|意见反馈|反馈|帮助中心|联系我们|customer (?:service|support)|support team|入口|在线", re.IGNORECASE
)
_CONTACT = re.compile(
    r"联[系络]|客服|反馈|咨询|投诉|邮箱|邮件|电话|热线|地址|住所|意见|疑问|contact|e-?mail|questions|write|"
    r"address|reach|representative",
    re.IGNORECASE,
)
_TITLE = re.compile(r"联[系络]|客服|反馈|咨询|投诉|响应|contact|questions|complain|who we are", re.IGNORECASE)
_PLACE = re.compile(r"地址|住所|地点|address|位于|邮寄|信函|write to|mail|收件人|representative", re.IGNORECASE)
_OTHERS = re.compile(r"第三方|SDK|合作|共享|清单|目录|委托|接入|供应商|third|partner|share", re.IGNORECASE)
_NOT_OURS = re.compile(
    r"例如|我们(?:会|将|可能|需要)?(?:收集|获取)|SDK|第三方(?!平台)|12321|12377|12315|监管|网信办|消费者协会"
)


def contact(text: str, around: str) -> str | None:
    """Kinds of contact, the first of each: 'email a@b.cn; phone 400-…; address; web form'; 'in-app' for a desk alone."""
    told = [
        f"{kind} {match[0].replace(' ', '') if kind == 'email' else match[0]}"
        for kind, pattern in (("email", MAIL), ("phone", PHONE))
        if (match := pattern.search(around))
    ]
    if ADDRESS.search(around):
        told.append("address")
    if FORM.search(around):
        told.append("web form")
    if not told and _DESK.search(around):
        told.append("in-app")
    return "; ".join(told) or None


def processor_contact(policy: Policy) -> Place | None:
    """A telephone number, an e-mail or other address, or a form of the processor; all kinds that stand by in ``detail``."""
    best: tuple[float, int] | None = None
    for index, sentence in enumerate(policy.sentences):
        weight = _weight(policy, index, sentence)
        if weight is not None and (best is None or weight > best[0]):
            best = weight, index
    if best is None or best[0] < 0:
        return None
    sentence = policy.sentences[best[1]]
    start, end = next((m.span() for p in (MAIL, PHONE, ADDRESS, FORM) if (m := p.search(sentence.text))), (0, 1))
    return place_of(sentence, start, end, contact(sentence.text, policy.around(best[1], before=4, after=4)))


def _weight(policy: Policy, index: int, sentence: Sentence) -> float | None:
    """How likely it is the processor's own contact; None where there is none."""
    text = sentence.text
    if policy.document.blocks[sentence.block].kind == "table" or _NOT_OURS.search(text):
        return None
    if not _LIKELY.search(text):
        return None
    direct = bool(MAIL.search(text)) + bool(PHONE.search(text))
    address, form = bool(ADDRESS.search(text)), bool(FORM.search(text))
    if not (direct or address or form):
        return None
    before = policy.around(index, before=1, after=0)
    titled = bool(_TITLE.search(sentence.scope))
    if not titled and not _CONTACT.search(before):
        return None
    # Streets are named in many places; one that is an address is called so.
    if not direct and not form and not _PLACE.search(before):
        return None
    return 2.0 * titled - 3.0 * bool(_OTHERS.search(sentence.scope)) + direct + address + 0.5 * form
