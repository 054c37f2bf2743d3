"""One pass over all string constants: which of them matter to anything, and which methods hold them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from kanhe.code.patterns import Patterns
from kanhe.code.program import Program
from kanhe.code.reads import StringUse
from kanhe.code.references import References
from kanhe.knowledge.behaviours import behaviours
from kanhe.knowledge.sdk_index import index
from kanhe.knowledge.sources import sources

URL_MARKS = ("http://", "https://", "ws://", "wss://")
# Words that a text about consent, policy or accounts holds; what it says is judged elsewhere.
SCREEN_WORDS = (
    "隐私", "个人信息保护", "用户协议", "同意", "注销", "个性化", "定向推送", "ICP备", "青少年模式", "未成年人", "监护人",
    "rivacy policy", "RIVACY POLICY", "Privacy Policy", "elete account", "ersonalized ad", "权限",
)  # fmt: skip
PERMISSION_PREFIX = "android.permission."


@dataclass(frozen=True, slots=True)
class Found:
    """Strings that matter, by what for: numbers of strings counted through all dex files."""

    sources: npt.NDArray[np.int32]
    urls: npt.NDArray[np.int32]
    hosts: npt.NDArray[np.int32]
    screens: npt.NDArray[np.int32]


@cache
def _compiled() -> tuple[Patterns, npt.NDArray[np.int8]]:
    known = sources()
    groups = (
        {s.text for s in known.strings}
        | {m.class_name[1:-1].replace("/", ".") for m in known.methods if not m.callback}
        | {f.class_name[1:-1].replace("/", ".") for f in known.fields}
        | {b for m in known.methods for b in m.beside}
        | {s for b in behaviours().values() for s in b.strings}
        | {"android.os.SystemProperties", PERMISSION_PREFIX},
        set(URL_MARKS),
        {h for h in index().hosts if len(h) > 5},
        set(SCREEN_WORDS),
    )
    purpose: dict[str, int] = {}
    for number, texts in enumerate(groups):
        for text in texts:
            purpose[text] = purpose.get(text, 0) | 1 << number
    patterns = Patterns(sorted(purpose))
    return patterns, np.array([purpose[t] for t in patterns.texts], np.int8)


def scan_strings(program: Program, references: References) -> Found:
    """Search every string that code uses, once."""
    patterns, purpose = _compiled()
    parts: list[list[npt.NDArray[np.int32]]] = [[], [], [], []]
    used = np.unique(references.strings.target)
    for k, dex in enumerate(program.dexes):
        base = np.int32(program.string_base[k])
        first, last = np.searchsorted(used, [program.string_base[k], program.string_base[k + 1]])
        hits = patterns.search(dex, used[first:last] - base)
        for bit, part in enumerate(parts):
            part.append(np.unique(hits.string[(purpose[hits.pattern] >> bit & 1).astype(np.bool_)]) + base)
    joined = [np.concatenate(part) if part else np.empty(0, np.int32) for part in parts]
    return Found(*joined)


def uses_of(
    program: Program, references: References, strings: npt.NDArray[np.int32]
) -> dict[int, list[StringUse]]:  # fmt: skip
    """Method → the given strings it holds, in order of offset."""
    chosen = np.zeros(int(program.string_base[-1]), np.bool_)
    chosen[strings] = True
    texts: dict[int, str] = {}
    found: dict[int, list[StringUse]] = {}
    uses = references.strings
    for row in np.flatnonzero(chosen[uses.target]).tolist():
        number = int(uses.target[row])
        if number not in texts:
            texts[number] = program.string(number)
        found.setdefault(int(uses.caller[row]), []).append(StringUse(int(uses.offset[row]), texts[number]))
    return found


def holders_of(references: References, strings: Iterable[int], total: int) -> dict[int, int]:
    """String → the first method that holds it."""
    chosen = np.zeros(total, np.bool_)
    chosen[list(strings)] = True
    uses = references.strings
    found: dict[int, int] = {}
    for row in np.flatnonzero(chosen[uses.target]).tolist():
        found.setdefault(int(uses.target[row]), int(uses.caller[row]))
    return found
