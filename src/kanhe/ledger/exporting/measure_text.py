"""The 过渡性行政指导: the enterprise, in how many batches how many products were named, scope, start, end, and the gate."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.enterprises import enterprises, groups
from kanhe.ledger.exporting.official_text import OfficialText, Sheet, chinese_date, regulator_name
from kanhe.ledger.exporting.records import last_event, missing
from kanhe.ledger.inspections import SERVICE_LEVEL
from kanhe.ledger.measures import MeasureLifted, MeasureProposed, MeasureSigned, measures
from kanhe.ledger.notice_tables import notice_rows, notices
from kanhe.ledger.strikes import Owner, members


def measure_text(connection: Connection, measure: str, signed: str | None = None) -> OfficialText:
    """A measure that is only proposed is printed as a draft.  Raises :class:`Refused` for one that is not there."""
    row: Any = connection.execute(sa.select(measures).where(measures.c.id == measure)).first()
    proposed = last_event(connection, MeasureProposed, id=measure)
    if row is None or proposed is None:
        raise missing("措施", "measure", measure)
    put_in_force = last_event(connection, MeasureSigned, measure=measure)
    source = put_in_force[1] if put_in_force else proposed[1]
    owner = Owner(row.owner_kind, row.owner_id)
    entities = list(
        connection.execute(sa.select(enterprises.c.name).where(members(owner)).order_by(enterprises.c.id)).scalars()
    )
    name = entities[0] if entities else owner.id
    if owner.kind == "group":
        name = str(connection.execute(sa.select(groups.c.name).where(groups.c.id == owner.id)).scalar() or owner.id)
    batches, products, regulator = _named(connection, row.notices.split("\n"), owner)
    until = f"至{chinese_date(row.last_day)}" if row.last_day else "，至另行通知解除"
    lifted = last_event(connection, MeasureLifted, measure=measure)
    return OfficialText(
        "关于采取过渡性行政指导措施的通知",
        (
            f"{name}旗下{products}款产品存在违规行为，共计{len(batches)}批次被公开通报。",
            f"自{chinese_date(row.first_day)}{until}，对{name}采取过渡性的行政指导措施。"
            f"适用范围：{'、'.join(entities) or name}的全部应用，包括未被通报的应用。",
            "即将发布的新应用，以及既有应用的更新版本，上架前须经组织技术检测，检测合格后正常上架；检测以安装包为单位，"
            f"每次检测一般需要{SERVICE_LEVEL.days}天。",
            "既有版本不受影响，用户可以正常下载、安装和使用。各应用商店和分发平台应当立即执行。",
            *((f"本措施已于{chinese_date(lifted[0].day)}解除：{lifted[0].reason}。",) if lifted else ()),
        ),
        signed or row.signed_by or regulator_name(regulator), source.day, f"措施 {measure}；{source.reference}", None, name,
        (Sheet("所据通报", ("序号", "通报", "公布日期", "涉及产品"), batches),), draft=row.state == "proposed",
    )  # fmt: skip


def _named(
    connection: Connection, ids: list[str], owner: Owner
) -> tuple[tuple[tuple[str, ...], ...], int, str]:  # fmt: skip
    """The batches as rows, how many products they name of the owner, and whose they are."""
    r, n = notice_rows.c, notices.c
    query = (
        sa.select(n.id, n.title, n.published, n.regulator, r.name)
        .join(notice_rows, r.notice_id == n.id)
        .join(enterprises, enterprises.c.id == r.enterprise_id)
        .where(n.id.in_(ids), members(owner), r.withdrawn.is_(None))
        .order_by(n.published, n.id, r.position)
    )
    names: dict[tuple[str, str, str], list[str]] = {}
    regulator = "miit"
    for row in connection.execute(query):
        names.setdefault((row.id, row.title, chinese_date(row.published)), []).append(row.name)
        regulator = row.regulator
    rows = tuple(
        (str(at), title, day, "、".join(dict.fromkeys(named)))
        for at, ((_, title, day), named) in enumerate(names.items(), 1)
    )
    return rows, len({name for named in names.values() for name in named}), regulator
