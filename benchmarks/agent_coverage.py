"""How much of what other tools watch the agent's table of hooks covers, from the names of their points.

    python benchmarks/agent_coverage.py

The names stand in tests/runtime/agent/data/peer_points.tsv with what of each concerns personal information; here they are
counted against the table as it is generated from the knowledge.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kanhe.knowledge.items import items
from kanhe.runtime.agent.hooks import covers, hook_table
from kanhe.runtime.watched.constants import constants

POINTS = Path(__file__).parent.parent / "tests/runtime/agent/data/peer_points.tsv"
TOOLS = ("camille", "mobsf", "privacysentry")


def main() -> None:
    rows = [line.split("\t") for line in POINTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    print(
        "| tool | points | of personal information or its conduct | covered | a constant, which no call reads | neither |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    for tool in TOOLS:
        mine = [row for row in rows if tool in row[2].split(",")]
        concerned = [r for r in mine if r[3] in ("yes", "conduct") or r[3].startswith("through")]
        covered = sum(_covered(row) for row in concerned)
        fields = sum(row[3] == "field" for row in mine)
        print(
            f"| {tool} | {len(mine)} | {len(concerned)} | {covered} | {fields} | {len(mine) - len(concerned) - fields} |"
        )
    reasons = Counter(
        row[3] for row in rows if row[3] not in ("yes", "conduct", "field") and not row[3].startswith("through")
    )
    print("\nneither, because: " + "; ".join(f"{why} ({count})" for why, count in reasons.most_common()))
    table = hook_table()
    kinds = {h.kind for h in table} | {c.kind for h in table for c in h.choices}
    print(
        f"\nthe table: {len(table)} methods of {len({h.class_name for h in table})} classes for {len(kinds & set(items()))} items "
        f"and {len(kinds - set(items()) - {None})} kinds of conduct; {len(constants('file'))} files and {len(constants('property'))} "
        "properties in native code"
    )


def _covered(row: list[str]) -> bool:
    owner, method, _, concerns = row
    if concerns.startswith("through android"):
        owner = concerns.removeprefix("through ")
    # A method that is invoked by reflection is hooked itself.
    return concerns == "through the method that is invoked" or covers(owner, method)


if __name__ == "__main__":
    main()
