"""Rows of a published list → the apps that are registered under the same name by the same enterprise.

A row is matched only where there is one such app; everything else is left to a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps
from kanhe.ledger.enterprises import enterprise_named, plain_name
from kanhe.ledger.notices import NoticeRow


def matched(connection: Connection, rows: Iterable[NoticeRow]) -> tuple[NoticeRow, ...]:
    """The rows with enterprise and app where they are known."""
    return tuple(_matched(connection, row) for row in rows)


def _matched(connection: Connection, row: NoticeRow) -> NoticeRow:
    enterprise = row.enterprise or enterprise_named(connection, row.developer)
    if enterprise is None or row.app is not None or row.kind != "app":
        return row
    known = connection.execute(sa.select(apps.c.id, apps.c.name).where(apps.c.enterprise_id == enterprise))
    same = [app for app, name in known if plain_name(name) == plain_name(row.name)]
    return replace(row, enterprise=enterprise, app=same[0] if len(same) == 1 else None)
