"""Alembic's entry: runs revisions on the connection it is given, within that connection's transaction."""

from __future__ import annotations

from alembic import context

from kanhe.server.accounts.migrations import VERSION_TABLE
from kanhe.server.accounts.schema import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True,
    compare_type=True, version_table=VERSION_TABLE,
    include_name=lambda name, kind, parents: kind != "table" or name in metadata.tables,
)  # fmt: skip
context.run_migrations()
