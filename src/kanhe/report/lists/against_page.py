"""The comparison with an existing list as a page, and as JSON (``kanhe-lists-comparison/1``)."""

from __future__ import annotations

import json

from kanhe.report.lists.against import KINDS, Change, Comparison
from kanhe.report.lists.list_page import facts, footer, unseen_notes, words
from kanhe.report.lists.page import Column, Page, Table, Words
from kanhe.report.lists.phrases import phrase
from kanhe.report.lists.words import joined
from kanhe.report.names import text
from kanhe.rules.model import Text

FORMAT = "kanhe-lists-comparison/1"

_COLUMNS = (("do", 8), ("name", 26), ("how", 56), ("written", 44), ("proof", 46))
_MAX_QUOTE = 200


def against_page(comparison: Comparison, lang: str) -> Page:
    head = comparison.head
    return Page(
        lang, f"{head.label or head.package_id} · {phrase('title.against').in_language(lang)}",
        (*facts(head, lang), (phrase("fact.against").in_language(lang), comparison.document)), _notes(comparison, lang),
        (
            _table("collected", comparison.collected, comparison.collected_found, lang),
            _table("shared", comparison.shared, comparison.shared_found, lang),
        ),
        footer(head),
    )  # fmt: skip


def render_json(comparison: Comparison) -> str:
    """The comparison, indented; the texts in both languages."""
    return json.dumps({
        "format": FORMAT,
        "app": {"sha256": comparison.head.app, "package_id": comparison.head.package_id},
        "date": comparison.head.date,
        "document": comparison.document,
        "differs": comparison.differs,
        "complete": comparison.head.complete,
        "collected": [_plain(c) for c in comparison.collected] if comparison.collected_found else None,
        "shared": [_plain(c) for c in comparison.shared] if comparison.shared_found else None,
    }, ensure_ascii=False, indent=2) + "\n"  # fmt: skip


def _plain(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind, "id": change.id, "subject": text(change.subject),
        "what": [text(w) for w in change.what], "written": change.written or None,
        "basis": [{**text(line.text), "who": list(line.who)} for line in change.basis],
    }  # fmt: skip


def counts(changes: tuple[Change, ...]) -> Text:
    """'增加 2、删除 1…', of the kinds there are."""
    number = {kind: sum(c.kind == kind for c in changes) for kind in KINDS}
    do = {kind: phrase(f"do.{kind}") for kind in KINDS}
    return joined(Text(f"{do[k].zh} {n}", f"{do[k].en} {n}") for k, n in number.items() if n)


def _notes(comparison: Comparison, lang: str) -> tuple[Words, ...]:
    every = counts((*comparison.collected, *comparison.shared))
    differs = comparison.differs
    found = [
        Words(phrase("differs" if differs else "agrees", counts=every).in_language(lang), "gap" if differs else "plain")
    ]
    for name, there in (("collected", comparison.collected_found), ("shared", comparison.shared_found)):
        if not there:
            found.append(Words(phrase(f"no-list.{name}").in_language(lang), "gap"))
    return (*found, *unseen_notes(comparison.head, lang))


def _table(name: str, changes: tuple[Change, ...], there: bool, lang: str) -> Table:
    return Table(
        name, phrase(f"title.{name}").in_language(lang),
        tuple(Column(phrase(f"column.{title}").in_language(lang), width) for title, width in _COLUMNS),
        tuple(_row(change, lang) for change in changes), counts(changes).in_language(lang),
        phrase("none.rows" if there else f"no-list.{name}").in_language(lang),
        short=phrase(f"short.{name}").in_language(lang),
    )  # fmt: skip


def _row(change: Change, lang: str) -> tuple[tuple[Words, ...], ...]:
    tone = "quiet" if change.kind == "same" else change.kind
    quote = change.written if len(change.written) <= _MAX_QUOTE else change.written[:_MAX_QUOTE] + "…"
    return (
        (Words(phrase(f"do.{change.kind}").in_language(lang), tone),), (Words(change.subject.in_language(lang)),),
        tuple(Words(w.in_language(lang)) for w in change.what), (Words(quote, "quiet"),) if quote else (),
        tuple(Words(w.text, "quiet") for w in words(change.basis, lang)),
    )  # fmt: skip
