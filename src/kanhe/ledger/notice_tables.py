"""The tables of public notices, for all that count them."""

from __future__ import annotations

import sqlalchemy as sa

from kanhe.ledger.schema import metadata

notices = sa.Table(
    "notices", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("regulator", sa.String(64), nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("total_number", sa.Integer),
    sa.Column("published", sa.Date, nullable=False, index=True),
    sa.Column("deadline", sa.Date),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("look_back", sa.Boolean, nullable=False),
    sa.UniqueConstraint("regulator", "year", "number"),
)  # fmt: skip

notice_rows = sa.Table(
    "notice_rows", metadata,
    sa.Column("notice_id", sa.ForeignKey("notices.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("developer", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("problems", sa.Text, nullable=False),
    sa.Column("filing_number", sa.Text),
    sa.Column("region", sa.Text),
    sa.Column("enterprise_id", sa.ForeignKey("enterprises.id"), index=True),
    sa.Column("app_id", sa.ForeignKey("apps.id"), index=True),
    sa.Column("case_id", sa.ForeignKey("cases.id"), index=True),
    sa.Column("withdrawn", sa.BigInteger),
)  # fmt: skip
"""``position``: place in the notice from 1.  ``problems``: one a line, as printed.  ``withdrawn``: number of the record."""
