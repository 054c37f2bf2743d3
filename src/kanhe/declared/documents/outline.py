"""What paragraphs act as: headings by their numbering, weight and shortness, list entries by theirs.

Takes the blocks of any reader and gives the same texts with sensible kinds, levels and markers.  What a format marks as
heading stays one; what stands in a table of contents does not become one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kanhe.declared.documents.document import Block, BlockKind, Passage
from kanhe.declared.documents.numbering import Number, numbering, rank
from kanhe.declared.documents.passages import cut

_LONGEST = 45
"""Characters of the longest heading that numbering alone makes."""
_LONGEST_BOLD = 32
_LONGEST_BARE = 18
_SENTENCE = re.compile(r"[。；;！!？]|\.\s")
_OPEN_END = re.compile(r"[，,、；;。.]\s*\Z")
_COLON = re.compile(r"[:：]\s*\Z")
_PAIR = re.compile(r"[^:：]{1,16}[:：]\s*\S")
_SUBJECT = re.compile(
    r"我们|本(?:政策|公司|应用|软件|产品)|如何|信息|隐私|政策|权限|说明|清单|目录|列表|附录|联系|未成年|儿童|[Cc]ookie|定义|适用|更新|变更|安全|存储"
    r"|保存|共享|转让|披露|权利|提示|声明|引言|前言|概述|总则|附则|注销|使用|收集|SDK|其他|服务|争议|法律"
)
_ENGLISH_HEADING = re.compile(r"[A-Z][\w’'&,/() -]{2,70}\??\Z")
_TOP = frozenset({"part", "chapter", "section", "article", "cjk"})
_LIST_ONLY = frozenset({"bullet", "circled", "letter", "letter-paren", "roman", "upper", "arabic-half"})
_TITLE = re.compile(
    r"隐私|个人信息|政策|协议|条款|声明|清单|目录|指引|规则|列表|privacy|policy|notice|statement|terms|SDK",
    re.IGNORECASE,
)
_MAX_DEPTH = 8
_CONTENTS = 3
"""Entries that make a table of contents."""


@dataclass(slots=True)
class _Line:
    """A block with what its head says; ``kind`` is what it is taken for."""

    block: Block
    number: Number | None
    text: str
    kind: BlockKind
    key: str
    contents: bool = False


def outlined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with what they act as."""
    lines = [_line(b) for b in blocks]
    _mark_contents(lines)
    has_headings = sum(k.block.kind == "heading" for k in lines) >= 3
    for index, line in enumerate(lines):
        line.kind = _kind(lines, index, has_headings)
    _settle_runs(lines)
    return tuple(_levelled(lines))


def _line(block: Block) -> _Line:
    if block.kind == "table":
        return _Line(block, None, "", "table", "")
    number = numbering(block.text, block.kind == "heading")
    text = block.text[number.end :] if number else block.text
    if number and not text:
        number, text = None, block.text
    return _Line(block, number, text, block.kind, re.sub(r"\W+", "", text)[:60])


