"""Chinese numerals: 五, 十二, 二十一, 一百零八, 二〇二五, and digits of any width."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

NUMERAL: Final = "[0-9〇零○一二两三四五六七八九十百千]"
"""A character of a number, in a text of folded width."""
_DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_DATE = re.compile(
    r"([〇零○一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?)?"
)
_DAY = re.compile(r"([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")


def fold(text: str) -> str:
    """The text with full-width digits, letters and brackets made half-width."""
    return unicodedata.normalize("NFKC", text.replace("Ｏ", "〇").replace("○", "〇"))


def number(text: str) -> int | None:
    """The number that a text is, or none."""
    text = fold(text).strip()
    if re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return int(text)
    if not text or len(text) > 12 or any(c not in _DIGITS and c not in _UNITS for c in text):
        return None
    if not any(c in _UNITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, None
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        else:
            total += (1 if digit is None else digit) * _UNITS[c]
            digit = None
    return total + (digit or 0)


def with_digits(text: str) -> str:
    """The text, folded, with dates in Chinese numerals written in digits."""
    found = _DATE.sub(
        lambda m: "".join(f"{number(g)}{u}" for g, u in zip(m.groups(), "年月日", strict=True) if g), fold(text)
    )
    return _DAY.sub(lambda m: f"{number(m[1])}月{number(m[2])}日", found)
