"""What the page shows of documents beside the tally: SDK lists laid beside the SDKs of the package, and the elements.

Works on the result document alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kanhe.report.names import Plain

Match = Literal["unlisted", "both", "absent", "unknown"]
MATCHES: tuple[Match, ...] = ("unlisted", "both", "absent", "unknown")


@dataclass(frozen=True, slots=True)
class Listed:
    """An SDK of the package, of a list, or of both."""

    match: Match
    name: Plain
    written: tuple[str, ...]
    """Its names in documents."""
    sdk: Plain | None
    """The row of the result document's ``sdks``."""
    rows: tuple[Plain, ...]
    items: tuple[Plain, ...]
    """Items its rows name."""
    beyond: tuple[Plain, ...]
    """Items it takes by the code that nothing says of it."""


def sdk_match(doc: Plain) -> tuple[Listed, ...]:
    """Each SDK once: those that stand out first.  Libraries and packers need no listing; a list that names one is shown."""
    rows: dict[str, list[Plain]] = {}
    for row in doc["declared_sdks"]:
        rows.setdefault(row["sdk"] or f"\0{row['name_as_written']}", []).append(row)
    present = {s["sdk"]: s for s in doc["sdks"]}
    beyond: dict[str, list[Plain]] = {}
    for cell in doc["tally"]["cells"]:
        if cell["state"] in ("found-not-declared", "general-only", "denied-but-found"):
            beyond.setdefault(cell["actor"]["id"], []).append(cell["item"])
    found = [
        _listed(sdk, present.get(sdk), rows.get(sdk, []), beyond.get(sdk, []))
        for sdk in dict.fromkeys([*(s for s, of in present.items() if of["kind"] == "sdk"), *rows])
    ]
    return tuple(sorted(found, key=lambda f: (MATCHES.index(f.match), f.name["en"].lower())))


def _listed(sdk: str, there: Plain | None, rows: list[Plain], beyond: list[Plain]) -> Listed:
    match: Match
    if not rows:
        match = "unlisted"
    elif there is not None:
        match = "both"
    else:
        match = "unknown" if sdk.startswith("\0") else "absent"
    first = rows[0]["sdk_name"] if rows else None
    written = tuple(dict.fromkeys(r["name_as_written"] for r in rows))
    name = there["sdk_name"] if there is not None else first or {"zh": written[0], "en": written[0]}
    items = {i["id"]: i for r in rows for i in r["item_names"]}
    return Listed(match, name, written, there, tuple(rows), tuple(items.values()), tuple(beyond))
