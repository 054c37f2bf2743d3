import pytest

from kanhe.declared.documents.page import MAX_DEPTH, Page, numbered
from kanhe.declared.documents.tables import blocks_of
from kanhe.declared.documents.tape import OwnTape


def told(page: Page, tape: OwnTape) -> list[tuple[str, int, str | None, str]]:
    drafts = page.finish()
    folded = tape.fold()
    return [(b.kind, b.level, b.marker, b.text) for d in drafts for b in blocks_of(d, folded)]


def test_headings_lists_and_paragraphs() -> None:
    tape = OwnTape()
    page = Page(tape)
    page.open_heading(2)
    tape.write("标题")
    page.line_break()
    tape.write("续")
    page.close_heading()
    tape.write(" ")
    page.part()
    page.open_list(True, 3, "a")
    page.open_item()
    tape.write("甲")
    page.close_item()
    page.open_item(number=7)
    tape.write("乙")
    page.close_list()
    tape.write("完")
    assert told(page, tape) == [
        ("heading", 2, None, "标题 续"), ("item", 1, "c.", "甲"), ("item", 1, "g.", "乙"), ("paragraph", 0, None, "完"),
    ]  # fmt: skip


def test_an_entry_with_marker_and_depth_of_its_own() -> None:
    tape = OwnTape()
    page = Page(tape)
    page.open_item(marker="（一）", depth=3)
    tape.write("甲")
    page.close_item()
    assert told(page, tape) == [("item", 3, "（一）", "甲")]


def test_what_is_never_closed_is_closed_at_the_end() -> None:
    tape = OwnTape()
    page = Page(tape)
    for text in "甲乙":
        page.open_table()
        page.open_cell(False)
        tape.write(text)
    assert [text for *_, text in told(page, tape)] == ["甲", "乙"]


def test_what_closes_without_having_opened() -> None:
    tape = OwnTape()
    page = Page(tape)
    for close in (page.close_table, page.close_cell, page.close_list, page.close_item, page.close_heading):
        close()
    page.open_row()
    page.open_cell(True)
    page.in_head(True)
    tape.write("甲")
    assert told(page, tape) == [("paragraph", 0, None, "甲")]


def test_depth_is_bounded() -> None:
    tape = OwnTape()
    page = Page(tape)
    for _ in range(3 * MAX_DEPTH):
        page.open_list(False)
        page.open_table()
        page.open_cell(False)
    tape.write("甲")
    assert [text for *_, text in told(page, tape)] == ["甲"]


@pytest.mark.parametrize(
    ("number", "style", "shown"), [(3, "1", "3."), (3, "a", "c."), (4, "i", "iv."), (9, "I", "IX."), (27, "a", "27.")]
)
def test_numbers_of_lists(number: int, style: str, shown: str) -> None:
    assert numbered(number, style) == shown
