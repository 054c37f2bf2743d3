"""Before or after consent: the phase of a run at any moment, from what the user saw and clicked.

``pre`` until a consent dialog is shown, ``asked`` until it is answered, then ``accepted`` or ``declined``; around the click
that answers nothing is said.  Knows screens and clicks; no call, no evidence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kanhe.declared.wording import role_of
from kanhe.runtime.trace.records import Ui

AROUND_CLICK = 0.3
"""Seconds around the answering click in which nothing can be said: threads run on, and clocks differ."""

Phase = Literal["pre", "asked", "accepted", "declined", "unknown"]
Role = Literal["consent", "accept", "decline", "policy-link", "paste", "other"]
_GIVEN: dict[str, Role] = {
    "consent": "consent", "consent_accept": "accept", "consent_decline": "decline", "policy_link": "policy-link",
    "paste": "paste",
}  # fmt: skip
_PASTE = ("粘贴", "paste")


def role(record: Ui, asked: bool = False) -> Role:
    """What a dialog or control is for: as recorded, else by its text.  ``asked``: a consent dialog is open, so that a
    vague button (好的) answers it, and a refusal refuses it."""
    if record.role is not None:
        return _GIVEN[record.role]
    text = (record.text or "").strip()
    if record.ev in ("window", "dialog"):
        return "consent" if role_of(text) in ("consent-prompt", "policy-text", "policy-link") else "other"
    if record.ev != "click":
        return "other"
    if text.lower() in _PASTE:
        return "paste"
    told = role_of(text)
    if told == "agree" or (told == "agree-vague" and asked):
        return "accept"
    if told == "refuse" and asked:
        return "decline"
    return "policy-link" if told == "policy-link" else "other"


@dataclass(frozen=True, slots=True)
class Consent:
    """The phases of a run."""

    changes: tuple[tuple[float, Phase], ...]
    """When each phase begins, ascending; the first at minus infinity."""
    answers: tuple[float, ...]
    """When a click answered, ascending."""
    dialog: float | None
    """When a consent dialog was first shown."""
    recorded: bool
    """Screens were recorded."""

    def at(self, moment: float) -> Phase:
        if not self.recorded:
            return "unknown"
        near = bisect_right(self.answers, moment)
        for answer in self.answers[max(0, near - 1) : near + 1]:
            if abs(answer - moment) <= AROUND_CLICK:
                return "unknown"
        return self.changes[bisect_right(self.changes, moment, key=lambda c: c[0]) - 1][1]

    @property
    def final(self) -> Literal["unseen", "asked", "accepted", "declined", "unknown"]:
        """How it was answered in the end."""
        if not self.recorded:
            return "unknown"
        last = self.changes[-1][1]
        return last if last in ("asked", "accepted", "declined") else "unseen"


def consent(records: Iterable[Ui], always: bool = True) -> Consent:
    """The phases by the screens of a run, in any order.  ``always``: the recorder would have seen a dialog, so that none
    seen means ``pre``; else a run without any screen says nothing."""
    changes: list[tuple[float, Phase]] = [(float("-inf"), "pre")]
    answers: list[float] = []
    dialog: float | None = None
    ordered = sorted(records, key=lambda r: r.ts)
    for record in ordered:
        now = changes[-1][1]
        match role(record, asked=now == "asked"):
            case "consent" if record.ev in ("window", "dialog"):
                dialog = record.ts if dialog is None else dialog
                if now == "pre":
                    changes.append((record.ts, "asked"))
            case "accept" if record.ev == "click" and now != "accepted":
                changes.append((record.ts, "accepted"))
                answers.append(record.ts)
            case "decline" if record.ev == "click" and now != "accepted":
                changes.append((record.ts, "declined"))
                answers.append(record.ts)
    return Consent(tuple(changes), tuple(answers), dialog, bool(ordered) or always)
