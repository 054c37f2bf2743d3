"""The 下架通报: when the apps were first named, that the re-test found them unmended, basis, the order to stores, the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps
from kanhe.ledger.cases import case_problems, cases
from kanhe.ledger.delistings import DelistingOrdered, delisting_stores, delistings
from kanhe.ledger.enterprises import enterprises
from kanhe.ledger.event import Refused
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

BASIS = ("CSL", "PIPL", "PRESET407")
COLUMNS = ("序号", "应用名称", "应用开发者", "备案编号", "应用来源", "应用版本", "所涉问题")
ALL_VERSIONS = "全部版本"


def delisting_text(connection: Connection, orders: Sequence[str], signed: str | None = None) -> OfficialText:
    """One text for the orders of one day.  Raises :class:`Refused` for an order that is not there."""
    rows = [_row(connection, order) for order in dict.fromkeys(orders)]
    if not rows:
        raise Refused("须写明下架令", "name the delisting orders")
    sources = []
    for order in dict.fromkeys(orders):
        found = last_event(connection, DelistingOrdered, id=order)
        if found is None:
            raise missing("下架令", "delisting order", order)
        sources.append(found[1])
    day = max(s.day for s in sources)
    stores = connection.execute(
        sa.select(delisting_stores.c.store)
        .where(delisting_stores.c.delisting_id.in_(list(orders)))
        .distinct()
        .order_by(delisting_stores.c.store)
    ).scalars()
    issuer = signed or regulator_name(next((r.regulator for r in rows if r.regulator), "miit"))
    cells = [
        (str(at), r.name, r.developer, r.filing_number, r.source, r.version_name or ALL_VERSIONS,
         "\n".join(_problems(connection, r.case_id)))
        for at, r in enumerate(rows, 1)
    ]  # fmt: skip
    header, body = optional_columns(COLUMNS, cells, ("备案编号", "应用来源", "所涉问题"))
    return OfficialText(
        "关于下架侵害用户权益APP的通报",
        (
            f"{_first(connection, rows)}经第三方检测机构核查复检，尚有{len(rows)}款APP未按照要求完成整改。",
            f"依据{laws(BASIS, day)}等法律法规和规定，相关应用商店（{'、'.join(stores)}）应在本通报发布后，"
            "立即组织对名单中的应用软件进行下架处理，并回报执行时间。",
            "相关企业应当完成整改并通过复测后，方可申请恢复上架。",
            "附件：下架的APP名单",
        ),
        issuer, day, f"下架令 {'、'.join(dict.fromkeys(orders))}；{sources[-1].reference}",
        attachments=(Sheet("附件：下架的APP名单", header, body),),
    )  # fmt: skip


def _row(connection: Connection, order: str) -> Any:
    d = delistings.c
    query = (
        sa.select(
            apps.c.name, enterprises.c.name.label("developer"), apps.c.filing_number, cases.c.source, cases.c.regulator,
            d.version_name, d.case_id, d.reason,
        )
        .join(apps, apps.c.id == d.app_id)
        .join(enterprises, enterprises.c.id == apps.c.enterprise_id)
        .outerjoin(cases, cases.c.id == d.case_id)
        .where(d.id == order)
    )  # fmt: skip
    row = connection.execute(query).first()
    if row is None:
        raise missing("下架令", "delisting order", order)
    return row


def _problems(connection: Connection, case: str | None) -> list[str]:
    p = case_problems.c
    return list(connection.execute(sa.select(p.label).where(p.case_id == case).order_by(p.label)).scalars())


def _first(connection: Connection, rows: Sequence[Any]) -> str:
    """The notices in which the cases were named, each with its day and how many it named."""
    r, n = notice_rows.c, notices.c
    named = sa.select(r.notice_id).where(r.case_id.in_([x.case_id for x in rows if x.case_id]))
    query = (
        sa.select(n.published, n.title, r.kind, r.name, r.developer)
        .join(notice_rows, r.notice_id == n.id)
        .where(n.id.in_(named), r.withdrawn.is_(None))
        .order_by(n.published, n.id)
    )
    counted: dict[tuple[Any, str], set[tuple[str, str, str]]] = {}
    for x in connection.execute(query):
        counted.setdefault((x.published, x.title), set()).add((x.kind, x.name, x.developer))
    told = [
        f"{chinese_date(day)}，我局向社会通报了{len(apps_)}款存在侵害用户权益行为的APP"
        for (day, _), apps_ in counted.items()
    ]
    return "；".join(told) + "。" if told else ""
