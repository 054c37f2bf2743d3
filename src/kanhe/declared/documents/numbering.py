"""How a line is numbered: 第一章, 一、, （一）, 1., 1.1, （1）, ①, a) or a bullet, with its number.

Judges the head of one line; what follows from it for a whole document is told elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CJK = "一二三四五六七八九十百零〇两"
_GAP = r"[\s\u3000]*"

RANKS = (
    "part", "chapter", "section", "article", "cjk", "cjk-paren", "arabic", "dotted-2", "dotted-3", "dotted-4",
    "arabic-paren", "arabic-half", "circled", "upper", "letter", "letter-paren", "roman", "bullet",
)  # fmt: skip
"""Schemes as they usually stand within one another, outermost first."""

_PATTERN = re.compile(
    rf"""(?:
      第{_GAP}(?P<unit_number>[{_CJK}\d]{{1,5}}){_GAP}(?P<unit>章|节|條|条|部分|部|编|编|節|篇)(?:{_GAP}[、.．：:]|(?=[\s\u3000])|(?=[^，。的款项规至到])){_GAP}
    | (?P<cjk>[{_CJK}]{{1,4}}){_GAP}[、.．,，:：](?!\d){_GAP}
    | [（(【\[]{_GAP}(?P<cjk_paren>[{_CJK}]{{1,4}}){_GAP}[）)】\]]{_GAP}[、.．：:]?{_GAP}
    | (?P<dotted>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})(?:[.．、)）](?!\d)|(?=[\s\u3000])|(?=[^\d.．%])){_GAP}
    | (?P<arabic>\d{{1,2}})(?:{_GAP}[、．]|{_GAP}[.](?![\d.])|[,，:：](?=[^\d])){_GAP}
    | [（(]{_GAP}(?P<arabic_paren>\d{{1,2}}){_GAP}[）)]{_GAP}[、.．]?{_GAP}
    | [【\[](?P<arabic_square>\d{{1,2}})[】\]]{_GAP}
    | (?P<arabic_half>\d{{1,2}}){_GAP}[）)]{_GAP}[、.．]?{_GAP}
    | (?P<circled>[①-⑳⑴-⒇❶-❿➀-➓⒈-⒛㈠-㈩]){_GAP}[、.．]?{_GAP}
    | (?P<roman>[IVX]{{1,5}}|[ivx]{{2,5}})[.．、)）](?![a-zA-Z\d]){_GAP}
    | [（(](?P<letter_paren>[a-zA-Z]|[ivx]{{2,4}})[）)]{_GAP}
    | (?P<letter>[a-zA-Z])[.．、)）](?![a-zA-Z\d.]){_GAP}
    | (?P<bullet>[•●◆■○▪◦‣➢►▶✓◇□★☆※·\uf000-\uf0ff]|[-–—*ØŸ§](?=[\s\u3000])){_GAP}
    )""",
    re.VERBOSE,
)
_QUANTITY = re.compile(r"版|倍|万|亿|元|年|月|天|日|小时|分钟|[GMK]B?\b|%|以上|以下|及以")
_UNITS = {
    "章": "chapter", "编": "part", "篇": "part", "部分": "part", "部": "part", "节": "section", "節": "section",
    "条": "article", "條": "article",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A line's number: the scheme, the last number in it, the marker as written, and where the text behind it begins."""

    scheme: str
    number: int
    marker: str
    end: int
    parts: tuple[int, ...] = ()
    """Of a dotted number all its numbers."""


_SPACED = re.compile(r"(\d{1,2})[\s\u3000]+(?=[^\d\s])")


def numbering(text: str, heading: bool = False) -> Number | None:
    """How a line is numbered, or None.  A ``heading`` may also have a bare number before a space."""
    found = _PATTERN.match(text)
    if found is None or found.end() == 0:
        if heading and (spaced := _SPACED.match(text)):
            return Number("arabic", int(spaced[1]), spaced[1], spaced.end())
        return None
    marker = found.group().strip()
    kind = found.lastgroup or ""
    for name in _PATTERN.groupindex:
        if found[name] is not None:
            kind = name
            break
    end, value = found.end(), found[kind]
    if kind == "unit_number":
        return Number(_UNITS[found["unit"]], _value(value), marker, end)
    if kind in ("cjk", "cjk_paren"):
        return Number(kind.replace("_", "-"), _value(value), marker, end)
    if kind == "dotted":
        parts = tuple(int(p) for p in re.split(r"[.．]", value))
        if marker == value and _QUANTITY.match(text, end):
            return None
        return Number(f"dotted-{len(parts)}", parts[-1], marker, end, parts)
    if kind in ("arabic", "arabic_paren", "arabic_half", "arabic_square"):
        scheme = {"arabic_square": "arabic-paren"}.get(kind, kind.replace("_", "-"))
        return Number(scheme, int(value), marker, end)
    if kind == "circled":
        return Number("circled", _circled(value), marker, end)
    if kind == "roman":
        return Number("roman", _roman(value.lower()), marker, end)
    if kind in ("letter", "letter_paren"):
        number = ord(value.lower()) - 96 if len(value) == 1 else _roman(value)
        scheme = "letter-paren" if kind == "letter_paren" else "upper" if value.isupper() else "letter"
        return Number(scheme, number, marker, end)
    return Number("bullet", 0, marker, end)


def rank(scheme: str) -> int:
    """The scheme's usual place from outermost inwards."""
    return RANKS.index(scheme) if scheme in RANKS else len(RANKS)


def _value(text: str) -> int:
    """A Chinese or Arabic number up to 999."""
    if text.isdecimal():
        return int(text)
    total = digit = 0
    for char in text:
        if char == "十":
            total += (digit or 1) * 10
            digit = 0
        elif char == "百":
            total += (digit or 1) * 100
            digit = 0
        else:
            digit = _DIGITS.get(char, 0) if char in _DIGITS else 10 * digit + int(char) if char.isdecimal() else 0
    return total + digit


_CIRCLES = (("①", 20), ("⑴", 20), ("❶", 10), ("➀", 10), ("⒈", 20), ("㈠", 10))


def _circled(char: str) -> int:
    for first, count in _CIRCLES:
        if 0 <= ord(char) - ord(first) < count:
            return ord(char) - ord(first) + 1
    return 0


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}.get(c, 0) for c in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
