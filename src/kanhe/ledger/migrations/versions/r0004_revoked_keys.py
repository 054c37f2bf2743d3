"""Keys can be revoked, with all that they signed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("gate_keys", sa.Column("revoked_at", sa.BigInteger()))
    op.add_column("gate_keys", sa.Column("revoked_because", sa.Text()))


def downgrade() -> None:
    raise NotImplementedError("records are never dropped")
