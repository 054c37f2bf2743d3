"""Which known SDK a name, vendor, package or link means, with a score and the reason.

A wrong match is worse than none: what a name says beside a known name (百度地图 *支付*) speaks against it, and a company
that makes many SDKs names none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kanhe.declared.sdk_lists.addresses import host_owners, package_owner, page_owners
from kanhe.declared.sdk_lists.names import Known, Spelled, names
from kanhe.declared.sdk_lists.spelling import key, readings, squeezed
from kanhe.declared.sdk_lists.vendors import is_company, made_by
from kanhe.knowledge.sdk_functions import sdk_functions
from kanhe.knowledge.sdks import sdks

ENOUGH = 50
"""From this score on a match identifies the SDK; below it is a hint."""


@dataclass(frozen=True, slots=True)
class Match:
    sdk: str
    score: int
    """Certainty, 0–100."""
    reason: str


@dataclass(frozen=True, slots=True)
class NamedSdk:
    """Characters ``start`` to ``end`` of a text name an SDK."""

    start: int
    end: int
    sdk: str


@dataclass(frozen=True, slots=True)
class _Function:
    """A word of a name that says what is done, and the categories of SDKs that do it."""

    word: str
    categories: frozenset[str]


def match_sdk(
    name: str, vendor: str | None = None, package: str | None = None, link: str | None = None
) -> Match | None:
    """The SDK that is meant, or none.  A score below :data:`ENOUGH` is a hint, not an identification."""
    functions = _functions(name)
    vendors = made_by(vendor) if vendor else made_by(name)
    found = [
        *_by_name(name, vendors),
        *_by_package(package or ""),
        *_by_link(link or "", functions),
        *_by_vendor(vendors, functions, bool(vendor) and key(name) not in ("", key(vendor or ""))),
    ]
    if not found:
        return None
    best = max(found, key=lambda match: match.score)  # the first of equals: a name before a link
    beside = [m for m in found if m.sdk == best.sdk and m is not best]
    score = best.score + min(sum(8 if m.score >= ENOUGH else 3 for m in beside), 100 - best.score)
    if vendors and best.sdk not in vendors and best.score < 85 and not best.reason.startswith(("package", "link")):
        score -= 20  # the company named makes other SDKs, not this one
    return Match(best.sdk, score, "; ".join(dict.fromkeys((best.reason, *(m.reason for m in beside)))))


def match_with_purpose(name: str, purpose: str) -> Match | None:
    """A company or brand whose entry says what it does: 小米 with 推送 is 小米推送.  Only what is known by that very name."""
    words = dict.fromkeys(f.word for f in _functions(purpose) if f.categories)
    found = {m.sdk: (m, w) for w in words if (m := match_sdk(f"{key(name)}{w}")) is not None and m.score >= 90}
    if len(found) != 1 or len(key(name)) > 6:
        return None
    ((match, word),) = found.values()
    return Match(match.sdk, 72, f"{match.reason}, with {word} as its purpose")


def sdks_named(text: str) -> tuple[NamedSdk, ...]:
    """Every known SDK that a running text names, in order, not overlapping."""
    return tuple(NamedSdk(s.start, s.end, s.known.sdks[0]) for s in names().in_text(text))


def _by_name(name: str, vendors: tuple[str, ...]) -> Iterator[Match]:
    for spelled, cost in readings(name):
        known = names().by_key.get(spelled)
        if known is not None:
            yield _of_known(known, spelled, cost, vendors)
            return
    yield from _by_part(name)


def _of_known(known: Known, spelled: str, cost: int, vendors: tuple[str, ...]) -> Match:
    """A name that is known as a whole; one that several SDKs share says less."""
    mine = [sdk for sdk in known.sdks if sdk in vendors] or list(known.sdks)
    if is_company(spelled) and len(made_by(spelled)) > 1:
        mine = list(made_by(spelled))
    word = "name" if known.kind == "name" else "alias"
    if len(mine) > 1:
        others = ", ".join(mine[1:])
        return Match(mine[0], 65 - cost, f"{word} {spelled}, which may also mean {others}")
    score = {"name": 98, "alias": 95, "brand": 78}[known.kind]
    return Match(mine[0], score - cost, f"{word} {spelled}")


def _by_part(name: str) -> Iterator[Match]:
    """A known name within a longer one: what is left may say no other function."""
    within = list(names().in_text(name))
    if len(within) > 1:  # 友盟+ U-APM: the brand only says whose it is
        within = [w for w in within if not _is_brand(name[w.start : w.end])] or within
    while len(within) > 1 and _one_name(name, within[0], within[1]):  # 穿山甲 GroMore
        del within[0]
    if not within:
        yield from _by_brand(name)
        return
    first = within[0]
    sdk = first.known.sdks[0]
    if any(sdk not in other.known.sdks for other in within[1:]):
        return  # several SDKs in one name: the caller may cut it
    left = squeezed(name[: first.start] + " " + name[first.end :])
    spelled = name[first.start : first.end]
    functions = _functions(name[: first.start] + "|" + name[first.end :])
    known = sdks()[sdk]
    if functions and (not any(_does(sdk, f) for f in functions) or any(_foreign(sdk, f) for f in functions)):
        brand = key(known.name_zh or known.name)[:2]
        siblings = [s for s in _doing(functions, made_by(known.vendor or "")) if brand in key(_shown(s))]
        siblings = [s for s in siblings if any(f.word in _shown(s) for f in functions)] or siblings
        if len(siblings) == 1:
            yield Match(siblings[0], 65, f"vendor of {spelled}, and function")
        return
    beside = re.sub("|".join(map(re.escape, (f.word for f in functions))) or "$", "", left)
    if not _belongs_before(name[: first.start], sdk):
        yield Match(sdk, ENOUGH - 10, f"{spelled} at the end of another name")
        return
    certain = 60 if len(first.known.sdks) > 1 else 85
    if (_ENUMERATION.search(left) and key(beside).strip("、,;和及与")) or is_company(name):
        certain = ENOUGH - 5  # one of several, or a company named like its product
    yield Match(sdk, certain - min(len(left), 25), f"{spelled} within the name")


def _one_name(name: str, first: Spelled, second: Spelled) -> bool:
    """Nothing stands between two names of one company: the second tells which of its products."""
    a, b = sdks()[first.known.sdks[0]], sdks()[second.known.sdks[0]]
    return not squeezed(name[first.end : second.start]) and a.vendor is not None and a.vendor == b.vendor


def _foreign(sdk: str, function: _Function) -> bool:
    """No known SDK does it, and no name of this one says so: the name means another product."""
    return not function.categories and not _does(sdk, function)


def _belongs_before(lead: str, sdk: str) -> bool:
    """What stands before a known name may stand there: nothing, its maker, one of its other names; not 东方 before 头条广告."""
    lead = squeezed(re.split(r"[(（/、，,：:|+]", lead)[-1])
    if not lead or lead.isascii():
        return True
    known = sdks()[sdk]
    own = squeezed(
        " ".join((known.vendor or "", known.name, known.name_zh or "", *known.aliases, *known.aliases_exact_only))
    )
    return lead in own or _GENERAL_LEAD.fullmatch(lead) is not None


_GENERAL_LEAD = re.compile(
    r"(?:第三方|安卓|手机|移动|消息|国内|官方|腾讯云?|阿里云?|阿里巴巴|百度|字节跳动|头条|今日|谷歌|华为|小米|新浪|网易|京东|蚂蚁|淘宝|深圳|北京|上海)+|.*[的了为用入由]"
)


def _by_brand(name: str) -> Iterator[Match]:
    """A brand that is a name only alone, with what its SDK does behind it: 神策统计."""
    plain = squeezed(name)
    for end in range(min(len(plain) - 1, 8), 1, -1):
        known = names().by_key.get(plain[:end])
        if known is not None and known.kind == "brand" and len(known.sdks) == 1:
            functions = _functions(plain[end:])
            if functions and all(sdks()[known.sdks[0]].category in f.categories for f in functions):
                yield Match(known.sdks[0], 68, f"alias {plain[:end]}, and function")
            return


def _does(sdk: str, function: _Function) -> bool:
    """By its category, or by one of its names."""
    known = sdks()[sdk]
    return known.category in function.categories or any(function.word in squeezed(alias) for alias in known.aliases)


_ENUMERATION = re.compile(r"[、,;和及与]")


def _is_brand(spelled: str) -> bool:
    known = names().by_key.get(key(spelled).rstrip("+"))
    return known is not None and known.kind == "brand"


def _shown(sdk: str) -> str:
    return sdks()[sdk].display("zh")


def _by_package(package: str) -> Iterator[Match]:
    if package and (found := package_owner(package)):
        yield Match(found[0], 92, f"package {found[1]}")


def _by_link(link: str, functions: tuple[_Function, ...]) -> Iterator[Match]:
    if not link:
        return
    pages = page_owners(link)
    fitting = _doing(functions, pages) if functions else list(pages)
    if len(fitting) == 1:
        yield Match(fitting[0], 80 if len(pages) == 1 else 70, "link to its policy")
        return
    hosts = host_owners(link)
    fitting = _doing(functions, hosts) if functions else []
    if len(fitting) == 1:
        yield Match(fitting[0], 60, "host of the link, and function")
    elif len(hosts) == 1 and not functions:
        yield Match(hosts[0], 40, "host of the link")


def _by_vendor(vendors: tuple[str, ...], functions: tuple[_Function, ...], named: bool) -> Iterator[Match]:
    """A company: with one SDK that does what the name says, or else a mere hint."""
    if not vendors:
        return
    fitting = _doing(functions, vendors)
    if functions and len(fitting) == 1 and named:
        yield Match(fitting[0], 60, "vendor and function")
    elif len(vendors) == 1 and not functions:
        yield Match(vendors[0], 40, "vendor, of whom one SDK is known")
    elif not functions:
        yield from (Match(sdk, 20, f"vendor, of whom {len(vendors)} SDKs are known") for sdk in vendors)


def _doing(functions: Iterable[_Function], among: Iterable[str]) -> list[str]:
    """Those SDKs that do everything that is said."""
    said = list(functions)
    found = [sdk for sdk in among if said and all(sdks()[sdk].category in f.categories for f in said)]
    inside = {part for sdk in found for part in sdks()[sdk].bundles}
    return [sdk for sdk in found if sdk not in inside]  # a base library is not what its product's name means


def _functions(name: str) -> tuple[_Function, ...]:
    """What the words of a name say that it does, the longest word at each place."""
    return tuple(_Function(word, sdk_functions()[word]) for word in _function_words().findall(squeezed(name)))


@cache
def _function_words() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(sdk_functions(), key=len, reverse=True))))
