"""Documents that a package brings along: policies and lists in assets, raw resources and string resources.

Looks at names and a few words first, reads what may be one, and keeps the best of each role.  Bounded in files and bytes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kanhe.declared.documents.document import Document
from kanhe.declared.documents.embedded import literals
from kanhe.declared.documents.reading import read_document
from kanhe.declared.documents.roles import role_in
from kanhe.package.errors import PackageError
from kanhe.package.model import Entry
from kanhe.package.package import Package

MAX_FILES = 2000
MAX_FILE = 6 << 20
MAX_BYTES = 96 << 20
"""Bytes of files that are looked at, all together."""
MAX_READ = 60
"""Documents that are read."""
MAX_SAME = 3
"""Documents of one role that are kept."""
_LONG_STRING = 600
"""Characters of a string resource, or of a part of one in numbered pieces together, that may be a document."""
_ENDINGS = (".html", ".htm", ".xhtml", ".txt", ".md", ".pdf", ".docx", ".json")
_SCRIPTS = (".js", ".bundle", ".jsbundle")
_NAMED = re.compile(
    r"priva|yinsi|yszc|ysxy|policy|agree|protocol|xieyi|legal|clause|statement|sdk|third|permission|child|minor|隐私|协议|政策|清单|儿童|权限",
    re.IGNORECASE,
)
_NOT_NAMED = re.compile(r"licen[sc]e|notice\b|readme|changelog|copying|credits|(?:^|/)META-INF/|\.min\.", re.IGNORECASE)
_WORDS = (
    *(word.encode() for word in ("隐私政策", "隐私保护", "隐私权", "隐私声明", "隐私协议", "个人信息", "隱私", "第三方", "权限")),
    *(word.encode("gb18030") for word in ("隐私", "个人信息")),
    *(word.encode("utf-16-le") for word in ("隐私", "个人信息")),
    b"rivacy policy", b"rivacy Policy", b"ersonal information", b"PRIVACY POLICY", b"rivacy Notice",
)  # fmt: skip
_SPARSE = 64 << 10
"""Bytes in which a document that no name tells says at least one of the words: a dictionary says each once in millions."""
_NUMBERED = re.compile(r"(.*?)[_-]?\d{1,3}\Z")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Bytes that may be a document, and where they come from."""

    name: str
    data: bytes
    named: bool


def documents_inside(package: Package) -> list[tuple[str, Document]]:
    """(role, document) for the documents a package brings along, the best of each role first; Chinese ones if there are any.

    Entries that cannot be read are passed over: the archive's reader tells of them."""
    found: dict[str, list[Document]] = defaultdict(list)
    candidates = sorted([*_files(package), *_strings(package)], key=lambda c: not c.named)
    for candidate in candidates[:MAX_READ]:
        document = read_document(candidate.data, candidate.name)
        role = role_in(document, candidate.name)
        if role is not None:
            found[role].append(document)
    return [(role, document) for role in sorted(found, key=_order) for document in _best(found[role])]


def _order(role: str) -> tuple[bool, str]:
    return role != "policy", role


def _files(package: Package) -> Iterator[_Candidate]:
    left, count = MAX_BYTES, 0
    for entry in package.entries():
        scripted = entry.path.lower().endswith(_SCRIPTS)
        if not (scripted or _may_be(entry)) or not 200 < entry.size <= MAX_FILE or entry.size > left:
            continue
        count += 1
        if count > MAX_FILES:
            return
        left -= entry.size
        try:
            data = package.read(entry)
        except PackageError:
            continue
        named = _NAMED.search(entry.path) is not None
        if scripted:
            yield from _in_script(entry, data)
        elif data.startswith((b"%PDF", b"PK\x03\x04")):
            if named:
                yield _Candidate(entry.path, data, named)
        elif _speaks(data, named) or (named and b"\\u" in data):
            yield _Candidate(entry.path, data, named)


def _speaks(data: bytes, named: bool) -> bool:
    """The words stand in it; in a file whose name says nothing, often enough for its length."""
    least = 1 if named else max(1, len(data) // _SPARSE)
    return sum(data.count(word) for word in _WORDS) >= least


def _may_be(entry: Entry) -> bool:
    path = entry.path
    if _NOT_NAMED.search(path):
        return False
    if path.startswith("res/"):  # raw resources keep their endings, but folders may be renamed
        return path.lower().endswith(_ENDINGS)
    return path.lower().endswith(_ENDINGS) or (path.startswith("assets/") and _NAMED.search(path) is not None)


def _in_script(entry: Entry, data: bytes) -> Iterator[_Candidate]:
    """Long texts in a script: apps written for a web view carry their policy there."""
    if not any(word in data for word in _WORDS):
        return
    source = data.decode("utf-8", "replace")
    for number, literal in enumerate(literals(source, 0, len(source)), 1):
        if len(literal.text) >= _LONG_STRING:
            yield _Candidate(f"{entry.path}#{number}", literal.text.encode("utf-8", "replace"), False)


def _strings(package: Package) -> Iterator[_Candidate]:
    """Long string resources, in the Chinese of the app where there is one; and those cut into numbered pieces."""
    by_name: dict[str, str] = {}
    for resource in package.resources.all("string"):
        text = resource.value.text
        if (
            text
            and len(text) >= 40
            and (resource.name not in by_name or resource.locale.startswith("zh-CN") or resource.locale == "zh")
        ):
            by_name[resource.name] = text
    pieces: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, text in by_name.items():
        if len(text) >= _LONG_STRING:
            yield _Candidate(f"string/{name}", text.encode("utf-8", "replace"), _NAMED.search(name) is not None)
        elif (numbered := _NUMBERED.match(name)) and _NAMED.search(name):
            pieces[numbered[1]].append((name, text))
    for stem, parts in pieces.items():
        whole = "\n".join(text for _, text in sorted(parts, key=lambda p: (len(p[0]), p[0])))
        if len(parts) > 1 and len(whole) >= _LONG_STRING:
            yield _Candidate(f"string/{stem}*", whole.encode("utf-8", "replace"), True)


def _best(documents: list[Document]) -> list[Document]:
    """The documents of a role worth keeping: in the best language there is, the longest first, none that repeats another."""
    ranks = {"zh": 0, "zh-Hant": 1, "en": 2}
    first = min(ranks.get(d.language or "", 3) for d in documents)
    same = [d for d in documents if ranks.get(d.language or "", 3) == first]
    kept: list[tuple[Document, frozenset[str]]] = []
    for document in sorted(same, key=lambda d: -sum(len(b.text) for b in d.blocks)):
        texts = frozenset(b.text for b in document.blocks if len(b.text) > 15)
        if all(len(texts & other) * 2 < len(texts) for _, other in kept) or not kept:
            kept.append((document, texts))
    return [document for document, _ in kept[:MAX_SAME]]
