"""Finding personal information in a request: planted values in any form, then patterns, each with the way to it.

All leaves of a request are searched as one text, so that a form costs one search and not one a leaf.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kanhe.runtime.traffic.canaries import Canary, Form, forms
from kanhe.runtime.traffic.flow import Flow
from kanhe.runtime.traffic.opacity import opaque
from kanhe.runtime.traffic.patterns import PATTERNS, Pattern, candidates
from kanhe.runtime.traffic.unpacking import Leaf, unpack

HASHES = frozenset(("md5", "sha1", "sha256"))
MAX_HITS = 200
_BETWEEN = "\n\x00\n"
_PACKING = frozenset(
    ("json", "form", "gzip", "zlib", "base64", "hex", "pb", "multipart", "body", "query", "header", "cookie", "path")
)


@dataclass(frozen=True, slots=True)
class Hit:
    """Personal information at a place of a request."""

    item: str
    how: str
    """'canary/plain', 'canary/md5'…, 'pattern/named' or 'pattern'."""
    where: str
    digest: str
    """HMAC-SHA256 of the value with the salt of the run, 16 hex digits."""

    @property
    def certain(self) -> bool:
        return self.how != "pattern"

    @property
    def hashed(self) -> bool:
        return self.how.partition("/")[2] in HASHES


@dataclass(frozen=True, slots=True)
class Findings:
    """What a request was found to hold."""

    hits: tuple[Hit, ...] = ()
    opaque: bool = False
    partial: bool = False


class Finder:
    """Looks through requests for the planted values of a run and for patterns."""

    __slots__ = ("_digests", "_forms", "_salt")

    def __init__(self, canaries: Iterable[Canary], salt: bytes) -> None:
        every = forms(canaries)
        # Digests stand between letters that are no hexadecimal digits: one search finds them all.
        self._digests = {form.text: form for form in every if form.how in HASHES}
        self._forms: tuple[Form, ...] = tuple(form for form in every if form.how not in HASHES)
        self._salt = salt

    def find(self, flow: Flow) -> Findings:
        """Everything found in one request."""
        if flow.pinned:
            return Findings()
        unpacked = unpack(flow)
        hits = tuple(dict.fromkeys(self._hits(unpacked.leaves)))
        return Findings(hits[:MAX_HITS], opaque(unpacked.dark, flow.size), unpacked.partial or len(hits) > MAX_HITS)

    def digest(self, value: str) -> str:
        """A value as it may be kept."""
        return hmac.new(self._salt, value.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:16]

    def _hits(self, leaves: list[Leaf]) -> Iterator[Hit]:
        starts, parts, at = [], [], 0
        for leaf in leaves:
            starts.append(at)
            parts.append(leaf.text)
            at += len(leaf.text) + len(_BETWEEN)
        text = _BETWEEN.join(parts)
        lower = text.lower()
        if len(lower) != len(text):  # a few letters change their length: places would shift
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        taken: set[tuple[int, str]] = set()
        for form, begin in self._written(lower):
            k = bisect_right(starts, begin) - 1
            taken.add((k, form.canary.item))
            yield Hit(form.canary.item, f"canary/{form.how}", leaves[k].where, self.digest(form.canary.value))
        for form, k in self._digested(leaves):
            taken.add((k, form.canary.item))
            yield Hit(form.canary.item, f"canary/{form.how}", leaves[k].where, self.digest(form.canary.value))
        for k, leaf in enumerate(leaves):
            for pattern in _named(leaf.where):
                for match in pattern.shape.finditer(leaf.text):
                    if (k, pattern.item) not in taken and pattern.check(match[0].removeprefix("+")):
                        yield Hit(pattern.item, "pattern/named", leaf.where, self.digest(match[0]))
        for pattern in PATTERNS:
            if not pattern.alone:
                continue
            for match in candidates(pattern, text):
                k = bisect_right(starts, match.start()) - 1
                where = leaves[k].where
                known = (k, pattern.item) in taken or pattern in _named(where)
                if not known and pattern.check(match[0].removeprefix("+")):
                    yield Hit(pattern.item, "pattern", where, self.digest(match[0]))

    def _written(self, lower: str) -> Iterator[tuple[Form, int]]:
        """Each planted value that stands in a text of small letters, and where it begins."""
        for form in self._forms:
            begin = lower.find(form.text)
            while begin >= 0:
                end = begin + len(form.text)
                if _whole(lower, begin, end):
                    yield form, begin
                begin = lower.find(form.text, end)

    def _digested(self, leaves: list[Leaf]) -> Iterator[tuple[Form, int]]:
        """Each digest of a planted value, and the leaf that holds it: most are a leaf of their own."""
        if not self._digests:
            return
        for k, leaf in enumerate(leaves):
            if len(leaf.text) >= _SHORTEST_DIGEST:
                text = leaf.text.lower()
                if (known := self._digests.get(text)) is not None:
                    yield known, k
                elif len(text) > _SHORTEST_DIGEST:
                    for match in _LONG_HEX.finditer(text):
                        if (known := self._digests.get(match[0])) is not None:
                            yield known, k


@lru_cache(maxsize=8192)
def _named(where: str) -> tuple[Pattern, ...]:
    """The shapes of the items after which a place is called."""
    name = _name(where)
    return tuple(p for p in PATTERNS if p.named.search(name)) if name else ()


def _whole(text: str, begin: int, end: int) -> bool:
    """Not a part of a longer number or of a longer digest."""
    inside = text[begin:end]
    if inside.isdigit():
        around = re.compile(r"\d")
    elif _DIGEST.fullmatch(inside):
        around = re.compile(r"[0-9a-f]")
    else:
        return True
    before, after = text[begin - 1 : begin] if begin else "", text[end : end + 1]
    return not (before and around.match(before)) and not (after and around.match(after))


_DIGEST = re.compile(r"[0-9a-f]{16,}")
_SHORTEST_DIGEST = 32
_LONG_HEX = re.compile(r"[0-9a-f]{32,}")


def _name(where: str) -> str:
    """The last part of a way that is a field's name."""
    for part in reversed(where.split(".")):
        if part and part not in _PACKING and not part.isdigit():
            return part
    return ""
