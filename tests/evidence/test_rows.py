import dataclasses

from kanhe.evidence.rows import ROWS
from kanhe.evidence.vocabulary import VOCABULARY


def test_every_column_is_documented_and_every_set_exists() -> None:
    for row in ROWS.values():
        assert row.__doc__
        for column in dataclasses.fields(row):
            assert column.metadata["doc"]
            assert not column.metadata["one_of"] or column.metadata["one_of"] in VOCABULARY


def test_every_table_begins_with_the_app() -> None:
    assert all(dataclasses.fields(row)[0].name == "app" for row in ROWS.values())
