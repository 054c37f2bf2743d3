"""Tables that say which information is collected, what for and when: one frame a row.

A table that has a column for SDKs or other third parties is a list of these, and read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kanhe.declared.claims.statements import Frame
from kanhe.declared.documents.document import Block, Passage
from kanhe.declared.language.mentions import Mention, mentions

_OTHERS = re.compile(
    r"SDK|第三方|合作(?:方|伙伴)|接收方|供应商|服务商|公司名|主体|机构名|运营方|开发者|third[- ]part|partner|provider|vendor|recipient",
    re.IGNORECASE,
)
_DATA = re.compile(r"信息|数据|个人资料|字段|收集内容|收集项|information|data", re.IGNORECASE)
_NOT_DATA = re.compile(r"目的|用途|方式|场景|功能|期限|链接|purpose|use", re.IGNORECASE)
_PURPOSE = re.compile(r"目的|用途|说明|作用|为何|purpose|why|use", re.IGNORECASE)
_OCCASION = re.compile(r"场景|功能|业务|服务|时机|情形|产品|scenario|feature|function|service|when", re.IGNORECASE)
_PERMISSION = re.compile(r"权限|permission", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row of a table states of one mention, which stands in the cell ``passage``."""

    frame: Frame
    mention: Mention
    passage: Passage
    row: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    data: int
    purpose: int | None
    occasion: int | None


def read_table(block: Block, frame: Frame) -> Iterator[Cell]:
    """What a table states; ``frame`` is what governs it from outside."""
    columns = _columns(block)
    if columns is None:
        return
    for row in block.rows[max(1, block.header_rows) :]:
        what_for = _text(row, columns.purpose)
        when = _text(row, columns.occasion)
        told = replace(frame, purpose=what_for or frame.purpose, condition=when or frame.condition)
        passage = row[columns.data]
        for mention in mentions(passage.text):
            yield Cell(told, mention, passage, row)


def _text(row: tuple[Passage, ...], column: int | None) -> str | None:
    return None if column is None else row[column].text.strip() or None


def _columns(block: Block) -> _Columns | None:
    if len(block.rows) < 2:
        return None
    heads = [cell.text for cell in block.rows[0]]
    if any(_OTHERS.search(head) for head in heads):
        return None
    told = [i for i, head in enumerate(heads) if _DATA.search(head)]
    if not told:
        return None
    data = next((i for i in told if not _NOT_DATA.search(heads[i])), told[0])
    others = [i for i in range(len(heads)) if i != data]
    purpose = next((i for i in others if _PURPOSE.search(heads[i])), None)
    occasion = next((i for i in others if i != purpose and _OCCASION.search(heads[i])), None)
    return _Columns(data, purpose, occasion)
