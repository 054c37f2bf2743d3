"""Alembic's entry: runs revisions on the connection it is given, within that connection's transaction."""

from __future__ import annotations

from alembic import context

from kanhe.ledger.kinds import KINDS
from kanhe.ledger.schema import metadata

assert KINDS  # with the kinds of records come their tables

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True,
    compare_type=True,
)  # fmt: skip
context.run_migrations()