def _mark_contents(lines: list[_Line]) -> None:
    """Find tables of contents: runs of short lines each of which stands further down again."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if (
            2 <= len(line.key) <= _LONGEST
            and line.kind != "table"
            and not _SENTENCE.search(line.text)
            and not _PAIR.match(line.text)
        ):
            places[line.key].append(index)
    index = 0
    while index < len(lines):
        after = index
        again = set()
        while after < len(lines):
            key = lines[after].key
            recurs = key in places and places[key][-1] > after + 2
            if not recurs and not (after > index and _runs_on_from(lines[after - 1], lines[after])):
                break
            if recurs:
                again.add(key)
            after += 1
        if after - index >= _CONTENTS and 2 * len(again) >= after - index:
            for line in lines[index:after]:
                # Lines that recur only within the run are no contents of what follows.
                line.contents = line.key not in places or places[line.key][-1] >= after or line.key not in again
        index = max(after, index + 1)


def _runs_on_from(above: _Line, line: _Line) -> bool:
    """A line that is numbered next to the one above, and is short: an entry worded otherwise than its heading."""
    here, there = above.number, line.number
    if here is None or there is None or len(line.text) > _LONGEST:
        return False
    return (there.scheme, there.number) == (here.scheme, here.number + 1)


def _kind(lines: list[_Line], index: int, has_headings: bool) -> BlockKind:
    """What one block acts as, looked at with the one behind it."""
    line = lines[index]
    block, text = line.block, line.text
    if block.kind == "table":
        return "table"
    if line.contents:
        return "item"
    if block.kind == "heading":
        # A format's heading that is a whole paragraph is set large, not a heading.
        return "heading" if len(text) <= 80 or not _SENTENCE.search(text) else "item" if line.number else "paragraph"
    bold = block.passage.is_strong(line.number.end if line.number else 0, len(block.text.rstrip(" :：。.")))
    behind = lines[index + 1] if index + 1 < len(lines) else None
    if line.number is not None:
        return _numbered(line, line.number, bold, behind)
    if block.kind == "item":
        return "item"
    if (
        bold
        and len(text) <= _LONGEST_BOLD
        and behind is not None
        and not _SENTENCE.search(text)
        and not _OPEN_END.search(text)
    ):
        if _PAIR.match(text) or (_COLON.search(text) and len(text) > 14) or re.search("[，,]", text):
            return "paragraph"
        return "heading"
    if not has_headings and behind is not None and _is_bare_heading(text, lines, index):
        return "heading"
    return "paragraph"


def _numbered(line: _Line, number: Number, bold: bool, behind: _Line | None) -> BlockKind:
    if not _may_head(line, number):
        return "item"
    if number.scheme in _TOP:
        return "heading"
    if behind is None:
        return "item"
    if number.scheme in _LIST_ONLY or line.block.kind == "item":
        return "heading" if bold and number.scheme != "bullet" and _holds(line, behind) else "item"
    if bold:
        return "heading"
    enumerates = line.text.count("、") > (3 if number.scheme == "cjk-paren" else 1)
    return "heading" if _holds(line, behind) and not _PAIR.match(line.text) and not enumerates else "item"


def _runs_on(text: str) -> bool:
    """Too many pauses for a heading."""
    return len(re.findall(r"[，,]", text)) > 1


def _holds(line: _Line, behind: _Line) -> bool:
    """What follows stands under this line rather than beside it."""
    if behind.kind == "table":
        return True
    if behind.number is None:
        return not (behind.block.kind == "item" and line.block.kind == "item")
    if line.number is None:
        return True
    return behind.number.scheme != line.number.scheme


def _is_bare_heading(text: str, lines: list[_Line], index: int) -> bool:
    """A short line without number or weight that heads what follows."""
    behind = lines[index + 1]
    if re.search(r"[，。；：！、,;:!.]", text) or not 2 <= len(text) <= _LONGEST_BARE:
        return bool(
            len(text) <= 70 and len(text.split()) <= 9 and text.isascii() and _ENGLISH_HEADING.match(text)
            and len(behind.text) > 80
        )  # fmt: skip
    return bool(_SUBJECT.search(text)) and (
        len(behind.text) >= 40 or behind.kind == "table" or behind.number is not None
    )


def _settle_runs(lines: list[_Line]) -> None:
    """Siblings act alike: numbered lines of one scheme in one place are all headings or all entries, as most of them are,
    but for those that are too long."""
    runs: dict[str, list[int]] = {}

    def close(scheme: str) -> None:
        run = runs.pop(scheme, [])
        heads = sum(lines[i].kind == "heading" for i in run)
        if not 0 < heads < len(run):
            return
        for i in run:
            line = lines[i]
            if line.block.kind == "heading" or line.number is None:
                continue
            if heads * 2 <= len(run):
                line.kind = "item"
            elif line.kind == "item" and _may_head(line, line.number):
                line.kind = "heading"

    for index, line in enumerate(lines):
        number = line.number
        if number is None or number.scheme in _TOP or line.contents:
            if line.kind == "heading":
                for scheme in list(runs):
                    close(scheme)
            continue
        place = rank(number.scheme)
        for scheme in [s for s in runs if rank(s) > place]:
            close(scheme)
        if number.number == 1:
            close(number.scheme)
        runs.setdefault(number.scheme, []).append(index)
    for scheme in list(runs):
        close(scheme)


def _may_head(line: _Line, number: Number) -> bool:
    """A numbered line short and whole enough for a heading."""
    text = line.text
    longest = _LONGEST + 15 if number.scheme in _TOP else _LONGEST
    return len(text) <= longest and not _SENTENCE.search(text) and not _OPEN_END.search(text) and not _runs_on(text)


@dataclass(slots=True)
class _Level:
    scheme: str
    number: int
    given: int
    """Level that the format gave; 0 when none."""


def _levelled(lines: list[_Line]) -> list[Block]:
    """Levels of headings and depths of entries, by the order in which schemes first stand within one another."""
    found: list[Block] = []
    above: list[_Level] = []
    entries: list[_Level] = []
    for index, line in enumerate(lines):
        block = line.block
        if line.kind == "table":
            found.append(block)
            continue
        number = line.number
        passage: Passage = cut(block.passage, number.end) if number else block.passage
        marker = number.marker if number else block.marker
        if line.kind == "heading":
            entries.clear()
            title = index == _title_place(lines, index)
            level = _heading_level(above, number, block.level if block.kind == "heading" else 0, title)
            found.append(replace(block, kind="heading", passage=passage, level=min(6, level), marker=marker))
        elif line.kind == "item":
            base = block.level if block.kind == "item" else 1
            follows = index > 0 and lines[index - 1].kind == "item"
            depth = _entry_level(entries, number, follows) if number else max(base, 1)
            found.append(replace(block, kind="item", passage=passage, level=max(base, min(9, depth)), marker=marker))
        else:
            found.append(replace(block, kind="paragraph", level=0, marker=None))
    return found


def _title_place(lines: list[_Line], index: int) -> int:
    """Index of the line that is the document's title, if it is among the first."""
    return index if index < 3 and lines[index].number is None and _TITLE.search(lines[index].text) else -1


