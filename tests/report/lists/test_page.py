from dataclasses import FrozenInstanceError, fields

import pytest

from kanhe.report.lists.page import Page, Table, Words
from tests.report.lists.pages import PAGE


def test_pages_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        PAGE.title = "x"  # type: ignore[misc]
    assert Words("a") == Words("a", "plain", None)


def test_every_row_has_a_cell_a_column() -> None:
    assert all(len(row) == len(table.columns) for table in PAGE.tables for row in table.rows)
    assert {f.name for f in fields(Page)} >= {"lang", "title", "facts", "notes", "tables"}
    assert not Table("a", "A", (), ()).rows
