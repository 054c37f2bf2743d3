"""Reviews of findings, and the inspection records that were made from reviewed ones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "finding_reviews",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("inspection_id", sa.String(64), nullable=False),
        sa.Column("fingerprint", sa.String(32), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reviewed_by", sa.String(128), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id", "fingerprint"],
            ["inspection_findings.inspection_id", "inspection_findings.fingerprint"],
            name=op.f("fk_finding_reviews_inspection_id_fingerprint"),
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_finding_reviews")),
    )
    op.create_index(
        op.f("ix_finding_reviews_inspection_id_fingerprint"), "finding_reviews", ["inspection_id", "fingerprint"]
    )
    op.create_table(
        "inspection_revisions",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("inspection_id", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("revised_by", sa.String(128), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspections.id"], name=op.f("fk_inspection_revisions_inspection_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_revisions")),
    )
    op.create_index(op.f("ix_inspection_revisions_inspection_id"), "inspection_revisions", ["inspection_id"])


def downgrade() -> None:
    raise NotImplementedError("records are never dropped")
