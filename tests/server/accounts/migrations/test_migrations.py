"""Revisions and metadata of the accounts' tables say the same, beside the ledger's in one database."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from kanhe.ledger.store import open_store
from kanhe.ledger.store import prepare as prepare_ledger
from kanhe.server.accounts import migrations
from kanhe.server.accounts.schema import metadata
from kanhe.server.accounts.store import prepare
from tests.ledger.migrations.test_migrations import shape
from tests.ledger.postgres import Server


@pytest.fixture
def empty(database: str, request: pytest.FixtureRequest) -> sa.Engine:
    """A database with the ledger's tables only."""
    if database == "sqlite":
        found = open_store("sqlite://")
    else:
        server: Server = request.getfixturevalue("postgres")
        found = open_store(server.empty())
    prepare_ledger(found)
    return found


def own(engine: sa.Engine) -> dict[str, object]:
    return {table: said for table, said in shape(engine).items() if table in metadata.tables}


def test_the_newest_revision_is_the_one_databases_are_marked_with(empty: sa.Engine) -> None:
    with empty.connect() as connection:
        assert ScriptDirectory.from_config(migrations.config(connection)).get_current_head() == migrations.HEAD


def test_revisions_give_what_the_metadata_says(empty: sa.Engine) -> None:
    with empty.begin() as connection:
        migrations.upgrade(connection)
    with empty.connect() as connection:
        options = {
            "compare_type": True, "version_table": migrations.VERSION_TABLE,
            "include_name": lambda name, kind, parents: kind != "table" or name in metadata.tables,
        }  # fmt: skip
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
    by_revisions = own(empty)
    assert set(by_revisions) == set(metadata.tables)
    with empty.begin() as connection:
        metadata.drop_all(connection)
        metadata.create_all(connection)
    assert by_revisions == own(empty)


def test_a_new_database_is_marked_and_the_ledger_s_mark_left_alone(empty: sa.Engine) -> None:
    from kanhe.ledger import migrations as ledger_migrations

    prepare(empty)
    prepare(empty)
    with empty.connect() as connection:
        assert migrations.revision(connection) == migrations.HEAD
        assert ledger_migrations.revision(connection) == ledger_migrations.HEAD
