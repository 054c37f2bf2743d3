"""How readable a document is: length, long sentences, vague terms, a summary.

Measures only; from which length on a text is too long is a rule's matter.  Knows no element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kanhe.declared.documents.document import Block, Document
from kanhe.declared.elements.sentences import is_title
from kanhe.declared.language.sentences import sentences

LONG = 10_000
"""Characters from which a text needs a summary or a table of contents."""
MAX_EXAMPLES = 10
_MAX_EXAMPLE = 200
_OPENING = 40
"""Blocks in which a summary or table of contents would stand."""

_STOP = re.compile(r"[。！？!?]+[”」』）)]?|(?<=[a-z0-9)”\"])\.(?=\s)")
_NAMES = re.compile(
    r"收集|获取|采集|读取|记录|提供|上传|填写|共享|分享|用于|用作|用途|目的|collect|obtain|receive|share|"
    r"provide|use[ds]? (?:for|to)|purpose",
    re.IGNORECASE,
)
"""Where items or purposes are named, one of these stands not far before."""
_REACH = 60
_VAGUE = re.compile(
    r"(?<![该此述其平高同])等(?:其他|其它|相关|有关|必要|类似|各类|个人|用户|身份|设备)*的?(?:信息|数据|资料|"
    r"内容|目的|用途|权限)"
    r"|(?:其他|其它)(?:相关|必要|有关|类似)*的?(?:信息|数据|资料)(?!安全|保护|处理|主体|控制|相?结合|一?并)|"
    r"(?:其他|其它)"
    r"(?:合法|合理|必要|相关)*的?(?:目的|用途)"
    r"|(?:某些|部分|一些|一定的|相应的|必要的|所需的|所必需的)(?:相关|个人|用户)*信息(?!安全|保护)"
    r"|(?P<may>(?:可能|或许)(?:会|需要|将)?(?:自动)?(?:收集|获取|采集|读取)|may collect)"
    r"|、[^、，。；]{1,20}等(?=[。，；,;]|$)"
    r"|certain (?:personal )?information|other (?:relevant |similar |related )?(?:personal )"
    r"?information|other purposes|\betc\b|and so on"
    r"|(?P<open>包括但不限于|包含但不限于|including,? (?:but not|without) limit(?:ed to|ation))",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"不会|不收集|未载明|(?:只|仅)会|除非|will not|do(?:es)? not|[”\"』」)）]\s*(?:均|是)?指|是指|指以电子|"
    r"个人信息包括|结合(?:识别|使用)",
    re.IGNORECASE,
)
"""Where something is ruled out, a wide word binds more, not less; and a definition names nothing that is done."""
_PARTS = re.compile(r"[、，,]|\band\b|或|及|和")
_SUMMARY = re.compile(
    r"摘要|概要|提要|要点|速览|简(?:明)?版|一分钟|核心内容|重点(?:提示|内容)|目录|(?:包含|包括|分为|了解|说明|"
    r"涵盖)[^。]{0,12}(?:以下|下列|如下)(?:内容|部分|问题|信息)?[：:]?$"
    r"|summary|at a glance|highlights|key points|table of contents|\bcontents\b|overview|in short",
    re.IGNORECASE,
)
_ENTRIES = 4


@dataclass(frozen=True, slots=True)
class Readability:
    characters: int = 0
    sentences: int = 0
    longest_sentence: int = 0
    """Characters."""
    vague_terms: int = 0
    vague_examples: tuple[str, ...] = ()
    """At most ten sentences, each cut to 200 characters around its vague term."""
    summary: bool | None = None
    """None for a text that is short enough without."""


def readability(document: Document) -> Readability:
    """Measure a document.  Time is linear in its length."""
    characters = sum(len(b.text) for b in document.blocks)
    count = longest = vague = 0
    examples: dict[str, None] = {}
    for block in document.blocks:
        for sentence in _sentences(block):
            count += 1
            longest = max(longest, len(sentence) if block.kind != "table" else 0)
            for match in _vague(sentence):
                vague += 1
                if len(examples) < MAX_EXAMPLES:
                    start = max(0, min(match.start() - _MAX_EXAMPLE // 2, len(sentence) - _MAX_EXAMPLE))
                    examples[sentence[start : start + _MAX_EXAMPLE]] = None
    return Readability(
        characters, count, longest, vague, tuple(examples), _summary(document.blocks) if characters > LONG else None
    )


def _sentences(block: Block) -> Iterator[str]:
    """Sentences of a block, white space around them left out; a title is none."""
    if is_title(block):
        return
    for part in [c.text for row in block.rows for c in row] or [block.text]:
        yield from (part[start:end] for start, end in sentences(part, _STOP, longest=None))


def _vague(sentence: str) -> Iterator[re.Match[str]]:
    """Vague terms where items or purposes are named; '包括但不限于' only where hardly anything follows."""
    if _DENIED.search(sentence):
        return
    for match in _VAGUE.finditer(sentence):
        if match["may"] is None and not _NAMES.search(sentence, max(0, match.start() - _REACH), match.start()):
            continue
        if match["open"] is None or len(_PARTS.findall(sentence, match.end(), match.end() + 120)) < 2:
            yield match


def _summary(blocks: Sequence[Block]) -> bool:
    """A summary, or titles one after another, stands at the top."""
    run = 0
    for block in blocks[:_OPENING]:
        entry = is_title(block) or (
            block.kind == "item" and any(link.target.startswith("#") for link in block.passage.links)
        )
        run = run + 1 if entry else 0
        if run > _ENTRIES or (len(block.text) <= 60 and _SUMMARY.search(block.text)):
            return True
    return False
