"""A cell of problems → the problems in it, in the regulator's spelling.

Cuts where a label ends, never inside one: "APP强制、频繁、过度索取权限" is one problem, and so is a sentence that lists things.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kanhe.knowledge.checks import labels
from kanhe.ledger.importing.numerals import fold

_MORE = (
    "私自收集个人信息", "私自共享给第三方", "不给权限不让用",
    "频繁申请权限", "过度索取权限", "账号注销难", "未明示个人信息处理规则",
    "违规调用通信录和地理位置权限", "开屏弹窗信息骚扰用户", "信息窗口未提供关闭或退出标识", "信息窗口乱跳转", "强制自动续费",
    "欺骗误导强迫用户", "“摇一摇”“乱跳转”", "信息窗口“摇一摇”“乱跳转”", "强制、频繁、过度索取权限",
)  # fmt: skip
_BEGINS = re.compile(
    r"APP|应用|违规|违反|超范围|未|强制|频繁|过度|欺骗|误导|诱导|私自|不|账号|信息窗口|开屏|自动|向", re.IGNORECASE
)
_HARD = re.compile(r"[\n;；。|]|\s/\s|(?<=[\u4e00-\u9fff])/(?=[\u4e00-\u9fffA-Z])")
_NUMBERED = re.compile(r"(?:^|(?<=[^\d.]))\s*(?:\d{1,2}\s*[.．、](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])\s*")

MAX_PARTS = 9
"""Fragments and their separators that may be one label."""

MAX_PIECE = 300
"""Characters of what may be several labels; what is longer is prose."""


@cache
def _labels() -> frozenset[str]:
    return frozenset(map(_plain, (*labels(), *_MORE)))


def _plain(text: str) -> str:
    return re.sub(r"[\s、,“”\"]", "", fold(text)).casefold()


@lru_cache(4096)
def problems(cell: str) -> tuple[str, ...]:
    """The problems, each once, in order."""
    found: list[str] = []
    for hard in _HARD.split(_unwrapped(cell)):
        for piece in _NUMBERED.split(hard):
            found += _parts(piece.strip(" \t、,，"))
    return tuple(dict.fromkeys(p for p in found if p))


def _unwrapped(cell: str) -> str:
    """Lines joined where only together they are a label: a cell that was too narrow."""
    lines = cell.split("\n")
    joined: list[str] = []
    at = 0
    while at < len(lines):
        whole = next(
            (e for e in range(min(len(lines), at + 6), at + 1, -1) if _plain("".join(lines[at:e])) in _labels()), at + 1
        )
        joined.append("".join(lines[at:whole]))
        at = whole
    return "\n".join(joined)


def _parts(piece: str) -> list[str]:
    if len(piece) > MAX_PIECE or not re.search("[、,，]", piece) or _plain(piece) in _labels():
        return [piece]
    fragments = re.split("([、,，])", piece)
    parts: list[str] = []
    at = 0
    while at < len(fragments):
        for end in range(min(len(fragments), at + MAX_PARTS), at, -2):
            joined = "".join(fragments[at:end]).strip()
            if end - at == 1 or _plain(joined) in _labels():
                parts.append(joined)
                at = end + 1
                break
    sentence = re.search("[,，]", piece) is not None
    return parts if all(_stands_alone(p, sentence) for p in parts) and len(parts) > 1 else [piece]


def _stands_alone(part: str, sentence: bool) -> bool:
    """A label; or, where no comma tells that it is part of a sentence, something that begins like one."""
    if sentence:
        return _plain(part) in _labels()
    balanced = all(part.count(a) == part.count(b) for a, b in ("（）", "()", "“”", "《》"))
    return balanced and (_plain(part) in _labels() or (len(part) >= 6 and _BEGINS.match(part) is not None))
