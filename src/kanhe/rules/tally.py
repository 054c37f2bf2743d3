"""The tally of one app as typed cells: for each actor and item what is declared, and what the code does.

The query is the view ``tally``; here its rows become what reports need.  Knows no report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kanhe.evidence import Evidence
from kanhe.rules.engine import Context, connect

State = Literal[
    "denied-but-found", "found-not-declared", "general-only", "found-unread", "present-not-declared", "declared-and-found",
    "declared-not-found", "declared-unseen", "denied-not-found", "weak",
]  # fmt: skip
STATES: tuple[State, ...] = (
    "denied-but-found", "found-not-declared", "general-only", "found-unread", "present-not-declared", "declared-and-found",
    "declared-not-found", "declared-unseen", "denied-not-found", "weak",
)  # fmt: skip
"""The gravest first."""
MAX_QUOTES = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement that speaks of the cell."""

    standing: Literal["list", "policy", "denial", "app", "word"]
    """A row of the SDK list, a statement on this actor, a denial, for an SDK a statement of the app only, or a general word."""
    verb: str
    sentence: str
    document: str
    """Id of the document within the inspection."""
    start: int
    end: int
    """Offsets of the sentence in the document's original text."""
    heading: str | None = None
    written: str | None = None
    """The information as the document names it."""
    name: str | None = None
    """The subject as the document names it."""
    purpose: str | None = None
    condition: str | None = None
    recipient: str | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What code does with the item, by its strongest place."""

    level: str
    places: int
    phases: tuple[str, ...]
    before_consent: bool
    after_refusal: bool
    given: bool
    """The actor reads nothing: the item is handed to it."""
    sinks: tuple[str, ...]
    recipients: tuple[str, ...]
    reader: str
    """Whose code it is: the actor, or a library whose reads the app answers for."""
    api: str
    caller: str
    row: Mapping[str, Any]
    """The columns of the place as in the view ``sent``: path, reasons, excerpt, onward…"""


@dataclass(frozen=True, slots=True)
class Cell:
    """One actor and one item."""

    actor: str
    item: str
    state: State
    weight: str
    sensitive: bool
    observable: bool
    """Code can be seen to read such an item at all."""
    declared_by_policy: bool
    declared_in_list: bool
    declared_by_app: bool
    general: str | None
    """What stands in place of a declaration: 'word' or 'app-statement'."""
    quotes: tuple[Quote, ...]
    purposes: tuple[str, ...]
    permissions: tuple[str, ...]
    screen_texts: tuple[str, ...]
    necessary: bool | None
    """The basic function of the app's type needs it; None when the type is not told."""
    in_package: bool
    listed: bool
    deed: Deed | None

    @property
    def declared(self) -> bool:
        return self.declared_by_policy or self.declared_in_list

    @property
    def denied(self) -> bool:
        return any(q.standing == "denial" for q in self.quotes)


def tally(evidence: Evidence, context: Context | None = None) -> tuple[Cell, ...]:
    """The cells of the one app of the evidence: the app first, then by actor; each actor's by gravity, then by item."""
    connection = connect(evidence, context or Context())
    try:
        answer = connection.execute("SELECT * FROM tally")
        names = [column[0] for column in answer.description or ()]
        rows = [dict(zip(names, values, strict=True)) for values in answer.fetchall()]
    finally:
        connection.close()
    return tuple(sorted(map(_cell, rows), key=_order))


def _order(cell: Cell) -> tuple[bool, str, int, str]:
    return cell.actor != "app", cell.actor, STATES.index(cell.state), cell.item


def _cell(row: Mapping[str, Any]) -> Cell:
    return Cell(
        row["actor"], row["item"], row["state"], row["weight"] or "content", row["sensitive"], row["observable"],
        row["declared_by_policy"], row["declared_in_list"], row["declared_by_app"], row["general"], _quotes(row["quotes"]),
        tuple(row["purposes"]), tuple(row["permissions"]), tuple(row["screen_texts"]), row["necessary"], row["in_package"],
        row["listed"], _deed(row) if row["level"] is not None else None,
    )  # fmt: skip


def _quotes(rows: Iterable[Mapping[str, Any]]) -> tuple[Quote, ...]:
    """Each sentence once, in its best standing; few of them, but a denial always.  What only stands in place of a
    declaration is left out where there is one."""
    found: dict[tuple[str, int, str], Quote] = {}
    for row in rows:
        quote = Quote(
            row["standing"], row["verb"], row["sentence"], row["document"], row["doc_start"], row["doc_end"], row["heading"],
            row["written"], row["name"], row["purpose"], row["condition"], row["recipient"],
        )  # fmt: skip
        found.setdefault((quote.document, quote.start, quote.sentence), quote)
    denials = [q for q in found.values() if q.standing == "denial"][:1]
    own = [q for q in found.values() if q.standing in ("list", "policy")]
    others = own or [q for q in found.values() if q.standing != "denial"]
    return (*others[: MAX_QUOTES - len(denials)], *denials)


_PLACE = (
    "item", "phase", "guard", "argument", "how", "line", "code_file", "entry", "path", "reasons", "path_lines",
    "path_excerpts", "excerpt", "sink", "sink_api", "sink_caller", "sink_line", "onward", "onward_reasons", "onward_excerpts",
    "sink_excerpt",
)  # fmt: skip


def _deed(row: Mapping[str, Any]) -> Deed:
    return Deed(
        row["level"], row["places"], tuple(row["phases"] or ()), row["before_consent"], row["after_refusal"], row["given"],
        tuple(row["sinks"]), tuple(row["recipients"]), row["reader"], row["api"], row["caller"],
        {name: row[name] for name in _PLACE},
    )  # fmt: skip
