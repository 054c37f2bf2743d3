"""All names of known SDKs: by key, and where a running text holds them.

One walk over the text, three letters at a time; knows no vendor and judges no likeness.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from kanhe.declared.sdk_lists.spelling import SHORT, key, letters, squeezed, squeezed_at, triples
from kanhe.knowledge.sdks import Sdk, sdks

_CJK_FROM = "\u2e80"
_NOT_THE_SDK = (
    "账号", "帐号", "账户", "帐户", "号", "好友", "昵称", "头像", "用户", "钱包", "公众号", "小程序", "群", "id", "余额",
    "的设备标识", "的标识",
    "应用商店", "应用市场", "软件商店",
)  # fmt: skip
"""What follows a brand when its users are meant and not its SDK: 微信号, 支付宝账号."""
_PART_OF_ADDRESS = "./@:"
SHORT_BRAND = 4
"""Characters up to which what is left of an alias without SDK is a company or a common word."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a key stands for: SDK ids in the order of the knowledge, and what kind of name it is."""

    sdks: tuple[str, ...]
    kind: str
    """'name', 'alias', or 'brand' for one that is a name only where nothing else stands beside it."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """Characters ``start`` to ``end`` of a text spell a name."""

    start: int
    end: int
    known: Known


class Names:
    __slots__ = ("_heads", "_triples", "by_key")

    def __init__(self, known: Iterable[Sdk]) -> None:
        owners: dict[str, dict[str, str]] = defaultdict(dict)
        running: dict[str, None] = {}
        for sdk in known:
            brands = {squeezed(alias) for alias in sdk.aliases_exact_only}
            plain = {squeezed(name) for name in (sdk.name, sdk.name_zh, *sdk.aliases) if name} - brands
            own = [(name, "name") for name in (sdk.name, sdk.name_zh) if name]
            for name, kind in (*own, *((a, "alias") for a in (*sdk.aliases, *sdk.aliases_exact_only))):
                whole, bare = squeezed(name), key(name)
                # 京东SDK names the SDK; 京东 alone is the company.
                only_as_sdk = kind == "alias" and bare != whole and bare not in plain and len(bare) <= SHORT_BRAND
                for spelled in (whole, bare):
                    brand = spelled in brands or (bare in brands and not whole.endswith("sdk"))
                    brand |= only_as_sdk and spelled == bare
                    owners[spelled].setdefault(sdk.id, "brand" if brand else kind)
                if sdk.kind != "library":
                    running |= dict.fromkeys((f"{bare}sdk", f"{bare}的sdk"))
                    if brands.isdisjoint((bare, whole)) and _telling(bare) and not only_as_sdk:
                        running |= dict.fromkeys((bare, whole))
        self.by_key = {
            k: Known(tuple(who), min(who.values(), key=("name", "alias", "brand").index)) for k, who in owners.items()
        }
        heads: dict[str, list[str]] = defaultdict(list)
        for spelled in running:
            bare = spelled.removesuffix("sdk").removesuffix("的")
            if len(spelled) > 2 and (spelled in self.by_key or bare in self.by_key):
                heads[spelled[:3]].append(spelled)
        self._heads = {head: tuple(sorted(found, key=len, reverse=True)) for head, found in heads.items()}
        self._triples = np.array(sorted(int(triples(letters(head))[0]) for head in heads), np.uint64)

    def in_text(self, text: str) -> Iterator[Spelled]:
        """Names in a running text, in order, the longest at each place, not overlapping."""
        lower, at = squeezed_at(text)
        free = 0
        for i in self._beginnings(lower):
            if i < free:
                continue
            for name in self._heads[lower[i : i + 3]]:
                if lower.startswith(name, i):
                    end = i + len(name)
                    first, behind = int(at[i]), int(at[end - 1]) + 1
                    if _stands_alone(text, lower, first, behind, i, end):
                        known = self.by_key.get(name) or self.by_key[name.removesuffix("sdk").removesuffix("的")]
                        yield Spelled(first, behind, known)
                        free = end
                        break

    def _beginnings(self, lower: str) -> list[int]:
        """Where three letters stand with which a name begins."""
        if len(lower) < SHORT:
            return [i for i in range(len(lower) - 2) if lower[i : i + 3] in self._heads]
        found: list[int] = np.flatnonzero(np.isin(triples(letters(lower)), self._triples)).tolist()
        return found


def _telling(name: str) -> bool:
    """Long enough to mean the SDK where it stands in running text."""
    return len(name) >= (3 if name >= _CJK_FROM else 4)


def _stands_alone(text: str, lower: str, first: int, behind: int, start: int, end: int) -> bool:
    """Not the middle of a Latin word or an address, and not a brand whose users are meant."""
    if _latin(text[first]) and first and (_latin(text[first - 1]) or text[first - 1] in _PART_OF_ADDRESS):
        return False
    if behind < len(text) and _latin(text[behind - 1]):
        after = text[behind]
        if _latin(after) or after in "/@" or (after == "." and behind + 1 < len(text) and _latin(text[behind + 1])):
            return False
    return lower.endswith("sdk", start, end) or not lower.startswith(_NOT_THE_SDK, end)


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


@cache
def names() -> Names:
    """The names of everything in the SDK knowledge."""
    return Names(sdks().values())
