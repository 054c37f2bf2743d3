"""The 责令整改通知: findings, basis, deadline, contact, and how proof is sent."""

from __future__ import annotations

from sqlalchemy import Connection

from kanhe.ledger.cases import RectificationOrdered
from kanhe.ledger.event import Refused
from kanhe.ledger.exporting.official_text import OfficialText, Sheet, chinese_date, laws, printed, regulator_name
from kanhe.ledger.exporting.records import last_event, sample

BASIS = ("PIPL", "CSL", "TELECOM24", "M164", "M26", "ACTION2025")


def order_text(connection: Connection, case: str, signed: str | None = None) -> OfficialText:
    """``case``: one in which an order was given.  Raises :class:`Refused`."""
    about = sample(connection, case)
    found = last_event(connection, RectificationOrdered, case=case)
    if found is None:
        raise Refused(f"案件 {case} 没有责令整改", f"nothing was ordered in case {case}")
    order, source = found
    issuer = signed or regulator_name(about.regulator)
    contact = printed(order.contact) if order.contact else "（请填写）"
    rows = tuple((str(at), label, printed(detail)) for at, (label, detail) in enumerate(about.problems, 1))
    until = chinese_date(order.until(source.at))
    return OfficialText(
        "责令整改通知",
        (
            f"经检测，你单位开发运营的“{about.name}”（包名 {about.package_id}，版本 {about.version}，来源 {about.source}，"
            f"备案号 {printed(about.filing_number)}）存在下列问题：",
            f"依据{laws(BASIS, source.day)}等法律法规和规定，责令你单位于{until}前完成整改。",
            "请在上述期限前报送整改报告，对每一问题逐项写明原因、改动、修正版本和证明材料，并写明责任人；修正版本的安装包一并提交。"
            "整改情况以技术复测为准，仅作书面说明不予结案。",
            "逾期未整改或整改不到位的，将依法予以公开通报、组织下架等处置。",
            f"联系方式：{contact}",
        ),
        issuer, source.day, f"案件 {case}；{source.reference}", f"（{about.round}）", about.developer,
        (Sheet(None, ("序号", "问题", "具体情况"), rows),),
    )  # fmt: skip