def _heading_level(above: list[_Level], number: Number | None, given: int, title: bool) -> int:
    scheme = number.scheme if number else "title" if title else "given" if given else "bare"
    value = number.number if number else 0
    place = _standing(above, scheme, value, given)
    del above[place:]
    above.append(_Level(scheme, value, given))
    return len(above)


def _standing(above: list[_Level], scheme: str, value: int, given: int) -> int:
    """How many of the headings above stay above a new one."""
    for place in range(len(above) - 1, -1, -1):
        level = above[place]
        if level.scheme != scheme:
            continue
        if scheme == "given" and level.given != given:
            continue
        restarts = value == 1 and level.number >= 1 and place < len(above) - 1 and scheme not in _TOP
        if not restarts:
            return place
    for place, level in enumerate(above):
        if given and level.given > given:
            return place
        both = scheme not in _UNNUMBERED and level.scheme not in _UNNUMBERED
        # A scheme that begins below another is within it, whichever is usually the outer one.
        if both and rank(level.scheme) > rank(scheme) and (value != 1 or scheme in _TOP):
            return place
        if not both and given and level.given == given:
            return place
        if scheme in _TOP and level.scheme == "bare":
            return place
    return len(above)


_UNNUMBERED = frozenset({"given", "bare", "title"})


def _entry_level(entries: list[_Level], number: Number, follows: bool) -> int:
    """How deep an entry stands; ``follows``: right behind another entry.  A scheme that starts again there stands within it."""
    for place in range(len(entries) - 1, -1, -1):
        entry = entries[place]
        if entry.scheme == number.scheme and (number.scheme == "bullet" or entry.number < number.number):
            del entries[place + 1 :]
            entry.number = number.number
            return place + 1
    if not follows:
        same = [place for place, entry in enumerate(entries) if entry.scheme == number.scheme]
        if same:
            del entries[same[0] :]
    del entries[_MAX_DEPTH:]
    entries.append(_Level(number.scheme, number.number, 0))
    return len(entries)
