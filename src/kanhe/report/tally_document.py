"""The part of the result document that tells what an app declares: documents, statements, lists, elements, and the tally.

Plain data in both languages, as :mod:`kanhe.report.document` wants it; no format of a report.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from kanhe.evidence import Evidence
from kanhe.knowledge.items import items
from kanhe.knowledge.permissions import permissions
from kanhe.knowledge.policy_elements import policy_elements as knowledge_of_elements
from kanhe.report.names import Plain, actor, item, pair, rungs, text
from kanhe.report.phrases import PHRASES
from kanhe.rules.tally import STATES, Cell, Deed, Quote
from kanhe.rules.wording import SINKS


def documents(evidence: Evidence) -> list[Plain]:
    """What was read, with how much came of it."""
    statements = Counter(r["document"] for r in evidence.rows("declarations"))
    rows = Counter(r["document"] for r in evidence.rows("declared_sdks"))
    return [
        {**_bare(r), "statements": statements[r["document"]], "sdk_rows": rows[r["document"]]}
        for r in evidence.rows("documents")
    ]


def declarations(evidence: Evidence) -> list[Plain]:
    """The statements, with names."""
    return [
        {**_bare(r), "subject_name": actor(r["subject"]), "item_name": item(r["item"]) if r["item"] else None}
        for r in evidence.rows("declarations")
    ]


def declared_sdks(evidence: Evidence) -> list[Plain]:
    """The rows of SDK lists, with names."""
    return [
        {**_bare(r), "sdk_name": actor(r["sdk"]) if r["sdk"] else None, "item_names": [item(i) for i in r["items"]]}
        for r in evidence.rows("declared_sdks")
    ]


def policy_elements(evidence: Evidence) -> list[Plain]:
    """The elements that were looked for, with names."""
    return [{**_bare(r), **_element(r["element"])} for r in evidence.rows("policy_elements")]


def tally(cells: tuple[Cell, ...]) -> Plain:
    """All pairs of actor and item, and how many stand in each state."""
    counted = Counter(c.state for c in cells)
    return {"counts": {state: counted[state] for state in STATES}, "cells": [_cell(c) for c in cells]}


def _bare(row: Plain) -> Plain:
    return {k: v for k, v in row.items() if k != "app"}


def _element(element: str) -> Plain:
    known = knowledge_of_elements().get(element)
    if known is None:
        return {"name": pair(element, element, element), "duty": "advice"}
    return {"name": pair(known.zh, known.en, element), "duty": known.duty}


def _cell(cell: Cell) -> Plain:
    known = items().get(cell.item)
    return {
        "actor": actor(cell.actor),
        "item": item(cell.item),
        "category": text(PHRASES[f"category.{known.category}"]) if known else None,
        "state": cell.state,
        "explained": text(PHRASES[explanation(cell)]),
        "general": cell.general,
        "weight": cell.weight,
        "sensitive": cell.sensitive,
        "observable": cell.observable,
        "declared": {"policy": cell.declared_by_policy, "list": cell.declared_in_list, "app": cell.declared_by_app},
        "denied": cell.denied,
        "quotes": [_quote(q) for q in cell.quotes],
        "purposes": list(cell.purposes),
        "permissions": [_permission(p) for p in cell.permissions],
        "screen_texts": list(cell.screen_texts[:3]),
        "necessary": cell.necessary,
        "in_package": cell.in_package,
        "listed": cell.listed,
        "does": _deed(cell.deed) if cell.deed is not None else None,
    }


def explanation(cell: Cell) -> str:
    """Key of the sentence that says what the state of a cell means."""
    if cell.state == "general-only" and cell.general == "app-statement":
        return "state.app-statement.long"
    if cell.state in ("declared-not-found", "declared-unseen") and not cell.observable:
        return "state.unobservable.long"
    return f"state.{cell.state}.long"


def _quote(quote: Quote) -> Plain:
    return {
        "standing": quote.standing,
        "verb": quote.verb,
        "sentence": quote.sentence,
        "document": quote.document,
        "start": quote.start,
        "end": quote.end,
        "heading": quote.heading,
        "written": quote.written,
        "name": quote.name,
        "purpose": quote.purpose,
        "condition": quote.condition,
        "recipient": quote.recipient,
    }


def _permission(name: str) -> Plain:
    known = permissions().get(name)
    return {"id": name, "zh": known.zh if known else name, "en": known.en if known else name}


def _deed(deed: Deed) -> Plain:
    row: dict[str, Any] = dict(deed.row)
    return {
        "level": deed.level,
        "places": deed.places,
        "phases": list(deed.phases),
        "before_consent": deed.before_consent,
        "after_refusal": deed.after_refusal,
        "given": deed.given,
        "sinks": [_sink(s) for s in deed.sinks],
        "recipients": [actor(r) for r in deed.recipients],
        "reader": actor(deed.reader),
        "api": deed.api,
        "caller": deed.caller,
        "line": row.get("line"),
        "code_file": row.get("code_file"),
        "ladder": rungs(row, deed.api),
        "excerpt": list(row.get("excerpt") or ()),
    }


def _sink(kind: str) -> Plain:
    known = SINKS.get(kind) or SINKS.get(kind.partition("-")[0])
    return pair(known.zh, known.en, kind) if known else pair(kind, kind, kind)
