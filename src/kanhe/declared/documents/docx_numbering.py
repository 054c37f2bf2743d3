"""How Word numbers its paragraphs: styles, list definitions and counters → heading level and the marker that is shown.

Knows WordprocessingML's numbering part and nothing of text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_CHAIN = 20
"""Styles that are based on one another."""
_LEVEL = re.compile(r"%([1-9])")
_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_HAN = "零一二三四五六七八九"


def w(name: str) -> str:
    """A name of the main namespace as lxml writes it."""
    return _W + name


def value_of(element: _Element | None, path: str) -> str | None:
    """The value of a property found along a path of names, or None."""
    for name in path.split("/"):
        if element is None:
            return None
        element = element.find(w(name))
    return None if element is None else element.get(w("val"))


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a paragraph's style and numbering say."""

    heading: int
    """1–9, or 0 when it is none."""
    marker: str | None
    depth: int
    bold: bool


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    legal: bool
    """All numbers are written in digits."""


@dataclass(frozen=True, slots=True)
class _Style:
    heading: int
    list: tuple[str, int] | None
    bold: bool


class Numbering:
    """The styles and lists of a document, with a counter for each list as paragraphs are met."""

    def __init__(self, document: WordDocument) -> None:
        self._styles: dict[str, _Style] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        self._read_styles(document)
        self._read_lists(document)

    def paragraph(self, element: _Element) -> Numbered:
        """What a paragraph is, its list's counter moved on."""
        properties = element.find(w("pPr"))
        style = self._styles.get(value_of(properties, "pStyle") or "", _Style(0, None, False))
        heading = style.heading
        outline = value_of(properties, "outlineLvl")
        if outline and outline.isdigit() and int(outline) < 9:
            heading = int(outline) + 1
        entry = style.list
        given = value_of(properties, "numPr/numId")
        if given is not None:
            level = value_of(properties, "numPr/ilvl") or (str(style.list[1]) if style.list else "0")
            entry = (given, min(8, int(level))) if level.isdigit() else (given, 0)
        marker, depth = self._next(*entry) if entry and entry[0] != "0" else (None, 0)
        return Numbered(min(heading, 6), marker, depth, style.bold)

    def _next(self, number: str, depth: int) -> tuple[str | None, int]:
        key = self._abstract.get(number)
        levels = self._levels.get(key or "", {})
        level = levels.get(depth)
        if key is None or level is None:
            return "•", depth + 1
        counts = self._counts.setdefault(key, [0] * 9)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (8 - depth)
        if level.format == "none":
            return None, depth + 1
        if level.format == "bullet":
            return "•", depth + 1

        def shown(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            other = levels.get(index, level)
            return written(counts[index] or other.start, "decimal" if level.legal else other.format)

        return _LEVEL.sub(shown, level.text).strip() or None, depth + 1

    def _read_styles(self, document: WordDocument) -> None:
        elements = {s.get(w("styleId")): s for s in document.styles.element.iter(w("style"))}
        for name, element in elements.items():
            if name:
                self._styles[name] = self._style(element, elements)

    def _style(self, element: _Element, elements: dict[str | None, _Element]) -> _Style:
        heading, entry, bold = 0, None, None
        at: _Element | None = element
        for _ in range(MAX_CHAIN):
            if at is None:
                break
            found = _HEADING.match(value_of(at, "name") or "")
            outline = value_of(at, "pPr/outlineLvl")
            if not heading and found:
                heading = int(found[1])
            elif not heading and outline and outline.isdigit() and int(outline) < 9:
                heading = int(outline) + 1
            number = value_of(at, "pPr/numPr/numId")
            if entry is None and number:
                level = value_of(at, "pPr/numPr/ilvl") or "0"
                entry = (number, min(8, int(level)) if level.isdigit() else 0)
            weight = at.find(w("rPr") + "/" + w("b"))
            if bold is None and weight is not None:
                bold = weight.get(w("val"), "true") not in ("0", "false", "off")
            at = elements.get(value_of(at, "basedOn"))
        return _Style(heading, entry, bool(bold) and not heading)

    def _read_lists(self, document: WordDocument) -> None:
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        for definition in root.iter(w("abstractNum")):
            levels = {}
            for level in definition.iter(w("lvl")):
                depth, start = level.get(w("ilvl"), "0"), value_of(level, "start") or "1"
                if depth.isdigit() and int(depth) < 9:
                    levels[int(depth)] = _Level(
                        value_of(level, "numFmt") or "decimal", value_of(level, "lvlText") or "",
                        int(start) if start.isdigit() else 1, level.find(w("isLgl")) is not None,
                    )  # fmt: skip
            self._levels[definition.get(w("abstractNumId"), "")] = levels
        for number in root.iter(w("num")):
            self._abstract[number.get(w("numId"), "")] = value_of(number, "abstractNumId") or ""


def written(number: int, style: str) -> str:
    """A number as a list format writes it."""
    if style in ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCounting",
                 "taiwaneseCountingThousand", "chineseLegalSimplified"):  # fmt: skip
        return chinese(number)
    if style in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((97 if style == "lowerLetter" else 65) + number - 1)
    if style in ("lowerRoman", "upperRoman") and 1 <= number <= 39:
        tens, ones = divmod(number, 10)
        roman = "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
        return roman.upper() if style == "upperRoman" else roman
    if style.startswith("decimalEnclosed") and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    return str(number)


def chinese(number: int) -> str:
    """A number below a hundred in Chinese; others in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _HAN[tens] + "十") + (_HAN[ones] if ones else "")
