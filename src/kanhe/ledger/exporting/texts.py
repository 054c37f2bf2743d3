"""Which texts there are, and how each is drawn from records by its id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection

from kanhe.ledger.event import Refused
from kanhe.ledger.exporting.delisting_text import delisting_text
from kanhe.ledger.exporting.measure_text import measure_text
from kanhe.ledger.exporting.notice_text import notice_text
from kanhe.ledger.exporting.official_text import OfficialText
from kanhe.ledger.exporting.order_text import order_text
from kanhe.ledger.exporting.restoration_text import restoration_text
from kanhe.ledger.exporting.retest_text import retest_text

_OF_ONE: Mapping[str, Callable[[Connection, str, str | None], OfficialText]] = {
    "notice": notice_text,
    "order": order_text,
    "retest": retest_text,
    "measure": measure_text,
    "restoration": restoration_text,
}
KINDS = ("notice", "order", "retest", "delisting", "measure", "restoration")


def official_text(connection: Connection, kind: str, ids: Sequence[str], signed: str | None = None) -> OfficialText:
    """The text of a kind.  ``ids``: notice, case (order), re-test, delisting orders, measure, delisting order
    (restoration).  Raises :class:`Refused`; ``KeyError`` for a kind that there is not."""
    if kind == "delisting":
        return delisting_text(connection, ids, signed)
    draw = _OF_ONE[kind]
    if len(ids) != 1:
        raise Refused("只有下架通报可以写多个编号", "only a text of delisting is drawn from several")
    return draw(connection, ids[0], signed)
