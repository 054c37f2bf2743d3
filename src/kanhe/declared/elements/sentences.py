"""A policy as the finders of elements read it: sentences, each with the headings it stands under.

Knows what a sentence and a title are; knows no element.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kanhe.declared.documents.document import Block, Document
from kanhe.declared.language.sentences import sentences

MAX_SENTENCE = 600
"""Characters after which a stretch without a full stop is cut, so that patterns meet bounded text."""
_TITLE = 40
_END = re.compile(r"[。！？!?；;]+[”」』）)]?|(?<=[a-z0-9)”\"])\.(?=\s)")
_MARK = re.compile(
    r"^[#*\s]*(?:第?[一二三四五六七八九十百]{1,4}[、.．章条节]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]"
    r"{1,2}(?:\.[0-9]{1,2})*[\\.．、)）]?|[A-Za-z][.．、])?\s*"
)
_SPEAKS = re.compile(
    r"[。；;！!：:，,→@“「【]|->|[您你](?:可|有权|能|应|需|在|同意)|请|我们(?:会|将|不|仅|可|已|采|非)|通过|"
    r"点击|\d\s*号|[市区县].{0,20}[路街道]|20\d\d|\d{5}"
    r"|\b(?:you (?:can|may)|please|we (?:will|may|do)|by \w+ing)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters ``start`` to ``end`` of the text of block ``block``."""

    block: int
    start: int
    end: int
    text: str
    section: int
    """Sentences of one number stand under the same headings."""
    scope: str
    """The headings above, outermost first, joined."""
    title: bool
    """It names a matter and says nothing of it: a heading, an entry of a table of contents."""


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """The sentences of a document, and their text in lower case as one."""

    document: Document
    sentences: tuple[Sentence, ...]
    lower: str
    starts: tuple[int, ...]
    """Where each sentence begins in ``lower``."""

    def with_word(self, words: Iterable[str]) -> list[int]:
        """Indices of the sentences that hold one of the words (in lower case), in order."""
        return sorted({index for word in words for index in self._holding(word)})

    def _holding(self, word: str) -> Iterator[int]:
        at = self.lower.find(word)
        while at >= 0:
            index = bisect_right(self.starts, at) - 1
            yield index
            # A sentence counts once: go on behind it.
            at = self.lower.find(word, self.starts[index + 1]) if index + 1 < len(self.starts) else -1

    def around(self, index: int, before: int = 2, after: int = 5) -> str:
        """The sentence with its neighbours under the same headings, titles left out."""
        section = self.sentences[index].section
        near = self.sentences[max(0, index - before) : index + after + 1]
        return "\n".join(s.text for s in near if s.section == section and not s.title)


def policy_of(document: Document) -> Policy:
    """Cut a document into sentences.  Time is linear in its length."""
    found = tuple(_sentences(document))
    starts = []
    total = 0
    for sentence in found:
        starts.append(total)
        total += len(sentence.text) + 1
    # Lower case of some characters is longer; such a text keeps its case so that places stay true.
    joined = "\n".join(s.text for s in found)
    lower = joined.lower()
    return Policy(document, found, lower if len(lower) == len(joined) else joined, tuple(starts))


def is_title(block: Block) -> bool:
    """A heading, or a line that looks like one and says nothing."""
    text = block.text
    if block.kind == "table":
        return False
    if block.kind == "heading":
        return len(text) <= 2 * _TITLE and not text.endswith(("。", "；"))
    return len(text) <= _TITLE and not _SPEAKS.search(_MARK.sub("", text, count=1))


def _sentences(document: Document) -> Iterator[Sentence]:
    texts: Mapping[int, str] = {i: b.text for i, b in enumerate(document.blocks) if b.kind == "heading"}
    section, scope, line = 0, "", ""
    above: tuple[int, ...] = ()
    for index, (block, headings) in enumerate(zip(document.blocks, document.headings, strict=True)):
        title = is_title(block)
        inferred = title and block.kind == "paragraph"
        if headings != above or block.kind == "heading":
            above, line = headings, ""
        if inferred:
            line = block.text
        found = " / ".join((*(texts[h] for h in headings), *((line,) if line else ())))
        if found != scope or title:
            section, scope = section + 1, found
        for start, end in sentences(block.text, _END, MAX_SENTENCE):
            yield Sentence(index, start, end, block.text[start:end], section, scope, title)
