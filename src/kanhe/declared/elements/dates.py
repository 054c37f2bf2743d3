"""When a policy takes effect, when it was last changed, and its version.

Dates mean nothing by themselves: the words beside one say what it is the date of.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kanhe.declared.elements.details import number
from kanhe.declared.elements.place import Place
from kanhe.declared.elements.sentences import Policy

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_NUMERAL = "[〇○零O一二三四五六七八九十]"
_DATE = re.compile(
    r"(?<![0-9])(?P<y>20[0-9]{2})】?\s*(?:年|[./-])\s*【?(?P<m>[0-9]{1,2})】?\s*(?:月|[./-])\s*【?(?P<d>[0-9]{1,2})"
    r"(?![0-9])】?\s*[日号]?"
    rf"|(?P<en_m>{_MONTH})\s+(?P<en_d>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<en_y>20[0-9]{{2}})"
    rf"|(?P<uk_d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?P<uk_m>{_MONTH}),?\s+(?P<uk_y>20[0-9]{{2}})"
    rf"|(?P<zh_y>二{_NUMERAL}{{3}})\s*年\s*(?P<zh_m>[一二三四五六七八九十]{{1,2}})"
    rf"\s*月\s*(?P<zh_d>[一二三四五六七八九十]{{1,3}})\s*日"
    r"|(?<![0-9])(?P<only_y>20[0-9]{2})\s*年\s*(?P<only_m>[0-9]{1,2})\s*月(?!\s*[0-9]|版)",
    re.IGNORECASE,
)
_EFFECT = re.compile(r"生效|实施|施行|执行|effective|in effect|takes? effect", re.IGNORECASE)
_UPDATE = re.compile(
    r"更新|修订|修改|修正|发布|公布|颁布|编制|最近|制[定订]|版本|updated?|revised|revision|modified|published|"
    r"posted|last change",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"《[^》]{2,30}(?:法|条例|规定|办法|决定|规范|标准)》|GB/T|国务院|令第|以前|存档|归档|收录|备案|之前登记|"
    r"截至|截止"
)
_BEFORE, _AFTER = 28, 30
_STOP = re.compile(r"[。；;！]|\.\s")
_BEHIND = re.compile(r"^[^，,、；\s]*[，,、；\s]?")
"""What follows a date at once speaks of it, not of the next."""
_WORDS = re.compile(r"[^\W\d_]")
_LABEL = 20
_EDGE = 12
"""Blocks at the top and the end of a document where a bare date is the document's own."""
_VERSION = re.compile(
    r"(?<![0-9A-Za-z])(?:版本(?:号|更新)?|version|ver\.?)\s*(?:为|是)?[：:\s]*[Vv【\[]?\s*(?P<a>[0-9]"
    r"{1,4}(?:[.][0-9]{1,4}){0,3}|20[0-9]{2}年[0-9]{1,2}月)"
    r"|(?<![A-Za-z0-9])[Vv](?P<b>[0-9]{1,2}(?:\.[0-9]{1,4}){1,3})(?:\s*版)?|第(?P<c>[一二三四五六七八九十0-9]"
    r"{1,3})版|[（(](?P<d>20[0-9]{2}[年版.0-9月]{0,8}版)[）)]",
    re.IGNORECASE,
)
_OTHER_VERSION = re.compile(
    r"(?:Android|安卓|iOS|鸿蒙|系统|软件|应用|APP|客户端|产品|SDK|固件|浏览器|硬件|手机|HTTP|TLS|SSL|微信|"
    r"历史|适用)[^，。；\s]{0,6}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date beside words that tell its role; without them only its place speaks for it."""

    day: dt.date
    exact: bool
    """False for a month, whose first day stands for it."""
    block: int
    start: int
    end: int
    effect: bool
    update: bool


def effective_date(policy: Policy) -> Place | None:
    """The date from which the policy holds; of several the latest."""
    return _latest([d for d in dated(policy) if d.effect])


def update_date(policy: Policy) -> Place | None:
    """The date of its last change or publication, else a bare date at its top or end."""
    every = list(dated(policy))
    return _latest([d for d in every if d.update]) or _latest([d for d in every if not d.effect])


def version(policy: Policy) -> Place | None:
    """The version of the text, told at its top or end."""
    blocks = policy.document.blocks
    for index in _edges(len(blocks)):
        text = blocks[index].text[:400]
        for match in _VERSION.finditer(text):
            if not _OTHER_VERSION.search(text[max(0, match.start() - 12) : match.start()]):
                return Place(index, match.start(), match.end(), next(g for g in match.groups() if g))
    return None


def dated(policy: Policy) -> Iterator[Dated]:
    """Every date of the document that is, or may be, one of the document itself."""
    blocks = policy.document.blocks
    edges = frozenset(_edges(len(blocks)))
    for index, block in enumerate(blocks):
        text = block.text
        # Every date of the documents in question begins so, or with its month.
        if block.kind == "table" or not ("20" in text or "二" in text):
            continue
        found = [(match, day) for match in _DATE.finditer(text) if (day := _day(match))]
        for turn, (match, day) in enumerate(found):
            floor = found[turn - 1][0].end() if turn else 0
            ceiling = found[turn + 1][0].start() if turn + 1 < len(found) else len(text)
            start, end = max(floor, match.start() - _BEFORE), min(ceiling, match.end() + _AFTER)
            before, after = text[start : match.start()], text[match.end() : end]
            before, after = _STOP.split(before)[-1], _STOP.split(after)[0]
            if turn:
                before = _BEHIND.sub("", before, count=1)
            if _LAW.search(before + after):
                continue
            effect, update = _roles(before, after)
            bare = not _WORDS.search(text[: match.start()] + text[match.end() :])
            if bare and index and not (effect or update) and len(blocks[index - 1].text) <= _LABEL:
                # The label stands in a line of its own.
                effect, update = _roles(blocks[index - 1].text, after)
            if effect or update or (bare and index in edges):
                first, last = match.start() - len(before), match.end() + len(after)
                yield Dated(day, match["only_y"] is None, index, *_trimmed(text, first, last), effect, update)


def _roles(before: str, after: str) -> tuple[bool, bool]:
    """(effect, update): a label before the date binds it, words behind it only where they follow at once."""
    label = re.search(r"[：:]\s*【?$|(?:日期?|于|为|自|从|on|date|is)\s*$", before, re.IGNORECASE)
    effect = bool(_EFFECT.search(before)) or bool(
        re.match(
            r"\s*(?:日?起|正式|开始|发布并|更新并|公布并)?(?:[，,]\s*即日起?)?[^，,。]{0,8}(?:生效|实施|施行|执行)",
            after,
        )
    )
    update = bool(_UPDATE.search(before)) or bool(
        re.match(r"\s*[^，,。]{0,4}(?:更新|修订|发布|公布|修改)(?!日|时间|[：:])", after)
    )
    if label and _EFFECT.search(before) and _UPDATE.search(before) and not re.search(r"[及和与、/&]|并|and", before):
        # '更新日期：… 生效日期：2020': the nearer label speaks.
        nearest_effect = max(m.end() for m in _EFFECT.finditer(before))
        nearest_update = max(m.end() for m in _UPDATE.finditer(before))
        return nearest_effect > nearest_update, nearest_update > nearest_effect
    return effect, update


def _latest(found: list[Dated]) -> Place | None:
    if not found:
        return None
    best = max(found, key=lambda d: (d.day, -d.block))
    return Place(best.block, best.start, best.end, best.day.isoformat() if best.exact else f"{best.day:%Y-%m}")


def _edges(count: int) -> list[int]:
    return [*range(min(_EDGE, count)), *range(max(_EDGE, count - _EDGE), count)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _day(match: re.Match[str]) -> dt.date | None:
    groups = match.groupdict()
    if groups["y"]:
        year, month, day = int(groups["y"]), int(groups["m"]), int(groups["d"])
    elif groups["only_y"]:
        year, month, day = int(groups["only_y"]), int(groups["only_m"]), 1
    elif groups["zh_y"]:
        digits = "".join(str(number(c) or 0) for c in groups["zh_y"])
        year, month, day = int(digits), number(groups["zh_m"]) or 0, number(groups["zh_d"]) or 0
    else:
        kind = "en" if groups["en_y"] else "uk"
        year, day = int(groups[f"{kind}_y"]), int(groups[f"{kind}_d"])
        month = _MONTHS.index(groups[f"{kind}_m"][:3].lower()) + 1
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
