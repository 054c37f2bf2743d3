"""How many apps a notice's text says that it names.

Cumulative figures and "上述共计" are left out; the ministry's own and the provinces' numbers are added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kanhe.ledger.importing.numerals import NUMERAL, number, with_digits

TOLERANCE = 0.05
_COUNT = re.compile(
    rf"({NUMERAL}{{1,8}})\s*(?:余)?\s*(?:款|个)\s*(?:APP|SDK|应用|移动|小程序|软件|存在|未|问题|违规)", re.IGNORECASE
)
_SUMMARY = re.compile("累计|上述|以上|此前|总计|主动")
_OTHER_DEED = re.compile(r"(?:检测|抽查|抽检|抽测|约谈|责令|下架)(?:了|共|约)?\s*$")
"""What stands before a number of apps that were tested, summoned or taken down, not named."""
_STRONG = re.compile("尚有|仍有|未完成整改|未按|现予|予以通报|现通报|向社会通报|公开通报|进行通报")
_WEAK = re.compile("发现|存在|涉及")
_PROVINCES = re.compile(
    "各省|省级|地方|各地|(?:广东|北京|上海|四川|重庆|浙江|江苏|山东|安徽|贵州|[省市区])(?:、.{1,30})?通信管理局"
)


def stated(lines: Iterable[str]) -> int | None:
    """None when the text states no number."""
    strong: dict[bool, list[int]] = {}
    weak: dict[bool, list[int]] = {}
    for line in lines:
        for sentence in re.split("[。;!]", with_digits(line)):
            counts = _counts(sentence)
            if not counts:
                continue
            if _STRONG.search(sentence):
                strong.setdefault(_PROVINCES.search(sentence) is not None, []).append(sum(counts))
            elif _WEAK.search(sentence):
                weak.setdefault(_PROVINCES.search(sentence) is not None, []).append(sum(counts))
    found = strong or weak
    return sum(values[-1] for values in found.values()) if found else None


def differs(said: int, *counted: int) -> bool:
    """No count is near what is said."""
    return all(abs(said - count) > TOLERANCE * said for count in counted)


def _counts(sentence: str) -> list[int]:
    """The numbers of the clauses that speak of this notice."""
    found = []
    for clause in re.split("[,:]", sentence):
        if _SUMMARY.search(clause) and not _STRONG.search(clause):
            continue
        found += [
            n
            for m in _COUNT.finditer(clause)
            if (n := number(m[1])) is not None and n > 0 and not _OTHER_DEED.search(clause[: m.start()])
        ]
    return found
