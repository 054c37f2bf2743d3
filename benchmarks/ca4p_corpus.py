"""The files of CA4P-483: its splits (one character a line) and its annotations (JSON, one file a policy)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

CLASSES = {
    "data": "数据", "collect": "收集", "share": "分享", "handler": "操作者", "purpose": "目的", "condition": "条件", "subjects": "受试者",
}  # fmt: skip
"""Class as the splits write it → as the paper names it."""

_IN_JSON = {
    "e_21": "data", "e_22": "collect", "e_23": "share", "e_24": "handler", "e_25": "condition", "e_26": "subjects", "e_27": "purpose",
}  # fmt: skip
_MARKS = frozenset(
    " ，：。｜/、！～#¥%！？｡＂＃＄％＆＇（）＊＋，－／：；＜＝＞＠［＼］＾＿｀｛｜｝～｟｠｢｣､、〃》「」『』【】〔〕〖〗〘〙〚〛〜〝〞〟〰〾〿–—‘’‛“”„‟…‧﹏.\n\t"
)
"""Characters that no mark covers: those of the corpus' own preparation, so that spans are cut where its spans are."""
_DROPPED = frozenset("\n \t|*")
"""Characters that the splits leave out where nothing is marked."""
_SHARED = 0.5
"""A policy is of a split if this part of its marked sentences stands there."""


@dataclass(frozen=True, slots=True)
class Span:
    kind: str
    start: int
    end: int

    @property
    def range(self) -> range:
        return range(self.start, self.end)

    def overlaps(self, other: Span) -> bool:
        return self.kind == other.kind and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    spans: frozenset[Span]


def read_split(checkout: Path, split: str) -> list[Sentence]:
    """The sentences of a split.  Raises FileNotFoundError where the checkout has none."""
    lines = (checkout / "train_dev_test" / f"{split}.BME.data").read_text("utf-8").splitlines()
    found = []
    for filled, group in groupby(lines, key=lambda line: bool(line.strip())):
        if filled:
            parts = [line.split("\t") for line in group]
            found.append(labelled("".join(p[0] for p in parts), [p[-1] for p in parts]))
    return found


def labelled(text: str, labels: Sequence[str]) -> Sentence:
    """A sentence from one label a character: B- and S- open a span, anything else of the same class goes on with it."""
    spans: list[tuple[str, int, int]] = []
    before = None
    for at, label in enumerate(labels):
        head, _, kind = label.partition("-")
        if not kind:
            before = None
            continue
        if head in "BS" or before != kind:
            spans.append((kind, at, at + 1))
        else:
            spans[-1] = (kind, spans[-1][1], at + 1)
        before = None if head in "ES" else kind
    return Sentence(text, frozenset(Span(*span) for span in spans))


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a stretch between the characters that no mark covers."""
    for covered, group in groupby(range(start, end), key=lambda at: text[at] not in _MARKS):
        if covered:
            inside = list(group)
            yield inside[0], inside[-1] + 1


def training_sentences(checkout: Path, splits: Iterable[list[Sentence]], strict: bool) -> tuple[int, list[Sentence]]:
    """Number of documents outside the splits, and their sentences."""
    held = {sentence.text for split in splits for sentence in split}
    documents, found = 0, dict[str, Sentence]()
    for path in sorted((checkout / "annotation_data").glob("*.json")):
        sentences = annotated(json.loads(path.read_text("utf-8")))
        marked = [s for s in sentences if s.spans]
        if not marked or sum(s.text in held for s in marked) >= _SHARED * len(marked):
            continue
        documents += 1
        for sentence in sentences:
            if not (strict and sentence.text in held):
                found.setdefault(sentence.text, sentence)
    return documents, list(found.values())


def annotated(entries: list[dict[str, object]]) -> list[Sentence]:
    """The sentences of one policy's annotation, of the paragraphs in which anything is marked."""
    marks = [
        (int(str(e["start"])), int(str(e["end"])), _IN_JSON[str(e["classId"])])
        for e in entries
        if e["classId"] in _IN_JSON
    ]
    paragraphs = {
        (int(str(e["start"])), int(str(e["end"]))): str(e["text"]) for e in entries if e["classId"] not in _IN_JSON
    }
    found = []
    for (start, end), text in sorted(paragraphs.items()):
        inside = [(a - start, b - start, kind) for a, b, kind in marks if start <= a and b <= end]
        if inside:
            found.extend(_sentences(text, inside))
    return found


def _sentences(text: str, marks: list[tuple[int, int, str]]) -> Iterator[Sentence]:
    labels = ["O"] * len(text)
    for a, b, kind in marks:
        for start, end in pieces(text, a, min(b, len(text))):
            labels[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
    kept = [at for at, c in enumerate(text) if c not in _DROPPED or labels[at] != "O"]
    begin = 0
    for number, at in enumerate(kept):
        if text[at] == "。" or number == len(kept) - 1:
            these = kept[begin : number + 1]
            yield labelled("".join(text[i] for i in these), [labels[i] for i in these])
            begin = number + 1
