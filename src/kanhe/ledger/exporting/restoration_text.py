"""The 恢复上架通知: the app, the build that passed, and the number of its re-test."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps
from kanhe.ledger.cases import cases, retests
from kanhe.ledger.delistings import Restored, delisting_stores, delistings
from kanhe.ledger.enterprises import enterprises
from kanhe.ledger.event import Refused
from kanhe.ledger.exporting.official_text import OfficialText, Sheet, chinese_date, printed, regulator_name
from kanhe.ledger.exporting.records import last_event, missing
from kanhe.ledger.workdays import day_of


def restoration_text(connection: Connection, delisting: str, signed: str | None = None) -> OfficialText:
    """``delisting``: an order that was lifted by a restoration.  Raises :class:`Refused`."""
    d = delistings.c
    row: Any = connection.execute(
        sa.select(apps.c.name, enterprises.c.name.label("developer"), d.ordered_at, d.restored_at, cases.c.regulator)
        .join(apps, apps.c.id == d.app_id)
        .join(enterprises, enterprises.c.id == apps.c.enterprise_id)
        .outerjoin(cases, cases.c.id == d.case_id)
        .where(d.id == delisting)
    ).first()
    if row is None:
        raise missing("下架令", "delisting order", delisting)
    found = last_event(connection, Restored, delisting=delisting)
    if found is None:
        raise Refused(f"下架令 {delisting} 没有恢复上架", f"the app of {delisting} was not restored")
    restored, source = found
    test: Any = connection.execute(sa.select(retests).where(retests.c.id == restored.retest)).one()
    stores = connection.execute(
        sa.select(delisting_stores.c.store)
        .where(delisting_stores.c.delisting_id == delisting)
        .order_by(delisting_stores.c.store)
    ).scalars()
    facts = (
        ("应用名称", row.name), ("开发者", row.developer), ("恢复上架的版本", test.version_name),
        ("安装包 SHA-256", printed(test.sha256)), ("复测编号", restored.retest), ("复测报告", test.report),
    )  # fmt: skip
    return OfficialText(
        "恢复上架通知",
        (
            f"“{row.name}”于{chinese_date(day_of(row.ordered_at))}被责令下架。经复测（{restored.retest}），"
            "该应用已按要求完成整改，下列版本可以恢复上架：",
            "请核对安装包后恢复上架。此前的版本不得恢复。",
        ),
        signed or regulator_name(row.regulator or "miit"), source.day, f"下架令 {delisting}；{source.reference}", None,
        "、".join(stores), (Sheet(None, ("项目", "内容"), facts),),
    )  # fmt: skip
