"""The first tables: the journal, and what its records make.

Written out, not taken from the metadata, which moves on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "clearances",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("key_id", sa.String(64), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("valid_until", sa.BigInteger(), nullable=False),
        sa.Column("ruleset", sa.Text(), nullable=False),
        sa.Column("envelope", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger()),
        sa.Column("revoked_because", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearances")),
    )
    op.create_index(op.f("ix_clearances_sha256"), "clearances", ["sha256"])
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("store", sa.String(64), nullable=False),
        sa.Column("platform", sa.String(16), nullable=False),
        sa.Column("package_id", sa.String(255), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(8), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index("ix_decisions_outcome_at", "decisions", ["outcome", "at"])
    op.create_index("ix_decisions_store_at", "decisions", ["store", "at"])
    op.create_table(
        "figures",
        sa.Column("regulator", sa.String(64), nullable=False),
        sa.Column("first_round", sa.Integer(), nullable=False),
        sa.Column("last_round", sa.Integer(), nullable=False),
        sa.Column("published", sa.Date(), nullable=False),
        sa.Column("tested", sa.BigInteger()),
        sa.Column("ordered", sa.BigInteger()),
        sa.Column("named", sa.BigInteger()),
        sa.Column("delisted", sa.BigInteger()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("regulator", "first_round", name=op.f("pk_figures")),
    )
    op.create_index(op.f("ix_figures_published"), "figures", ["published"])
    op.create_table(
        "gate_keys",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("pem", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("retired_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_keys")),
    )
    op.create_table(
        "groups",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
    )
    op.create_table(
        "journal",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("act", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("actor", sa.String(128), nullable=False),
        sa.Column("key", sa.String(128)),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("prev", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
        sa.UniqueConstraint("hash", name=op.f("uq_journal_hash")),
        sa.UniqueConstraint("key", name=op.f("uq_journal_key")),
    )
    op.create_index(op.f("ix_journal_act"), "journal", ["act"])
    op.create_table(
        "journal_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_head")),
    )
    op.create_table(
        "measures",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("owner_kind", sa.String(16), nullable=False),
        sa.Column("owner_id", sa.String(64), nullable=False),
        sa.Column("policy", sa.String(64), nullable=False),
        sa.Column("notices", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date()),
        sa.Column("signed_by", sa.String(128)),
        sa.Column("lifted_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures")),
    )
    op.create_index(op.f("ix_measures_owner_id"), "measures", ["owner_id"])
    op.create_index(op.f("ix_measures_state"), "measures", ["state"])
    op.create_table(
        "notices",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("regulator", sa.String(64), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("total_number", sa.Integer()),
        sa.Column("published", sa.Date(), nullable=False),
        sa.Column("deadline", sa.Date()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("look_back", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("regulator", "year", "number", name=op.f("uq_notices_regulator_year_number")),
    )
    op.create_index(op.f("ix_notices_published"), "notices", ["published"])
    op.create_table(
        "strike_policies",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strike_policies")),
    )
    op.create_table(
        "enterprises",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("credit_code", sa.String(18)),
        sa.Column("group_id", sa.String(64)),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_enterprises_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enterprises")),
        sa.UniqueConstraint("credit_code", name=op.f("uq_enterprises_credit_code")),
    )
    op.create_index(op.f("ix_enterprises_group_id"), "enterprises", ["group_id"])
    op.create_table(
        "apps",
        sa.Column("id", sa.String(300), nullable=False),
        sa.Column("platform", sa.String(16), nullable=False),
        sa.Column("package_id", sa.String(255), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("enterprise_id", sa.String(64), nullable=False),
        sa.Column("filing_number", sa.Text()),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprises.id"], name=op.f("fk_apps_enterprise_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_apps")),
    )
    op.create_index(op.f("ix_apps_enterprise_id"), "apps", ["enterprise_id"])
    op.create_index(op.f("ix_apps_name"), "apps", ["name"])
    op.create_table(
        "enterprise_names",
        sa.Column("plain", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("enterprise_id", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprises.id"], name=op.f("fk_enterprise_names_enterprise_id")),
        sa.PrimaryKeyConstraint("plain", name=op.f("pk_enterprise_names")),
    )
    op.create_index(op.f("ix_enterprise_names_enterprise_id"), "enterprise_names", ["enterprise_id"])
    op.create_table(
        "cases",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("app_id", sa.String(300), nullable=False),
        sa.Column("version_name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("regulator", sa.String(64), nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("deadline", sa.Date()),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["app_id"], ["apps.id"], name=op.f("fk_cases_app_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint(
            "app_id",
            "version_name",
            "source",
            "regulator",
            "round",
            name=op.f("uq_cases_app_id_version_name_source_regulator_round"),
        ),
    )
    op.create_index(op.f("ix_cases_app_id"), "cases", ["app_id"])
    op.create_index(op.f("ix_cases_state"), "cases", ["state"])
    op.create_table(
        "signals",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("app_name", sa.Text()),
        sa.Column("app_id", sa.String(300)),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("remark", sa.Text()),
        sa.ForeignKeyConstraint(["app_id"], ["apps.id"], name=op.f("fk_signals_app_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signals")),
    )
    op.create_index(op.f("ix_signals_app_id"), "signals", ["app_id"])
    op.create_index(op.f("ix_signals_state"), "signals", ["state"])
    op.create_table(
        "versions",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("app_id", sa.String(300), nullable=False),
        sa.Column("version_name", sa.Text(), nullable=False),
        sa.Column("version_code", sa.BigInteger()),
        sa.Column("signer", sa.String(64)),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["app_id"], ["apps.id"], name=op.f("fk_versions_app_id")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_versions")),
    )
    op.create_index(op.f("ix_versions_app_id"), "versions", ["app_id"])
    op.create_table(
        "waivers",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("app_id", sa.String(300), nullable=False),
        sa.Column("permission", sa.String(255), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("requested_by", sa.String(128), nullable=False),
        sa.Column("requested_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("decided_by", sa.String(128)),
        sa.Column("until", sa.Date()),
        sa.ForeignKeyConstraint(["app_id"], ["apps.id"], name=op.f("fk_waivers_app_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waivers")),
    )
    op.create_index(op.f("ix_waivers_app_id"), "waivers", ["app_id"])
    op.create_index(op.f("ix_waivers_state"), "waivers", ["state"])
    op.create_table(
        "case_problems",
        sa.Column("case_id", sa.String(64), nullable=False),
        sa.Column("label", sa.String(128), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_problems_case_id")),
        sa.PrimaryKeyConstraint("case_id", "label", name=op.f("pk_case_problems")),
    )
    op.create_table(
        "delistings",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("app_id", sa.String(300), nullable=False),
        sa.Column("version_name", sa.Text()),
        sa.Column("case_id", sa.String(64)),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ordered_at", sa.BigInteger(), nullable=False),
        sa.Column("restored_at", sa.BigInteger()),
        sa.Column("restored_sha256", sa.String(64)),
        sa.ForeignKeyConstraint(["app_id"], ["apps.id"], name=op.f("fk_delistings_app_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_delistings_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delistings")),
    )
    op.create_index(op.f("ix_delistings_app_id"), "delistings", ["app_id"])
    op.create_index(op.f("ix_delistings_case_id"), "delistings", ["case_id"])
    op.create_table(
        "listings",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("store", sa.String(64), nullable=False),
        sa.Column("listed_at", sa.BigInteger(), nullable=False),
        sa.Column("unlisted_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["sha256"], ["versions.sha256"], name=op.f("fk_listings_sha256")),
        sa.PrimaryKeyConstraint("sha256", "store", name=op.f("pk_listings")),
    )
    op.create_table(
        "notice_rows",
        sa.Column("notice_id", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer()),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("developer", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.Column("filing_number", sa.Text()),
        sa.Column("region", sa.Text()),
        sa.Column("enterprise_id", sa.String(64)),
        sa.Column("app_id", sa.String(300)),
        sa.Column("case_id", sa.String(64)),
        sa.Column("withdrawn", sa.BigInteger()),
        sa.ForeignKeyConstraint(["app_id"], ["apps.id"], name=op.f("fk_notice_rows_app_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_notice_rows_case_id")),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprises.id"], name=op.f("fk_notice_rows_enterprise_id")),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_notice_rows_notice_id")),
        sa.PrimaryKeyConstraint("notice_id", "position", name=op.f("pk_notice_rows")),
    )
    op.create_index(op.f("ix_notice_rows_app_id"), "notice_rows", ["app_id"])
    op.create_index(op.f("ix_notice_rows_case_id"), "notice_rows", ["case_id"])
    op.create_index(op.f("ix_notice_rows_enterprise_id"), "notice_rows", ["enterprise_id"])
    op.create_table(
        "retests",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("case_id", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64)),
        sa.Column("version_name", sa.Text(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_retests_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retests")),
    )
    op.create_index(op.f("ix_retests_case_id"), "retests", ["case_id"])
    op.create_table(
        "submissions",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("submitted_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("started_at", sa.BigInteger()),
        sa.Column("inspection_id", sa.String(64)),
        sa.ForeignKeyConstraint(["sha256"], ["versions.sha256"], name=op.f("fk_submissions_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
    )
    op.create_index(op.f("ix_submissions_sha256"), "submissions", ["sha256"])
    op.create_index(op.f("ix_submissions_state"), "submissions", ["state"])
    op.create_table(
        "delisting_stores",
        sa.Column("delisting_id", sa.String(64), nullable=False),
        sa.Column("store", sa.String(64), nullable=False),
        sa.Column("done_at", sa.BigInteger()),
        sa.Column("done_by", sa.String(128)),
        sa.ForeignKeyConstraint(["delisting_id"], ["delistings.id"], name=op.f("fk_delisting_stores_delisting_id")),
        sa.PrimaryKeyConstraint("delisting_id", "store", name=op.f("pk_delisting_stores")),
    )
    op.create_table(
        "inspections",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("submission_id", sa.String(64)),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("ruleset", sa.Text(), nullable=False),
        sa.Column("evidence_sha256", sa.String(64)),
        sa.Column("evidence_url", sa.Text()),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("superseded_by", sa.String(64)),
        sa.ForeignKeyConstraint(["sha256"], ["versions.sha256"], name=op.f("fk_inspections_sha256")),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name=op.f("fk_inspections_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspections")),
    )
    op.create_index(op.f("ix_inspections_sha256"), "inspections", ["sha256"])
    op.create_index(op.f("ix_inspections_submission_id"), "inspections", ["submission_id"])
    op.create_table(
        "inspection_findings",
        sa.Column("inspection_id", sa.String(64), nullable=False),
        sa.Column("fingerprint", sa.String(32), nullable=False),
        sa.Column("rule", sa.String(96), nullable=False),
        sa.Column("severity", sa.String(16), nullable=False),
        sa.Column("label", sa.Text()),
        sa.Column("zh", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspections.id"], name=op.f("fk_inspection_findings_inspection_id")
        ),
        sa.PrimaryKeyConstraint("inspection_id", "fingerprint", name=op.f("pk_inspection_findings")),
    )
    op.create_index(op.f("ix_inspection_findings_rule"), "inspection_findings", ["rule"])


def downgrade() -> None:
    raise NotImplementedError("the journal is never dropped")
