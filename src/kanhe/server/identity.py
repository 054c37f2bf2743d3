"""Who asks: a person or a program acting for one, and the six roles that the regime knows.

Knows no HTTP and no database; how one proves to be someone is the business of ``accounts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["developer", "store", "inspector", "supervisor", "auditor", "admin"]
ROLES: tuple[Role, ...] = ("developer", "store", "inspector", "supervisor", "auditor", "admin")
Scope = Literal["read", "write"]


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in."""

    id: str
    """Of the account; the actor of what it does in the ledger."""
    name: str
    role: Role
    enterprise: str | None = None
    """Of a developer: the enterprise whose things it may see."""
    store: str | None = None
    """Of a store: its id at the gate."""
    via: Literal["session", "token"] = "session"
    scopes: frozenset[Scope] = frozenset(("read", "write"))
    """What a token may do; a session may do everything its role may."""
