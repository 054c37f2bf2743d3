"""Passwords: what is asked of one, and argon2id over it.

A check takes as long for an account that is not there as for one that is.
"""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kanhe.ledger.event import Refused

SHORTEST = 12
LONGEST = 256
"""Characters."""
AT_ONCE = 2
"""Hashes computed at once: each takes 64 MiB, and a flood of sign-ins must not take all there is."""


class Passwords:
    """Hashes and checks."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._room = threading.BoundedSemaphore(AT_ONCE)
        self._nobody = self._hasher.hash("nobody has this password")

    def hash(self, password: str) -> str:
        with self._room:
            return self._hasher.hash(password)

    def holds(self, password: str, hashed: str | None) -> bool:
        """Whether the password is the one of the hash; without a hash never, after the same work."""
        with self._room:
            try:
                self._hasher.verify(hashed or self._nobody, password[: LONGEST + 1])
            except (VerificationError, InvalidHashError):
                return False
        return hashed is not None


def check_password(password: str, *about: str) -> None:
    """Raises :class:`~kanhe.ledger.event.Refused` for one that is too easily found.

    ``about``: name and e-mail address of the account, which must not stand in it."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Refused(f"密码应为 {SHORTEST} 至 {LONGEST} 个字符", f"a password has {SHORTEST} to {LONGEST} characters")
    if len(set(password)) < 5:
        raise Refused("密码过于简单：不同字符太少", "the password is too simple: too few different characters")
    plain = password.casefold()
    words = [part for text in about for part in (text, *text.split("@")[:1]) if len(part) >= 4]
    if any(word.casefold() in plain for word in words):
        raise Refused("密码中不能有姓名或邮箱", "name and e-mail address must not stand in the password")
