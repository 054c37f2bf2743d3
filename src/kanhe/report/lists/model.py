"""The two lists as plain values: rows, what is still to be filled in by a human, what to check, what they rest on.

Both languages; knows no format, and nothing of where a row comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kanhe.rules.model import Text

Source = Literal["evidence", "knowledge", "policy", "screen", "human", "run"]
"""Who says a line: the app's code and manifest, the SDK knowledge, a document of the app, a screen of the app; 'human': it
is to be filled in before publication; 'run': only the running app can fill it in, for each of its users."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell.  A line of source 'human' is a gap: its text says what is missing and why."""

    text: Text
    source: Source = "evidence"
    who: tuple[str, ...] = ()
    """Actors it is said of ('app' or SDK ids); empty where the row has but one."""
    href: str | None = None

    @property
    def gap(self) -> bool:
        return self.source == "human"


Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CollectedRow:
    """A kind of information that the app, its SDKs included, collects."""

    id: str
    """Item id, or id of the fold."""
    items: tuple[str, ...]
    name: Text
    category: Text
    sensitive: bool
    actors: tuple[str, ...]
    """'app' first, then SDK ids."""
    level: str
    phases: tuple[str, ...]
    purpose: Cell
    scene: Cell
    means: Cell
    permissions: Cell
    basis: Cell
    """What proves it: for whoever fills in the gaps, not for publication."""


@dataclass(frozen=True, slots=True)
class SharedRow:
    """A third party whose code in the app takes, or is given, personal information."""

    sdk: str
    name: Text
    vendor: Cell
    kinds: Cell
    purpose: Cell
    scene: Cell
    means: Cell
    permissions: Cell
    policy: Cell
    basis: Cell
    level: str
    phases: tuple[str, ...]
    found: tuple[str, ...]
    """Items its code reads or is given."""
    published: tuple[str, ...]
    """Items its vendor says it collects."""
    optional: tuple[str, ...]
    """Items of these that depend on how it is configured, and were not found."""
    given: tuple[str, ...]
    """Items that the app's own code gives to it."""

    @property
    def items(self) -> tuple[str, ...]:
        """Items that the row names: found, or published and not optional."""
        return tuple(dict.fromkeys((*self.found, *(i for i in self.published if i not in self.optional))))


CheckKind = Literal[
    "denied", "unread-permission", "weak", "library", "sdk-absent-code", "sdk-unknown", "sdk-not-found", "partner", "other-apps",
    "declared-unseen", "login",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """Something a human has to look at, as the lists may lack it or say too much."""

    kind: CheckKind
    subject: Text
    why: Text
    where: str = ""
    """Method, permission or sentence it rests on."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """A limit of what was seen, folded by kind."""

    kind: str
    text: Text
    count: int
    hides: bool
    """It may hide collection: the lists may lack rows because of it."""
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What the lists rest on."""

    app: str
    """Digest of the package."""
    label: str | None
    package_id: str
    version_name: str | None
    version_code: int | None
    file_name: str
    date: str
    """Day they were written, ISO."""
    tool_version: str
    knowledge_version: str
    level: str
    """Level of truth from which a read counts as collection."""
    documents: tuple[str, ...]
    """Names of the documents that gave purposes."""
    unseen: tuple[Unseen, ...]

    @property
    def complete(self) -> bool:
        """Nothing that was met may hide collection."""
        return not any(u.hides for u in self.unseen)


@dataclass(frozen=True, slots=True)
class DoubleList:
    head: Head
    collected: tuple[CollectedRow, ...]
    shared: tuple[SharedRow, ...]
    checks: tuple[Check, ...]

    @property
    def gaps(self) -> int:
        """Lines that a human has to fill in."""
        cells: list[Cell] = []
        for row in self.collected:
            cells += [row.purpose, row.scene, row.means]
        for third in self.shared:
            cells += [third.vendor, third.kinds, third.purpose, third.scene, third.means, third.policy]
        return sum(line.gap for cell in cells for line in cell)
