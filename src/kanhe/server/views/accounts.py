"""To what accounts can belong: the enterprises of the ledger, and the stores that occur in it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import listings
from kanhe.ledger.delistings import delisting_stores
from kanhe.ledger.enterprises import enterprises

AT_MOST = 2000
"""Enterprises offered to choose from; others are entered by id."""


@dataclass(frozen=True, slots=True)
class Belonging:
    enterprises: tuple[tuple[str, str], ...]
    """(id, name), by name."""
    stores: tuple[str, ...]

    def enterprise_name(self, identifier: str | None) -> str | None:
        return dict(self.enterprises).get(identifier or "", identifier)


def belonging(connection: Connection) -> Belonging:
    e = enterprises.c
    names = connection.execute(sa.select(e.id, e.name).order_by(e.name, e.id).limit(AT_MOST))
    stores = sa.union(sa.select(listings.c.store), sa.select(delisting_stores.c.store))
    return Belonging(tuple((row.id, row.name) for row in names), tuple(sorted(connection.execute(stores).scalars())))
