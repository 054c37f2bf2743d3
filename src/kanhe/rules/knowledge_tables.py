"""What is known of the world, as tables that rule queries join with evidence.

Knows the knowledge and the shape of these tables; no evidence, no rule.
"""

from __future__ import annotations

import re
from functools import cache

import pyarrow as pa

from kanhe.knowledge.app_types import app_types
from kanhe.knowledge.item_coverage import item_coverage
from kanhe.knowledge.items import items
from kanhe.knowledge.permissions import permissions
from kanhe.knowledge.sdks import sdks
from kanhe.knowledge.sources import sources
from kanhe.rules.places import places

_HAN = re.compile(r"[\u4e00-\u9fff]")


@cache
def knowledge_tables() -> dict[str, pa.Table]:
    """Name → table: items, their hierarchy and words, SDKs, permissions, app types."""
    return {
        "item": pa.table({
            "id": list(items()),
            "category": [i.category for i in items().values()],
            "sensitive": [i.sensitive for i in items().values()],
            "resettable": [i.resettable for i in items().values()],
            "weight": [i.weight for i in items().values()],
            "observable": [i in _observable() for i in items()],
        }),
        "covers": pa.table({
            "word": [word for word in _stated() for _ in item_coverage().covered_by(word)],
            "item": [item for word in _stated() for item in item_coverage().covered_by(word)],
        }),
        "alludes": pa.table({
            "word": [word for word, says in item_coverage().words.items() for _ in says.alludes],
            "item": [item for says in item_coverage().words.values() for item in says.alludes],
        }),
        "item_word": pa.table({
            "item": [i.id for i in items().values() for word in i.synonyms if _telling(word)],
            "word": [word for i in items().values() for word in i.synonyms if _telling(word)],
        }),
        "sdk_knowledge": pa.table({
            "id": list(sdks()),
            "category": [s.category for s in sdks().values()],
            "kind": [s.kind for s in sdks().values()],
            "vendor": [s.vendor for s in sdks().values()],
            "country": [s.vendor_country for s in sdks().values()],
            "collects": [list(s.collects) for s in sdks().values()],
            "optional": [list(s.collects_optional) for s in sdks().values()],
            "recognised": [bool(s.packages) for s in sdks().values()],
        }),
        "sdk_part": pa.table({
            "sdk": [sdk for sdk in sdks() for _ in _parts(sdk)],
            "part": [part for sdk in sdks() for part in _parts(sdk)],
            "brought": [part in _brought(sdk) for sdk in sdks() for part in _parts(sdk)],
        }),
        "element_place": pa.table({
            "element": list(places()),
            "zh": [p.zh for p in places().values()],
            "en": [p.en for p in places().values()],
            "near": pa.array([list(p.near) for p in places().values()], pa.list_(pa.string())),
        }),
        "permission_knowledge": pa.table({
            "name": list(permissions()),
            "protection": [p.protection for p in permissions().values()],
            "group": [p.group for p in permissions().values()],
        }),
        "app_type_item": pa.table({
            "app_type": [t.id for t in app_types().values() for _ in t.items],
            "item": [i for t in app_types().values() for i in t.items],
        }),
    }  # fmt: skip


@cache
def _brought(sdk: str) -> tuple[str, ...]:
    """What an SDK brings along, at any depth."""
    found: dict[str, None] = {}
    left = [sdk]
    while left:
        known = sdks().get(left.pop())
        for part in known.bundles if known else ():
            if part not in found and part != sdk:
                found[part] = None
                left.append(part)
    return tuple(found)


def _parts(sdk: str) -> tuple[str, ...]:
    """What an SDK brings along and what cannot be told from it: who lists the one has listed the other."""
    alike = (other.id for other in sdks().values() if sdk in other.shares)
    return tuple(dict.fromkeys((*_brought(sdk), *sdks()[sdk].shares, *alike)))


def _stated() -> tuple[str, ...]:
    """Everything a statement may name: items and general words."""
    return (*items(), *item_coverage().words)


@cache
def _observable() -> frozenset[str]:
    """Items that code can be seen to read."""
    known = sources()
    return frozenset(
        [*(s.item for s in known.methods), *(s.item for s in known.fields), *(s.item for s in known.strings)]
    )


def _telling(word: str) -> bool:
    """A synonym long enough to be looked for inside a text."""
    return len(word) >= (2 if _HAN.search(word) else 4)
