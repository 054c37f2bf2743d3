"""An official text, whatever its format: title, addressee, paragraphs, tables, attachments, who signs and when.

Knows no record and no format.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kanhe.knowledge.instruments import instruments

EMPTY = "—"
"""Printed where a cell has nothing to say, so that no reader takes it for a continuation of the one above."""
_UNPRINTABLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its caption; lines within a cell are separated by line breaks."""

    caption: str | None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class OfficialText:
    title: str
    paragraphs: tuple[str, ...]
    signed: str
    """Who issues it, as printed below."""
    date: dt.date
    reference: str
    """The records it was drawn from."""
    subtitle: str | None = None
    addressee: str | None = None
    tables: tuple[Sheet, ...] = ()
    """Within the text, after its first paragraph."""
    attachments: tuple[Sheet, ...] = ()
    draft: bool = False
    """Not signed yet, and printed so."""


REGULATORS = {
    "miit": "工业和信息化部信息通信管理局", "cac": "国家互联网信息办公室", "mps": "公安部", "cverc": "国家计算机病毒应急处理中心",
}  # fmt: skip


TITLES = {
    "M164": "工业和信息化部关于开展纵深推进APP侵害用户权益专项整治行动的通知",
    "M26": "工业和信息化部关于进一步提升移动互联网应用服务能力的通知",
}
"""Of instruments that are known by their number."""


def regulator_name(regulator: str) -> str:
    """As it signs; an id that is not known is printed as it is."""
    return REGULATORS.get(regulator, regulator)


def laws(ids: Iterable[str], day: dt.date) -> str:
    """Those of some instruments that were in force on a day, as they are cited."""
    return "".join(_cited(i, instruments()[i].zh) for i in ids if instruments()[i].in_force(day))


def _cited(instrument: str, name: str) -> str:
    """A title in its marks, the number of the document outside them."""
    title, bracket, number = name.partition("（")
    if instrument in TITLES:
        return f"《{TITLES[instrument]}》（{name}）"
    return f"《{title}》{bracket}{number}"


def printed(text: str | None) -> str:
    """A cell without what cannot be printed."""
    return _UNPRINTABLE.sub("", text or "").strip() or EMPTY


def chinese_date(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def optional_columns(
    header: tuple[str, ...], rows: Iterable[tuple[str | None, ...]], optional: Iterable[str]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Header and rows without the optional columns in which no row says anything."""
    found = list(rows)
    kept = [at for at, name in enumerate(header) if name not in set(optional) or any(row[at] for row in found)]
    return tuple(header[at] for at in kept), tuple(tuple(printed(row[at]) for at in kept) for row in found)
