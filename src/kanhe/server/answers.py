"""The answers that every route of ``/v1`` may give beside its own, described once for the whole application.

What is said in them is the business of :mod:`kanhe.server.problems`.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel


class Said(BaseModel):
    """One sentence in both languages."""

    zh: str
    en: str


class Problem(BaseModel):
    """Why a request was not carried out."""

    error: Said


PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "The request is not as it should be"},
    401: {"model": Problem, "description": "Nobody is signed in, and no token was sent"},
    403: {"model": Problem, "description": "The role, or the scope of the token, does not reach this"},
    404: {"model": Problem, "description": "There is no such thing, or it is not for you to see"},
    409: {"model": Problem, "description": "It contradicts what the ledger knows, or its rules; nothing was recorded"},
    413: {"model": Problem, "description": "The content is too large"},
    422: {"model": Problem, "description": "A field is missing or is not as it should be"},
    429: {"model": Problem, "description": "Too many requests"},
    503: {"model": Problem, "description": "The ledger is not available; try again in a moment"},
}
"""The answers that every route of ``/v1`` may give beside its own; declared once for the whole application."""
