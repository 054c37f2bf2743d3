"""Revisions and metadata say the same; an older database is brought up to date, a newer one is refused."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from kanhe.ledger import journal, migrations
from kanhe.ledger.enterprises import GroupRegistered
from kanhe.ledger.event import Refused
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.schema import metadata
from kanhe.ledger.store import open_store, prepare
from tests.ledger.postgres import Server


@pytest.fixture
def empty(database: str, request: pytest.FixtureRequest) -> sa.Engine:
    """A database without a table."""
    if database == "sqlite":
        return open_store("sqlite://")
    server: Server = request.getfixturevalue("postgres")
    return open_store(server.empty())


def shape(engine: sa.Engine) -> dict[str, object]:
    """Columns, keys, indexes and constraints of every table, as the database itself tells them."""
    seen = sa.inspect(engine)
    return {
        table: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)],
            seen.get_pk_constraint(table),
            sorted((i["name"] or "", i["column_names"], i["unique"]) for i in seen.get_indexes(table)),
            sorted((u["name"] or "", u["column_names"]) for u in seen.get_unique_constraints(table)),
            sorted((f["name"] or "", f["referred_table"]) for f in seen.get_foreign_keys(table)),
        )
        for table in seen.get_table_names()
        if table != "alembic_version"
    }


def test_the_newest_revision_is_the_one_databases_are_marked_with(empty: sa.Engine) -> None:
    with empty.connect() as connection:
        assert ScriptDirectory.from_config(migrations.config(connection)).get_current_head() == migrations.HEAD


def test_revisions_give_what_the_metadata_says(empty: sa.Engine) -> None:
    with empty.begin() as connection:
        migrations.upgrade(connection)
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        command.check(migrations.config(connection))
    by_revisions = shape(empty)
    with empty.begin() as connection:
        metadata.drop_all(connection)
        metadata.create_all(connection)
    assert by_revisions == shape(empty)


def test_a_new_database_is_marked_and_has_an_empty_journal(empty: sa.Engine) -> None:
    prepare(empty)
    prepare(empty)
    with empty.connect() as connection:
        assert migrations.revision(connection) == migrations.HEAD
        assert connection.execute(sa.select(journal.head.c.seq, journal.head.c.hash)).all() == [(0, journal.GENESIS)]


def test_an_older_database_is_upgraded_and_keeps_its_records(
    url: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:  # fmt: skip
    """A further revision is made up, and the ledger of the newest is opened by it."""
    Ledger.open(url).act(GroupRegistered("甲"), "test", "k")
    folder = tmp_path_factory.mktemp("revisions")
    second = 'revision = "9999"\ndown_revision = "0004"\n\ndef upgrade():\n    from alembic import op\n    op.execute("UPDATE groups SET name = \'乙\'")\n'
    (folder / "r9999_next.py").write_text(second, "utf-8")
    settings = migrations.config

    def with_second(connection: sa.Connection) -> object:
        found = settings(connection)
        own = f"{found.get_main_option('script_location')}/versions"
        found.set_main_option("version_locations", f"{own}:{folder}")
        return found

    monkeypatch.setattr(migrations, "config", with_second)
    monkeypatch.setattr(migrations, "HEAD", "9999")
    opened = Ledger.open(url)
    with opened.read() as connection:
        assert migrations.revision(connection) == "9999"
        assert connection.execute(sa.text("SELECT name FROM groups")).scalar() == "乙"
        assert journal.verify(connection).records == 1  # type: ignore[union-attr]


def test_a_newer_database_is_refused_in_one_sentence(url: str) -> None:
    opened = Ledger.open(url)
    with opened.engine.begin() as connection:
        connection.execute(migrations.marks.update().values(version_num="7777"))
    with pytest.raises(Refused, match="7777, which is newer"):
        Ledger.open(url)
