"""The language of help, messages and reports: ``--lang``, ``KANHE_LANG``, else the locale."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence


def detect(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """'zh' or 'en', before any option is parsed (help texts need it)."""
    for at, word in enumerate(arguments):
        if word.startswith("--lang="):
            return _known(word.partition("=")[2])
        if word == "--lang" and at + 1 < len(arguments):
            return _known(arguments[at + 1])
    for name in ("KANHE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return _known(value)
    return "en"


def _known(value: str) -> str:
    return "zh" if value.lower().startswith("zh") else "en"


def say(zh: str, en: str) -> str:
    """The sentence in the language of this run."""
    return zh if detect(sys.argv[1:], os.environ) == "zh" else en
