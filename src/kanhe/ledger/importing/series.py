"""A notice's title, and its place in the series: 2021年第8批，总第17批; 第五期."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kanhe.ledger.importing.numerals import NUMERAL, fold, number, with_digits

_TITLE = re.compile(r"关于.{2,80}(?:通报|公告|公示|通知|名单|下架)|^(?!附件).{4,80}(?:的通报|的公告|通报)[^。]{0,40}$")
_CONTINUED = re.compile(r"^[(\[【].{0,40}[批期].{0,40}[)\]】]$")
_WHOLE = re.compile(rf"总第\s*({NUMERAL}{{1,6}})\s*[批期]")
_BATCH = re.compile(rf"(?<!总)第\s*({NUMERAL}{{1,6}})\s*[批期]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
_YEAR_OF_BATCH = re.compile(rf"(?<!\d)((?:19|20)\d{{2}})\s*年\s*第\s*{NUMERAL}{{1,6}}\s*[批期]")
_LOOK_BACK = re.compile("回头看")
_DELISTING = re.compile(r"下架(?:的)?(?:通报|公告|公示|名单)|关于下架|下架.{0,30}(?:的)?通报")


@dataclass(frozen=True, slots=True)
class Series:
    title: str | None = None
    year: int | None = None
    number: int | None = None
    total_number: int | None = None
    look_back: bool = False
    delisting: bool = False
    """The title says that the apps are taken down, not that they are named."""


def series(lines: Sequence[str], name: str = "") -> Series:
    """What the lines tell; ``name``: the file's name, which is asked when no line is a title."""
    title = _title(lines)
    told = with_digits(title if title is not None else name)
    whole, batch, year = _WHOLE.search(told), _BATCH.search(told), _YEAR.search(told)
    if title is not None and not (whole or batch):  # the number may stand below the title
        below = with_digits(" ".join(lines[:12]))
        whole, batch = _WHOLE.search(below), _BATCH.search(below)
        year = year or _YEAR_OF_BATCH.search(below)
    return Series(
        title, int(year[1]) if year else None, number(batch[1]) if batch else None,
        number(whole[1]) if whole else None, any(_LOOK_BACK.search(line) for line in lines[:40]),
        title is not None and _DELISTING.search(title) is not None,
    )  # fmt: skip


def _title(lines: Sequence[str]) -> str | None:
    """The first line that is a title, with the number below it; a page says its title twice, in its head and above the text."""
    first: str | None = None
    for at, line in enumerate(lines[:60]):
        if len(line) > 120 or "。" in line or not _TITLE.search(fold(line)) or first not in (None, line):
            continue
        below = lines[at + 1] if at + 1 < len(lines) else ""
        if _CONTINUED.match(fold(below)):
            return line + below
        first = line
    return first
