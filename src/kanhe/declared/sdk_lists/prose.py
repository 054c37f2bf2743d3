"""What a sentence about an SDK says: company, purpose, information taken, addresses.

Finds stretches of text; what information they name is left to :mod:`kanhe.declared.language`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanhe.declared.sdk_lists.entry import Words

TAKES = re.compile(
    r"收集|获取|采集|读取|访问|取得|调用|上传|传输|共享|记录|collects?|obtains?|access(?:es)?|reads?|gathers?|receives?",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:不会|不|无需|无须|未|没有|并不)(?:主动|直接|再|向[^，。；]{0,12})?$|(?:not|n't|never)\s*$",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"(?:收集|获取|采集|读取|访问|取得|调用|(?:使用|需要)[您你]的|共享|上传|传输|collects?|obtains?|access(?:es)?|reads?|gathers?|receives?)"
    r"(?:(?!用于|以便|以实现|以提供|以用于|用来|从而|如您|如不|如果|若您|以帮助|以保障|in order to|\bto )[^。；;!！?？])+",
    re.IGNORECASE,
)
_NAMED_ITEMS = re.compile(r"(?:信息|权限|数据)(?:类型|种类|内容|字段)?(?:包括|包含|有|为|如下|[:：])[^。；;]+")
_PURPOSE = re.compile(
    r"(?:用于|以便于?|用来|以实现|以提供|以用于|以帮助|以保障|旨在|目的(?:是|为|在于))(?P<after>(?:(?!https?:|www\.|\n)[^。；;，,]){2,120})"
    r"|(?:为了|(?<![华因认成作称视])为(?=您|你|用户))(?P<before>[^。；;，,]{2,80})(?=[，,])"
    r"|(?:\bin order to|\bused (?:for|to)|\bfor the purpose of|\bto (?=provide|enable|support|send|analy|help))"
    r"\s*(?P<en>[^.;,]{2,120})",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"(?P<zh>[\u4e00-\u9fffA-Za-z（）()·.&\s]{2,30}?(?:股份|集团)?(?:有限(?:责任)?公司|总公司))[”\"」)）】]?"
    r"|provided by (?P<en>[A-Z][\w.,&\s]{1,40}?(?:Inc|LLC|Ltd|Limited|Corp|GmbH)\.?)"
)
_COMPANY_LEAD = re.compile(
    r"^(?:.*(?:由|集成了?|接入了?|使用了?|引入了?|嵌入了?|[提共传发]?(?:供|享|输|送)[给至予]|委托|运营方|提供方|开发者|(?<=[称体方商司])为|、|，|：|是)\s*|(?:[(（][^()（）]*[)）]|[和与及、，：\s])+)(?=[\u4e00-\u9fffA-Za-z])"
)
ADDRESS = re.compile(r"https?://[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%\u4e00-\u9fff]+|www\.[A-Za-z0-9\-._~/?#=&%]+")


def prose_fields(said: Words) -> Iterator[tuple[str, Words]]:
    """(field, stretch) for what a sentence or paragraph says."""
    text = said.text
    if (company := _company(text)) is not None and (found := said.part(*company)):
        yield "vendor", found
    if purpose := _PURPOSE.search(text):
        group = next(g for g in ("after", "before", "en") if purpose[g])
        if found := said.part(purpose.start(group), purpose.end(group)):
            yield "purpose", found
    for start, end in _taken(text):
        if found := said.part(start, end):
            yield "items", found
    if (address := ADDRESS.search(text)) and (found := said.part(*address.span())):
        yield "link", found
    elif said.links:
        yield "link", said


def companies_in(said: Words) -> Iterator[Words]:
    """Every company that words name."""
    at = 0
    while (found := _company(said.text, at)) is not None:
        if (company := said.part(*found)) is not None:
            yield company
        at = found[1]


def _company(text: str, at: int = 0) -> tuple[int, int] | None:
    for match in _COMPANY.finditer(text, at):
        group = "zh" if match["zh"] else "en"
        start, end = match.span(group)
        lead = _COMPANY_LEAD.match(text[start:end])
        if lead:
            start += lead.end()
        open_at = _unclosed(text, start, end)
        start = open_at + 1 if open_at is not None else start
        if end - start >= 6:
            return start, end
    return None


def _unclosed(text: str, start: int, end: int) -> int | None:
    """Where the first bracket stands that is not closed: 微信（腾讯（深圳）有限公司."""
    stack: list[int] = []
    for at in range(start, end):
        if text[at] in "(（":
            stack.append(at)
        elif text[at] in ")）" and stack:
            stack.pop()
    return stack[0] if stack else None


def _taken(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that say what is taken, denials left out."""
    free = 0
    for match in _TAKEN.finditer(text):
        if match.start() >= free and not _DENIED.search(text[: match.start()]):
            yield match.span()
            free = match.end()
    for match in _NAMED_ITEMS.finditer(text):
        if match.start() >= free:
            yield match.span()
            free = match.end()
