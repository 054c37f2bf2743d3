"""Evidence → the double list: the order in which its parts are made, and the head that says what it rests on."""

from __future__ import annotations

import datetime as dt

from kanhe import __version__
from kanhe.evidence import Evidence
from kanhe.knowledge.limit_kinds import limit_kinds
from kanhe.knowledge.store import digest
from kanhe.report.lists.checks import checks
from kanhe.report.lists.collected import collected
from kanhe.report.lists.model import DoubleList, Head, Unseen
from kanhe.report.lists.observed import observed
from kanhe.report.lists.said import Said, said
from kanhe.report.lists.shared import shared
from kanhe.rules.model import Text

_HIDES = frozenset(("calls", "sdks", "package", "permissions"))
"""Tables whose weakness may hide collection."""
_EXAMPLES = 3


def double_list(evidence: Evidence, date: dt.date, level: str = "reachable") -> DoubleList:
    """The lists of the one app of the evidence.  ``level``: from which level of truth a read counts as collection.

    Raises ``ValueError`` for evidence of no app or of several."""
    if (apps := evidence["package"].num_rows) != 1:
        raise ValueError(f"the evidence holds {apps} apps, not one")
    seen, words = observed(evidence, level), said(evidence)
    first = collected(evidence, seen, words)
    second = shared(evidence, seen, words, level)
    return DoubleList(
        _head(evidence, words, date, level), first, second, checks(evidence, seen, words, first, second)
    )  # fmt: skip


def _head(evidence: Evidence, words: Said, date: dt.date, level: str) -> Head:
    package = evidence.rows("package")[0]
    return Head(
        package["app"], package["label"], package["package_id"], package["version_name"], package["version_code"],
        package["file_name"], date.isoformat(), __version__, digest(), level, words.documents, unseen(evidence),
    )  # fmt: skip


def unseen(evidence: Evidence) -> tuple[Unseen, ...]:
    """The limits of the evidence, folded by kind, those that may hide collection first."""
    by_kind: dict[str, list[str]] = {}
    for row in evidence.rows("limits"):
        by_kind.setdefault(row["kind"], []).append(row["where"])
    found = []
    for kind, places in by_kind.items():
        known = limit_kinds()[kind]
        hides = bool(_HIDES.intersection(known.weakens))
        found.append(
            Unseen(kind, Text(known.zh, known.en), len(places), hides, tuple(dict.fromkeys(places))[:_EXAMPLES])
        )
    return tuple(sorted(found, key=lambda u: (not u.hides, u.kind)))
