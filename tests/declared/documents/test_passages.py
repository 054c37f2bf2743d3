import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.documents.document import Block, Link, Passage
from kanhe.declared.documents.passages import cut, joined, relocated


def passage(text: str, start: int = 0, **more: tuple) -> Passage:
    return Passage(text, np.arange(start, start + len(text) + 1, dtype=np.int32), **more)


def test_cut_keeps_places_and_marks() -> None:
    part = cut(passage("一、 手机号码", strong=((0, 5),), links=(Link(3, 5, "u"),)), 2)
    assert part.text == "手机号码"
    assert part.at.tolist() == [3, 4, 5, 6, 7]
    assert part.strong == ((0, 2),)
    assert part.links == (Link(0, 2, "u"),)


def test_cut_before_the_end_ends_behind_its_last_character() -> None:
    part = cut(Passage("ab c", np.array([0, 1, 7, 8, 9], np.int32)), 0, 3)
    assert part.text == "ab"
    assert part.at.tolist() == [0, 1, 2]


def test_joined() -> None:
    both = joined([passage("ab", strong=((0, 1),)), passage("c", 10, links=(Link(0, 1, "u"),))], " | ")
    assert both.text == "ab | c"
    assert both.at.tolist() == [0, 1, 2, 2, 2, 10, 11]
    assert both.strong == ((0, 1),)
    assert both.links == (Link(5, 6, "u"),)
    assert joined([], " | ").text == ""


def test_line_breaks_stay() -> None:
    lines = passage("a b c", breaks=(1, 3))
    assert cut(lines, 2).breaks == (1,)
    assert joined([lines, lines], " | ").breaks == (1, 3, 9, 11)


def test_relocated_into_the_outer_text() -> None:
    begins, ends = np.array([5, 6, 12], np.int32), np.array([6, 12, 13], np.int32)
    (block,) = relocated([Block("paragraph", passage("abc"))], begins, ends)
    assert block.passage.at.tolist() == [5, 6, 12, 13]
    (table,) = relocated([Block("table", passage("ab"), rows=((passage("a"), passage("b", 1)),))], begins, ends)
    assert [c.at.tolist() for c in table.rows[0]] == [[5, 6], [6, 12]]


@given(st.text("ab ", max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_a_cut_is_the_stripped_slice(text: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    part = cut(passage(text), start, end)
    assert part.text == text[start:end].strip(" ")
    assert len(part.at) == len(part.text) + 1
