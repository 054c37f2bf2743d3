"""An existing list held against what the app does: what to add, to remove, to change and to verify, row by row.

Something is to be removed only where code would show it and nothing hid code; the rest a human verifies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kanhe.knowledge.double_list import double_list
from kanhe.knowledge.item_coverage import item_coverage
from kanhe.report.lists.existing import Entry, Existing, ListedSdk
from kanhe.report.lists.model import Cell, CollectedRow, DoubleList, Head, SharedRow
from kanhe.report.lists.phrases import phrase
from kanhe.report.lists.words import actor, item_name, item_names, joined, kind_names, lines, same
from kanhe.rules.model import Text

Kind = Literal["add", "remove", "change", "verify", "same"]
KINDS: tuple[Kind, ...] = ("add", "remove", "change", "verify", "same")


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one row."""

    kind: Kind
    id: str
    """Item, fold, general word or SDK id; the name as written where it is none of these."""
    subject: Text
    what: tuple[Text, ...] = ()
    """What to write, or why; empty when the row may stay as it is."""
    written: str = ""
    """The row of the existing list."""
    basis: Cell = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    head: Head
    document: str
    collected: tuple[Change, ...]
    shared: tuple[Change, ...]
    collected_found: bool
    """The document holds a list of collected information at all."""
    shared_found: bool

    @property
    def differs(self) -> bool:
        return any(c.kind in ("add", "remove", "change") for c in (*self.collected, *self.shared))


def against(lists: DoubleList, existing: Existing, document: str, present: Sequence[str]) -> Comparison:
    """Compare.  ``present``: ids of all SDKs found in the package, at any level.

    A list that the document does not hold at all is not compared, and the comparison says so."""
    collected = tuple(_collected(lists, existing)) if existing.collected else ()
    shared = tuple(_shared(lists, existing, present)) if existing.sdks else ()
    return Comparison(
        lists.head, document, _sorted(collected), _sorted(shared), bool(existing.collected), bool(existing.sdks)
    )  # fmt: skip


def _sorted(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda c: KINDS.index(c.kind)))


def _collected(lists: DoubleList, existing: Existing) -> Iterator[Change]:
    used: set[Entry] = set()
    for row in lists.collected:
        hits = [e for e in existing.collected if _covers(e.items, e.words).intersection(row.items)]
        general = [e for e in existing.collected if row.id in e.words]
        used.update(hits, general)
        yield _collected_row(row, hits, general)
    here = {i for row in lists.shared for i in row.items}
    for entry in existing.collected:
        if entry not in used and (name := _name(entry)):
            yield _unfound(entry, name, here, lists.head.complete)


def _name(entry: Entry) -> str | None:
    """The item, or the general word that stands for information; 个人信息, 相关信息 and their like say nothing."""
    if entry.items:
        return entry.items[0]
    return next((word for word in entry.words if word in item_coverage().words), None)


def _covers(items: Sequence[str], words: Sequence[str]) -> set[str]:
    return {c for name in (*items, *words) for c in item_coverage().covered_by(name)}


def _collected_row(row: CollectedRow, hits: list[Entry], general: list[Entry]) -> Change:
    found = [*hits, *(e for e in general if e not in hits)]
    if not found:
        return Change("add", row.id, row.name, (_whose(row),), "", row.basis)
    what = []
    named = {c for e in found for c in _covers(e.items, e.words)}
    if any(e.unfilled for e in found):
        what.append(phrase("change.unfilled"))
    if rest := [i for i in row.items if i not in named]:
        what.append(phrase("change.name", names=kind_names(rest)))
    if not any(e.purpose for e in found):
        what.append(phrase("change.purpose", what=lines(row.purpose)))
    if not any(e.scene for e in found):
        what.append(phrase("change.scene", what=lines(row.scene)))
    return Change("change" if what else "same", row.id, row.name, tuple(what), found[0].sentence, row.basis)


def _whose(row: CollectedRow) -> Text:
    """Who collects it and what for; where purposes differ they name their collectors already."""
    if any(line.who for line in row.purpose):
        return lines(row.purpose)
    return phrase("change.collected", who=joined(actor(a) for a in row.actors), purpose=lines(row.purpose))


def _unfound(entry: Entry, name: str, here: set[str], complete: bool) -> Change:
    """A row of which code shows nothing."""
    subject = item_name(name) if entry.items else same(entry.written)
    if not entry.items:
        why = "verify.general"
    elif name in here:
        why = "verify.vendor"
    elif name not in double_list().read_only_by_code:
        why = "verify.typed"
    else:
        why = "remove.item" if complete else "verify.hidden"
    kind: Kind = "remove" if why == "remove.item" else "verify"
    return Change(kind, name, subject, (phrase(why),), entry.sentence)


def _shared(lists: DoubleList, existing: Existing, present: Sequence[str]) -> Iterator[Change]:
    by_id = {listed.sdk: listed for listed in existing.sdks if listed.sdk is not None}
    for row in lists.shared:
        if (listed := by_id.get(row.sdk)) is None:
            what = phrase("change.shared", kinds=lines(row.kinds), purpose=lines(row.purpose))
            yield Change("add", row.sdk, row.name, (what,), "", row.basis)
        else:
            yield _shared_row(row, listed)
    mine = {row.sdk for row in lists.shared}
    for listed in existing.sdks:
        if listed.sdk not in mine:
            yield _unknown(listed, present, lists.head.complete)


def _shared_row(row: SharedRow, listed: ListedSdk) -> Change:
    named = _covers(listed.items, listed.words)
    what = [phrase("change.unfilled")] if listed.unfilled else []
    if read := [i for i in row.found if i not in named]:
        what.append(phrase("change.read", names=kind_names(read)))
    if told := [i for i in row.items if i not in named and i not in row.found]:
        what.append(phrase("change.published", names=kind_names(told)))
    for field, cell in (("vendor", row.vendor), ("purpose", row.purpose), ("link", row.policy)):
        if field in listed.missing:
            what.append(phrase(f"change.{field}", what=lines(cell)))
    kind: Kind = "change" if what else "same"
    if beyond := [i for i in listed.items if i not in {*row.found, *row.published}]:
        what.append(phrase("verify.beyond", names=item_names(beyond)))
        kind = "change" if kind == "change" else "verify"
    return Change(kind, row.sdk, row.name, tuple(what), listed.sentence, row.basis)


def _unknown(listed: ListedSdk, present: Sequence[str], complete: bool) -> Change:
    """A listed third party that is no row of the app's own list."""
    if listed.sdk is None:
        why = "verify.third"
    elif listed.sdk in present:
        why = "verify.idle"
    else:
        why = "remove.sdk" if complete else "verify.sdk-hidden"
    subject = actor(listed.sdk) if listed.sdk else same(listed.name)
    kind: Kind = "remove" if why == "remove.sdk" else "verify"
    return Change(kind, listed.sdk or listed.name, subject, (phrase(why),), listed.sentence)
