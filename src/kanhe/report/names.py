"""Ids as things with a name in both languages, and texts and ladders as plain data: what every part of the document uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kanhe.knowledge.items import items
from kanhe.report.phrases import PHRASES
from kanhe.report.steps import Rung, ladder, shown
from kanhe.rules.model import Text
from kanhe.rules.wording import actor_name

Plain = dict[str, Any]


def pair(zh: str, en: str, name: str | None = None) -> Plain:
    """A text in both languages, with an id where it names something."""
    return {"id": name, "zh": zh, "en": en} if name is not None else {"zh": zh, "en": en}


def text(said: Text) -> Plain:
    """The same of a :class:`Text`."""
    return pair(said.zh, said.en)


def actor(name: str) -> Plain:
    """The app, an SDK, or a third party that is not one known SDK."""
    if name == "partner":
        return pair(PHRASES["partner"].zh, PHRASES["partner"].en, name)
    return pair(actor_name(name, "zh"), actor_name(name, "en"), name)


def item(name: str) -> Plain:
    """An item of personal information."""
    known = items().get(name)
    return pair(known.zh, known.en, name) if known else pair(name, name, name)


def rungs(row: Mapping[str, Any], api: str | None) -> list[Plain]:
    """The ladder of a row, see :mod:`kanhe.report.steps`."""
    return [_rung(r) for r in ladder(row, api)]


def _rung(rung: Rung) -> Plain:
    return {
        "kind": rung.kind,
        "name": rung.name,
        "shown": shown(rung),
        "reason": text(rung.reason) if rung.reason else None,
        "line": rung.line or None,
        "excerpt": list(rung.excerpt),
        "actor": actor(rung.actor),
    }
