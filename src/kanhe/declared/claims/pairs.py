"""Paragraphs of the form ``key: value`` that follow one another: 收集信息：…, 使用目的：….

A run of them that names an SDK or another third party is a list of these, and read elsewhere.  Knows the words of keys; reads no value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kanhe.declared.documents.document import Block

Kind = Literal["data", "purpose", "occasion", "other"]

_PAIR = re.compile(r"^\s*[“\"【（(]?(?P<key>[^：:，。；,]{2,20})[：:]\s*(?P<value>.*)$", re.DOTALL)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("other", re.compile(r"链接|网址|官网|隐私(?:政策|协议|权政策)|联系方式$|公司|主体|名称|机构|提供方|运营方|开发者|link|privacy policy|website|company|vendor", re.I)),
    ("purpose", re.compile(r"目的|用途|作用|功能(?!.*信息)|purpose", re.I)),
    ("occasion", re.compile(r"场景|时机|情形|业务|scenario", re.I)),
    ("data", re.compile(r"(?:信息|数据|资料|内容)(?:类型|种类|范围|名称|字段|项)?$|^(?:收集|获取|采集|共享|涉及|处理)|^(?:data|information|personal)", re.I)),
)  # fmt: skip
_OTHERS = re.compile(
    r"SDK|第三方|合作(?:方|伙伴)|(?:公司|主体|机构|服务商|提供方|运营方|开发者|供应商)(?:名称)?$|third[- ]part|vendor",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of a run of at least two."""

    kind: Kind
    of_others: bool
    """The run describes an SDK or another third party."""
    purpose: str | None = None
    occasion: str | None = None
    """What the run says beside its information."""


def pairs(blocks: Sequence[Block], names_sdk: Sequence[bool]) -> dict[int, Pair]:
    """Index of a block → its pair, for every block of a run; ``names_sdk``: for each block, whether it names an SDK."""
    found: dict[int, Pair] = {}
    run: list[tuple[int, str, str]] = []
    for index in range(len(blocks) + 1):
        told = _told(blocks[index]) if index < len(blocks) else None
        if told:
            run.append((index, *told))
        elif run:
            found.update(_run(blocks, names_sdk, run))
            run = []
    return found


def _told(block: Block) -> tuple[str, str] | None:
    if block.kind not in ("paragraph", "item") or len(block.text) > 600:
        return None
    pair = _PAIR.match(block.text)
    return (pair["key"].strip(), pair["value"].strip()) if pair and _kind(pair["key"].strip()) else None


def _kind(key: str) -> Kind | None:
    return next((kind for kind, words in _KINDS if words.search(key)), None)


def _run(blocks: Sequence[Block], names_sdk: Sequence[bool], run: list[tuple[int, str, str]]) -> dict[int, Pair]:
    if len(run) < 2:
        return {}
    first = run[0][0]
    title = (
        first > 0
        and len(blocks[first - 1].text) <= 60
        and bool(names_sdk[first - 1] or _OTHERS.search(blocks[first - 1].text))
    )
    others = title or any(_OTHERS.search(key) or names_sdk[index] for index, key, _ in run)
    values = {_kind(key): value for _, key, value in reversed(run)}
    purpose, occasion = values.get("purpose") or None, values.get("occasion") or None
    return {index: Pair(_kind(key) or "other", others, purpose, occasion) for index, key, _ in run}
