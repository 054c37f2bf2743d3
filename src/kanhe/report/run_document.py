"""The part of the result document that tells of runs: the runs, who read what when, and what left the device.

Times are milliseconds from the beginning of a run; every line names its source.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kanhe.evidence import Evidence
from kanhe.knowledge.items import items
from kanhe.knowledge.sdks import sdks
from kanhe.report.names import Plain, actor, item, pair, text
from kanhe.report.run_phrases import RUN_PHRASES, words
from kanhe.rules.periods import Period, periods
from kanhe.rules.wording import measured, readable

MAX_MOMENTS = 400
"""Moments of a line that are told."""
MAX_REQUESTS = 500
_MARKS = (
    "process-start", "dialog", "click", "foreground", "background", "permission-request", "permission-result", "process-end",
)  # fmt: skip
MAX_MARKS = 200


def runs(evidence: Evidence) -> list[Plain]:
    """The runs, each with the marks of its timeline and the lines of who read what."""
    found = periods(evidence)
    events = evidence.rows("events")
    return [
        {
            **{k: v for k, v in row.items() if k != "app"},
            "source_name": text(RUN_PHRASES[f"source.{row['source']}"]),
            "consent_name": text(RUN_PHRASES[f"consent.{row['consent']}"]),
            "marks": _marks([e for e in events if e["run"] == row["run"]]),
            "lines": _lines([e for e in events if e["run"] == row["run"]], found),
        }
        for row in evidence.rows("runs")
    ]


def requests(evidence: Evidence) -> list[Plain]:
    """What left the device, folded by run, host, actor, phase and what was found in it; those with items first."""
    unasked = {row["run"] for row in evidence.rows("runs") if row["consent"] == "unseen"}
    folded: dict[tuple[Any, ...], Plain] = {}
    for row in evidence.rows("requests"):
        told = ("run", "host", "actor", "phase", "encrypted", "pinned", "opaque")
        key = (*(row[column] for column in told), tuple(row["items"]), tuple(row["likely"]))
        known = folded.get(key)
        if known is not None:
            known["count"] += 1
            known["first_ms"] = min(known["first_ms"], row["at_ms"])
            continue
        folded[key] = {
            "run": row["run"], "host": row["host"], "actor": actor(row["actor"]), "sdk": row["sdk"], "phase": row["phase"],
            "phase_name": text(RUN_PHRASES[f"phase.{_phase(row, unasked)}"]), "state": row["state"],
            "source_name": text(RUN_PHRASES[f"source.{row['source']}"]), "first_ms": row["at_ms"], "count": 1,
            "scheme": row["scheme"], "encrypted": row["encrypted"], "country": row["country"],
            "items": [item(i) for i in row["items"]], "likely": [item(i) for i in row["likely"]], "hashed": list(row["hashed"]),
            "proofs": list(row["proofs"][:20]), "pinned": row["pinned"], "opaque": row["opaque"], "partial": row["partial"],
        }  # fmt: skip
    ordered = sorted(
        folded.values(), key=lambda r: (not r["items"], not r["likely"], r["run"], r["first_ms"], r["host"])
    )
    return ordered[:MAX_REQUESTS]


def _phase(row: Plain, unasked: set[str]) -> str:
    """Of a run in which no screen asked for consent, nothing is said to lie before the dialog."""
    return "unasked" if row["phase"] == "pre" and row["run"] in unasked else str(row["phase"])


def _marks(events: Iterable[Plain]) -> list[Plain]:
    """What a reader finds his way by: starts, dialogs, answers, background."""
    return [
        {
            "event": e["event"],
            "name": text(RUN_PHRASES[f"event.{e['event']}"]),
            "at_ms": e["at_ms"],
            "text": e["text"] or e["argument"],
            "role": e["role"],
            "number": e["number"],
            "by": e["by"],
            "process": e["process"],
        }
        for e in events
        if e["event"] in _MARKS
    ][:MAX_MARKS]


def _lines(events: Iterable[Plain], found: dict[tuple[str, str, str], Period]) -> list[Plain]:
    """One line an actor and item: how often, when, how regularly."""
    lines: dict[tuple[str, str], Plain] = {}
    for e in events:
        if e["event"] != "read" or e["depth"] or e["item"] is None:
            continue
        who = _answering(e["actor"])
        known = items().get(e["item"])
        line = lines.setdefault(
            (who, e["item"]),
            {
                "actor": actor(who), "item": item(e["item"]), "weight": known.weight if known else "content",
                "source_name": text(RUN_PHRASES[f"source.{e['source']}"]), "times": 0, "first_ms": e["at_ms"],
                "last_ms": e["last_ms"], "phases": {}, "background": 0, "apis": [], "moments": [], "run": e["run"],
                "frames": list(e["frames"][:12]), "chain": [actor(a) for a in e["chain"]],
            },
        )  # fmt: skip
        line["times"] += e["count"]
        line["first_ms"] = min(line["first_ms"], e["at_ms"])
        line["last_ms"] = max(line["last_ms"], e["last_ms"])
        line["phases"][e["phase"]] = line["phases"].get(e["phase"], 0) + e["count"]
        line["background"] += e["count"] if e["state"] == "background" else 0
        if (api := readable(e["api"] or "", short=True)) and api not in line["apis"] and len(line["apis"]) < 8:
            line["apis"].append(api)
        if len(line["moments"]) < MAX_MOMENTS:
            line["moments"].append({
                "at_ms": e["at_ms"], "last_ms": e["last_ms"], "count": e["count"], "phase": e["phase"], "state": e["state"],
                "number": e["number"],
            })  # fmt: skip
    for (who, name), line in lines.items():
        line["frequency"] = _frequency(line, found.get((line["run"], who, name)))
        del line["run"]
    order = {"identifier": 0, "content": 0, "state": 1}
    return sorted(lines.values(), key=lambda x: (order[x["weight"]], x["first_ms"], x["actor"]["id"], x["item"]["id"]))


def _frequency(line: Plain, period: Period | None) -> Plain:
    """How often, in words."""
    if period is not None and period.regular:
        told = [words("frequency.regular", lang, period=measured(period.period_ms, lang), times=period.times,
                      span=measured(period.span_ms, lang), share=round(period.share * 100)) for lang in ("zh", "en")]  # fmt: skip
    elif line["times"] == 1:
        told = [words("frequency.once", lang, first=measured(line["first_ms"], lang)) for lang in ("zh", "en")]
    else:
        told = [words("frequency.several", lang, times=line["times"], first=measured(line["first_ms"], lang),
                      last=measured(line["last_ms"], lang)) for lang in ("zh", "en")]  # fmt: skip
    return pair(*told)


def _answering(name: str) -> str:
    known = sdks().get(name)
    return "app" if known is not None and known.kind in ("library", "packer") else name
