"""How often somebody may ask, as configured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rates:
    """What is allowed."""

    requests_a_minute: int = 1200
    """Of a person."""
    visitor_requests_a_minute: int = 240
    """Of an address from which nobody is signed in."""
    uploads_an_hour: int = 600
    """Of a person."""
    sign_ins_a_minute: int = 10
    """Tries from an address; a quarter of it for one account."""
    bad_tokens_a_minute: int = 60
    """Of an address."""
