"""Sentences that name SDKs: 我们接入友盟+SDK，它会收集…  Only where the sentence says that it speaks of an SDK."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kanhe.declared.documents.document import Document
from kanhe.declared.sdk_lists.context import headings, of_the_app_itself
from kanhe.declared.sdk_lists.entry import Entry, Words, words
from kanhe.declared.sdk_lists.matching import NamedSdk, sdks_named
from kanhe.declared.sdk_lists.naming import SDK, is_name
from kanhe.declared.sdk_lists.prose import TAKES, companies_in, prose_fields

_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]*")
_CLAUSE = re.compile(r"[^；;]+[；;]*")
_BUILT_IN = re.compile(
    r"接入|集成|嵌入|内置|内嵌|植入|引入|包含|包括|使用了|采用|合作|integrat|embed|include|use", re.IGNORECASE
)
_UNKNOWN = re.compile(
    r"(?:接入|集成|嵌入|内置|引入|使用|采用)了?(?:由)?(?:[^，。；、\s]{2,24}(?:公司|科技)(?:提供)?的\s*)?[“「【*\s]*(?P<name>(?:(?!第三方|接入|集成|使用|我们|相关|的)[^，。；、：:（(*\s]){1,14}的?\s?SDK)",
    re.IGNORECASE,
)
_THEIRS = re.compile(r"(?:他们|它们|其|这些公司|上述公司|该公司|该等公司)的*\s*SDK", re.IGNORECASE)
"""The sentence names companies and means their SDKs."""
_ITS_POLICY = re.compile(r"《[^》]*》")
_DENIED = re.compile(r"(?:不会?|未|没有|并不)(?:再)?(?:接入|集成|嵌入|使用|包含)")


def sentence_entries(document: Document, taken: Collection[int]) -> Iterator[Entry]:
    """Entries of sentences in blocks that belong to no list; what one block says of one SDK is one entry."""
    for index, block in enumerate(document.blocks):
        if index in taken or block.kind in ("table", "heading") or not SDK.search(block.text):
            continue
        whole = words(block.passage)
        if whole is None or of_the_app_itself(document, index):
            continue
        said: dict[str, list[_Said]] = {}
        for match in _SENTENCE.finditer(whole.text):
            sentence = whole.part(*match.span())
            if sentence is not None and SDK.search(sentence.text):
                for one in _said(sentence):
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


def _names(said: Words, companies: Sequence[Words] = ()) -> dict[str, Words]:
    """The SDKs a sentence names; titles of policies and names of companies name none."""
    plain = _ITS_POLICY.sub(lambda m: "《" + "　" * (len(m[0]) - 2) + "》", said.text)
    known = [
        n for n in sdks_named(plain) if not any(c.start - said.start <= n.start < c.end - said.start for c in companies)
    ]
    if any(_ends_as_sdk(plain, n) for n in known):
        known = [n for n in known if _ends_as_sdk(plain, n) or _in_enumeration(plain, n)]
    found = {n.sdk: (n.start, n.end) for n in reversed(known)}
    for match in _UNKNOWN.finditer(plain):
        start, end = match.span("name")
        if is_name(match["name"]) and not any(a < end and start < b for a, b in found.values()):
            found.setdefault(match["name"].lower(), (start, end))
    return {key: w for key, span in sorted(found.items(), key=lambda f: f[1]) if (w := said.part(*span)) is not None}


def _ends_as_sdk(text: str, named: NamedSdk) -> bool:
    return text[named.start : named.end].lower().endswith("sdk")


def _in_enumeration(text: str, named: NamedSdk) -> bool:
    before, after = text[: named.start].rstrip("“「【* "), text[named.end :].lstrip("”」】* ")
    return before[-1:] in _BETWEEN or after[:1] in _BETWEEN


_BETWEEN = frozenset("、/和及与，,")
