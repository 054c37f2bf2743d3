"""Which control of a screen answers the question for consent, by its words.

The words themselves are judged where layouts are judged; here they are put together to a screen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kanhe.declared.wording import role_of

_ASKING = frozenset({"consent-prompt", "policy-text", "policy-link"})
_BUTTON = 24
"""Characters of the longest text that a button has."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Control:
    """Something on a screen, as the device names it."""

    id: str
    text: str
    touchable: bool
    box: bool = False
    """It can be ticked."""
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class ConsentScreen:
    """A screen that asks for consent."""

    text: str
    """What it says, without the controls that answer."""
    accept: Control | None
    decline: Control | None
    boxes: tuple[Control, ...]
    """Unticked boxes beside a text about the policy: accepting may need them."""
    links: tuple[Control, ...]


def consent_screen(controls: Sequence[Control]) -> ConsentScreen | None:
    """What a screen asks, or None if it does not ask for consent.

    A screen asks if some text of it speaks of the policy and some control agrees or refuses, or if one control clearly
    agrees and another refuses (the text may be a picture); a vague word (好的) agrees only beside a text.
    """
    roles = [role_of(tidy(c.text)) for c in controls]
    about = [c for c, role in zip(controls, roles, strict=True) if role in _ASKING]
    touchable = [(c, role) for c, role in zip(controls, roles, strict=True) if c.touchable and not c.box]
    # A button may say it all: 同意《隐私政策》并进入.
    whole = [c for c, role in touchable if role == "consent-prompt" and len(tidy(c.text)) <= _BUTTON]
    clear = [c for c, role in touchable if role == "agree"]
    agree = clear or whole or [c for c, role in touchable if role == "agree-vague"]
    refuse = [c for c, role in touchable if role == "refuse"]
    if not (about and (agree or refuse)) and not (clear and refuse):
        return None
    answers = {c.id for c in (*agree, *refuse)}
    return ConsentScreen(
        tidy(" ".join(c.text for c in controls if c.id not in answers and c.text))[:8000],
        agree[-1] if agree else None,
        refuse[-1] if refuse else None,
        tuple(c for c in controls if c.box and not c.ticked),
        tuple(c for c, role in touchable if role == "policy-link"),
    )


def tidy(text: str) -> str:
    """A text as a person reads it: one space where lines break, none at the ends."""
    return _SPACE.sub(" ", text).strip()
