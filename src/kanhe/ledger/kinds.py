"""All kinds of records by name."""

from __future__ import annotations

from collections.abc import Mapping

from kanhe.ledger import enterprises
from kanhe.ledger.event import Event

KINDS: Mapping[str, type[Event]] = {
    kind.KIND: kind
    for kind in (
        enterprises.GroupRegistered, enterprises.EnterpriseRegistered, enterprises.AliasAdded,
        enterprises.EnterpriseMoved,
    )
}  # fmt: skip
