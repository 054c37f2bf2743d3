"""Names spelled alike: width, case, spaces, hyphens and brackets do not matter; 'SDK', '服务' and versions are no part.

Knows letters only, no SDK.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]
SHORT = 400
"""Characters below which a loop is quicker than arrays."""

_FOLD = {0x3000: 0x20} | {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_FOLD |= {c: c + 32 for c in range(ord("A"), ord("Z") + 1)} | {c: c - 0xFEE0 + 32 for c in range(0xFF21, 0xFF3B)}
_IDLE = frozenset(" \t\r\n\xa0\u200b-‐‑–—_·•・【】「」『』“”\"'‘’®™©")
_IDLE_CODES = np.array(sorted(map(ord, _IDLE)), np.uint32)
_IDLE_RUN = re.compile("[" + re.escape("".join(sorted(_IDLE))) + "]+")
_BRACKETED = re.compile(r"[(\[<《〈]([^()\[\]<>《》〈〉]*)[)\]>》〉]")
_BRACKETS = re.compile(r"[()\[\]<>《》〈〉]")
_SDK = re.compile(r"(?:软件开发工具包|软件开发包|开发工具包|开发包|工具包|sdk)$")
_TAIL = re.compile(
    r"(?:软件开发工具包|软件开发包|开发工具包|开发包|工具包|sdk|服务|功能|组件|插件|模块|客户端|类库|依赖库|代码库|接口|api|产品|系统"
    r"|框架|通道|平台|相关|等|的|类|版|open|(?:for)?(?:android|ios|安卓|harmonyos|鸿蒙)|v?\d+(?:\.\d+)+)$"
)
_HEAD = re.compile(r"^(?:\d{1,2}[.、)]|第三方|接入|集成|使用|安卓|android|ios)")


def folded(text: str) -> str:
    """The text with half-width lower-case letters; as long as it was."""
    return text.translate(_FOLD)


def squeezed(text: str) -> str:
    """Folded, without spaces, hyphens, quotes and ornaments."""
    return _IDLE_RUN.sub("", folded(text))


def squeezed_at(text: str) -> tuple[str, Places | list[int]]:
    """:func:`squeezed`, and where each of its characters stands in the text."""
    if len(text) < SHORT:
        plain = folded(text)
        places = [i for i, c in enumerate(plain) if c not in _IDLE]
        return "".join([plain[i] for i in places]), places
    lower = letters(folded(text))
    at = np.flatnonzero(~np.isin(lower, _IDLE_CODES))
    return lower[at].tobytes().decode("utf-32-le", "surrogatepass"), at


def letters(text: str) -> npt.NDArray[np.uint32]:
    """Its characters as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def triples(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint64]:
    """Every three neighbouring characters as one number: uint64, two less than characters (none of less than three)."""
    wide = codes.astype(np.uint64)
    return (wide[:-2] << np.uint64(42)) | (wide[1:-1] << np.uint64(21)) | wide[2:]


def key(name: str) -> str:
    """By which a name is known: squeezed, without brackets and without 'SDK' at its end."""
    plain = _BRACKETS.sub("", squeezed(name))
    return _SDK.sub("", plain) or plain


def readings(name: str) -> Iterator[tuple[str, int]]:
    """Keys under which a name as written may be known, with what each costs in certainty (0 for the name itself)."""
    seen: set[str] = set()
    plain = squeezed(name)
    parts = [(_BRACKETS.sub("", plain), 0)]
    if _BRACKETED.search(plain):
        outside = plain
        while (less := _BRACKETED.sub("", outside)) != outside:  # brackets within brackets
            outside = less
        parts.append((outside, 4))
        parts.extend((inner, 8) for inner in _BRACKETED.findall(plain))
    for part, cost in parts:
        step = 0
        while part:
            if part not in seen:
                seen.add(part)
                yield part, cost + min(step, 4)
            shorter = _TAIL.sub("", part)
            if shorter == part:
                shorter = _HEAD.sub("", part)
            if shorter == part:
                break
            part, step = shorter, step + 1
