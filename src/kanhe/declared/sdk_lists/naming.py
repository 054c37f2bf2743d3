"""Where a line opens with the name of an SDK, and which parts of a name name SDKs of their own.  Judges no list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanhe.declared.sdk_lists.entry import Words
from kanhe.declared.sdk_lists.matching import ENOUGH, match_sdk, sdks_named
from kanhe.declared.sdk_lists.spelling import squeezed
from kanhe.knowledge.sdk_functions import sdk_functions

SDK = re.compile(r"sdk|开发(?:工具)?包", re.IGNORECASE)
MAX_NAME = 46
"""Characters of the longest name in a line."""
MAX_LABELLED = 200
"""Characters of the longest names in a cell or behind a label."""
_LEADING = re.compile(
    r"^[\s*#_•·●◆■○▪>\-–—]*(?:(?:\d{1,2}[.、．])+(?:\d{1,2})?[\s、.]*|\d{1,2}(?:\.\d{1,2})+\s*|[(（\[]?\s*(?:[一二三四五六七八九十\d]{1,3}|[a-zA-Z])\s*[)）\]、.．]\s*"
    r"|[①-⑳⑴-⒇]\s*|第[一二三四五六七八九十]+[类条、])?[\s*_【\[「“\"『:：、.]*"
)
_STOP = re.compile(r"[:：。，,；;！!？?]|(?<=\S\S)(?:主要)?用(?:于|来)|[」”\"』】](?=\s*[:：，,。]|$)|——")
_TRAILING = ' \t*_:：。，,；;、.【】[]「」“”"『』'
_NO_NAME = re.compile(
    r"我们|他们|它们|通过|您|你|如下|以下|包括|可能|为了|例如|目前|关于|请|需要|第三方sdk(?:$|[^名服])|接入|集成|使用|嵌入|引入"
    r"|相关sdk|类sdk$|这些|上述|其他|等sdk"
    r"|公告|清单|列表|目录|说明|声明|名单"
    r"|收集|信息|权限$|情况|服务商$|哪些|如何|什么|隐私|协议|政策",
    re.IGNORECASE,
)
_END_OF_NAME = re.compile(r"(?:sdk|开发(?:工具)?包)\s*(?:v?[\d.]+)?\s*(?:[(（][^()（）]*[)）])?$", re.IGNORECASE)
_GENERIC = re.compile(
    r"^(?:第三方|各类|合作方的?|合作伙伴的?|合作商|服务商|授权合作伙伴的?|其?提供的|他们的|它们的|其|这些公司的|该公司的|前述|相关|对应的?|其它|此|该|本|的|上述|等|广告类?|我司|公司|app|the|our|this|third-?party)*(?:sdks?|软件开发工具包|开发包|服务)?$"
)
_SEPARATOR = re.compile(r"\s*(?:[、，,/／;；|\n]|(?<=\w)(?:和|及|与|或)(?=\w)|\s(?:and|&)\s)\s*")
_LIST_INSIDE = re.compile(r"^(.*?)[(（]([^()（）]*)[)）](.*)$", re.DOTALL)


_NO_LABELLED_NAME = re.compile(
    r"我们|您|是[指我一由]|指的?是|一组|可能|如下|(?:时|下)$|[。！？!?].|以下简称|^关联公司$"
)


def may_name(text: str) -> bool:
    """What stands behind 'SDK名称：' or '接收方：' may be a name and is no sentence."""
    return len(text) <= MAX_LABELLED and _NO_LABELLED_NAME.search(text.strip()) is None


def opening(line: Words) -> tuple[Words, Words | None] | None:
    """(name, what follows it) when a line opens with the name of an SDK; None when it does not."""
    text = line.text
    start = _LEADING.match(text).end()  # type: ignore[union-attr]  # matches nothing at least
    stop = _stop(text, start)
    end = stop if stop is not None else len(text)
    if end - start > MAX_NAME:
        return None
    name = line.part(start, start + len(text[start:end].rstrip(_TRAILING)))
    if name is None or not is_name(name.text, lone=stop is None):
        return None
    behind = end
    while behind < len(text) and text[behind] in _TRAILING:
        behind += 1
    return name, line.part(behind, len(text))


def _stop(text: str, start: int) -> int | None:
    """Where the name ends: the first stop that stands outside brackets."""
    depth = 0
    for at in range(start, min(len(text), start + MAX_NAME + 30)):
        if text[at] in "(（":
            depth += 1
        elif text[at] in ")）":
            depth = max(0, depth - 1)
        elif not depth and _STOP.match(text, at):
            return at
    return None


def is_name(text: str, lone: bool = False) -> bool:
    """The text names an SDK: a known one, or it ends with 'SDK'.  ``lone``: it has its line to itself."""
    plain = squeezed(text)
    if not plain or len(plain) > MAX_NAME or _GENERIC.match(plain):
        return False
    found = match_sdk(text)
    if found is not None and found.score < 85 and text.isascii() and not SDK.search(text):
        return False  # beacon, branch: words of every day
    enough = 80 if found is not None and "within" in found.reason else 60 if lone else 70
    if found is not None and found.score >= enough and len(plain) <= 30:
        return not _NO_NAME.search(plain) or found.score >= 90
    return _END_OF_NAME.search(text.strip()) is not None and _NO_NAME.search(plain) is None


def parts(name: Words) -> Iterator[tuple[Words, str]]:
    """The names within a name, each with what to look it up by.

    个推、友盟 are two; PUSH SDK（华为、小米） are 华为, looked up as 华为PUSH, and 小米.
    """
    text = name.text
    whole = match_sdk(text)
    if (whole is not None and whole.score >= 85) or any("、" in w.text for w in known_names(name)):
        yield name, text
        return
    found = _cut(name, 0, len(text), "")
    if len(found) < 2 and (inside := _LIST_INSIDE.match(text)):
        outside = (inside[1] + inside[3]).strip()
        if _says_only_what_it_does(outside):
            listed = _cut(name, inside.start(2), inside.end(2), re.sub(SDK, "", outside))
            if len(listed) >= 2 and 2 * sum(_matched(look) for _, look in listed) >= len(listed):
                found = listed
    if any(_bare_function(part.text) for part, _ in found):  # 微信登录/分享 is one
        found = []
    if len(found) < 2 or not any(_matched(look) or SDK.search(part.text) for part, look in found):
        found = _run_together(name)
    yield from found or [(name, text)]


def _run_together(name: Words) -> list[tuple[Words, str]]:
    """Several known names with nothing but white space between them, as a cell of several lines gives them."""
    named = sdks_named(name.text)
    covered = sum(n.end - n.start for n in named)
    if len({n.sdk for n in named}) < 2 or covered < 0.6 * len(name.text):
        return []
    return [(part, part.text) for n in named if (part := name.part(n.start, n.end)) is not None]


def _says_only_what_it_does(text: str) -> bool:
    """PUSH SDK, 网络服务SDK: no name of its own."""
    plain = re.sub(SDK, "", squeezed(text))
    return match_sdk(text) is None and (
        len(plain) <= 6 or any(word in plain for word in sdk_functions() if len(plain) <= 10)
    )


def _bare_function(part: str) -> bool:
    return re.sub(SDK, "", squeezed(part)).removesuffix("服务").removesuffix("功能") in sdk_functions()


def known_names(said: Words) -> Iterator[Words]:
    """Known SDKs that a running text names."""
    for named in sdks_named(said.text):
        if (part := said.part(named.start, named.end)) is not None:
            yield part


def _cut(name: Words, start: int, end: int, function: str) -> list[tuple[Words, str]]:
    text, found, at = name.text, [], start
    for stop in (*(m.span() for m in _SEPARATOR.finditer(text, start, end)), (end, end)):
        if text.count("(", start, stop[0]) + text.count("（", start, stop[0]) > text.count(
            ")", start, stop[0]
        ) + text.count("）", start, stop[0]):
            continue  # within brackets
        part = name.part(at, stop[0])
        if part is not None and len(part.text) > 1 and not _GENERIC.match(squeezed(part.text)):
            found.append((part, _look_up(part.text, function)))
        at = stop[1]
    return found


def _look_up(part: str, function: str) -> str:
    """A part is looked up with the function said outside the brackets, when it is known better so."""
    together = f"{part}{function}"
    return together if function and _score(together) > _score(part) else part


def _score(name: str) -> int:
    found = match_sdk(name)
    return found.score if found is not None else 0


def _matched(name: str) -> bool:
    return _score(name) >= ENOUGH
