"""What a text on a screen is for, by its words: policy link, agree button, refusal, account deletion…

Chinese first; English where apps commonly use it.  Judges one text at a time and knows nothing of layouts.
"""

from __future__ import annotations

import re

_LONG = 200
"""Characters from which a text about the policy is part of one rather than a link to it."""

_POLICY = re.compile(
    r"隐私(?:权)?(?:保护)?(?:政策|协议|条款|声明|指引|权政策)|个人信息(?:保护|处理)(?:政策|规则|声明)|privacy[ _-]?(?:policy|notice|statement)",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"(?:阅读|同意|了解)[^。；]{0,40}(?:隐私|用户协议|服务协议)|(?:agree|accept|consent)[^.;]{0,60}(?:privacy|terms)",
    re.IGNORECASE,
)
_AGREE = re.compile(
    r"^(?:我?已?同意|同意(?:并|且)(?:继续|进入|使用|开始|登录)\S{0,6}|我同意|agree|i agree|accept|agree (?:and|&) \w+)$",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"^(?:好的?|我?知道了|确定|继续|下一步|开始使用|立即体验|ok|got it)$", re.IGNORECASE)
_REFUSE = re.compile(
    r"^(?:不同意(?:并退出)?|暂不同意|拒绝(?:并退出)?|暂不使用|仅浏览|退出(?:应用)?|disagree|decline|reject|not now)$",
    re.IGNORECASE,
)
_DELETION = re.compile(
    r"(?:注销|删除)(?:我的)?(?:账号|账户|帐号|帐户)|(?:账号|账户|帐号|帐户)注销|delete (?:my |your )?account|account deletion",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"^(?:一键|手机号?|验证码|密码|立即|快速)?(?:登录|登陆|注册)(?:/注册|／注册)?$|^(?:log ?in|sign ?in|sign ?up|register)$",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"个性化(?:推荐|推送|广告|内容|服务)|程序化广告|定向推送|personali[sz]ed (?:ads?|content|recommendations?|advertising)",
    re.IGNORECASE,
)
_PERMISSION = re.compile(
    r"(?:需要|申请|获取|授予|开启|允许)[^。]{0,20}权限[^。]{0,40}(?:用于|以便|为了|才能|来)|(?:用于|以便|为了)[^。]{2,40}(?:权限)"
)
_MINORS = re.compile(
    r"青少年模式|未成年人(?:模式|保护)|监护人|(?:teen|minor|child(?:ren)?) (?:mode|protection)", re.IGNORECASE
)
_COMPLAINT = re.compile(
    r"投诉(?:举报|建议|反馈|与)?|举报(?:中心|电话|邮箱)?|意见反馈|report a problem|complaints?", re.IGNORECASE
)
_WITHDRAWAL = re.compile(
    r"撤[回销](?:[^。，；]{0,10})(?:同意|授权)|(?:withdraw|revoke) (?:my |your )?(?:consent|authori[sz]ation)",
    re.IGNORECASE,
)
_COLLECTED_LIST = re.compile(
    r"收集(?:的)?个人信息(?:的)?(?:清单|明细|列表)|个人信息收集(?:清单|明细|列表)|list of collected (?:personal )?information",
    re.IGNORECASE,
)
_SHARING_LIST = re.compile(
    r"第三方[^。，；]{0,12}(?:清单|目录|列表)|SDK\s*(?:目录|清单|列表)|(?:list of )?third[- ]party (?:sharing|sdks?) list|list of (?:third part|sdk)",
    re.IGNORECASE,
)
_RENEWAL_CANCEL = re.compile(
    r"(?:取消|关闭|退订|解除|终止)(?:自动)?(?:续费|续订|订阅)|cancel (?:the |your )?(?:auto[- ]?renew\w*|subscription)",
    re.IGNORECASE,
)
_RENEWAL = re.compile(r"自动续(?:费|订)|连续包(?:月|季|年)|自动展期|auto[- ]?renew", re.IGNORECASE)
_TAGS = re.compile(
    r"兴趣(?:标签|管理|偏好)|标签管理|(?:删除|清空|管理|重置)[^。，；]{0,6}(?:标签|画像)|manage (?:my )?interests",
    re.IGNORECASE,
)
_ALGORITHM = re.compile(r"网信算备\s*\d{6,}")
_FILING = re.compile(r"[\u4e00-\u9fa5]ICP备\d{4,12}号(?:-\d+[AX])?")


def role_of(text: str) -> str:
    """The role of a text, a value of the ``screen_role`` vocabulary; 'other' when it has none."""
    text = text.strip()
    if not text:
        return "other"
    short = len(text) <= 20
    if short:
        for role, pattern in (("refuse", _REFUSE), ("agree", _AGREE), ("agree-vague", _VAGUE), ("login", _LOGIN)):
            if pattern.match(text):
                return role
    if _FILING.search(text):
        return "filing-number"
    if _POLICY.search(text):
        if _CONSENT.search(text):
            return "consent-prompt"
        return "policy-text" if len(text) > _LONG else "policy-link"
    if _CONSENT.search(text):
        return "consent-prompt"
    for role, pattern in (
        ("account-deletion", _DELETION), ("personalisation", _PERSONAL), ("permission-purpose", _PERMISSION),
        ("minors", _MINORS), ("collected-list", _COLLECTED_LIST), ("sharing-list", _SHARING_LIST),
        ("withdrawal", _WITHDRAWAL), ("renewal-cancel", _RENEWAL_CANCEL), ("renewal", _RENEWAL), ("user-tags", _TAGS),
        ("algorithm-filing", _ALGORITHM),
    ):  # fmt: skip
        if pattern.search(text):
            return role
    return "complaint" if short and _COMPLAINT.search(text) else "other"
