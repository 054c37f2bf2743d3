"""An official text before its record is written: the act is carried through, the text drawn, and all of it undone.

So a preview says exactly what the text will say, and is refused exactly when the act would be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection

from kanhe.ledger.event import Event
from kanhe.ledger.exporting.official_text import OfficialText
from kanhe.ledger.ledger import Act, Ledger

REFERENCE = "预览：未签发，未记入台账"


class _Undone(Exception):
    """Ends the transaction without a trace."""


def foretold(ledger: Ledger, event: Event, actor: str, draw: Callable[[Connection, Act], OfficialText]) -> OfficialText:
    """The text that the act would bring about.  Raises :class:`~kanhe.ledger.event.Refused`."""
    drawn: list[OfficialText] = []
    try:
        with ledger.write() as connection:
            drawn.append(draw(connection, ledger.act_within(connection, event, actor)))
            raise _Undone
    except _Undone:
        return replace(drawn[0], draft=True, reference=REFERENCE)
