"""Submissions say how often they were begun, how they ended, and what was handed in beside the package."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("submissions", sa.Column("app_type", sa.String(64)))
    op.add_column("submissions", sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("submissions", sa.Column("ended_at", sa.BigInteger()))
    op.add_column("submissions", sa.Column("failure_zh", sa.Text()))
    op.add_column("submissions", sa.Column("failure_en", sa.Text()))
    op.create_table(
        "submission_documents",
        sa.Column("submission_id", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_submission_documents_submission_id")
        ),
        sa.PrimaryKeyConstraint("submission_id", "position", name=op.f("pk_submission_documents")),
    )
    # What the records of the first version say of these columns, so that a replay gives the same.
    submissions = sa.table(
        "submissions", sa.column("id", sa.String), sa.column("state", sa.String), sa.column("inspection_id", sa.String),
        sa.column("attempts", sa.Integer), sa.column("ended_at", sa.BigInteger),
    )  # fmt: skip
    inspections = sa.table("inspections", sa.column("id", sa.String), sa.column("recorded_at", sa.BigInteger))
    journal = sa.table(
        "journal", sa.column("seq", sa.BigInteger), sa.column("at", sa.BigInteger), sa.column("kind", sa.String),
        sa.column("body", sa.Text),
    )  # fmt: skip
    recorded = (
        sa.select(inspections.c.recorded_at)
        .where(inspections.c.id == submissions.c.inspection_id)
        .correlate(submissions)
        .scalar_subquery()
    )
    connection = op.get_bind()
    connection.execute(submissions.update().where(submissions.c.inspection_id.is_not(None)).values(ended_at=recorded))
    told = connection.execute(
        sa.select(journal.c.at, journal.c.kind, journal.c.body)
        .where(journal.c.kind.in_(("inspection-started", "submission-returned")))
        .order_by(journal.c.seq)
    ).all()
    for at, kind, body in told:
        said = json.loads(body)
        mine = submissions.update().where(submissions.c.id == said["submission"])
        if kind == "inspection-started":
            connection.execute(mine.values(attempts=submissions.c.attempts + 1))
        elif said["state"] == "withdrawn":
            connection.execute(mine.values(ended_at=at))


def downgrade() -> None:
    raise NotImplementedError("the journal is never dropped")
