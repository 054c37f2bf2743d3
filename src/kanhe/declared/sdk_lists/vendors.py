"""Companies: which SDKs a company makes, by its name with or without town, brackets and legal form."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from kanhe.declared.sdk_lists.spelling import squeezed
from kanhe.knowledge.sdks import sdks

_FORMER = re.compile(r"[(]原(?:名)?[::]?([^()]+)[)]")
_BRACKETED = re.compile(r"[(][^()]*[)]")
_FORM = re.compile(
    r"(?:股份|集团)?有限(?:责任)?公司$|集团$|公司$|,?(?:inc|llc|ltd|limited|co|corp|corporation|gmbh|pteltd|plc)\.?$"
)
_TOWN = re.compile(
    r"^(?:北京|上海|天津|重庆|深圳|广州|杭州|南京|武汉|成都|厦门|珠海|东莞|苏州|西安|合肥|长沙|青岛|济南|福州|海南|广东|浙江|江苏|中国)[省市]?"
)


def company(name: str) -> str:
    """What is left of a company's name when town, brackets and legal form are taken off."""
    plain = _BRACKETED.sub("", squeezed(name)).strip(",.;:、。")
    while (shorter := _FORM.sub("", plain).rstrip(",.")) != plain and shorter:
        plain = shorter
    bare = _TOWN.sub("", plain)
    return bare if len(bare) >= 3 else plain


def is_company(name: str) -> bool:
    """The name ends like a company's."""
    return _FORM.search(_BRACKETED.sub("", squeezed(name)).rstrip(",.;:、。")) is not None


def companies(written: str) -> tuple[str, ...]:
    """The companies a vendor entry names: the present and the former one, or several with '/' between."""
    plain = squeezed(written)
    former = _FORMER.findall(plain)
    return tuple(c for part in (*re.split(r"[/、;]", _FORMER.sub("", plain)), *former) if (c := company(part)))


def made_by(written: str) -> tuple[str, ...]:
    """Ids of the known SDKs of a company, in the order of the knowledge."""
    found: dict[str, None] = {}
    for name in companies(written):
        found |= dict.fromkeys(_makers().get(name, ()))
    return tuple(found)


@cache
def _makers() -> dict[str, tuple[str, ...]]:
    makers: dict[str, dict[str, None]] = defaultdict(dict)
    for sdk in sdks().values():
        if sdk.vendor and sdk.kind == "sdk" and "开源" not in sdk.vendor:
            for name in companies(sdk.vendor):
                makers[name][sdk.id] = None
    return {name: tuple(ids) for name, ids in makers.items()}
