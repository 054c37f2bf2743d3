"""What each kind of the audit trail is called, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

KIND_NAMES: Mapping[str, tuple[str, str]] = {
    # the journal
    "group-registered": ("登记集团", "group registered"),
    "enterprise-registered": ("登记企业", "enterprise registered"),
    "alias-added": ("增加企业名称", "name of an enterprise added"),
    "enterprise-moved": ("调整所属集团", "enterprise moved to a group"),
    "app-registered": ("登记应用", "app registered"),
    "app-corrected": ("更正应用信息", "app corrected"),
    "version-registered": ("登记版本", "version registered"),
    "version-listed": ("版本上架", "version listed"),
    "version-unlisted": ("版本撤架", "version unlisted"),
    "submitted": ("提交检测", "submitted for inspection"),
    "inspection-started": ("开始检测", "inspection started"),
    "submission-returned": ("检测退回", "submission returned"),
    "inspection-recorded": ("记录检测结论", "inspection recorded"),
    "inspection-failed": ("检测失败", "inspection failed"),
    "inspection-revised": ("复核后更新结论", "inspection revised after review"),
    "finding-reviewed": ("复核违规项", "finding reviewed"),
    "case-opened": ("立案", "case opened"),
    "case-tested": ("案件检测", "case tested"),
    "rectification-ordered": ("责令整改", "ordered to rectify"),
    "rectification-reported": ("报告整改", "rectification reported"),
    "retested": ("复测", "re-tested"),
    "case-reopened": ("回头看", "look-back"),
    "case-penalised": ("行政处罚", "penalised"),
    "notice-published": ("发布通报", "notice published"),
    "notice-row-matched": ("通报条目对应企业", "row of a notice matched"),
    "notice-row-withdrawn": ("撤回通报条目", "row of a notice withdrawn"),
    "figures-published": ("公布统计数字", "figures published"),
    "strike-policy-set": ("设定计数规则", "policy of strikes set"),
    "measure-proposed": ("拟采取措施", "measure proposed"),
    "measure-signed": ("签署措施", "measure signed"),
    "measure-rejected": ("不予采取措施", "measure rejected"),
    "measure-lifted": ("解除措施", "measure lifted"),
    "delisting-ordered": ("下架令", "delisting ordered"),
    "delisting-done": ("商店回执下架", "store took the app down"),
    "restored": ("恢复上架", "restored"),
    "waiver-requested": ("申请豁免", "waiver requested"),
    "waiver-decided": ("审批豁免", "waiver decided"),
    "waiver-revoked": ("撤销豁免", "waiver revoked"),
    "signal-received": ("收到线索", "signal received"),
    "signal-triaged": ("研判线索", "signal triaged"),
    "key-added": ("启用签发密钥", "signing key added"),
    "key-retired": ("停用签发密钥", "signing key retired"),
    "key-revoked": ("吊销签发密钥", "signing key revoked"),
    "gate-decided": ("闸口判定", "gate decided"),
    "clearances-issued": ("签发放行凭证", "clearances issued"),
    "clearance-revoked": ("吊销放行凭证", "clearance revoked"),
    # the access log
    "signed-in": ("登录", "signed in"),
    "sign-in-failed": ("登录失败", "sign-in failed"),
    "signed-out": ("退出登录", "signed out"),
    "signed-out-everywhere": ("全部设备退出", "signed out everywhere"),
    "request-refused": ("请求被拒", "request refused"),
    "too-many-requests": ("请求过于频繁", "too many requests"),
    "account-added": ("新增账户", "account added"),
    "account-changed": ("修改账户", "account changed"),
    "account-disabled": ("停用账户", "account disabled"),
    "account-enabled": ("恢复账户", "account enabled"),
    "account-linked": ("关联身份提供方", "account linked to the identity provider"),
    "invited": ("发出设密链接", "link to choose a password made"),
    "password-set": ("设定密码", "password set"),
    "token-issued": ("签发令牌", "token issued"),
    "token-revoked": ("撤销令牌", "token revoked"),
    "token-refused": ("令牌无效", "token refused"),
    "trail-verified": ("验证审计链", "trail verified"),
    "trail-exported": ("导出审计记录", "trail exported"),
}


def kind_name(kind: str) -> tuple[str, str]:
    """What is not known here is called as it is."""
    return KIND_NAMES.get(kind, (kind, kind))
