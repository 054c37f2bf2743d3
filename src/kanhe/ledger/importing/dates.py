"""The day of publication and the deadline, as a notice's text tells them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from kanhe.ledger.importing.numerals import with_digits

LONGEST = dt.timedelta(days=120)
"""A deadline written without its year lies no farther after publication; the longest seen is nineteen days."""
_FULL = r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?"
_LABELLED = re.compile(r"(?:发布|公布|发文|印发|成文|公开)(?:时间|日期)\s*[::]?\s*" + _FULL)
_PLAIN_LABEL = re.compile(r"(?<![\u4e00-\u9fff])(?:日期|时间)\s*:\s*" + _FULL)
_ALONE = re.compile(r"^\W*" + _FULL + r"(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\W*$")
_BY = re.compile(
    r"(?:(\d{4})\s*年)?\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*(?:\d{1,2}\s*[时点:]\d{0,2}分?)?\s*(?:\([^)]{0,12}\))?\s*(?:之前|以前|前|之内|内)"
)
_DOING = re.compile(r"整改|完成|落实|反馈|处置|修复")
_STATED = re.compile(r"(?:整改)?(?:截止|截至|完成)?(?:时限|期限|日期)\s*(?:为|至|:)\s*" + _FULL)


def published(lines: Sequence[str]) -> dt.date | None:
    """A day that is called the day of publication; else the last that stands alone on a line, as below a signature."""
    folded = [with_digits(line) for line in lines]
    for pattern in (_LABELLED, _PLAIN_LABEL):
        for line in folded:
            if (found := pattern.search(line)) and (day := date(found[1], found[2], found[3])):
                return day
    alone = [day for line in folded if (m := _ALONE.match(line)) and (day := date(m[1], m[2], m[3]))]
    return alone[-1] if alone else None


def deadline(lines: Iterable[str], day: dt.date | None) -> dt.date | None:
    """The day by which the apps are to be put right.  ``day``: when the notice was published, for dates without a year."""
    for line in lines:
        for sentence in re.split("[。;]", with_digits(line)):
            if (m := _STATED.search(sentence)) and (found := date(m[1], m[2], m[3])):
                return found
            if not _DOING.search(sentence):
                continue
            for m in _BY.finditer(sentence):
                if (found := _by(m, day)) is not None:
                    return found
    return None


def _by(m: re.Match[str], day: dt.date | None) -> dt.date | None:
    if m[1]:
        found = date(m[1], m[2], m[3])
        return found if found and (day is None or found >= day) else None
    if day is None:
        return None
    for year in (day.year, day.year + 1):
        found = date(str(year), m[2], m[3])
        if found and day <= found <= day + LONGEST:
            return found
    return None


def date(year: str, month: str, day: str) -> dt.date | None:
    """None for a day that is in no calendar, or in a year of no notice."""
    try:
        return dt.date(int(year), int(month), int(day)) if "1990" <= year <= "2200" else None
    except ValueError:
        return None
