"""Statements of a document: who does what with which information, why and when.

Walks through the blocks in their order and hands each to the reader of passages or of tables, with what governs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kanhe.declared.claims.pairs import pairs
from kanhe.declared.claims.scopes import Other, Scope, exempt, heading_frame, introduced
from kanhe.declared.claims.statements import Frame, Statement, read
from kanhe.declared.claims.subjects import Actors, actors, sdks_of
from kanhe.declared.claims.tables import Cell, read_table
from kanhe.declared.documents.document import Block, Document, Passage
from kanhe.evidence.declared_rows import DeclarationRow

_CONTENTS = re.compile(
    r"^(?:[^。；]{0,80}?(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[条章部])){3}[^。；]*$"
)
"""A table of contents run together into one paragraph."""


def declarations(app: str, name: str, document: Document) -> list[DeclarationRow]:
    """The statements of a document, in its order; ``name`` is its id in ``documents.document``."""
    return list(_Walk(app, name, document).rows())


class _Walk:
    """One walk through a document; made once and thrown away."""

    def __init__(self, app: str, name: str, document: Document) -> None:
        self.app = app
        self.name = name
        self.document = document
        self.actors: Actors = actors(document)
        self.sdks = sdks_of(document)
        self.pairs = pairs(document.blocks, [bool(named) for named in self.sdks])
        self.scopes: list[Scope] = []
        self.other: Other | None = None

    def rows(self) -> Iterator[DeclarationRow]:
        for index, block in enumerate(self.document.blocks):
            if (other := introduced(block, self.sdks[index])) or (self.other and not self.other.goes_on(block)):
                self.other = other
            while self.scopes and not self.scopes[-1].holds(block):
                self.scopes.pop()
            if block.kind == "heading" or _CONTENTS.search(block.text):
                continue
            if exempt(self.document, index) or any(s.exempt for s in self.scopes):
                continue
            announced = self.scopes[-1].frame if self.scopes else None
            if block.kind == "table":
                frame = announced or heading_frame(self.document, index) or Frame("app", "collect")
                for cell in read_table(block, frame):
                    yield self._cell_row(index, cell)
                continue
            yield from self._passage(index, block, announced)

    def _passage(self, index: int, block: Block, announced: Frame | None) -> Iterator[DeclarationRow]:
        frame = announced or (heading_frame(self.document, index) if _may_be_entry(block) else None)
        pair = self.pairs.get(index)
        if pair and (pair.of_others or pair.kind != "data"):
            return
        if pair:
            governs = frame or Frame("app", "collect")
            frame = replace(
                governs, purpose=pair.purpose or governs.purpose, condition=pair.occasion or governs.condition
            )
        reading = read(block.text, self.actors, frame, self.sdks[index])
        if reading.exempt or reading.governs:
            self.scopes.append(Scope(reading.governs, block.kind, block.level, reading.exempt))
        listed = block.kind == "item" and frame is not None
        for statement in reading.statements:
            if self.other and statement.actor is None:
                told = replace(statement.frame, subject=self.other.subject, subject_written=self.other.written)
                statement = replace(statement, frame=told)
            yield self._row(index, block, statement, listed)

    def _row(self, index: int, block: Block, statement: Statement, listed: bool) -> DeclarationRow:
        via = "paragraphs" if index in self.pairs else "list" if listed else "sentence"
        where = block.passage.span(statement.start, statement.end)
        return self._declaration(
            index, statement.frame, statement, block.passage, via, block.text[statement.start : statement.end], where
        )

    def _cell_row(self, index: int, cell: Cell) -> DeclarationRow:
        filled = [passage for passage in cell.row if passage.text]
        starts, ends = zip(*(passage.span(0, len(passage.text)) for passage in filled), strict=True)
        text = " | ".join(passage.text for passage in cell.row)
        return self._declaration(index, cell.frame, cell, cell.passage, "table", text, (min(starts), max(ends)))

    def _declaration(
        self,
        index: int,
        frame: Frame,
        told: Statement | Cell,
        passage: Passage,
        via: str,
        text: str,
        where: tuple[int, int],
    ) -> DeclarationRow:
        mention = told.mention
        item_start, item_end = passage.span(mention.start, mention.end)
        return DeclarationRow(
            self.app, self.name, frame.subject, frame.verb, mention.item, mention.written, mention.group, frame.purpose,
            frame.condition, frame.recipient, frame.subject_written, self.document.heading(index), via, text, *where,
            item_start, item_end,
        )  # fmt: skip


def _may_be_entry(block: Block) -> bool:
    """Whether a heading may govern the block itself: an entry of a list, or a short text that opens like one."""
    return block.kind == "item" or len(block.text) <= 160
