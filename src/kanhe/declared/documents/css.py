"""What inline styles and a page's own style sheet say of a text: set off, hidden, kept as typed.

Reads the few properties that matter and simple class selectors; a rule it does not understand says nothing.  Knows no
element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Look:
    """How a text is shown.  None: as its surroundings."""

    bold: bool | None = None
    underlined: bool = False
    coloured: bool | None = None
    size: float | None = None
    """Pixels, as far as they can be told."""
    hidden: bool = False
    as_typed: bool | None = None
    """Line breaks in the source show."""

    def over(self, under: Look) -> Look:
        """This look, and the other's where it says nothing."""
        if self == PLAIN:
            return under
        return Look(
            under.bold if self.bold is None else self.bold,
            self.underlined or under.underlined,
            under.coloured if self.coloured is None else self.coloured,
            under.size if self.size is None else self.size,
            self.hidden or under.hidden,
            under.as_typed if self.as_typed is None else self.as_typed,
        )


PLAIN = Look()
MAX_SHEET = 1 << 20
"""Characters of style sheets that are read."""

_PROPERTY = re.compile(r"([a-z-]+)\s*+:\s*+([^;]++)", re.IGNORECASE)
_SIGN = re.compile(r"[{};]")
_MAX_BODY = 2000
_SELECTOR = re.compile(r"(?:[a-zA-Z][\w]*)?\.([\w-]+)\Z")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(px|pt|em|rem|%)?")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16, None: 1.0}
_NAMED_SIZES = {"x-large": 24.0, "xx-large": 32.0, "large": 18.0, "medium": 16.0, "small": 13.0, "x-small": 10.0}
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)")
_HEX = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
_NEUTRAL = frozenset({"black", "inherit", "initial", "unset", "gray", "grey", "dimgray", "darkgray", "white", "silver"})
_LOUD = frozenset({"red", "blue", "green", "orange", "orangered", "crimson", "purple", "brown", "maroon", "darkred"})


@lru_cache(4096)
def look_of(style: str) -> Look:
    """What the text of a style attribute (or the body of a rule) says."""
    bold = coloured = as_typed = size = None
    underlined = hidden = False
    for name, value in _PROPERTY.findall(style):
        name, value = name.lower(), value.strip().lower().removesuffix("!important").strip()
        if name == "font-weight":
            bold = value in ("bold", "bolder") or (value.isdecimal() and int(value) >= 600)
        elif name in ("text-decoration", "text-decoration-line"):
            underlined = "underline" in value
        elif name == "color":
            coloured = is_loud(value)
        elif name == "font-size":
            size = size_of(value)
        elif (name == "display" and value == "none") or (name == "visibility" and value in ("hidden", "collapse")):
            hidden = True
        elif name == "white-space":
            as_typed = value in ("pre", "pre-wrap", "pre-line", "break-spaces")
    return Look(bold, underlined, coloured, size, hidden, as_typed)


def is_loud(colour: str) -> bool | None:
    """A colour that stands out of black and grey text; None when it cannot be told."""
    if colour in _NEUTRAL:
        return False
    if colour in _LOUD:
        return True
    if found := _HEX.match(colour):
        digits = found[1] if len(found[1]) == 6 else "".join(2 * c for c in found[1])
        red, green, blue = (int(digits[i : i + 2], 16) for i in (0, 2, 4))
    elif found := _RGB.match(colour):
        red, green, blue = (int(part[:4]) for part in found.groups())
    else:
        return None
    return max(red, green, blue) - min(red, green, blue) > 80


def size_of(value: str) -> float | None:
    """A font size in pixels."""
    if value in _NAMED_SIZES:
        return _NAMED_SIZES[value]
    found = _SIZE.match(value)
    return float(found[1][:8]) * _PIXELS[found[2]] if found else None


def classes_of(sheet: str) -> dict[str, Look]:
    """Class → what the sheet's rules say of it.  Rules for certain media are passed over."""
    found: dict[str, Look] = {}
    for selectors, body in _rules(_without_comments(sheet[:MAX_SHEET])):
        look = look_of(body) if len(body) < _MAX_BODY else PLAIN
        if look == PLAIN:
            continue
        for selector in selectors.split(","):
            if simple := _SELECTOR.match(selector.strip()):
                found[simple[1]] = look.over(found.get(simple[1], PLAIN))
    return found


def _without_comments(sheet: str) -> str:
    first, *rest = sheet.split("/*")
    return first + " ".join(piece.partition("*/")[2] for piece in rest)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and body of each rule that stands in no other."""
    depth = start = opened = 0
    for match in _SIGN.finditer(sheet):
        sign, at = match.group(), match.start()
        if sign == "{":
            if depth == 0:
                opened = at
            depth += 1
        elif sign == "}" and depth:
            depth -= 1
            if depth == 0:
                selectors = sheet[start:opened]
                if "@" not in selectors:
                    yield selectors, sheet[opened + 1 : at]
                start = match.end()
        elif depth == 0:  # a stray brace, or the end of an at-rule without a body
            start = match.end()
