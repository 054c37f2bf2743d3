"""The 通报 and its lists: basis, how many, the deadline, and the apps and SDKs in the ministry's own columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.exporting.official_text import (
    OfficialText,
    Sheet,
    chinese_date,
    laws,
    optional_columns,
    regulator_name,
)  # fmt: skip
from kanhe.ledger.exporting.records import last_event, missing
from kanhe.ledger.notice_tables import notice_rows, notices
from kanhe.ledger.notices import NoticePublished

BASIS = ("PIPL", "CSL", "TELECOM24", "M164", "M26", "ACTION2025")
APP_COLUMNS = ("序号", "应用名称", "应用开发者", "备案编号", "应用来源", "应用版本", "所涉问题", "属地")
SDK_COLUMNS = ("序号", "SDK名称", "SDK开发者", "备案编号", "应用来源", "SDK版本", "所涉问题", "属地")
OPTIONAL = ("备案编号", "属地")
_PLACE = re.compile(r"[（(]\d{4}年第.{1,6}[批期][^）)]*[）)]$")


def notice_text(connection: Connection, notice: str, signed: str | None = None) -> OfficialText:
    """Rows that were withdrawn are left out.  Raises :class:`Refused` for a notice that is not there."""
    row: Any = connection.execute(sa.select(notices).where(notices.c.id == notice)).first()
    found = last_event(connection, NoticePublished, id=notice)
    if row is None or found is None:
        raise missing("通报", "notice", notice)
    r = notice_rows.c
    listed = connection.execute(
        sa.select(notice_rows).where(r.notice_id == notice, r.withdrawn.is_(None)).order_by(r.position)
    ).all()
    issuer = signed or regulator_name(row.regulator)
    counted = counted_apps(listed)
    subject = "及SDK" if any(x.kind == "sdk" for x in listed) else ""
    look_back = "对此前通报问题的整改情况开展“回头看”，" if row.look_back else ""
    deadline = (
        f"上述APP{subject}应在{chinese_date(row.deadline)}前完成整改落实工作。逾期不整改或整改不到位的，将依法依规组织开展相关处置工作。"
        if row.deadline
        else f"上述APP{subject}应按有关规定进行整改，整改落实不到位的，将依法依规组织开展相关处置工作。"
    )
    place = _PLACE.search(row.title)
    sheets = sheets_of(listed)
    return OfficialText(
        row.title[: place.start()] if place else row.title,
        (
            f"依据{laws(BASIS, row.published)}等法律法规和规定，{issuer}组织第三方检测机构进行检查，{look_back}"
            f"截至目前，尚有{counted}存在侵害用户权益行为，现予以通报（详见附件）。",
            deadline,
            *(f"附件{at}：{name}" for at, name in enumerate(_names(listed), 1)),
        ),
        issuer, row.published, f"通报 {notice}；{found[1].reference}", place[0] if place else None, attachments=sheets,
    )  # fmt: skip


def counted_apps(rows: Sequence[Any]) -> str:
    """How many apps and SDKs some rows name: '3款APP、1款SDK'."""
    kinds = [(kind, word) for kind, word in (("app", "APP"), ("sdk", "SDK")) if any(r.kind == kind for r in rows)]
    return "、".join(f"{len({(r.name, r.developer) for r in rows if r.kind == k})}款{w}" for k, w in kinds) or "0款APP"


def _names(rows: Sequence[Any]) -> list[str]:
    return [f"存在问题的{kind.upper()}名单" for kind in ("app", "sdk") if any(r.kind == kind for r in rows)]


def sheets_of(rows: Sequence[Any]) -> tuple[Sheet, ...]:
    """The lists of apps and SDKs, each its own attachment."""
    found: list[Sheet] = []
    for kind, header in (("app", APP_COLUMNS), ("sdk", SDK_COLUMNS)):
        cells = [
            (str(r.number) if r.number is not None else "", r.name, r.developer, r.filing_number, r.source, r.version,
             r.problems, r.region)
            for r in rows
            if r.kind == kind
        ]  # fmt: skip
        if cells:
            shown, body = optional_columns(header, cells, OPTIONAL)
            found.append(Sheet(f"附件{len(found) + 1}：存在问题的{kind.upper()}名单", shown, body))
    return tuple(found)
