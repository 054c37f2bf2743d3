"""Names for the ids by which the ledger knows who acted."""

from __future__ import annotations

from collections.abc import Callable

from kanhe.server.services import Services


def people(serving: Services) -> Callable[[str | None], str]:
    """Gives the name of an account, and of anybody else what the record says."""
    names = {a.id: a.name for a in serving.accounts.listed()}
    names["kanhe"] = "勘合"
    return lambda actor: names.get(actor, actor) if actor else "—"
