"""Lists of SDKs in lines: labelled values, a title and what follows it, one line an SDK.

Walks the blocks once and gathers records; a record is an entry when it names an SDK and says something of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kanhe.declared.documents.document import Block, Document
from kanhe.declared.sdk_lists.columns import says_nothing
from kanhe.declared.sdk_lists.context import headings, of_the_app_itself, of_third_parties, platforms
from kanhe.declared.sdk_lists.entry import Entry, Words, words
from kanhe.declared.sdk_lists.labels import Labelled, labelled
from kanhe.declared.sdk_lists.naming import MAX_NAME, SDK, is_name, may_name, opening
from kanhe.declared.sdk_lists.prose import ADDRESS, TAKES, prose_fields

_NAMES = frozenset({"name", "party", "vendor"})
_ABOUT = frozenset({"items", "purpose", "means", "link", "permissions", "package"})
_ENDS = re.compile(r"[。！？!?：:；;，,]\s*$")
_SAYS = re.compile(
    TAKES.pattern + r"|用于|提供|实现|需要|为了|使用|支持|帮助|接入|集成|used|provide|purpose|enable", re.IGNORECASE
)
_DETAIL = re.compile(r"^\W*(?:ios|android|安卓|苹果|鸿蒙|个人信息|收集|使用|隐私|官网|https?://)", re.IGNORECASE)
_MAX_FOLLOWING = 4
"""Paragraphs that may belong to a title, where no other entry of the list shows how many do."""


@dataclass
class _Record:
    """An entry while its lines are read."""

    block: int
    title: Words | None = None
    """The name when it stands in a line, not behind a label."""
    labels: list[tuple[str, Words]] = field(default_factory=list)
    prose: list[Words] = field(default_factory=list)
    whole: list[Words] = field(default_factory=list)
    first_label: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    """Fields of a label that had no value in its line."""

    def told(self) -> frozenset[str]:
        return frozenset(name for name, value in self.labels if not says_nothing(value.text))


def paragraph_entries(document: Document) -> Iterator[Entry]:
    """The entries of all lists that stand in lines, in the order of the document."""
    for record in _records(document):
        entry = _entry(document, record)
        if entry is not None:
            yield entry


def _records(document: Document) -> Iterator[_Record]:
    record: _Record | None = None
    following = _MAX_FOLLOWING
    blocks = document.blocks
    for index, block in enumerate(blocks):
        line = words(block.passage) if block.kind != "table" else None
        if line is None:
            if record:
                yield record
            record = None
            continue
        lead, labels = labelled(block.passage)
        if labels and not _mere_sentence(lead, labels):
            for made in _labelled_line(document, index, lead, labels, record):
                if record and made is not record:
                    yield record
                record = made
            continue
        opened = opening(line)
        if opened is not None:
            if record:
                following = max(1, len(record.prose)) if record.title and record.prose else following
                yield record
            name, rest = opened
            record = _Record(index, name, prose=[rest] if rest else [], whole=[line])
            continue
        if record and record.waiting and block.kind != "heading":
            record.labels.extend((name, line) for name in record.waiting)
            record.whole.append(line)
            record.waiting = ()
            continue
        if record and block.kind != "heading" and _belongs(record, block, blocks[record.block], line, following):
            record.prose.append(line)
            record.whole.append(line)
            continue
        if record:
            yield record
        record = None
    if record:
        yield record


def _mere_sentence(lead: Words | None, labels: Sequence[Labelled]) -> bool:
    """A colon in a sentence: much stands before it, and no name."""
    if lead is None or len(lead.text) <= 20 or any("name" in label.fields for label in labels):
        return False
    return opening(lead) is None


def _labelled_line(
    document: Document, index: int, lead: Words | None, labels: Sequence[Labelled], record: _Record | None
) -> Iterator[_Record]:
    """The records that a line with labels goes on with or begins; the last one stays open."""
    before = words(document.blocks[index].passage, 0, labels[0].start) if lead is not None else None
    named = opening(before) if before is not None else None
    if named is not None:
        record = _Record(index, named[0], prose=[named[1]] if named[1] else [], whole=[before] if before else [])
        yield record
    for label in labels:
        if (
            record is not None
            and _begins(record, label)
            and not (named and record.block == index and not record.labels)
        ):
            record = None
        if record is None:
            record = _Record(index, _title(document, index, label), first_label=label.fields)
            if record.title is not None:
                record.whole.append(record.title)
        if not record.labels and not record.first_label:
            record.first_label = label.fields
        record.waiting = ()
        if label.value is not None and any(map(str.isalnum, label.value.text)):
            record.labels.extend((name, label.value) for name in _meant(label))
            record.whole.append(_with_label(label))
        elif label.fields != ("other",):
            record.waiting = label.fields
        yield record


def _meant(label: Labelled) -> tuple[str, ...]:
    """The fields; 'Android版本：' announces what is taken there."""
    assert label.value is not None  # asked for by the caller
    written = label.value.passage.text[label.start : label.value.start]
    return ("items",) if label.fields == ("other",) and platforms(written) else label.fields


def _with_label(label: Labelled) -> Words:
    assert label.value is not None  # asked for by the caller
    return Words(label.value.passage, label.start, label.value.end)


def _begins(record: _Record, label: Labelled) -> bool:
    """The label begins another record: a name where there is one, or the label that began this one."""
    told = {name for name, _ in record.labels}
    if "name" in label.fields:
        return bool(told)
    return record.title is None and label.fields == record.first_label and bool(told)


def _title(document: Document, index: int, label: Labelled) -> Words | None:
    """A short line right above a record that begins without a name is its name."""
    if "name" in label.fields or index == 0:
        return None
    above_it = document.blocks[index - 1]
    if (
        above_it.kind == "table"
        or len(above_it.text) > MAX_NAME
        or _ENDS.search(above_it.text)
        or "：" in above_it.text
    ):
        return None
    line = words(above_it.passage)
    if line is None or labelled(above_it.passage)[1]:
        return None
    named = opening(line)
    return named[0] if named else line


def _belongs(record: _Record, block: Block, first: Block, line: Words, following: int) -> bool:
    """A line without label or name goes on with the record above it."""
    if ADDRESS.match(line.text.strip("<[_* ")) or _DETAIL.match(line.text):
        return True
    if block.kind == "item" and block.level > max(first.level, 0) and first.kind == "item":
        return True
    if record.labels:
        return False
    titled = (
        record.title is not None and len(record.whole) - len(record.prose) == 1 and record.whole[0] not in record.prose
    )
    return titled and len(record.prose) < following


def _entry(document: Document, record: _Record) -> Entry | None:
    """The record as an entry, when it is one."""
    told = record.told()
    in_section = of_third_parties(document, record.block)
    if of_the_app_itself(document, record.block):
        return None
    fields = [*record.labels]
    if record.title is not None and "name" not in told:
        fields.insert(0, ("name", record.title))
    names = [value.text for name, value in fields if name == "name"]
    if not may_name(next((value.text for name, value in fields if name in _NAMES), "")):
        return None
    sure = "name" in told or any(is_name(name, lone=True) for name in names)
    if told & _ABOUT:
        if not (sure or (in_section and told & _NAMES and told & {"items", "purpose"})):
            return None
        if sure and not in_section and "name" not in told and not SDK.search(" ".join(names)) and len(told) < 2:
            return None
        for line in record.prose:
            fields.extend(found for found in _more(line) if found[0] == "items" or found[0] not in told)
        return Entry(
            tuple(fields), record.block, "paragraphs", tuple(record.whole), context=headings(document, record.block)
        )
    if record.title is None or not sure or not _says(document, record, in_section):
        return None
    fields.extend(found for p in record.prose for found in prose_fields(p))
    return Entry(
        tuple(fields), record.block, "list", tuple(record.whole), told=False, context=headings(document, record.block)
    )


def _says(document: Document, record: _Record, in_section: bool) -> bool:
    """Its prose speaks of an SDK; under a heading that announces SDKs, the name and an address, or the name alone, is enough."""
    said = " ".join(p.text for p in record.prose)
    if SDK.search(document.heading(record.block) or "") and (not said or ADDRESS.search(said)):
        return True
    name = record.title.text if record.title else ""
    return bool(_SAYS.search(said)) and (in_section or bool(SDK.search(name)) or bool(SDK.search(said)))


def _more(line: Words) -> Iterator[tuple[str, Words]]:
    """What a line without labels adds to labelled ones."""
    if ADDRESS.match(line.text.strip("<[_* ")):
        yield "link", line
    elif _DETAIL.match(line.text):
        yield "items", line
    else:
        yield from prose_fields(line)
