"""Verbs in a sentence that may tell what is done with information.  Knows no subject and no polarity."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kanhe.knowledge.policy_verbs import policy_verbs


@dataclass(frozen=True, slots=True)
class Verb:
    """Characters ``start`` to ``end`` of a text are a verb."""

    start: int
    end: int
    word: str
    kinds: frozenset[str]
    """What it may mean, by who does it: keys of the verb knowledge."""


def verbs(text: str, start: int, end: int) -> tuple[Verb, ...]:
    """The verbs between two places of a text, in order, not overlapping."""
    kinds = _kinds()
    return tuple(Verb(m.start(), m.end(), m[0], kinds[m[0].lower()]) for m in _pattern().finditer(text, start, end))


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    words = {word for listed in policy_verbs().values() for word in listed}
    return {word: frozenset(kind for kind, listed in policy_verbs().items() if word in listed) for word in words}


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_kinds(), key=lambda word: (-len(word), word))
    chinese = "|".join(w for w in words if not w.isascii())
    # What is no verb though it is written like one: 使用者, 未成年人保护…, 信息处理者, 访问量.
    english = "|".join(w for w in words if w.isascii())
    return re.compile(
        rf"(?:{chinese})(?!者|商(?!品)|人员|量|方式|规则|权限|方(?!案)|(?<=设置)(?:中|页|项|界面|里|[-—】”>]))|\b(?:{english})\b",
        re.IGNORECASE,
    )
