"""The double list as a page: its columns, its head, its notes, in one language."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import TypeVar

from kanhe.report.lists.model import Cell, Check, CollectedRow, DoubleList, Head, SharedRow
from kanhe.report.lists.page import Column, Page, Table, Tone, Words
from kanhe.report.lists.phrases import COLON, STOP, phrase
from kanhe.report.lists.words import actor, joined, same
from kanhe.report.phrases import PHRASES
from kanhe.rules.model import Text

R = TypeVar("R")
Field = tuple[str, int, Callable[[R, str], tuple[Words, ...]]]
"""Name of the column, width, and how a row fills it."""


def list_page(lists: DoubleList, lang: str) -> Page:
    """The page of the lists; 'zh' or 'en'."""
    return Page(
        lang, f"{lists.head.label or lists.head.package_id} · {_t(phrase('title'), lang)}", facts(lists.head, lang),
        _notes(lists, lang),
        (
            _table("collected", _COLLECTED, lists.collected, lang),
            _table("shared", _SHARED, lists.shared, lang),
            _table("checks", _CHECKS, lists.checks, lang, internal=True),
        ),
        footer(lists.head),
    )  # fmt: skip


def footer(head: Head) -> str:
    return f"Kanhe {head.tool_version} · knowledge {head.knowledge_version}"


def facts(head: Head, lang: str) -> tuple[tuple[str, str], ...]:
    """What the page is of: label and value."""
    level = PHRASES[f"level.{head.level}"]
    values = (
        ("app", phrase("fact.app.value", label=head.label or "—", package=head.package_id)),
        ("version", same(f"{head.version_name or '—'} ({head.version_code})")),
        ("package", same(head.file_name)),
        ("sha256", same(head.app)),
        ("date", same(head.date)),
        ("level", Text(f"{level.zh}（{head.level}）", level.en)),
        ("documents", joined(same(d) for d in head.documents) if head.documents else phrase("fact.none")),
    )
    return tuple((_t(phrase(f"fact.{name}"), lang), _t(value, lang)) for name, value in values)


def _notes(lists: DoubleList, lang: str) -> tuple[Words, ...]:
    found = [Words(_t(phrase("rests-on"), lang))]
    if lists.gaps:
        found.append(Words(_t(phrase("gaps", n=lists.gaps), lang), "gap"))
    return (*found, *unseen_notes(lists.head, lang))


def unseen_notes(head: Head, lang: str) -> tuple[Words, ...]:
    """What was not seen: what may hide rows as warnings, the rest in one line."""
    found = [
        Words(_t(phrase("unseen", what=u.text, n=u.count, examples=joined(same(e) for e in u.examples)), lang), "gap")
        for u in head.unseen if u.hides
    ]  # fmt: skip
    rest = [phrase("unseen.one", what=u.text, n=u.count) for u in head.unseen if not u.hides]
    if rest:
        found.append(Words(_t(phrase("unseen.rest", what=joined(rest, STOP)), lang), "quiet"))
    return tuple(found)


def _t(text: Text, lang: str) -> str:
    return text.in_language(lang)


def _table(
    name: str, fields: tuple[Field[R], ...], rows: tuple[R, ...], lang: str, *, internal: bool = False
) -> Table:  # fmt: skip
    return Table(
        name, _t(phrase(f"title.{name}"), lang),
        tuple(Column(_t(phrase(f"column.{title}"), lang), width, title == "basis") for title, width, _ in fields),
        tuple(tuple(fill(row, lang) for _, _, fill in fields) for row in rows), _t(phrase(f"lead.{name}"), lang),
        _t(phrase(f"none.{name}"), lang), internal, _t(phrase(f"short.{name}"), lang),
    )  # fmt: skip


def words(cell: Cell, lang: str) -> tuple[Words, ...]:
    """The lines of a cell; what is said of some actors only names them, once."""
    found: list[Words] = []
    for who, alike in groupby(cell, key=lambda line: line.who):
        lines = [Words(_t(line.text, lang), "gap" if line.gap else "plain", line.href) for line in alike]
        found += [Words(_of(who, lang) + _joined(lines, lang), _tone(lines))] if who else lines
    return tuple(found)


def _of(who: tuple[str, ...], lang: str) -> str:
    return _t(joined(actor(a) for a in who), lang) + _t(COLON, lang)


def _joined(lines: list[Words], lang: str) -> str:
    return _t(STOP, lang).join(line.text for line in lines)


def _tone(lines: list[Words]) -> Tone:
    return "gap" if any(line.tone == "gap" for line in lines) else "plain"


def _quiet(cell: Cell, lang: str) -> tuple[Words, ...]:
    return tuple(Words(w.text, "quiet", w.href) for w in words(cell, lang))


def _name(row: CollectedRow, lang: str) -> tuple[Words, ...]:
    return (Words(_t(phrase("sensitive", name=row.name) if row.sensitive else row.name, lang)),)


def _actors(row: CollectedRow, lang: str) -> tuple[Words, ...]:
    return tuple(Words(_t(actor(a), lang)) for a in row.actors)


_COLLECTED: tuple[Field[CollectedRow], ...] = (
    ("kind", 24, _name),
    ("actors", 18, _actors),
    ("purpose", 36, lambda r, lang: words(r.purpose, lang)),
    ("scene", 32, lambda r, lang: words(r.scene, lang)),
    ("means", 24, lambda r, lang: words(r.means, lang)),
    ("permissions", 22, lambda r, lang: words(r.permissions, lang)),
    ("times", 18, lambda r, lang: (Words(_t(phrase("at-run"), lang), "quiet"),)),
    ("basis", 46, lambda r, lang: _quiet(r.basis, lang)),
)
_SHARED: tuple[Field[SharedRow], ...] = (
    ("third", 22, lambda r, lang: (Words(_t(r.name, lang)),)),
    ("vendor", 26, lambda r, lang: words(r.vendor, lang)),
    ("kinds", 44, lambda r, lang: words(r.kinds, lang)),
    ("purpose", 28, lambda r, lang: words(r.purpose, lang)),
    ("scene", 26, lambda r, lang: words(r.scene, lang)),
    ("shared-means", 24, lambda r, lang: words(r.means, lang)),
    ("permissions", 22, lambda r, lang: words(r.permissions, lang)),
    ("policy", 26, lambda r, lang: words(r.policy, lang)),
    ("basis", 46, lambda r, lang: _quiet(r.basis, lang)),
)
_CHECKS: tuple[Field[Check], ...] = (
    ("subject", 30, lambda r, lang: (Words(_t(r.subject, lang)),)),
    ("why", 60, lambda r, lang: (Words(_t(r.why, lang)),)),
    ("where", 40, lambda r, lang: (Words(r.where, "quiet"),) if r.where else ()),
)
