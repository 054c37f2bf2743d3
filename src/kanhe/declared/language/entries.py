"""Entries of an enumeration that the lexicon does not know: what stands between names of information is one too.

设备型号、校验值、IMEI：校验值 is information, whatever it is.  Knows no statement and no document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kanhe.declared.language.mentions import Mention
from kanhe.knowledge.phrase_words import phrase_words

_APART = re.compile(
    r"[、，,；;/（()）：:]|以及|(?<![平协中饱柔总])和(?!谐|平|解)|及(?!时|格|其他)|或者|或|与(?!.{0,6}(?:相关|有关))"
)
_LEAD = re.compile(
    r"^\s*(?:(?:其中|主要|具体|可能|例如|比如|诸如|包括但不限于|包括|包含|如|含|您的?|你的?|用户的?|您所?|相关的?|其他|上述|前述|必要的?|您在[^的]{1,12}的|\d+[.．)）]|的|等|and|or)\s*)+"
)
_TAIL = re.compile(r"(?:等{1,2}(?:相关)?(?:信息|数据|资料|参数|内容)?|的)?\s*$")
_NO_NAME = re.compile(
    r"\\|^\d|^(?:通过|对外|收集|使用|存储|保存|共享|提供|传输|转让|披露|公开|分析|处理|上传|访问|查询|删除)|[我您你他她会将不被把请若当则已能可需应]|等$|以便|用于|同意|授权|服务$|功能$|拒绝|情况下|目的|公司|平台$|第三方|权限|SDK|“|”|《|》|\d{5}"
)
_SHORTEST, _LONGEST = 2, 14


def unnamed(text: str, start: int, end: int, known: Sequence[Mention]) -> Iterator[Mention]:
    """The entries between two places of a text that no mention covers; ``known`` are the mentions there, in order.

    Only what stands among at least two known names is an entry: one comma makes no enumeration.
    """
    if len(known) < 2:
        return
    covered = [(m.start, m.end) for m in known]
    first, last = known[0].start, known[-1].end
    at = start
    for mark in (*_APART.finditer(text, start, end), None):
        stop = mark.start() if mark else end
        piece = text[at:stop]
        begin = at + (lead.end() if (lead := _LEAD.match(piece)) else 0)
        close = at + (tail.start() if (tail := _TAIL.search(piece)) else len(piece))
        if (
            _SHORTEST <= close - begin <= _LONGEST
            and first < begin < last
            and not any(a < stop and at < b for a, b in covered)
            and text[begin:close] not in phrase_words().modifiers
            and not _NO_NAME.search(text, begin, close)
        ):
            yield Mention(begin, close, text[begin:close], None)
        if mark:
            at = mark.end()
