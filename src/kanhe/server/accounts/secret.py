"""Secrets that are given out once and kept as a hash only: of tokens, sessions and invitations."""

from __future__ import annotations

import hashlib
import secrets

SIZE = 32
"""Bytes of randomness: too many to guess, so that one round of SHA-256 keeps them well enough."""
PREFIX = "kanhe_"
"""Of tokens, so that people and scanners of secrets recognise one."""
LONGEST = 256


def new_secret(prefix: str = "") -> str:
    return prefix + secrets.token_urlsafe(SIZE)


def hashed(secret: str) -> str:
    """SHA-256, hex; what is too long to be one of ours hashes like nothing of ours."""
    return hashlib.sha256(secret[: LONGEST + 1].encode("utf-8", "surrogatepass")).hexdigest()
