"""What documents and screens of the app say that a list can repeat: purposes, conditions, rows of SDK lists.

Reads evidence tables only; judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from kanhe.declared.language.mentions import mentions
from kanhe.evidence import Evidence
from kanhe.knowledge.sdks import sdks

_TELLS = ("collect", "use", "upload", "store")
_LONGEST = 160
"""Characters of a purpose that still reads as a cell of a table."""
_MOST = 3
_PARTNERS = 20
_PARTY = re.compile(
    r"公司|平台|机构|银行|企业|商$|商户|商家|伙伴|合作方|第三方|部门|partner|provider|affiliate|compan|vendor|third part",
    re.IGNORECASE,
)
"""What a recipient is called that can be named in a list."""


@dataclass(frozen=True, slots=True)
class Words:
    """A purpose or scene as somebody put it."""

    text: str
    source: Literal["policy", "screen"]


@dataclass(frozen=True, slots=True)
class SdkWords:
    """What the app's documents say of one SDK, the rows of all lists taken together."""

    sdk: str
    vendor: str | None = None
    purpose: str | None = None
    means: str | None = None
    link: str | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Partner:
    """A third party that is no known SDK, and what a document says it is given."""

    recipient: str
    items: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Said:
    purposes: dict[str, tuple[Words, ...]] = field(default_factory=dict)
    """Item → what the app says it is for."""
    scenes: dict[str, tuple[Words, ...]] = field(default_factory=dict)
    """Item → when, by the app's documents."""
    denied: dict[str, str] = field(default_factory=dict)
    """Item → sentence that says it is not collected; not of an item that is also said to be."""
    collected: tuple[str, ...] = ()
    """Items the app says it collects."""
    sdks: dict[str, SdkWords] = field(default_factory=dict)
    partners: tuple[Partner, ...] = ()
    """Whom the app shares with, beside SDKs."""
    documents: tuple[str, ...] = ()


def said(evidence: Evidence) -> Said:
    """Everything of one app's documents and screens that the lists use."""
    declared = evidence.rows("declarations")
    own = [r for r in declared if r["subject"] == "app" and r["item"]]
    tells = [r for r in own if r["verb"] in _TELLS]
    purposes = _words(((r["item"], r["purpose"]) for r in tells), "policy")
    for item, words in _screens(evidence).items():
        purposes.setdefault(item, words)
    return Said(
        purposes,
        _words(((r["item"], r["condition"]) for r in tells), "policy"),
        _denied(own, {r["item"] for r in tells}),
        tuple(dict.fromkeys(r["item"] for r in tells)),
        _sdks([*evidence.rows("declared_sdks"), *_sentences(declared)]),
        _partners(declared),
        tuple(r["name"] for r in evidence.rows("documents") if r["readable"]),
    )  # fmt: skip


def _denied(own: list[dict[str, Any]], told: set[str]) -> dict[str, str]:
    denials = [r for r in own if r["verb"] == "not-collect" and not r["condition"] and r["item"] not in told]
    return {r["item"]: r["sentence"] for r in reversed(denials)}


def _words(
    pairs: Iterable[tuple[str, str | None]], source: Literal["policy", "screen"]
) -> dict[str, tuple[Words, ...]]:
    found: dict[str, tuple[Words, ...]] = {}
    for item, text in pairs:
        if text and len(text) <= _LONGEST:
            word = Words(text.strip("，,；;。. "), source)
            before = found.get(item, ())
            if word.text and word not in before and len(before) < _MOST:
                found[item] = (*before, word)
    return found


def _screens(evidence: Evidence) -> dict[str, tuple[Words, ...]]:
    """Item → texts by which the app explains a permission or the item to its user."""
    return _words((
        (mention.item, row["text"])
        for row in evidence.rows("screens") if row["role"] == "permission-purpose" and row["text"]
        for mention in mentions(row["text"]) if mention.item
    ), "screen")  # fmt: skip


def _partners(declared: list[dict[str, Any]]) -> tuple[Partner, ...]:
    """One a recipient, in the order of the document; only of named information, to somebody who can be one."""
    by_name: dict[str, list[dict[str, Any]]] = {}
    for row in declared:
        if (
            row["verb"] in ("share", "entrust")
            and row["subject"] == "app"
            and row["item"]
            and _PARTY.search(row["recipient"] or "")
        ):
            by_name.setdefault(row["recipient"], []).append(row)
    return tuple(
        Partner(name, tuple(dict.fromkeys(r["item"] for r in rows)), rows[0]["sentence"])
        for name, rows in list(by_name.items())[:_PARTNERS]
    )


def _sentences(declared: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Statements about an SDK outside of lists, in the shape of their rows."""
    return [
        {"sdk": r["subject"], "platforms": (), "vendor": None, "purpose": r["purpose"], "means": None, "link": None,
         "items": (r["item"],) if r["item"] else ()}
        for r in declared if r["subject"] in sdks() and r["verb"] in _TELLS
    ]  # fmt: skip


def _sdks(rows: list[dict[str, Any]]) -> dict[str, SdkWords]:
    found: dict[str, SdkWords] = {}
    for row in rows:
        if row["sdk"] is None or (row["platforms"] and "android" not in row["platforms"]):
            continue
        known = found.get(row["sdk"]) or SdkWords(row["sdk"])
        found[row["sdk"]] = SdkWords(
            row["sdk"], known.vendor or row["vendor"], known.purpose or row["purpose"], known.means or row["means"],
            known.link or row["link"], tuple(dict.fromkeys((*known.items, *row["items"]))),
        )  # fmt: skip
    return found
