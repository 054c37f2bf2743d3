"""Cases → the rows of the notice that names them: what was tested, whose it is, and its problems by the regulator's label."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps
from kanhe.ledger.cases import case_problems, cases
from kanhe.ledger.enterprises import enterprises
from kanhe.ledger.event import Refused
from kanhe.ledger.notices import NoticeRow


def rows_of_cases(connection: Connection, case_ids: Sequence[str]) -> tuple[NoticeRow, ...]:
    """One row a case, numbered in their order.  Raises :class:`Refused` for a case that is not there."""
    c, p = cases.c, case_problems.c
    rows = []
    for number, case in enumerate(dict.fromkeys(case_ids), 1):
        found = connection.execute(
            sa.select(
                apps.c.name, enterprises.c.name.label("developer"), c.source, c.version_name, apps.c.filing_number,
                c.app_id, apps.c.enterprise_id,
            )
            .join(apps, apps.c.id == c.app_id)
            .join(enterprises, enterprises.c.id == apps.c.enterprise_id)
            .where(c.id == case)
        ).first()  # fmt: skip
        if found is None:
            raise Refused(f"没有案件 {case}", f"there is no case {case}")
        labels = connection.execute(sa.select(p.label).where(p.case_id == case).order_by(p.label)).scalars()
        rows.append(
            NoticeRow(
                found.name, found.developer, found.source, found.version_name, tuple(labels), number,
                found.filing_number, case=case, app=found.app_id, enterprise=found.enterprise_id,
            )
        )  # fmt: skip
    return tuple(rows)
