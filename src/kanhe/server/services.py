"""What routes work with: made once when the server starts, handed to each request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from kanhe.ledger.ledger import Ledger
from kanhe.server.settings import Settings

if TYPE_CHECKING:
    from kanhe.ledger.gate.gate import Gate
    from kanhe.server.accounts.accounts import Accounts
    from kanhe.server.questions import Questions
    from kanhe.server.work.dispatcher import Dispatcher
    from kanhe.server.work.storage import Storage


@dataclass(frozen=True, slots=True)
class Services:
    settings: Settings
    ledger: Ledger
    accounts: Accounts
    storage: Storage
    work: Dispatcher
    gate: Gate
    questions: Questions


def services(connection: HTTPConnection) -> Services:
    found: Services = connection.app.state.services
    return found


Serving = Annotated[Services, Depends(services)]
"""For the signature of a route: ``serving: Serving``."""
