"""Planted values: read from the tester's file, and looked for in every form in which apps send them.

The values live in memory only; what is found is told by the id and item of the planted value.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kanhe.knowledge.items import items
from kanhe.runtime.problem import RunError

MAX_FILE = 1 << 20
SHORTEST = 6
"""Characters of the shortest value: shorter ones stand in any request by chance."""
_SEPARATORS = str.maketrans("", "", ":- ")


@dataclass(frozen=True, slots=True)
class Canary:
    """A planted value."""

    id: str
    item: str
    value: str


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which a planted value may stand in a text, lower case."""

    text: str
    canary: Canary
    how: str
    """plain, md5, sha1, sha256, base64, hex or reversed."""


def read_canaries(path: Path) -> tuple[Canary, ...]:
    """A YAML or JSON file: item → value or values, or a list of {id, kind, value}.  Raises :class:`RunError` and ``OSError``."""
    import yaml

    if path.stat().st_size > MAX_FILE:
        raise RunError(f"{path.name} 太大，不是标记值文件", f"{path.name} is too large for a file of planted values")
    try:
        data = yaml.load(path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise RunError(
            f"{path.name} 不是 YAML 或 JSON", f"{path.name} is no YAML or JSON: {str(error).splitlines()[0][:120]}"
        ) from error
    found = [_canary(path, *told) for told in _told(path, data)]
    if not found:
        raise RunError(f"{path.name} 中没有标记值", f"{path.name} holds no planted value")
    return tuple(found)


def _told(path: Path, data: Any) -> Iterable[tuple[str, Any, Any]]:
    """(id, item, value) as written."""
    if isinstance(data, dict):
        for item, values in data.items():
            for k, value in enumerate(values if isinstance(values, list) else [values]):
                yield f"{item}-{k + 1}" if k else str(item), item, value
    elif isinstance(data, list) and all(isinstance(e, dict) and {"kind", "value"} <= set(e) for e in data):
        for k, entry in enumerate(data):
            yield str(entry.get("id", f"{entry['kind']}-{k + 1}")), entry["kind"], entry["value"]
    else:
        raise RunError(
            f"{path.name} 应为“信息项: 值”的映射", f"{path.name} should map items to planted values (imei: '8689…')"
        )


def _canary(path: Path, name: str, item: Any, value: Any) -> Canary:
    if not isinstance(item, str) or item not in items():
        raise RunError(
            f"{path.name}：没有信息项 {str(item)[:40]}（见 kanhe knowledge items）",
            f"{path.name}: there is no item {str(item)[:40]} (kanhe knowledge items)",
        )
    if isinstance(value, bool) or not isinstance(value, (str, int, float)) or len(str(value).strip()) < SHORTEST:
        raise RunError(
            f"{path.name}：{name[:40]} 的值应为至少 {SHORTEST} 个字符",
            f"{path.name}: the value of {name[:40]} should have at least {SHORTEST} characters",
        )
    return Canary(name[:100], item, str(value).strip()[:500])


def forms(canaries: Iterable[Canary]) -> tuple[Form, ...]:
    """Every form that is looked for; of equal texts the first."""
    found: dict[str, Form] = {}
    for canary in canaries:
        for value, plain in _variants(canary):
            for text, how in _written(value, plain):
                found.setdefault(text, Form(text, canary, how))
    return tuple(found.values())


def _variants(canary: Canary) -> list[tuple[str, bool]]:
    """The value as apps write it, each with whether it is looked for in plain."""
    value = canary.value
    known = dict.fromkeys((value, value.lower(), value.upper(), value.translate(_SEPARATORS)))
    if canary.item.startswith("location") and value.count(",") == 1:
        # Coordinates travel one by one; four decimals are some ten metres.
        for part in value.split(","):
            number = part.strip()
            if len(number.partition(".")[2]) >= 4:
                known[number] = None
    return [(v, len(v) >= SHORTEST) for v in known]


def _written(value: str, plain: bool) -> list[tuple[str, str]]:
    import base64

    data = value.encode()
    written = [(hashlib.new(name, data, usedforsecurity=False).hexdigest(), name) for name in ("md5", "sha1", "sha256")]
    if plain:
        written.append((value.lower(), "plain"))
    if len(value) >= 8:
        written += [
            (base64.b64encode(data).decode().rstrip("=").lower(), "base64"),
            (data.hex(), "hex"),
        ]
        if value != value[::-1]:
            written.append((value[::-1].lower(), "reversed"))
    return written
