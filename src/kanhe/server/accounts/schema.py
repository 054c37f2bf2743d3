"""The tables of accounts: in the ledger's database, but with metadata and migrations of their own.

Unlike the journal, these may be changed; only ``access_log`` is append-only.
"""

from __future__ import annotations

import sqlalchemy as sa

from kanhe.ledger.schema import Instant
from kanhe.ledger.schema import metadata as ledger_metadata

metadata = sa.MetaData(naming_convention=ledger_metadata.naming_convention)

accounts = sa.Table(
    "accounts", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("name", sa.String(128), nullable=False),
    sa.Column("email", sa.String(254), nullable=False, unique=True),
    sa.Column("role", sa.String(16), nullable=False, index=True),
    sa.Column("enterprise", sa.String(64)),
    sa.Column("store", sa.String(64)),
    sa.Column("password_hash", sa.Text),
    sa.Column("oidc_subject", sa.String(512), unique=True),
    sa.Column("disabled_at", Instant),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("signed_in_at", Instant),
)  # fmt: skip
"""``email``: in lower case.  ``oidc_subject``: issuer, a space, the subject there."""

tokens = sa.Table(
    "account_tokens", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("account_id", sa.ForeignKey("accounts.id"), nullable=False, index=True),
    sa.Column("name", sa.String(128), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
    sa.Column("prefix", sa.String(16), nullable=False),
    sa.Column("scopes", sa.String(32), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("used_at", Instant),
    sa.Column("revoked_at", Instant),
)  # fmt: skip
"""``hash``: SHA-256 of the secret, which is kept nowhere.  ``scopes``: words with a space between."""

sessions = sa.Table(
    "account_sessions", metadata,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("account_id", sa.ForeignKey("accounts.id"), nullable=False, index=True),
    sa.Column("csrf", sa.String(64), nullable=False),
    sa.Column("address", sa.String(64), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("seen_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
)  # fmt: skip

invitations = sa.Table(
    "account_invitations", metadata,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("account_id", sa.ForeignKey("accounts.id"), nullable=False, index=True),
    sa.Column("expires_at", Instant, nullable=False),
)  # fmt: skip
"""Links that let the owner of an account choose a password, once."""

access_log = sa.Table(
    "access_log", metadata,
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", Instant, nullable=False, index=True),
    sa.Column("account", sa.String(128), index=True),
    sa.Column("what", sa.String(32), nullable=False, index=True),
    sa.Column("target", sa.String(512), nullable=False),
    sa.Column("address", sa.String(64), nullable=False),
    sa.Column("outcome", sa.String(16), nullable=False),
    sa.Column("prev", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
)  # fmt: skip

access_head = sa.Table(
    "access_head", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)  # fmt: skip
"""One row: the last entry of ``access_log``.  Its lock is the writers' queue."""
