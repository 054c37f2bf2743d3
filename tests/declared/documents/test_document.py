from dataclasses import replace

import numpy as np

from kanhe.declared.documents.document import Block, Document, Passage, Problem


def passage(text: str, start: int = 0) -> Passage:
    return Passage(text, np.arange(start, start + len(text) + 1, dtype=np.int32), strong=((0, 2),))


def document(*blocks: Block, problems: tuple[Problem, ...] = ()) -> Document:
    return Document("a", "0", "text", "", blocks, problems=problems)


def test_spans_and_strong() -> None:
    words = passage("手机号", 5)
    assert words.span(1, 3) == (6, 8)
    assert words.is_strong(0, 2)
    assert not words.is_strong(1, 3)


def test_lines() -> None:
    assert passage("甲 乙").lines == ("甲 乙",)
    assert replace(passage("甲 乙 丙"), breaks=(1,)).lines == ("甲", "乙 丙")


def test_headings_above_a_block() -> None:
    blocks = [
        Block(kind, passage(text), level)  # type: ignore[arg-type]
        for kind, level, text in [
            ("paragraph", 0, "前"), ("heading", 1, "一"), ("heading", 2, "二"), ("paragraph", 0, "文"), ("heading", 1, "三"),
        ]
    ]  # fmt: skip
    whole = document(*blocks)
    assert whole.headings == ((), (), (1,), (1, 2), ())
    assert [whole.heading(i) for i in range(5)] == [None, None, "一", "二", None]


def test_readable() -> None:
    block = Block("paragraph", passage("文"))
    assert document(block).readable
    assert not document().readable
    assert not document(block, problems=(Problem("unreadable-document", "x", "x"),)).readable
    assert document(block, problems=(Problem("damaged-document", "x", "x"),)).readable
