"""Sentences that name SDKs: 我们接入友盟+SDK，它会收集…  Only where the sentence says that it speaks of an SDK."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kanhe.declared.documents.document import Document
from kanhe.declared.sdk_lists.context import headings, of_the_app_itself
from kanhe.declared.sdk_lists.entry import Entry, Words, words
from kanhe.declared.sdk_lists.matching import ENOUGH, NamedSdk, match_sdk, sdks_named
from kanhe.declared.sdk_lists.names import names
from kanhe.declared.sdk_lists.naming import MAX_NAME, SDK, is_name
from kanhe.declared.sdk_lists.prose import TAKES, companies_in, prose_fields
from kanhe.declared.sdk_lists.spelling import squeezed

_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]*")
_SPEAKS = re.compile(rf"{SDK.pattern}|合作伙伴|合作方|合作商|合作机构|供应商|第三方", re.IGNORECASE)
_LISTED = re.compile(r"[^、，,/和及与]+")
_PART = re.compile(r"[^、/和及与]+")
_CLAUSE = re.compile(r"[^；;]+[；;]*")
_BUILT_IN = re.compile(
    r"接入|集成|嵌入|内置|内嵌|植入|引入|包含|包括|使用了|会使用|采用|合作|integrat|embed|include|use", re.IGNORECASE
)
_UNKNOWN = re.compile(
    r"(?:接入|集成|嵌入|内置|引入|使用|采用)了?(?:由)?(?:[^，。；、\s]{2,24}(?:公司|科技)(?:提供)?的\s*)?[“「【*\s]*(?P<name>(?:(?!第三方|接入|集成|使用|我们|相关|的)[^，。；、：:（(*\s]){1,14}的?\s?SDK)",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"(?:^|[，,。；;、：:\s])(?P<name>[^，。；;、：:（(*\s]{2,16}\s?SDK)[”」】]?(?=需要|需|会|可能|将|用于|收集|获取|读取|为)",
    re.IGNORECASE,
)
"""A name that nothing announces, but that does something: 某某分享SDK需要获取…"""
_TOGETHER = re.compile(
    r"(?P<brands>(?:[^\s，,、/。；:：（()）]{1,6}[/、]){1,8}[^\s，,、/。；:：（()）]{1,6}?)\s?(?P<does>push|推送|分享|登录)\s?SDK",
    re.IGNORECASE,
)
"""华为/小米/OPPO Push SDK: as many SDKs as brands."""
_PHONES = re.compile(
    r"(?:使用|您的|是|为)(?P<brands>(?:[^\s，,、/。；:：（()]{1,6}[/、]){1,8}[^\s，,、/。；:：（()]{1,6}?)(?:等)?(?:品牌)?(?:的)?手机"
    r"[^。；]{0,40}?(?P<does>push|推送)\s?SDK",
    re.IGNORECASE,
)
"""如您使用小米、华为等品牌手机，上述手机厂商Push SDK…"""
_QUOTED = re.compile(r"SDK\s*[“\"「(（]\s*(?P<list>[^”\"」()（）]{2,60})[”\"」)）]", re.IGNORECASE)
"""第三方SDK“个推、友盟”: names that stand behind the word."""
_PARTNERS = re.compile(
    r"(?:合作伙伴|合作方|合作商|合作机构|供应商|第三方服务商)[”」]?\s*[（(]?\s*(?:如|例如|包括|即|：|:)?(?P<list>[^，。；;：:（）()]{2,80})"
)
"""Partners by their brands: 合作伙伴（如Bugly、友盟、易观等）."""
_AFTER_A_BRAND = re.compile(r"SDK|等|的|会|可能|将|收集|获取|读取|采集|共享|提供|有关|$", re.IGNORECASE)
_THEIRS = re.compile(r"(?:他们|它们|其|这些公司|上述公司|该公司|该等公司)的*\s*SDK", re.IGNORECASE)
"""The sentence names companies and means their SDKs."""
_ITS_POLICY = re.compile(r"《[^》]*》")
_DENIED = re.compile(r"(?:不会?|未|没有|并不)(?:再)?(?:接入|集成|嵌入|使用|包含)")


def sentence_entries(document: Document, taken: Collection[int]) -> Iterator[Entry]:
    """Entries of sentences in blocks that belong to no list; what one block says of one SDK is one entry."""
    for index, block in enumerate(document.blocks):
        if index in taken or block.kind in ("table", "heading") or not _SPEAKS.search(block.text):
            continue
        whole = words(block.passage)
        if whole is None or of_the_app_itself(document, index):
            continue
        said: dict[str, list[_Said]] = {}
        for match in _SENTENCE.finditer(whole.text):
            sentence = whole.part(*match.span())
            if sentence is not None and _SPEAKS.search(sentence.text):
                for one in _said(sentence) if SDK.search(sentence.text) else _of_partners(sentence):
                    said.setdefault(one.key, []).append(one)
        for told in said.values():
            fields = (("name", told[0].name), *(f for one in told for f in one.fields))
            yield Entry(fields, index, "sentence", tuple(one.where for one in told), False, headings(document, index))


@dataclass(frozen=True, eq=False)
class _Said:
    """What a sentence, or a clause of it, says of one SDK."""

    key: str
    name: Words
    fields: tuple[tuple[str, Words], ...]
    where: Words


def _said(sentence: Words) -> Iterator[_Said]:
    clauses = [c for m in _CLAUSE.finditer(sentence.text) if (c := sentence.part(*m.span())) is not None]
    several = sum(bool(_names(c)) and bool(TAKES.search(c.text)) for c in clauses) > 1
    for said in clauses if several else [sentence]:
        if _DENIED.search(said.text):
            continue
        companies = list(companies_in(said))
        names = _names(said, companies)
        fields = tuple(f for f in prose_fields(said) if f[0] != "items" or len(f[1].text) > 3)
        if not any(name == "items" for name, _ in fields) and not _BUILT_IN.search(said.text):
            continue
        for key, name in names.items():
            yield _Said(key, name, fields, said)
        if not names and _THEIRS.search(said.text):
            others = tuple(f for f in fields if f[0] != "vendor")
            for company in companies:
                yield _Said(company.text, company, (("vendor", company), *others), said)


def _of_partners(sentence: Words) -> Iterator[_Said]:
    """Brands that a sentence names as partners who are given or take something."""
    fields = tuple(f for f in prose_fields(sentence) if f[0] != "vendor")
    if not any(name == "items" for name, _ in fields) or _DENIED.search(sentence.text):
        return
    for partners in _PARTNERS.finditer(sentence.text):
        start = partners.start("list")
        for part in _PART.finditer(partners["list"]):
            length = _brand(part.group())
            name = sentence.part(start + part.start(), start + part.start() + length)
            found = match_sdk(name.text) if name is not None and length else None
            if name is not None and found is not None:
                yield _Said(found.sdk, name, fields, sentence)


def _brand(text: str) -> int:
    """Characters of the known name with which a text begins, when what follows may follow a name; 0 for none."""
    for end in range(min(len(text), MAX_NAME), 1, -1):
        known = names().by_key.get(squeezed(text[:end]))
        if known is not None and len(known.sdks) == 1 and _AFTER_A_BRAND.match(text[end:].strip()):
            return end
    return 0


def _names(said: Words, companies: Sequence[Words] = ()) -> dict[str, Words]:
    """The SDKs a sentence names; titles of policies and names of companies name none."""
    plain = _ITS_POLICY.sub(lambda m: "《" + "　" * (len(m[0]) - 2) + "》", said.text)
    known = [
        n for n in sdks_named(plain) if not any(c.start - said.start <= n.start < c.end - said.start for c in companies)
    ]
    if any(_ends_as_sdk(plain, n) for n in known):
        known = [n for n in known if _ends_as_sdk(plain, n) or _in_enumeration(plain, n)]
    found = {n.sdk: (n.start, n.end) for n in reversed(known)}
    taken = [(n.start, n.end) for n in known]
    for match in (*_TOGETHER.finditer(plain), *_PHONES.finditer(plain)):
        for brand in _PART.finditer(match["brands"]):
            sdk = match_sdk(f"{brand.group()}{match['does']}")
            if sdk is not None and sdk.score >= ENOUGH:
                start = match.start("brands") + brand.start()
                found.setdefault(sdk.sdk, (start, start + len(brand.group())))
                taken.append(match.span())
    for match in _QUOTED.finditer(plain):
        for part in _LISTED.finditer(match["list"]):
            sdk = match_sdk(part.group().strip())
            if sdk is not None and sdk.score >= ENOUGH:
                start = match.start("list") + part.start()
                found.setdefault(sdk.sdk, (start, start + len(part.group())))
                taken.append(match.span())
    for match in (*_UNKNOWN.finditer(plain), *_ACTS.finditer(plain)):
        start, end = match.span("name")
        if is_name(match["name"]) and not any(a < end and start < b for a, b in taken):
            taken.append((start, end))
            found.setdefault(match["name"].lower(), (start, end))
    return {key: w for key, span in sorted(found.items(), key=lambda f: f[1]) if (w := said.part(*span)) is not None}


def _ends_as_sdk(text: str, named: NamedSdk) -> bool:
    return text[named.start : named.end].lower().endswith("sdk")


def _in_enumeration(text: str, named: NamedSdk) -> bool:
    before, after = text[: named.start].rstrip("“「【* "), text[named.end :].lstrip("”」】* ")
    return before[-1:] in _BETWEEN or after[:1] in _BETWEEN


_BETWEEN = frozenset("、/和及与，,")
