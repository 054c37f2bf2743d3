"""Lines and names as the lists word them: gaps, actors, items, permissions; lines of several actors that say the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from kanhe.knowledge.double_list import double_list
from kanhe.knowledge.items import items
from kanhe.knowledge.permissions import permissions
from kanhe.knowledge.sdks import sdks
from kanhe.report.lists.model import Cell, Line
from kanhe.report.lists.phrases import COMMA, PHRASES, STOP, phrase
from kanhe.rules.model import Text

_MARKS = tuple(part.partition("{")[0] for part in (PHRASES["gap"].zh, PHRASES["gap"].en))
"""How a gap begins, in either language."""


def gap(name: str, who: tuple[str, ...] = (), **values: str | Text) -> Line:
    """A line to be filled in by a human; ``name``: phrase that says what is missing and why."""
    return Line(phrase("gap", what=phrase(name, **values)), "human", who)


def unfilled(text: str | None) -> bool:
    """Whether a text of an existing list still holds a gap."""
    return bool(text) and any(mark in str(text) for mark in _MARKS)


def same(text: str) -> Text:
    """A text that is not translated: names, and what others wrote."""
    return Text(text, text)


def actor(name: str) -> Text:
    """'app' or an SDK id, as a list names it."""
    if name == "app":
        return phrase("app")
    known = sdks().get(name)
    return Text(known.display("zh"), known.display("en")) if known else same(name)


def item_name(item: str) -> Text:
    """The name of an item in a list that is published."""
    known = double_list().names.get(item) or items().get(item)
    return Text(known.zh, known.en) if known else same(item)


def item_names(names: Iterable[str]) -> Text:
    return joined(item_name(n) for n in names)


def kind_names(names: Iterable[str]) -> Text:
    """Items as a list enumerates them: weak parameters folded, sensitive items marked."""
    found: dict[str, list[str]] = {}
    for name in names:
        fold = double_list().fold_of(name)
        found.setdefault(fold.id if fold else name, []).append(name)
    return joined(_kind(name, of) for name, of in found.items())


def _kind(name: str, of: list[str]) -> Text:
    fold = next((f for f in double_list().folds if f.id == name), None)
    if fold is None:
        known = items().get(name)
        return (
            phrase("sensitive.short", name=item_name(name))
            if known is not None and known.sensitive
            else item_name(name)
        )
    return phrase(
        "with-parts", name=Text(fold.zh, fold.en), parts=joined(item_name(m) for m in fold.members if m in of)
    )


def permission_name(name: str) -> Text:
    short, known = name.rpartition(".")[2], permissions().get(name)
    return phrase("with-parts", name=Text(known.zh, known.en), parts=short) if known else same(short)


def joined(texts: Iterable[Text], by: Text = COMMA) -> Text:
    """Texts as an enumeration, each once."""
    distinct = list(dict.fromkeys(texts))
    return Text(by.zh.join(t.zh for t in distinct), by.en.join(t.en for t in distinct))


def lines(cell: Cell) -> Text:
    """A cell in one line; those of whom only a part of it is said are named, once each."""
    return joined((_of(who, joined((line.text for line in own), STOP)) for who, own in groupby(cell, key=_who)), STOP)


def _who(line: Line) -> tuple[str, ...]:
    return line.who


def _of(who: tuple[str, ...], what: Text) -> Text:
    names = joined(actor(name) for name in who)
    return Text(f"{names.zh}：{what.zh}", f"{names.en}: {what.en}") if who else what


def grouped(lines: Iterable[Line], actors: int) -> Cell:
    """Actors of whom the same is said share their lines; where it is said of all actors, nobody is named."""
    by_actor: dict[str, list[Line]] = {}
    for line in lines:
        for name in line.who:
            by_actor.setdefault(name, []).append(replace(line, who=()))
    shared: dict[tuple[Line, ...], list[str]] = {}
    for name, own in by_actor.items():
        shared.setdefault(tuple(dict.fromkeys(own)), []).append(name)
    return tuple(
        line if len(names) == actors else replace(line, who=tuple(names))
        for own, names in shared.items()
        for line in own
    )
